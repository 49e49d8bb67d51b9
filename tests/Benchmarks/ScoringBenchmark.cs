using BenchmarkDotNet.Attributes;
using Mentorship.Matching.Engine;

namespace Mentorship.Benchmarks;

/// <summary>Scoring of a large pool. Compare `Everyone` with NumPy's gemm + argpartition of 10000 10000 64 float32.</summary>
[MemoryDiagnoser]
public class ScoringBenchmark
{
    const int K = 50;

    StudentProfile[] students = [];
    MentorProfile[] mentors = [];
    Scoring scoring = null!;
    PreparedMentors prepared = null!;
    int turn;

    [Params(1_000, 10_000)]
    public int People { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        (var terms, students, mentors) = ScoringPool.Generate(People, People, seed: 42);
        scoring = new Scoring(terms, new ScoringPolicy(), Rarity.Of(students, mentors));
        prepared = scoring.Prepare(mentors);
    }

    [Benchmark]
    public PreparedMentors Preparing() => scoring.Prepare(mentors);

    /// <summary>The 50 best of every student and of every mentor.</summary>
    [Benchmark]
    public Candidates Everyone() => prepared.Shortlists(students, K);

    /// <summary>One student online.</summary>
    [Benchmark]
    public IReadOnlyList<Suggestion> OneStudent() => prepared.Best(students[turn++ % students.Length], K);

    /// <summary>What one student online costs without a prepared pool.</summary>
    [Benchmark(Baseline = true)]
    public IReadOnlyList<Suggestion> OneStudentPairByPair() => scoring.Best(students[turn++ % students.Length], mentors, K);
}
