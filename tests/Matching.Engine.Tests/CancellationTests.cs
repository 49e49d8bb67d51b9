using System.Diagnostics;
using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

/// <summary>The work asked to stop has hours before it or a fraction of a second; either way it ends at once.</summary>
public sealed class CancellationTests
{
    [Fact]
    public void The_solver_stops_within_a_tenth_of_a_second() => Stops((progress, cancel) => Solver.Solve(Instances.Generated(20_000, 1_000, 40, 1, lowest: 15), Objective.Fair, progress, cancel));

    [Fact]
    public void Scoring_a_pool_stops_within_a_tenth_of_a_second()
    {
        var (students, mentors) = People.Pool(3_000, 1_000);
        Stops((progress, cancel) => People.By(new(), Rarity.Of(students, mentors)).Pairs(students, mentors, progress, cancel));
    }

    static void Stops(Action<Action<Progress>, CancellationToken> work)
    {
        using var cancel = new CancellationTokenSource();
        var watch = new Stopwatch();
        void AtATenth(Progress p)
        {
            if (p.Done * 10 >= p.Total && !watch.IsRunning)
            {
                watch.Start();
                cancel.Cancel();
            }
        }

        Assert.ThrowsAny<OperationCanceledException>(() => work(AtATenth, cancel.Token));

        Assert.True(watch.IsRunning);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 100);
    }
}
