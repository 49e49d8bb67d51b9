using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

public sealed class StableVerifierTests
{
    [Fact]
    public void Of_all_matchings_only_the_solvers_answer_passes()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var instance = Rankings.Tiny(seed);
            var best = StableSolver.Solve(instance).MentorOf;
            foreach (var matching in StableBruteForce.Matchings(instance))
                Assert.Equal(matching.SequenceEqual(best), StableVerifier.Check(instance, new() { MentorOf = matching }) is []);
        }
    }

    [Fact]
    public void Every_changed_pair_of_a_large_matching_is_refused()
    {
        var (instance, _) = Rankings.Generated(400, 40, 8, 11);
        var best = StableSolver.Solve(instance).MentorOf;
        Assert.Empty(StableVerifier.Check(instance, new() { MentorOf = best }));

        for (var i = 0; i < instance.Students; i++)
        {
            foreach (var j in Rankings.ListOf(i, instance.Start, instance.Mentor).Append(-1).Where(j => j != best[i]))
            {
                int[] other = [.. best];
                other[i] = j;
                Assert.NotEmpty(StableVerifier.Check(instance, new() { MentorOf = other }));
            }
        }
    }

    [Fact]
    public void Each_fault_is_named()
    {
        var two = Rankings.Of([1, 1], [[0, 1], [1, 0]], [[1, 0], [0, 1]]);
        Assert.Empty(Faults(two, 0, 1));
        Assert.Equal(["Students could all do better around mentor 0 without breaking stability."], Faults(two, 1, 0));
        Assert.Equal(["Student 0 and mentor 0 would rather have each other.", "Student 0 and mentor 1 would rather have each other."], Faults(two, -1, 1));
        Assert.Contains("Mentor 0 has 2 students and takes 1.", Faults(two, 0, 0));
        Assert.Equal(["Student 1 has mentor 7, whom they did not name."], Faults(two, 0, 7));
        Assert.Equal(["The solution is for another number of people."], Faults(two, 0));
        Assert.Equal(["Student 1 has mentor 0, whom they did not name."], Faults(Rankings.Of([2, 1], [[0], [1]], [[0], [1]]), 0, 0));
    }

    static IReadOnlyList<string> Faults(StableInstance instance, params int[] mentorOf) => StableVerifier.Check(instance, new() { MentorOf = mentorOf });
}
