using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Mentorship.Cli.CommandLine;
using Mentorship.Matching.Engine;

namespace Mentorship.Cli.Solving;

/// <summary>What was solved and how, in the words of <c>--json</c>. Rankings have no weights.</summary>
/// <param name="Cost">The objective's sum over matched edges alone.</param>
/// <param name="SolveCpuSeconds">Processor time of the solve, without reading and checking.</param>
/// <param name="Fingerprint">FNV-1a 64 over the mentor of each student.</param>
sealed record Answer(
    int Students, int Mentors, int Edges, int Matched, long MinimumShortfall, long? TotalWeight, int? WorstWeight, string Objective, long? Cost,
    string Certificate, double SolveCpuSeconds, double PeakMemoryMb, string Fingerprint)
{
    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static Answer Of(Instance instance, Solved<Solution> solved) => new(
        instance.Students, instance.Mentors, instance.Edges, solved.Solution.Matched, solved.Solution.Shortfall, solved.Solution.TotalScore, solved.Solution.WorstScore,
        Objectives.Word(solved.Solution.Objective), solved.Solution.Cost, Certified.Valid, solved.CpuSeconds, Certified.PeakMemoryMb(), $"{solved.Solution.Fingerprint:x16}");

    public static Answer Of(StableInstance instance, Solved<StableSolution> solved) => new(
        instance.Students, instance.Mentors, instance.Pairs, solved.Solution.Matched, 0, null, null,
        "stable", null, Certified.Valid, solved.CpuSeconds, Certified.PeakMemoryMb(), $"{solved.Solution.Fingerprint:x16}");

    public string ToJson() => JsonSerializer.Serialize(this, Web);
}

/// <summary>A solution that passed its verifier.</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct Solved<T>(T Solution, double CpuSeconds);

/// <summary>Solves, and shows nothing that its verifier does not pass.</summary>
static class Certified
{
    public const string Valid = "valid";

    public static Solved<Solution> Solve(Instance instance, Objective objective, Terminal terminal, CancellationToken ct)
    {
        var solved = Timed(progress => Solver.Solve(instance, objective, progress, ct), terminal);
        Check(Verifier.Check(instance, solved.Solution, limit: 1));
        return solved;
    }

    public static Solved<StableSolution> Solve(StableInstance instance, Terminal terminal, CancellationToken ct)
    {
        var solved = Timed(progress => StableSolver.Solve(instance, progress, ct), terminal);
        Check(StableVerifier.Check(instance, solved.Solution, limit: 1));
        return solved;
    }

    public static double PeakMemoryMb() => Math.Round(Process.GetCurrentProcess().PeakWorkingSet64 / (1024.0 * 1024), 1);

    static Solved<T> Timed<T>(Func<Action<Progress>, T> solve, Terminal terminal)
    {
        var progress = new ProgressLines(terminal);
        GC.Collect(); // what reading left behind is given back before the solve asks for more
        var before = Environment.CpuUsage.TotalTime;
        var solution = solve(progress.Say);
        return new(solution, Math.Round((Environment.CpuUsage.TotalTime - before).TotalSeconds, 4));
    }

    static void Check(IReadOnlyList<string> faults)
    {
        if (faults is [var fault, ..])
            throw new FailedException($"The answer failed its check, and is not shown: {fault}");
    }
}

/// <summary>Says now and then on standard error how far long work has come.</summary>
sealed class ProgressLines(Terminal terminal)
{
    static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    long said = terminal.Time.GetTimestamp();

    public void Say(Progress progress)
    {
        if (terminal.Time.GetElapsedTime(said) < Between)
            return;
        said = terminal.Time.GetTimestamp();
        terminal.Error.WriteLine($"{progress.Step}: {progress.Done:N0} of {progress.Total:N0}");
    }
}
