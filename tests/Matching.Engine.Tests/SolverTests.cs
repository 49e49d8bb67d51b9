using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

public sealed class SolverTests
{
    [Theory]
    [InlineData(Objective.Fair)]
    [InlineData(Objective.Welfare)]
    [InlineData(Objective.Maximin)]
    public void Tiny_cohorts_get_the_very_matching_that_trying_everything_finds(Objective objective)
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var instance = Instances.Tiny(seed);
            var (best, value) = BruteForce.Best(instance, objective);

            var solution = Solver.Solve(instance, objective);

            Assert.True(best.SequenceEqual(solution.MentorOf), $"seed {seed}: {string.Join(' ', best)} but {string.Join(' ', solution.MentorOf)}");
            Assert.Equal(value, new(solution.Shortfall, instance.Students - solution.Matched, solution.WaitingUnmatched, 0, solution.Cost, solution.LotterySum));
            Assert.Empty(Verifier.Check(instance, solution));
        }
    }

    [Fact]
    public void Fewest_moves_finds_the_very_matching_that_trying_everything_finds()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var instance = Instances.Tiny(seed);
            var random = new Random(seed);
            int[] kept = [.. Enumerable.Range(0, instance.Students).Select(_ => random.Next(-1, instance.Mentors))];
            var (best, value) = BruteForce.Best(instance, Objective.Fair, kept);

            var solution = Solver.SolveWithFewestMoves(instance, Objective.Fair, kept);

            Assert.True(best.SequenceEqual(solution.MentorOf), $"seed {seed}: {string.Join(' ', best)} but {string.Join(' ', solution.MentorOf)}");
            Assert.Equal(value.Moved, solution.Moved);
            Assert.Empty(Verifier.Check(instance, solution));
        }
    }

    [Fact]
    public void The_order_of_people_and_pairs_changes_nothing()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var instance = seed < 290 ? Instances.Tiny(seed) : WithTies(Instances.Generated(400, 40, 12, (ulong)seed, min: 2));
            var (shuffled, student, mentor) = Instances.Shuffled(instance, seed);

            var (one, other) = (Solver.Solve(instance, Objective.Fair), Solver.Solve(shuffled, Objective.Fair));

            for (var i = 0; i < instance.Students; i++)
                Assert.Equal(one.MentorOf[i] < 0 ? -1 : mentor[one.MentorOf[i]], other.MentorOf[student[i]]);
        }
    }

    [Fact]
    public void Another_seed_draws_another_lottery()
    {
        var first = WithTies(Instances.Generated(100, 10, 5, 1), seed: 1);
        var second = WithTies(Instances.Generated(100, 10, 5, 1), seed: 2);

        var (a, b) = (Solver.Solve(first, Objective.Fair), Solver.Solve(second, Objective.Fair));

        Assert.Equal(a.Cost, b.Cost);
        Assert.NotEqual(a.Fingerprint, b.Fingerprint);
    }

    [Fact]
    public void Who_waited_goes_first_for_the_last_place()
    {
        var builder = new InstanceBuilder(3, 1);
        builder.Edge(0, 0, 100_000);
        builder.Edge(1, 0, 10_000);
        builder.Edge(2, 0, 90_000);
        builder.Waits(1);

        Assert.Equal([-1, 0, -1], Solver.Solve(builder.Build(), Objective.Welfare).MentorOf);
    }

    [Fact]
    public void A_minimum_draws_students_but_never_costs_anyone_a_place()
    {
        var builder = new InstanceBuilder(2, 2);
        builder.Mentor(0, 0, 2);
        builder.Mentor(1, 1, 2);
        for (var i = 0; i < 2; i++)
        {
            builder.Edge(i, 0, 100_000);
            builder.Edge(i, 1, 20_000 + i);
        }

        var solution = Solver.Solve(builder.Build(), Objective.Welfare);

        Assert.Equal([0, 1], solution.MentorOf);
        Assert.Equal(0, solution.Shortfall);
    }

    [Fact]
    public void A_pin_holds_though_it_is_no_edge_and_though_a_better_pair_exists()
    {
        var builder = new InstanceBuilder(2, 2);
        builder.Edge(0, 1, 100_000);
        builder.Edge(1, 1, 50_000);
        builder.Pin(0, 0, 0);

        var solution = Solver.Solve(builder.Build(), Objective.Fair);

        Assert.Equal([0, 1], solution.MentorOf);
        Assert.Equal(0, solution.WorstScore);
    }

    [Fact]
    public void Empty_cohorts_have_empty_answers()
    {
        foreach (var (students, mentors) in new[] { (0, 0), (3, 0), (0, 3), (3, 3) })
        {
            var instance = new InstanceBuilder(students, mentors).Build();
            var solution = Solver.Solve(instance, Objective.Fair);
            Assert.Equal(0, solution.Matched);
            Assert.Empty(Verifier.Check(instance, solution));
        }
    }

    [Fact]
    public void Progress_rises_to_the_end()
    {
        var seen = new List<long>();

        Solver.Solve(Instances.Generated(1000, 100, 20, 42), Objective.Fair, p => seen.Add(p.Done));

        Assert.Equal(seen.Order(), seen);
        Assert.Equal(1000, seen[^1]);
        Assert.True(seen.Count > 5);
    }

    internal static Instance WithTies(Instance instance, ulong seed = 0)
    {
        var builder = new InstanceBuilder(instance.Students, instance.Mentors) { Seed = seed };
        for (var j = 0; j < instance.Mentors; j++)
            builder.Mentor(j, instance.Min[j], instance.Max[j]);
        for (var i = 0; i < instance.Students; i++)
            for (var e = instance.Start[i]; e < instance.Start[i + 1]; e++)
                builder.Edge(i, instance.Mentor[e], instance.Score[e] / 20_000 * 20_000);
        return builder.Build();
    }
}
