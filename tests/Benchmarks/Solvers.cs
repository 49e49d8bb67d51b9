using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Mentorship.Benchmarks;

/// <summary>An instance that the generator makes, by the same numbers everywhere.</summary>
/// <param name="Name">Of its files.</param>
/// <param name="Kind"><c>mcf</c> or <c>hr</c>.</param>
/// <param name="Rest">Seed, skew and, after the file, minimum load, least capacity and range of capacities.</param>
sealed record Instance(string Name, string Kind, int Students, int Mentors, int PerStudent, string Rest = "")
{
    /// <summary>Room for about a tenth more students than there are, unless told otherwise.</summary>
    public static Instance Pairs(string regime, int students, int perStudent, string capacities = "") =>
        new($"{students}x{perStudent}-{regime}", "mcf", students, students / 10, perStudent, capacities);
}

/// <summary>Runs solvers, each in a process of its own, and remembers what they did.</summary>
sealed class Solvers(string built, TimeSpan patience)
{
    readonly Dictionary<(string, string), Measured?> done = [];

    /// <summary>What a solver did with an instance; null when it failed or took longer than anyone would wait.</summary>
    public Measured? Run(string solver, Instance instance)
    {
        if (done.TryGetValue((solver, instance.Name), out var known))
            return known;
        var file = Path.Combine(built, instance.Name);
        Generate(instance, file);
        Console.Error.WriteLine($"{solver} on {instance.Name}");
        return done[(solver, instance.Name)] = solver switch
        {
            "LEMON network simplex" => Peer(Path.Combine(built, "lemon_mcf"), [$"{file}.min", "ns", "3"], "solve_cpu_s", "cost", "rss_peak_MB"),
            "LEMON cost scaling" => Peer(Path.Combine(built, "lemon_mcf"), [$"{file}.min", "cos", "3"], "solve_cpu_s", "cost", "rss_peak_MB"),
            "native floor" => Peer(Path.Combine(built, "hr_floor"), [file, "5"], "cpu_s", "fnv", "rss_MB"),
            "SciPy LAPJVsp" => Peer("/usr/bin/python3", [Path.Combine(built, "../peers/scipy_peers.py"), "sparse", $"{file}.csv"], "cpu_s", "cost", "rss_peak_MB"),
            "stable" => Json(Output(Environment.ProcessPath!, ["ours", solver, file, "5"])),
            "scoring" => Json(Output(Environment.ProcessPath!, ["ours", solver, "", "10"])),
            _ => Json(Output(Environment.ProcessPath!, ["ours", solver, $"{file}.csv", "3"])),
        };
    }

    /// <summary>NumPy's matrix product and the fifty best of each row.</summary>
    public Measured? NumPy()
    {
        Console.Error.WriteLine("NumPy");
        return Peer("/usr/bin/python3", [Path.Combine(built, "../peers/scipy_peers.py"), "gemm", "10000", "10000", "64", "float32"], "cpu_s", "peer", "rss_MB");
    }

    void Generate(Instance instance, string file)
    {
        if (File.Exists(instance.Kind == "hr" ? file : $"{file}.csv"))
            return;
        string[] numbers = [.. new[] { instance.Students, instance.Mentors, instance.PerStudent }.Select(n => n.ToString(CultureInfo.InvariantCulture))];
        _ = Output(Path.Combine(built, "gen"), [instance.Kind, .. numbers, "42", "1", file, .. instance.Rest.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
            ?? throw new InvalidOperationException($"The generator could not make {instance.Name}.");
    }

    Measured? Peer(string program, string[] arguments, string seconds, string answer, string memory)
    {
        if (Output(program, arguments) is not { } output)
            return null;
        // The last kind of line is the one meant: NumPy's product alone comes before the product with the best of each row.
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        lines = [.. lines.Where(l => l.GetProperty("peer").ValueEquals(lines[^1].GetProperty("peer").GetString()))];
        double[] times = [.. lines.Select(l => l.GetProperty(seconds).GetDouble())];
        return new(times[0], times.Min(), lines[^1].GetProperty(answer).ToString(), lines[^1].GetProperty(memory).GetDouble());
    }

    static Measured? Json(string? output) => output is null ? null : JsonSerializer.Deserialize<Measured>(output);

    string? Output(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            return null;
        }
        return process.ExitCode == 0 ? output.GetAwaiter().GetResult() : null;
    }
}
