using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using Mentorship.Testing;
using Npgsql;

namespace Mentorship.SystemTests.Running;

/// <summary>Everything as separate processes on real servers, by the very script an operator uses, on ports and in a folder of its own.</summary>
public sealed class Distributed : RunningSystem
{
    readonly string _folder = Directory.CreateTempSubdirectory("mentorship-local-").FullName;
    readonly int _base = FreeBase();
    readonly Dictionary<string, string?> _settings;

    Distributed(Dictionary<string, string?> settings) => _settings = settings;

    public override string Address => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{_base - 20}");

    public string Folder => _folder;

    public int RabbitPort => _base + 11;

    public string RabbitPassword => Secrets()["RABBITMQ_PASSWORD"];

    public static async Task<Distributed> StartAsync(Dictionary<string, string?>? settings = null)
    {
        var system = new Distributed(settings ?? []);
        try
        {
            await system.UpAsync();
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts whatever does not run, and waits until all of it is ready.</summary>
    public Task UpAsync() => LocalAsync("up", "--no-build");

    /// <summary>SIGKILL for one process: portal, profile, matching, matching-2, notification, postgres, rabbitmq, smtp.</summary>
    public Task KillAsync(string name) => LocalAsync("kill", name);

    /// <summary>The same for services, without the time that the script takes.</summary>
    public void KillAtOnce(params string[] names)
    {
        var processes = names.Select(n => Process.GetProcessById(int.Parse(File.ReadAllText(Path.Combine(_folder, $"{n}.pid")), CultureInfo.InvariantCulture))).ToList();
        processes.ForEach(p => p.Kill());
        // One that is still on its way out would count as running when everything is brought up again.
        processes.ForEach(p => p.WaitForExit(TimeSpan.FromSeconds(10)));
        processes.ForEach(p => p.Dispose());
    }

    public override IReadOnlyList<Mail> Mails() => Mail.ReadFolder(Path.Combine(_folder, "smtp", "mail"));

    public override string Logs() => string.Join('\n', Directory.GetFiles(Path.Combine(_folder, "logs")).Select(ReadWhileWritten));

    public string LogOf(string name) => ReadWhileWritten(Path.Combine(_folder, "logs", $"{name}.log"));

    public override string AddressOf(string service) => string.Create(CultureInfo.InvariantCulture,
        $"http://localhost:{_base + service switch { "portal" => 0, "profile" => 1, "matching" => 2, _ => 4 }}");

    protected override string PortalKeys => Path.Combine(_folder, "keys", "portal");

    protected override DbConnection Connect(string service) => new NpgsqlConnection(string.Create(CultureInfo.InvariantCulture,
        $"Host=127.0.0.1;Port={_base + 10};Username=mentorship;Password={Secrets()["PGPASSWORD"]};Database=mentorship_{service};Pooling=false"));

    public override async ValueTask DisposeAsync()
    {
        await LocalAsync("down");
        Directory.Delete(_folder, recursive: true);
    }

    async Task LocalAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "deploy", "local"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LOCAL_FOLDER"] = _folder;
        start.Environment["PORT_BASE"] = _base.ToString(CultureInfo.InvariantCulture);
        start.Environment["CONFIGURATION"] = Repository.Configuration;
        start.Environment["THROWAWAY"] = "1";
        start.Environment["OWNER"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        foreach (var (key, value) in _settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        var told = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"deploy/local {string.Join(' ', arguments)} failed: {await said}\n{await told}");
    }

    Dictionary<string, string> Secrets() => File.ReadAllLines(Path.Combine(_folder, "secrets.env"))
        .Select(l => l.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);

    static string ReadWhileWritten(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    // The script takes a block of ports: the front at base - 20, the others from base to base + 14.
    static int FreeBase()
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select((IPEndPoint e) => e.Port).ToHashSet();
        for (var tries = 0; tries < 200; tries++)
        {
            // Below the range that outgoing connections take their ports from.
            var candidate = Random.Shared.Next(200, 310) * 100;
            if (!taken.Contains(candidate - 20) && !Enumerable.Range(candidate, 15).Any(taken.Contains))
                return candidate;
        }
        throw new InvalidOperationException("No free block of ports between 20000 and 31000.");
    }
}
