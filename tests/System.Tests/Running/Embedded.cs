using System.Data.Common;
using Mentorship.Testing;
using Microsoft.Data.Sqlite;

namespace Mentorship.SystemTests.Running;

/// <summary>Standalone as its own process, with a data folder that is gone afterwards.</summary>
public sealed class Embedded : RunningSystem
{
    readonly string _folder = Directory.CreateTempSubdirectory("mentorship-standalone-").FullName;
    ServiceProcess _process = null!;

    public override string Address => _process.Address;

    public ServiceProcess Process => _process;

    public string Folder => _folder;

    /// <param name="demo">Whether the first start seeds the believable school.</param>
    public static async Task<Embedded> StartAsync(bool demo = false, Dictionary<string, string?>? settings = null)
    {
        var system = new Embedded();
        var all = new Dictionary<string, string?>(settings ?? [])
        {
            ["Data:Folder"] = system._folder,
            ["Demo:Enabled"] = demo ? "true" : "false",
        };
        system._process = await ServiceProcess.StartAsync("Standalone", all);
        return system;
    }

    /// <summary>The demonstration as a newcomer finds it, once it is all there.</summary>
    public static async Task<Embedded> StartDemoAsync()
    {
        var system = await StartAsync(demo: true, Systems.Roomy);
        await Eventually.True("the demonstration is ready", () => File.ReadAllText(Path.Combine(system._folder, "demo")) == "ready", TimeSpan.FromMinutes(3));
        return system;
    }

    public override IReadOnlyList<Mail> Mails() => Mail.ReadFolder(Path.Combine(_folder, "mail"));

    public override string Logs() => string.Join('\n', _process.Output);

    public override string AddressOf(string service) => Address;

    protected override string PortalKeys => Path.Combine(_folder, "keys");

    protected override DbConnection Connect(string service) =>
        new SqliteConnection($"Data Source={Path.Combine(_folder, $"{service}.db")};Pooling=false;Mode=ReadOnly;Default Timeout=30");

    public override async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
