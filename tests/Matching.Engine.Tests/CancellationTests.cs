using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

/// <summary>
/// Stopping is measured in time on the processor, so that a busy machine is not taken for a slow answer, and alone, so
/// that no other test's time is counted.
/// </summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class CancellationTests
{
    [Fact]
    public void The_solver_stops_within_a_tenth_of_a_second() => Stops((progress, cancel) => Solver.Solve(Instances.Generated(20_000, 1_000, 40, 1, lowest: 15), Objective.Fair, progress, cancel));

    [Fact]
    public void Deferred_acceptance_stops_within_a_tenth_of_a_second()
    {
        var (instance, _) = Rankings.Generated(47_208, 6_626, 15, 42);
        Stops((progress, cancel) => StableSolver.Solve(instance, progress, cancel));
    }

    [Fact]
    public void Scoring_a_pool_stops_within_a_tenth_of_a_second()
    {
        var (students, mentors) = People.Pool(3_000, 1_000);
        Stops((progress, cancel) => People.By(new(), Rarity.Of(students, mentors)).Pairs(students, mentors, progress, cancel));
    }

    static void Stops(Action<Action<Progress>, CancellationToken> work)
    {
        using var cancel = new CancellationTokenSource();
        TimeSpan? asked = null;
        void AtATenth(Progress p)
        {
            if (p.Done * 10 >= p.Total && asked is null)
            {
                asked = Environment.CpuUsage.TotalTime;
                cancel.Cancel();
            }
        }

        Assert.ThrowsAny<OperationCanceledException>(() => work(AtATenth, cancel.Token));

        Assert.NotNull(asked);
        Assert.InRange((Environment.CpuUsage.TotalTime - asked.Value).TotalMilliseconds, 0, 100);
    }
}
