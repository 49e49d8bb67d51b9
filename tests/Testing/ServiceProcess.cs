using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Mentorship.Testing;

/// <summary>A service as its own process, with its output kept; it can be stopped as an operator would or killed as a power cut would.</summary>
public sealed partial class ServiceProcess : IAsyncDisposable
{
    readonly ConcurrentQueue<string> _output = new();
    readonly string _project;
    readonly string[] _arguments;
    readonly Dictionary<string, string?> _settings;
    Process _process;

    ServiceProcess(string project, int port, Dictionary<string, string?> settings, string[] arguments)
    {
        (_project, Port, _settings, _arguments) = (project, port, settings, arguments);
        _process = Launch();
    }

    public int Port { get; }

    public string Address => $"http://127.0.0.1:{Port}";

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Everything it wrote so far, over restarts too.</summary>
    public IReadOnlyList<string> Output => [.. _output];

    /// <summary>Starts the built program and returns when it is ready to serve.</summary>
    /// <param name="project">The folder under services, for instance `Matching`.</param>
    /// <param name="settings">Configuration keys with colons; they become environment variables.</param>
    public static async Task<ServiceProcess> StartAsync(string project, Dictionary<string, string?> settings, int? port = null, TimeSpan? within = null, params string[] arguments)
    {
        var process = new ServiceProcess(project, port ?? FreePort.Next(), settings, arguments);
        try
        {
            await process.WaitUntilReadyAsync(within);
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a verb such as `migrate` to its end.</summary>
    public static async Task RunAsync(string project, Dictionary<string, string?> settings, params string[] arguments)
    {
        await using var process = new ServiceProcess(project, FreePort.Next(), settings, arguments);
        await process._process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(120));
        if (process._process.ExitCode != 0)
            throw new InvalidOperationException($"{project} {string.Join(' ', arguments)} ended with {process._process.ExitCode}:\n{process.Tail()}");
    }

    public async Task WaitUntilReadyAsync(TimeSpan? within = null)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Address), Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            await Eventually.True($"{_project} is ready on {Address}", async () =>
            {
                if (HasExited)
                    throw new InvalidOperationException($"{_project} ended with {_process.ExitCode} while starting");
                try
                {
                    using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                    return answer.IsSuccessStatusCode;
                }
                catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
                {
                    return false;
                }
            }, within ?? TimeSpan.FromSeconds(90));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{e.Message}. It said:\n{Tail()}", e);
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and SIGKILL for one that does not listen.</summary>
    public async Task StopAsync()
    {
        if (_process.HasExited)
            return;
        _ = Signal(_process.Id, Sigterm);
        try
        {
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(40));
        }
        catch (TimeoutException)
        {
            await KillAsync();
        }
    }

    /// <summary>The same program with the same settings on the same port again.</summary>
    public async Task RestartAsync(bool waitUntilReady = true)
    {
        if (!_process.HasExited)
            await StopAsync();
        _process.Dispose();
        _process = Launch();
        if (waitUntilReady)
            await WaitUntilReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    public string Tail(int lines = 60) => string.Join('\n', _output.TakeLast(lines));

    Process Launch()
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Program(_project), .. _arguments])
        {
            WorkingDirectory = Path.Combine(Repository.Root, "services", _project),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");
        foreach (var (key, value) in _settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        return process;
    }

    void Keep(string? line)
    {
        if (line is not null)
            _output.Enqueue(line);
    }

    const int Sigterm = 15;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
