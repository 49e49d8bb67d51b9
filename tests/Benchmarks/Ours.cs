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
            "scoring" => Scored(repetitions),
            "override" => Overridden(file, repetitions),
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

    /// <summary>The fifty best of ten thousand students and of as many mentors, by all criteria, mentors prepared on the way.</summary>
    static Measured Scored(int repetitions)
    {
        var (terms, students, mentors) = ScoringPool.Generate(10_000, 10_000, seed: 42);
        var scoring = new Scoring(terms, new ScoringPolicy(), Rarity.Of(students, mentors));
        var (first, best, pairs) = Best(repetitions, () => scoring.Prepare(mentors).Shortlists(students, 50));
        return new(first, best, $"{pairs.Mentor.Length}", PeakMb()) { Certified = true };
    }

    /// <summary>
    /// Overrides of every kind, tried one after the other on a standing solution; each is solved again and its price told.
    /// The best is the median of all, the first the 95th of a hundred, in seconds of clock time: one is too short for others.
    /// </summary>
    static Measured Overridden(string file, int repetitions)
    {
        var instance = Edges(file);
        var standing = new StandingSolution(instance, Solver.Solve(instance, Objective.Welfare));
        var random = new Random(1);
        var seconds = new List<double>();
        for (var n = 0; n < 400 * repetitions; n++)
        {
            var (student, mentor) = (random.Next(instance.Students), random.Next(instance.Mentors));
            var among = instance.Mentor[random.Next(instance.Start[student], instance.Start[student + 1])];
            Edit edit = (n % 7) switch
            {
                0 => new Edit.Pin(student, among, 50_000),
                1 => new Edit.Forbid(student, standing.MentorOf(student) is >= 0 and var j ? j : among),
                2 => new Edit.Choices(student, []),
                3 => new Edit.Places(mentor, 0, instance.Max[mentor] + 1),
                4 => new Edit.Places(mentor, 0, Math.Max(0, instance.Max[mentor] - 1)),
                5 => new Edit.Allow(student, among, random.Next(100_001)),
                _ => new Edit.AddStudent((ulong)random.NextInt64(), false, [new Tie(among, 60_000)]),
            };
            var began = Stopwatch.GetTimestamp();
            standing.Try(edit is Edit.Pin or Edit.Forbid or Edit.Choices ? student : -1, [edit], n % 2 == 0 ? MakeRoom.FewestMoves : MakeRoom.BestForAll);
            // The first hundred are compiled on the way.
            if (n >= 100)
                seconds.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        seconds.Sort();
        return new(seconds[seconds.Count * 95 / 100], seconds[seconds.Count / 2], "", PeakMb()) { Certified = true };
    }

    static Mentorship.Matching.Engine.Instance Edges(string file)
    {
        using var reader = File.OpenText(file);
        return EdgeFormat.Read(reader);
    }

    /// <summary>The best of several calls, in processor seconds.</summary>
    public static (double Seconds, T Answer) Timed<T>(int repetitions, Func<T> solve)
    {
        var (_, best, answer) = Best(repetitions, solve);
        return (best, answer);
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
