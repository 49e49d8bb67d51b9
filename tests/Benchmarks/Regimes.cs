using System.Globalization;
using Mentorship.Matching.Engine;

namespace Mentorship.Benchmarks;

/// <summary>Instances that are meant to be hard, each in its own way, all of one size.</summary>
static class Regimes
{
    const int Students = 100_000;
    const int Mentors = Students / 10;
    const int PerStudent = 20;

    public static int Print()
    {
        (string Name, Func<Mentorship.Matching.Engine.Instance> Make)[] regimes =
        [
            ("surplus", () => Make(5, 13)),
            ("balanced", () => Make(5, 11)),
            ("scarce", () => Make(4, 11)),
            ("exactly as many places as students", () => Make(10, 1)),
            ("a hundred components, every other one scarce", () => Make(j => j / 100 % 2 == 0 ? 8 : 13, parts: 100)),
            ("all weights tied", () => Make(5, 13, score: _ => 50_000)),
            ("all weights tied, scarce", () => Make(4, 11, score: _ => 50_000)),
            ("three weights", () => Make(5, 11, score: r => 40_000 + 20_000 * r.Next(3))),
            ("every other student isolated", () => Make(5, 13, skip: i => i % 2 == 0)),
            ("every other mentor without places", () => Make(j => j % 2 == 0 ? 0 : 20)),
            ("one mentor for half of all", () => Make(j => j == 0 ? Students / 2 : 6, giant: true)),
            ("at least five each", () => Make(j => 9 + (j & 3), least: 5)),
            ("a tenth waited, scarce", () => Make(4, 11, waits: i => i % 10 == 0)),
        ];
        Console.WriteLine("| regime | matched | welfare, CPU s | fair, CPU s | over surplus | proved |");
        Console.WriteLine("|---|---|---|---|---|---|");
        double? surplus = null;
        foreach (var (name, make) in regimes)
        {
            var instance = make();
            var (welfare, one) = Ours.Timed(2, () => Solver.Solve(instance, Objective.Welfare));
            var (fair, other) = Ours.Timed(2, () => Solver.Solve(instance, Objective.Fair));
            surplus ??= welfare;
            var proved = Verifier.Check(instance, one) is [] && Verifier.Check(instance, other) is [];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {one.Matched:N0} | {welfare:0.00} | {fair:0.00} | {Math.Max(welfare, fair) / surplus:0.0} | {(proved ? "yes" : "NO")} |"));
        }
        return 0;
    }

    static Mentorship.Matching.Engine.Instance Make(int lowest, int range, Func<Random, int>? score = null, Func<int, bool>? skip = null, Func<int, bool>? waits = null)
    {
        var random = new Random(1);
        return Make(_ => lowest + random.Next(range), score, skip, waits);
    }

    static Mentorship.Matching.Engine.Instance Make(
        Func<int, int> places, Func<Random, int>? score = null, Func<int, bool>? skip = null, Func<int, bool>? waits = null, int parts = 1, bool giant = false, int least = 0)
    {
        var random = new Random(42);
        var builder = new InstanceBuilder(Students, Mentors) { Seed = 7 };
        for (var j = 0; j < Mentors; j++)
            builder.Mentor(j, least, places(j));
        var seen = new int[Mentors];
        var size = Mentors / parts;
        for (var i = 0; i < Students; i++)
        {
            builder.Waits(i, waits?.Invoke(i) ?? false);
            if (skip?.Invoke(i) ?? false)
                continue;
            for (var n = 0; n < PerStudent;)
            {
                var (u, first) = (random.NextDouble(), i % parts * size);
                var j = giant && n == 0 ? 0 : first + (int)(u * u * size);
                if (seen[j] == i + 1)
                    continue;
                seen[j] = i + 1;
                builder.Edge(i, j, score?.Invoke(random) ?? 1 + random.Next(70_000) + 30_000 * (first + size - j) / size);
                n++;
            }
        }
        return builder.Build();
    }
}
