using System.Text.RegularExpressions;
using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

public sealed class StandingSolutionTests
{
    // Imani with Feldspar; Theo with Oyelaran, who would also do with Holt; Sunniva with Holt.
    static readonly Instance Cohort = Three();

    static StandingSolution Standing() => new(Cohort, Solver.Solve(Cohort, Objective.Welfare));

    [Fact]
    public void A_move_says_who_else_moves_and_what_it_costs()
    {
        var effect = Standing().Try(0, [new Edit.Pin(0, 1, 65_000)], MakeRoom.FewestMoves);

        Assert.Equal(new Move(0, 0, 1, 50_000, 65_000), effect.Subject);
        Assert.Equal((Band.Possible, Band.Good), (effect.Subject.FromBand, effect.Subject.ToBand));
        Assert.Equal([new Move(1, 1, 0, 95_000, 30_000)], effect.Others);
        Assert.Equal((3, 3), (effect.MatchedBefore, effect.MatchedAfter));
        Assert.Equal((50_000, 30_000), (effect.WorstBefore, effect.WorstAfter));
        Assert.Equal((75_000, 58_333), (Math.Round(effect.MeanBefore), Math.Round(effect.MeanAfter)));
        Assert.Equal(50_000, effect.CostAfter - effect.CostBefore);
        Assert.Empty(Verifier.Check(effect.Instance, effect.Solution));
    }

    [Fact]
    public void Best_for_all_may_move_more_people_for_a_better_whole()
    {
        var best = Standing().Try(0, [new Edit.Pin(0, 1, 65_000)], MakeRoom.BestForAll);
        var fewest = Standing().Try(0, [new Edit.Pin(0, 1, 65_000)], MakeRoom.FewestMoves);

        Assert.Equal([new Move(1, 1, 2, 95_000, 80_000), new Move(2, 2, 0, 80_000, 70_000)], best.Others);
        Assert.True(best.MeanAfter > fewest.MeanAfter);
    }

    [Fact]
    public void A_mentor_full_of_pins_has_no_room_and_says_whose_they_are()
    {
        var standing = Standing();
        standing.Make(0, [new Edit.Pin(0, 1, 65_000)], MakeRoom.FewestMoves);

        var refusal = Assert.Throws<InvalidInstanceException>(() => standing.Make(2, [new Edit.Pin(2, 1, 10_000)], MakeRoom.FewestMoves));

        Assert.Equal("CapacityFull", refusal.Code);
        Assert.Equal([0, 2], refusal.Students);
        Assert.Equal([1, 0, 2], [standing.MentorOf(0), standing.MentorOf(1), standing.MentorOf(2)]);
    }

    [Fact]
    public void A_trial_leaves_everything_as_it_was()
    {
        var standing = Standing();
        var first = standing.Try(0, [new Edit.Pin(0, 1, 65_000)], MakeRoom.BestForAll);
        Assert.Equal([0, 1, 2], [standing.MentorOf(0), standing.MentorOf(1), standing.MentorOf(2)]);
        var second = standing.Try(0, [new Edit.Pin(0, 1, 65_000)], MakeRoom.BestForAll);
        Assert.Equal(first.Others, second.Others);
        Assert.Equal(first.CostAfter, second.CostAfter);
    }

    [Fact]
    public void A_released_student_stays_out_and_the_place_is_free_for_others()
    {
        var builder = new InstanceBuilder(2, 1);
        builder.Edge(0, 0, 90_000);
        builder.Edge(1, 0, 20_000);
        var instance = builder.Build();

        var effect = new StandingSolution(instance, Solver.Solve(instance, Objective.Fair)).Try(0, [new Edit.Choices(0, [])], MakeRoom.FewestMoves);

        Assert.Equal([-1, 0], effect.Solution.MentorOf);
        Assert.Equal(new Move(0, 0, -1, 90_000, 0), effect.Subject);
        Assert.Null(effect.Subject.ToBand);
    }

