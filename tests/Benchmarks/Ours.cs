using System.Diagnostics;
using System.Text.Json;
using Mentorship.Matching.Engine;

namespace Mentorship.Benchmarks;

/// <summary>What one solver did with one instance, ours or a peer's.</summary>
/// <param name="First">Processor seconds of the first call.</param>
/// <param name="Best">Processor seconds of the best call.</param>
/// <param name="Answer">The cost, or the fingerprint, by which answers are compared.</param>
/// <param name="PeakMb">The most memory the process held.</param>
sealed record Measured(double First, double Best, string Answer, double PeakMb)
{
    /// <summary>Whether our verifier passed it.</summary>
    public bool Certified { get; init; }
}

/// <summary>Our engine on one instance, in a process of its own, so that its memory is its own too.</summary>
static class Ours
{
    public static int Run(string what, string file, int repetitions)
    {
        var measured = what switch
        {
            "read" => Read(file, repetitions),
            "stable" => Stable(file, repetitions),
            _ => Matched(Enum.Parse<Objective>(what, ignoreCase: true), file, repetitions),
        };
        Console.WriteLine(JsonSerializer.Serialize(measured));
        return 0;
    }

    static Measured Read(string file, int repetitions)
    {
        var (first, best, instance) = Best(repetitions, () => Edges(file));
        return new(first, best, $"{instance.Edges}", PeakMb()) { Certified = true };
    }

    static Measured Matched(Objective objective, string file, int repetitions)
    {
        var instance = Edges(file);
        var (first, best, solution) = Best(repetitions, () => Solver.Solve(instance, objective));
        // As the peers' networks count: most matched first, at U = 100000·S + 1 for an unmatched student.
        var cost = solution.Cost + (Int128)(instance.Students - solution.Matched) * (100_000L * instance.Students + 1);
        return new(first, best, cost.ToString(), PeakMb()) { Certified = Verifier.Check(instance, solution) is [] };
    }

    /// <summary>From the two sides' lists to the matching: laying the ranks beside each other is most of the work, and is counted.</summary>
    static Measured Stable(string file, int repetitions)
    {
        using var reader = File.OpenText(file);
        var read = RankFormat.Read(reader);
        var (first, best, solution) = Best(repetitions, () =>
            StableSolver.Solve(StableInstance.Of(read.Capacity, read.Start, read.Mentor, read.MentorStart, read.Student)));
        return new(first, best, $"{solution.Fingerprint:x16}", PeakMb()) { Certified = StableVerifier.Check(read, solution) is [] };
    }

    static Mentorship.Matching.Engine.Instance Edges(string file)
    {
        using var reader = File.OpenText(file);
        return EdgeFormat.Read(reader);
    }

    static (double First, double Best, T Answer) Best<T>(int repetitions, Func<T> solve)
    {
        var (first, best, answer) = (0.0, double.MaxValue, default(T)!);
        for (var n = 0; n < repetitions; n++)
        {
            GC.Collect();
            var before = Environment.CpuUsage.TotalTime;
            answer = solve();
            var seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            (first, best) = (n == 0 ? seconds : first, Math.Min(best, seconds));
        }
        return (first, best, answer);
    }

    static double PeakMb() => Process.GetCurrentProcess().PeakWorkingSet64 / (1024.0 * 1024);
}
