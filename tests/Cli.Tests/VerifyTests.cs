using Mentorship.Cli.CommandLine;

namespace Mentorship.Cli.Tests;

public sealed class VerifyTests : Offline
{
    const string Edges = "#\n3,2,5\n#\n0,0,1\n1,0,2\n#\n0,0,90000\n0,1,80000\n1,0,70000\n1,1,60000\n2,1,10000\n";
    const string Ranks = "p hr 2 2 4\nm 0 1\nm 1 1\ns 0 0 1\ns 1 1 0\nr 0 1 0\nr 1 0 1\n";

    [Fact]
    public async Task What_was_solved_is_the_best_for_its_objective_and_seed()
    {
        var (edges, matches) = (Put("edges.csv", Edges), At("matches.csv"));
        (await Said.ByAsync("solve", edges, "--seed", "5", "--out", matches)).Is(Exit.Done);
        Assert.StartsWith("Allowed, and none is better for fair: 3 of 3 students matched", (await Said.ByAsync("verify", edges, matches, "--objective", "fair", "--seed", "5")).Is(Exit.Done).Out);
    }

    [Fact]
    public async Task Another_matching_is_allowed_but_not_the_best()
    {
        var (edges, matches) = (Put("edges.csv", Edges), Put("matches.csv", "student,mentor\n0,1\n1,0\n"));
        Assert.Equal("Allowed: 2 of 3 students matched, the mentors' minimums short by 0, total weight 150,000, worst 70,000.\n", (await Said.ByAsync("verify", edges, matches)).Is(Exit.Done).Out.ReplaceLineEndings("\n"));
        Assert.Contains("allowed, but not the best for welfare. It has 2 matched, 0 short of minimums, cost 50,000, worst 70,000; the best has 3 matched", (await Said.ByAsync("verify", edges, matches, "--objective", "welfare")).Is(Exit.Failed).Error);
    }

    [Fact]
    public async Task Of_equals_only_one_is_drawn_by_a_seed()
    {
        var (edges, matches) = (Put("edges.csv", "#\n2,2,4\n#\n0,0,1\n1,0,1\n#\n0,0,5\n0,1,5\n1,0,5\n1,1,5\n"), At("matches.csv"));
        (await Said.ByAsync("solve", edges, "--seed", "1", "--out", matches)).Is(Exit.Done);
        var other = Put("other.csv", (await File.ReadAllTextAsync(matches, TestContext.Current.CancellationToken)) == "student,mentor\n0,0\n1,1\n" ? "student,mentor\n0,1\n1,0\n" : "student,mentor\n0,0\n1,1\n");

        (await Said.ByAsync("verify", edges, other, "--objective", "fair")).Is(Exit.Done);
        Assert.Contains("not the one that the lottery of seed 1 draws", (await Said.ByAsync("verify", edges, other, "--objective", "fair", "--seed", "1")).Is(Exit.Failed).Error);
    }

    [Theory]
    [InlineData("2,0", "", 2, "Student 2 and mentor 0 are not an edge.")]
    [InlineData("0,0\n1,0", "", 3, "Mentor 0 takes 1, and this is one too many.")]
    [InlineData("2,1", "--floor 20000", 2, "Student 2 and mentor 1 are not an edge, or one under the floor.")]
    public async Task A_pair_that_may_not_be_is_named_by_its_line(string pairs, string options, int line, string message)
    {
        var (edges, matches) = (Put("edges.csv", Edges), Put("matches.csv", $"student,mentor\n{pairs}\n"));
        Assert.Equal($"{matches}, line {line}: {message}\n", (await Said.ByAsync(["verify", edges, matches, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)])).Is(Exit.Failed).Error.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("mentor,student\n", 1, "Expected the head “student,mentor”.")]
    [InlineData("student,mentor\n0,0,0\n", 2, "Expected two whole numbers, student,mentor.")]
    [InlineData("student,mentor\n0,-1\n", 2, "Expected two whole numbers, student,mentor.")]
    [InlineData("student,mentor\n0,0\n3,1\n", 3, "There is no student 3; there are 3, counted from 0.")]
    [InlineData("student,mentor\n0,2\n", 2, "There is no mentor 2; there are 2, counted from 0.")]
    [InlineData("student,mentor\n0,0\n0,1\n", 3, "Student 0 is on line 2 already.")]
    public async Task A_bad_line_is_named(string text, int line, string message)
    {
        var (edges, matches) = (Put("edges.csv", Edges), Put("matches.csv", text));
        await RefusedAsync($"{matches}, line {line}: {message}", "verify", edges, matches);
    }

    [Fact]
    public async Task Rankings_have_one_answer()
    {
        var (ranks, matches) = (Put("ranks.hr", Ranks), At("matches.csv"));
        (await Said.ByAsync("stable", ranks, "--out", matches)).Is(Exit.Done);
        Assert.Contains("Stable, and best for every student: 2 of 2 students matched.", (await Said.ByAsync("verify", ranks, matches)).Is(Exit.Done).Out);

        Put("matches.csv", "student,mentor\n0,1\n1,0\n");
        Assert.Contains("Students could all do better", (await Said.ByAsync("verify", ranks, matches)).Is(Exit.Failed).Error);
        Put("matches.csv", "student,mentor\n0,1\n");
        Assert.Contains("would rather have each other", (await Said.ByAsync("verify", ranks, matches)).Is(Exit.Failed).Error);
        Assert.Contains("are for edges", (await Said.ByAsync("verify", ranks, matches, "--objective", "fair")).Is(Exit.Usage).Error);
    }

    [Fact]
    public async Task Two_files_are_asked_for()
    {
        Assert.Contains("MATCHES.csv is missing.", (await Said.ByAsync("verify", "edges.csv")).Is(Exit.Usage).Error);
        Assert.Contains("takes one EDGES.csv|RANKS.hr and one MATCHES.csv, not 3 words.", (await Said.ByAsync("verify", "a", "b", "c")).Is(Exit.Usage).Error);
        Assert.Contains("give --objective too", (await Said.ByAsync("verify", Put("edges.csv", Edges), "b", "--seed", "3")).Is(Exit.Usage).Error);
    }
}
