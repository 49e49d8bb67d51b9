using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

public sealed class VerifierTests
{
    static readonly Instance Cohort = SolverTests.WithTies(Instances.Generated(60, 6, 4, 7, min: 2, lowest: 4, range: 11), seed: 3);
    static readonly Solution Best = Solver.Solve(Cohort, Objective.Fair);

    [Fact]
    public void The_solvers_answer_passes() => Assert.Empty(Verifier.Check(Cohort, Best));

    [Fact]
    public void Every_other_matching_is_refused_even_with_true_figures()
    {
        var tried = 0;
        for (var i = 0; i < Cohort.Students; i++)
        {
            foreach (var j in Cohort.Mentor[Cohort.Start[i]..Cohort.Start[i + 1]].Append(-1).Where(j => j != Best.MentorOf[i]))
            {
                var other = Best.MentorOf.ToArray();
                other[i] = j;
                Assert.NotEmpty(Verifier.Check(Cohort, Solution.Of(Cohort, Objective.Fair, other, Best.StudentPrice, Best.MentorPrice)));
                tried++;
            }
        }
        Assert.True(tried > 200);
    }

    [Fact]
    public void Two_students_who_swap_mentors_are_found()
    {
        var tried = 0;
        for (var i = 0; i < Cohort.Students; i++)
        {
            for (var k = i + 1; k < Cohort.Students; k++)
            {
                var (a, b) = (Best.MentorOf[i], Best.MentorOf[k]);
                if (a == b || a < 0 || b < 0 || Cohort.ScoreOf(i, b) < 0 || Cohort.ScoreOf(k, a) < 0)
                    continue;
                var other = Best.MentorOf.ToArray();
                (other[i], other[k]) = (b, a);
                Assert.NotEmpty(Verifier.Check(Cohort, Solution.Of(Cohort, Objective.Fair, other, Best.StudentPrice, Best.MentorPrice)));
                tried++;
            }
        }
        Assert.True(tried > 50);
    }

    [Fact]
    public void Every_changed_price_of_a_matched_student_is_refused()
    {
        for (var i = 0; i < Cohort.Students; i++)
        {
            foreach (var change in new Levels[] { new(0, 0, 1), new(0, 0, -1), new(0, 1, 0), new(0, -1, 0), new(1, 0, 0), new(-1, 0, 0) })
            {
                var prices = Best.StudentPrice.ToArray();
                prices[i] += change;
                Assert.NotEmpty(Verifier.Check(Cohort, Best with { StudentPrice = prices }));
            }
        }
    }

    [Fact]
    public void Every_changed_price_of_a_mentor_with_students_is_refused()
    {
        for (var j = 0; j < Cohort.Mentors; j++)
        {
            Assert.Contains(j, Best.MentorOf);
            foreach (var change in new Levels[] { new(0, 0, 1), new(0, 0, -1), new(0, 1, 0), new(0, -1, 0), new(1L << 56, 0, 0), new(-1L << 56, 0, 0) })
            {
                var prices = Best.MentorPrice.ToArray();
                prices[j] += change;
                Assert.NotEmpty(Verifier.Check(Cohort, Best with { MentorPrice = prices }));
            }
        }
    }

    [Fact]
    public void Every_figure_is_counted_again()
    {
        Assert.All(
            [
                Best with { Matched = Best.Matched + 1 },
                Best with { WaitingUnmatched = 1 },
                Best with { Shortfall = Best.Shortfall + 1 },
                Best with { Moved = 1 },
                Best with { TotalScore = Best.TotalScore - 1 },
                Best with { WorstScore = Best.WorstScore + 1 },
                Best with { Cost = Best.Cost - 1 },
                Best with { LotterySum = Best.LotterySum + 1 },
            ],
            wrong => Assert.Single(Verifier.Check(Cohort, wrong)));
    }

    [Fact]
    public void An_answer_for_other_people_or_another_objective_is_refused()
    {
        var larger = Instances.Generated(61, 6, 4, 7);
        Assert.NotEmpty(Verifier.Check(larger, Best));
        Assert.NotEmpty(Verifier.Check(Cohort, Best with { Objective = Objective.Welfare }));
    }

    [Fact]
    public void A_broken_pin_an_overfull_mentor_and_a_pair_without_an_edge_are_named()
    {
        var builder = new InstanceBuilder(3, 2);
        builder.Edge(0, 0, 50_000);
        builder.Edge(1, 0, 50_000);
        builder.Pin(2, 1, 50_000);
        var instance = builder.Build();
        var best = Solver.Solve(instance, Objective.Fair);

        Assert.Contains("Student 2 is pinned to mentor 1 but has -1.", Verifier.Check(instance, best with { MentorOf = [best.MentorOf[0], best.MentorOf[1], -1] }));
        Assert.Contains("Mentor 0 has 2 students and takes 1.", Verifier.Check(instance, best with { MentorOf = [0, 0, 1] }));
        Assert.Contains("Student 0 and mentor 1 are paired without an edge.", Verifier.Check(instance, best with { MentorOf = [1, 0, 1] }));
    }
}