    [Fact]
    public void The_prices_tell_the_least_that_a_pair_would_cost()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var instance = Instances.Tiny(seed);
            var solution = Solver.Solve(instance, Objective.Welfare);
            var standing = new StandingSolution(instance, solution);
            for (var i = 0; i < instance.Students; i++)
                for (var e = instance.Start[i]; e < instance.Start[i + 1] && instance.PinOf()[i] is null; e++)
                {
                    var j = instance.Mentor[e];
                    if (instance.Pins.Count(p => p.Mentor == j) == instance.Max[j])
                        continue;
                    var effect = standing.Try(i, [new Edit.Pin(i, j, instance.Score[e])], MakeRoom.BestForAll);
                    var least = standing.LeastLoss(i, j, instance.Score[e]);
                    Assert.True(least >= Levels.Zero);
                    if (effect.Subject.From == j)
                        Assert.Equal(Levels.Zero, least);
                    else if (effect.MatchedAfter == effect.MatchedBefore && (effect.Solution.Shortfall, effect.Solution.WaitingUnmatched) == (solution.Shortfall, solution.WaitingUnmatched) && least.Counts == 0)
                        Assert.True(effect.CostAfter - effect.CostBefore >= least.Objective);
                }
        }
    }

    [Fact]
    public void One_more_place_that_gives_an_unmatched_student_a_mentor_is_found_wherever_it_is()
    {
        var builder = new InstanceBuilder(3, 3);
        builder.Edge(0, 0, 90_000);
        builder.Edge(0, 1, 10_000);
        builder.Edge(1, 0, 80_000);
        builder.Edge(2, 1, 70_000);
        builder.Edge(1, 2, 60_000);
        builder.Mentor(2, 0, 0);
        var instance = builder.Build();
        var standing = new StandingSolution(instance, Solver.Solve(instance, Objective.Welfare));

        Assert.Equal(-1, standing.MentorOf(1));
        Assert.Equal([0, 2], standing.PlacesThatHelp(1));
        Assert.Empty(standing.PlacesThatHelp(0));
    }

    [Fact]
    public void Prices_that_prove_nothing_are_refused()
    {
        var instance = Instances.Tiny(1);
        var solution = Solver.Solve(instance, Objective.Fair);
        var prices = Array.ConvertAll(solution.MentorPrice.ToArray(), _ => Levels.Infinite);

        var refused = Assert.Throws<ArgumentException>(() => new StandingSolution(instance, Solution.Priced(instance, Objective.Fair, solution.MentorOf, prices)));

        Assert.Equal("solution", refused.ParamName);
    }

    [Fact]
    public void What_a_change_touched_is_checked_as_the_verifier_checks_all()
    {
        var kinds = new HashSet<string>();
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(~seed);
            var instance = Instances.Tiny(seed);
            var solution = Solver.Solve(instance, Objective.Fair);
            var network = new Network(instance, solution, new Beat(CancellationToken.None));
            network.Begin(keepOthers: false, subject: -1);
            var prices = solution.MentorPrice.ToArray();
            var j = random.Next(prices.Length);
            prices[j] += random.Next(4) switch { 0 => new Levels(0, 30_000, 0), 1 => new Levels(0, -30_000, 0), 2 => new Levels(Levels.Unmatched, 0, 0), _ => new Levels(-Levels.Unmatched, 0, 0) };
            network.Ask(j, prices[j]);
            var mentorOf = solution.MentorOf.ToArray();
            var i = random.Next(mentorOf.Length);
            if (mentorOf[i] >= 0 && network.PinOf(i) < 0 && random.Next(2) == 0)
                network.MoveTo(i, mentorOf[i] = -1, 0);

            var fault = LocalCheck.Fault(network, solution.MentorOf[i] >= 0 ? [solution.MentorOf[i]] : []);

            Assert.Equal(Verifier.Check(instance, Solution.Priced(instance, Objective.Fair, mentorOf, prices)).Count > 0, fault is not null);
            kinds.Add(Regex.Replace(fault ?? "", @"\d+", "n"));
        }
        Assert.Equal(5, kinds.Count);
    }

    [Fact]
    public void A_forbidden_pair_is_undone_and_another_place_brings_the_student_back()
    {
        var standing = Standing();
        var forbidden = standing.Make(1, [new Edit.Forbid(1, 1)], MakeRoom.FewestMoves);
        Assert.Equal([0, -1, 2], forbidden.Solution.MentorOf);
        Assert.Empty(forbidden.Others);

        var larger = standing.Make(-1, [new Edit.Places(2, 0, 2)], MakeRoom.FewestMoves);
        Assert.Equal([0, 2, 2], larger.Solution.MentorOf);
        Assert.Equal([new Move(1, -1, 2, 0, 80_000)], larger.Others);
    }

    [Fact]
    public void After_fewest_moves_the_best_for_all_is_found_again()
    {
        var standing = Standing();
        standing.Make(0, [new Edit.Pin(0, 1, 65_000)], MakeRoom.FewestMoves);

        var best = standing.Try(-1, [new Edit.Allow(0, 2, 0)], MakeRoom.BestForAll);

        Assert.Equal([1, 2, 0], best.Solution.MentorOf);
        Assert.Equal([new Move(1, 0, 2, 30_000, 80_000), new Move(2, 2, 0, 80_000, 70_000)], best.Others);
        Assert.Equal([1, 0, 2], [standing.MentorOf(0), standing.MentorOf(1), standing.MentorOf(2)]);
        Assert.Empty(Verifier.Check(best.Instance, best.Solution));
    }

    [Theory]
    [InlineData(Objective.Fair)]
    [InlineData(Objective.Welfare)]
    public void Any_edit_leads_to_what_solving_from_nothing_finds(Objective objective)
    {
        var kinds = new HashSet<Type>();
        for (var seed = 0; seed < 2500; seed++)
        {
            var random = new Random(~seed); // not the numbers that made the instance: keys must differ
            var instance = seed % 10 > 0 ? Instances.Tiny(seed) : SolverTests.WithTies(Instances.Generated(120, 12, 6, (ulong)seed, min: seed % 3, lowest: 5, range: 10), (ulong)seed);
            var standing = new StandingSolution(instance, Solver.Solve(instance, objective));
            for (var step = 0; step < 12; step++)
            {
                if (RandomEdits.Next(random, instance) is not { } edit)
                    continue;
                var trial = standing.Try(-1, [edit], MakeRoom.BestForAll);
                var effect = standing.Make(-1, [edit], MakeRoom.BestForAll);
                var cold = Solver.Solve(effect.Instance, objective);
                Assert.True(cold.MentorOf.SequenceEqual(effect.Solution.MentorOf), $"seed {seed}, step {step}: {edit}");
                Assert.Equal(cold.MentorOf, trial.Solution.MentorOf);
                Assert.Empty(Verifier.Check(effect.Instance, effect.Solution));
                Assert.Equal(cold.Cost, effect.CostAfter);
                Assert.Equal((cold.TotalScore, cold.WorstScore, cold.Matched), (effect.TotalAfter, effect.WorstAfter, effect.MatchedAfter));
                instance = effect.Instance;
                kinds.Add(edit.GetType());
            }
        }
        Assert.Equal(9, kinds.Count);
    }

    [Fact]
    public void Changes_one_after_the_other_move_as_few_as_trying_everything_finds()
    {
        var tried = 0;
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(~seed); // not the numbers that made the instance: keys must differ
            var instance = Instances.Tiny(seed);
            var standing = new StandingSolution(instance, Solver.Solve(instance, Objective.Fair));
            for (var step = 0; step < 5; step++)
            {
                if (RandomEdits.Next(random, instance) is not { } edit || edit is Edit.AddStudent or Edit.AddMentor)
                    continue;
                int[] kept = [.. Enumerable.Range(0, instance.Students).Select(standing.MentorOf)];
                var subject = random.Next(-1, instance.Students);
                if (subject >= 0)
                    kept[subject] = -1;

                var effect = standing.Make(subject, [edit], MakeRoom.FewestMoves);

                var (best, value) = BruteForce.Best(effect.Instance, Objective.Fair, kept);
                Assert.True(best.SequenceEqual(effect.Solution.MentorOf), $"seed {seed}, step {step}: {edit} about {subject}: {string.Join(' ', best)} but {string.Join(' ', effect.Solution.MentorOf)}");
                Assert.Equal(value.Moved, effect.Others.Count(m => m.From >= 0));
                Assert.Empty(Verifier.Check(effect.Instance, effect.Solution));
                instance = effect.Instance;
                tried++;
            }
        }
        Assert.True(tried > 5000);
    }

    static Instance Three()
    {
        var builder = new InstanceBuilder(3, 3);
        builder.Edge(0, 0, 50_000);
        builder.Edge(1, 1, 95_000);
        builder.Edge(1, 0, 30_000);
        builder.Edge(1, 2, 80_000);
        builder.Edge(2, 2, 80_000);
        builder.Edge(2, 0, 70_000);
        return builder.Build();
    }
}
