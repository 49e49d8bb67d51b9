using System.Net;
using System.Net.Sockets;
using Mentorship.Testing;

namespace Mentorship.SystemTests.Journeys;

/// <summary>What a newcomer's first start leaves behind, also when it goes wrong.</summary>
public sealed class FirstStartTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("mentorship-first-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact, Trait("Category", "Long")]
    public async Task A_first_start_on_a_taken_port_says_so_and_leaves_the_demonstration_to_the_next()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var settings = new Dictionary<string, string?> { ["Data:Folder"] = _folder };
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            ServiceProcess.RunAsync("Standalone", new(settings) { ["ASPNETCORE_URLS"] = $"http://{taken.LocalEndpoint}" }));
        Assert.Contains("address already in use", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", refused.Message, StringComparison.Ordinal);

        await using var next = await ServiceProcess.StartAsync("Standalone", settings);
        await Eventually.True("the demonstration is being made", () => next.Output.Any(l => l.Contains("Making the demonstration", StringComparison.Ordinal)));
        Assert.Contains($"  Data: {_folder}", next.Output);
    }

    [Fact, Trait("Category", "Long")]
    public async Task What_was_kept_after_a_demonstration_was_declined_is_never_taken_for_half_of_one()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "demo"), "making", TestContext.Current.CancellationToken);
        var settings = new Dictionary<string, string?> { ["Data:Folder"] = _folder };
        await using (await ServiceProcess.StartAsync("Standalone", settings, arguments: "--no-demo")) { }
        var mail = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "mail")).FullName, "kept.eml");
        await File.WriteAllTextAsync(mail, "", TestContext.Current.CancellationToken);

        await using var again = await ServiceProcess.StartAsync("Standalone", settings);

        Assert.True(File.Exists(mail));
        Assert.False(File.Exists(Path.Combine(_folder, "demo")));
    }
}
