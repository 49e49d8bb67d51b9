using FsCheck;
using FsCheck.Fluent;
using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

/// <summary>Random instances up to 8 × 5 with minimums, floors, pins, forbidden pairs, ties and people who waited.</summary>
public sealed class PropertyTests
{
    sealed record Case(int Seed, int Floor, Objective Objective)
    {
        public Instance Instance => Instances.Tiny(Seed, 8, 5, Floor);
    }

    static readonly Arbitrary<Case> Cases = (
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from floor in Gen.Elements(0, 0, 40_001, 60_000)
        from objective in Gen.Elements(Objective.Fair, Objective.Welfare, Objective.Maximin)
        select new Case(seed, floor, objective)).ToArbitrary();

    static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(1500);

    static void ForAll(Func<Case, bool> holds) => Check.One(Often, Prop.ForAll(Cases, holds));

    [Fact]
    public void The_answer_is_the_one_that_trying_everything_finds() => ForAll(c =>
    {
        var (best, value) = BruteForce.Best(c.Instance, c.Objective);
        var found = Solver.Solve(c.Instance, c.Objective);
        return best.SequenceEqual(found.MentorOf) && value.Objective == found.Cost && value.Lottery == found.LotterySum;
    });

    [Fact]
    public void So_is_the_one_that_keeps_whom_it_can() => ForAll(c =>
    {
        var random = new Random(c.Seed);
        int[] kept = [.. Enumerable.Range(0, c.Instance.Students).Select(_ => random.Next(-1, c.Instance.Mentors))];
        var (best, value) = BruteForce.Best(c.Instance, c.Objective, kept);
        var found = Solver.SolveWithFewestMoves(c.Instance, c.Objective, kept);
        return best.SequenceEqual(found.MentorOf) && value.Moved == found.Moved && Verifier.Check(c.Instance, found).Count == 0;
    });

    [Fact]
    public void Every_answer_proves_itself() => ForAll(c => Verifier.Check(c.Instance, Solver.Solve(c.Instance, c.Objective)).Count == 0);

    [Fact]
    public void One_other_mentor_or_price_is_no_proof() => ForAll(c =>
    {
        var instance = c.Instance;
        var found = Solver.Solve(instance, c.Objective);
        var random = new Random(c.Seed);
        var i = random.Next(instance.Students);
        int[] other = [.. found.MentorOf];
        other[i] = (other[i] + 2 + random.Next(instance.Mentors)) % (instance.Mentors + 1) - 1;
        Levels[] dearer = [.. found.StudentPrice];
        dearer[i] += new Levels(0, random.Next(2) == 0 ? 1 : -1, 0);
        var movable = instance.PinOf()[i] is null;
        return Verifier.Check(instance, found with { MentorOf = other }).Count > 0
            && (!movable || Verifier.Check(instance, found with { StudentPrice = dearer }).Count > 0);
    });

    [Fact]
    public void A_worst_score_that_is_not_the_greatest_is_not_proved() => ForAll(c =>
    {
        var found = Solver.Solve(c.Instance, Objective.Maximin);
        if (found.Worst is not { } proof)
            return found.Matched == c.Instance.Pins.Count && Verifier.Check(c.Instance, found).Count == 0;
        var less = Solver.Solve(c.Instance, Objective.Welfare);
        WorstProof[] wrong = [proof with { Score = proof.Score - 1 }, proof with { Score = proof.Score + 1 }];
        return Array.TrueForAll(wrong, w => Verifier.Check(c.Instance, found with { Worst = w }).Count > 0)
            && (less.MentorOf.SequenceEqual(found.MentorOf) || Verifier.Check(c.Instance, less with { Objective = Objective.Maximin, Worst = proof }).Count > 0)
            && Verifier.Check(c.Instance, found with { Worst = null }).Count > 0;
    });

    [Fact]
    public void Order_of_input_changes_nothing() => ForAll(c =>
    {
        var (shuffled, student, mentor) = Instances.Shuffled(c.Instance, c.Seed);
        var (one, other) = (Solver.Solve(c.Instance, c.Objective), Solver.Solve(shuffled, c.Objective));
        return Enumerable.Range(0, c.Instance.Students).All(i => (one.MentorOf[i] < 0 ? -1 : mentor[one.MentorOf[i]]) == other.MentorOf[student[i]]);
    });

    [Fact]
    public void Edits_one_after_the_other_end_where_solving_from_nothing_does() => ForAll(c =>
    {
        var random = new Random(~c.Seed);
        var instance = c.Instance;
        var standing = new StandingSolution(instance, Solver.Solve(instance, c.Objective));
        for (var step = 0; step < 6; step++)
        {
            if (RandomEdits.Next(random, instance) is not { } edit)
                continue;
            var effect = standing.Make(-1, [edit], MakeRoom.BestForAll);
            instance = effect.Instance;
            if (!effect.Solution.MentorOf.SequenceEqual(Solver.Solve(instance, c.Objective).MentorOf) || Verifier.Check(instance, effect.Solution).Count > 0)
                return false;
        }
        return true;
    });
}
