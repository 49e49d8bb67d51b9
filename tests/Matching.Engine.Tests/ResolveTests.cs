using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

public sealed class ResolveTests
{
    // Imani with Feldspar; Theo with Oyelaran, who would also do with Holt; Sunniva with Holt.
    static readonly Instance Cohort = Three();
    static readonly Solution Standing = Solver.Solve(Cohort, Objective.Welfare);

    [Fact]
    public void A_move_says_who_else_moves_and_what_it_costs()
    {
        Assert.Equal([0, 1, 2], Standing.MentorOf);

        var effect = Resolve.Move(Cohort, Standing, 0, 1, 65_000, MakeRoom.FewestMoves);

        Assert.Equal(new Move(0, 0, 1, 50_000, 65_000), effect.Subject);
        Assert.Equal((Band.Possible, Band.Good), (effect.Subject.FromBand, effect.Subject.ToBand));
        Assert.Equal([new Move(1, 1, 0, 95_000, 30_000)], effect.Others);
        Assert.Equal((3, 3), (effect.MatchedBefore, effect.MatchedAfter));
        Assert.Equal((50_000, 30_000), (effect.WorstBefore, effect.WorstAfter));
        Assert.Equal((75_000, 58_333), (Math.Round(effect.MeanBefore), Math.Round(effect.MeanAfter)));
        Assert.Empty(Verifier.Check(effect.Instance, effect.Solution));
    }

    [Fact]
    public void Best_for_all_may_move_more_people_for_a_better_whole()
    {
        var effect = Resolve.Move(Cohort, Standing, 0, 1, 65_000, MakeRoom.BestForAll);

        Assert.Equal([new Move(1, 1, 2, 95_000, 80_000), new Move(2, 2, 0, 80_000, 70_000)], effect.Others);
        Assert.True(effect.MeanAfter > Resolve.Move(Cohort, Standing, 0, 1, 65_000, MakeRoom.FewestMoves).MeanAfter);
    }

    [Fact]
    public void A_mentor_full_of_pins_has_no_room_and_says_whose_they_are()
    {
        var pinned = Resolve.Move(Cohort, Standing, 0, 1, 65_000, MakeRoom.FewestMoves);

        var refusal = Assert.Throws<InvalidInstanceException>(() => Resolve.Move(pinned.Instance, pinned.Solution, 2, 1, 10_000, MakeRoom.FewestMoves));

        Assert.Equal("CapacityFull", refusal.Code);
        Assert.Equal([0, 2], refusal.Students);
    }

    [Fact]
    public void A_pinned_student_can_be_moved_again()
    {
        var first = Resolve.Move(Cohort, Standing, 0, 1, 65_000, MakeRoom.FewestMoves);
        var second = Resolve.Move(first.Instance, first.Solution, 0, 2, 10_000, MakeRoom.FewestMoves);
        Assert.Equal(2, second.Solution.MentorOf[0]);
    }

    [Fact]
    public void A_released_student_stays_out_and_the_place_is_free_for_others()
    {
        var builder = new InstanceBuilder(2, 1);
        builder.Edge(0, 0, 90_000);
        builder.Edge(1, 0, 20_000);
        var instance = builder.Build();

        var effect = Resolve.Release(instance, Solver.Solve(instance, Objective.Fair), 0, MakeRoom.FewestMoves);

        Assert.Equal([-1, 0], effect.Solution.MentorOf);
        Assert.Equal(new Move(0, 0, -1, 90_000, 0), effect.Subject);
        Assert.Null(effect.Subject.ToBand);
    }

    [Fact]
    public void A_forbidden_pair_is_undone_and_another_place_brings_the_student_back()
    {
        var forbidden = Resolve.Forbid(Cohort, Standing, 1, 1, MakeRoom.FewestMoves);
        Assert.Equal([0, -1, 2], forbidden.Solution.MentorOf);
        Assert.Empty(forbidden.Others);

        var larger = Resolve.With(forbidden.Instance, forbidden.Solution, -1, b => b.Mentor(2, 0, 2), MakeRoom.FewestMoves);
        Assert.Equal([0, 2, 2], larger.Solution.MentorOf);
        Assert.Equal([new Move(1, -1, 2, 0, 80_000)], larger.Others);
    }

    [Fact]
    public void A_stored_matching_can_stand_without_its_prices()
    {
        var stored = Solution.Of(Cohort, Objective.Welfare, [0, 1, 2]);
        Assert.Equal(Standing.TotalScore, stored.TotalScore);
        Assert.Single(Resolve.Move(Cohort, stored, 0, 1, 65_000, MakeRoom.FewestMoves).Others);
        Assert.Throws<InvalidInstanceException>(() => Solution.Of(Cohort, Objective.Welfare, [1, 1, 2]));
    }

    [Fact]
    public void Changes_to_random_cohorts_move_as_few_as_trying_everything_finds()
    {
        var tried = 0;
        for (var seed = 0; seed < 2000; seed++)
        {
            var instance = Instances.Tiny(seed);
            var standing = Solver.Solve(instance, Objective.Fair);
            var random = new Random(seed);
            var (student, mentor) = (random.Next(instance.Students), random.Next(instance.Mentors));
            if (instance.Max[mentor] <= instance.Pins.Count(p => p.Mentor == mentor && p.Student != student))
                continue;

            var effect = Resolve.Move(instance, standing, student, mentor, 50_000, MakeRoom.FewestMoves);

            int[] kept = [.. standing.MentorOf];
            kept[student] = -1;
            var (best, value) = BruteForce.Best(effect.Instance, Objective.Fair, kept);
            Assert.Equal(best, effect.Solution.MentorOf);
            Assert.Equal(value.Moved, effect.Others.Count(m => m.From >= 0));
            Assert.Empty(Verifier.Check(effect.Instance, effect.Solution));
            tried++;
        }
        Assert.True(tried > 500);
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
