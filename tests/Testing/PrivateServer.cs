using System.Diagnostics;
using System.Globalization;

namespace Mentorship.Testing;

/// <summary>A real server in a folder of its own, started and ended by `deploy/servers`; it ends with this process whatever happens.</summary>
public abstract class PrivateServer(string name) : IAsyncDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("mentorship-").FullName;

    public int Port { get; } = FreePort.Next();

    protected virtual string[] Arguments => [];

    public Task StartAsync() => RunAsync("start", [Port.ToString(CultureInfo.InvariantCulture), .. Arguments]);

    public Task StopAsync() => RunAsync("stop");

    /// <summary>SIGKILL, as a power cut would; <see cref="StartAsync"/> brings it back with what it had.</summary>
    public Task KillAsync() => RunAsync("kill");

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    async Task RunAsync(string verb, params string[] rest)
    {
        // The server runs as another user where this one is root, and must reach its folder.
        File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101);
        using var process = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "deploy", "servers"), name, verb, Folder, .. rest])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            Environment = { ["THROWAWAY"] = "1", ["OWNER"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture) },
        })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{name} {verb} failed: {said.Trim()}");
    }
}

/// <summary>PostgreSQL without fsync, user `mentorship`, no password.</summary>
public sealed class PostgresServer() : PrivateServer("postgres")
{
    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=mentorship;Database={database};Maximum Pool Size=30";
}

/// <summary>RabbitMQ, user and password `mentorship`.</summary>
public sealed class RabbitServer() : PrivateServer("rabbitmq")
{
    readonly string[] _ports = [FreePort.Next().ToString(CultureInfo.InvariantCulture), FreePort.Next().ToString(CultureInfo.InvariantCulture)];

    protected override string[] Arguments => _ports;

    public Dictionary<string, string?> Settings => new()
    {
        ["Bus:Transport"] = "rabbitmq",
        ["Bus:Host"] = "127.0.0.1",
        ["Bus:Port"] = Port.ToString(CultureInfo.InvariantCulture),
        ["Bus:User"] = "mentorship",
        ["Bus:Password"] = "mentorship",
    };
}
