using System.Text.RegularExpressions;
using System.Xml.Linq;
using Mentorship.Testing;

namespace Mentorship.ContractsTests;

/// <summary>Rules that a reviewer would have to remember. Each guard is also shown something it must refuse.</summary>
public sealed partial class ArchitectureTests
{
    static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["Contracts"] = [],
        ["ServiceDefaults"] = [],
        ["Messaging"] = ["Contracts", "ServiceDefaults"],
        ["Ledger"] = ["ServiceDefaults"],
        ["Matching.Engine"] = [],
        ["Profile"] = ["Contracts", "Messaging", "Ledger", "ServiceDefaults"],
        ["Matching"] = ["Contracts", "Messaging", "Ledger", "ServiceDefaults", "Matching.Engine"],
        ["Notification"] = ["Contracts", "Messaging", "Ledger", "ServiceDefaults"],
        ["Portal"] = ["Contracts", "Messaging", "Ledger", "ServiceDefaults"],
        ["Standalone"] = ["Profile", "Matching", "Notification", "Portal"],
        ["Cli"] = ["Contracts", "Messaging", "Ledger", "ServiceDefaults", "Matching.Engine"],
    };

    [Fact]
    public void Parts_reference_only_what_they_may()
    {
        foreach (var project in Projects())
        {
            var name = Path.GetFileNameWithoutExtension(project);
            var references = XDocument.Load(project).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!));
            Assert.Empty(references.Except(MayReference[name]).Select(r => $"{name} must not reference {r}"));
        }
    }

    /// <summary>The Portal refuses to make a link to a page it does not know, and the mail would wait for it until it is too late.</summary>
    [Fact]
    public void Mails_lead_only_to_pages_that_links_know()
    {
        var known = PageOfLink().Matches(File.ReadAllText(Path.Combine(Repository.Root, "services/Portal/Links/MailLink.cs"))).SelectMany(m => Quoted().Matches(m.Groups[1].Value)).Select(m => m.Groups[1].Value).ToList();
        var asked = Sources.Of("services/Notification/Mails").SelectMany(s => PageOfMail().Matches(s.Text)).Select(m => m.Groups[1].Value).ToList();
        Assert.Contains("home", known);
        Assert.Contains("your-data", asked);
        Assert.Empty(asked.Except(known));
    }

    [Theory]
    [InlineData("Contracts")]
    [InlineData("Matching.Engine")]
    public void Contracts_and_engine_need_no_package(string name) =>
        Assert.Empty(XDocument.Load(Projects().Single(p => Path.GetFileNameWithoutExtension(p) == name)).Descendants("PackageReference"));

    [Fact]
    public void Nothing_but_the_relay_touches_the_bus() =>
        Assert.Empty(Sources.Of("services").Where(file => TouchesBus().IsMatch(file.Text)).Select(file => file.Path));

    [Theory]
    [InlineData("class A(IBus bus)", true)]
    [InlineData("class A(IPublishEndpoint p)", true)]
    [InlineData("await context.Publish(new X())", true)]
    [InlineData("var publishing = db.Announce(x, now);", false)]
    public void The_guard_of_the_bus_sees_what_it_must(string code, bool refused) => Assert.Equal(refused, TouchesBus().IsMatch(code));

    [Fact]
    public void Consumers_leave_saving_to_the_inbox() =>
        Assert.Empty(Sources.Of("services").Where(file => Consumes().IsMatch(file.Text) && Saves().IsMatch(file.Text)).Select(file => file.Path));

    [Theory]
    [InlineData("class A : IConsumer<X> { Task Consume() => db.SaveChangesAsync(); }", true)]
    [InlineData("class A : IConsumer<X> { Task Consume() => db.People.ExecuteDeleteAsync(); }", true)]
    [InlineData("class A : IConsumer<X> { Task Consume() => db.Database.ExecuteSqlAsync($\"\"); }", true)]
    [InlineData("class A : IConsumer<X> { void Consume() => db.Add(row); }", false)]
    public void The_guard_of_consumers_sees_what_it_must(string code, bool refused) =>
        Assert.Equal(refused, Consumes().IsMatch(code) && Saves().IsMatch(code));

    static IEnumerable<string> Projects() =>
        new[] { "services", "shared" }.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Repository.Root, f), "*.csproj", SearchOption.AllDirectories))
            .Where(p => !p.Contains("/node_modules/", StringComparison.Ordinal));

    [GeneratedRegex(@"\b(IBus|IBusControl|IPublishEndpoint|ISendEndpointProvider)\b|\bcontext\.(Publish|Send|RespondAsync)\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TouchesBus();

    [GeneratedRegex(@"\bIConsumer<", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Consumes();

    [GeneratedRegex(@"\b(SaveChanges|SaveChangesAsync|ExecuteUpdate\w*|ExecuteDelete\w*|ExecuteSql\w*|FromSql\w*|SqlQuery\w*)\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Saves();

    [GeneratedRegex(@"((?:""[a-z-]+""(?: or )?)+) => ""/", RegexOptions.None, 1000)]
    private static partial Regex PageOfLink();

    [GeneratedRegex(@"""([a-z-]+)""", RegexOptions.None, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"a\.Page\(""([a-z-]+)""", RegexOptions.None, 1000)]
    private static partial Regex PageOfMail();
}
