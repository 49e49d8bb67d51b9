using BenchmarkDotNet.Attributes;
using Mentorship.Matching.Engine;

namespace Mentorship.Benchmarks;

/// <summary>The inner loops alone, for whoever changes one of them.</summary>
[MemoryDiagnoser]
public class Micro
{
    static readonly string Built = Environment.GetEnvironmentVariable("BENCHMARKS_BUILT") ?? ".";

    string edges = "";
    string ranks = "";
    StableInstance ranked = null!;
    StableSolution stable = null!;
    Mentorship.Matching.Engine.Instance pairs = null!;
    Solution fair = null!;

    [GlobalSetup]
    public void Read()
    {
        edges = File.ReadAllText(Path.Combine(Built, "10000x20-surplus.csv"));
        ranks = File.ReadAllText(Path.Combine(Built, "47208x15-ranked"));
        (ranked, pairs) = (ReadRanks(), ReadEdges());
        (stable, fair) = (StableSolver.Solve(ranked), Solver.Solve(pairs, Objective.Fair));
    }

    [Benchmark(Description = "read 200,000 edges")]
    public Mentorship.Matching.Engine.Instance ReadEdges() => EdgeFormat.Read(new StringReader(edges));

    [Benchmark(Description = "read rankings of 708,120 pairs")]
    public StableInstance ReadRanks() => RankFormat.Read(new StringReader(ranks));

    [Benchmark(Description = "lay 708,120 ranks beside each other")]
    public StableInstance Ranks() => StableInstance.Of(ranked.Capacity, ranked.Start, ranked.Mentor, ranked.MentorStart, ranked.Student);

    [Benchmark(Description = "deferred acceptance over them")]
    public StableSolution Propose() => StableSolver.Solve(ranked);

    [Benchmark(Description = "check that it is stable")]
    public IReadOnlyList<string> CheckStable() => StableVerifier.Check(ranked, stable);

    [Benchmark(Description = "solve fair, 10,000 students")]
    public Solution SolveFair() => Solver.Solve(pairs, Objective.Fair);

    [Benchmark(Description = "check that it is best")]
    public IReadOnlyList<string> CheckFair() => Verifier.Check(pairs, fair);
}
