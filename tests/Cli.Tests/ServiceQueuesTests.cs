using System.Text.RegularExpressions;
using Mentorship.Cli.DeadLetters;
using Mentorship.Testing;

namespace Mentorship.Cli.Tests;

/// <summary>RabbitMQ cannot be asked which queues there are, so the program's list must be the services'.</summary>
public sealed partial class ServiceQueuesTests
{
    [Fact]
    public void The_list_of_queues_is_what_the_services_consume_from()
    {
        var found = new List<string>();
        foreach (var service in new[] { "Profile", "Matching", "Notification", "Portal" })
        {
            var source = File.ReadAllText(Path.Combine(Repository.Root, "services", service, $"{service}Service.cs"));
            var call = Registration().Match(source);
            Assert.True(call.Success, $"{service}Service.cs registers its consumers");
            found.AddRange(Consumer().Matches(call.Value).Select(c => $"{service}-{Capital().Replace(c.Groups[1].Value, "-$1").TrimStart('-')}".ToLowerInvariant()));
        }
        Assert.NotEmpty(found);
        Assert.Equal(found.Order(StringComparer.Ordinal), ServiceQueues.All);
    }

    [GeneratedRegex(@"AddMessaging<\w+>\([^;]*;", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Registration();

    [GeneratedRegex(@"typeof\((\w+)\)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Consumer();

    [GeneratedRegex("([A-Z])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Capital();
}
