using Mentorship.Matching.Engine;
using Mentorship.Matching.EngineTests;

namespace Mentorship.Cli.Tests;

public sealed class StableTests : Offline
{
    const string Ranks = "p hr 3 2 4\nm 0 1\nm 1 2\ns 0 1 0\ns 1 0\ns 2 1\nr 0 0 1\nr 1 2 0\n";

    [Theory]
    [InlineData(2_000, 200, "cc09b9fc9e954a70")]
    [InlineData(20_000, 2_000, "189c6e8e9643935c")]
    [InlineData(47_208, 6_626, "93cf2e3565296643")]
    public async Task Generated_rankings_give_the_known_matching(int students, int mentors, string fingerprint)
    {
        var (file, matches) = (Put("ranks.hr", Rankings.Text(Rankings.Generated(students, mentors, 15, 42).Instance)), At("matches.csv"));

        var answer = await JsonAsync("stable", file, "--out", matches);

        Assert.Equal((fingerprint, "valid", "stable"), (answer.GetProperty("fingerprint").GetString(), answer.GetProperty("certificate").GetString(), answer.GetProperty("objective").GetString()));
        Assert.Equal(fingerprint, $"{new StableSolution { MentorOf = MatchesIn(matches, students) }.Fingerprint:x16}");
    }

    [Fact]
    public async Task Without_json_the_answer_is_in_sentences() =>
        Assert.StartsWith("3 students, 2 mentors, 4 pairs that name each other.\nMatched 3. No two would rather have each other,", (await Said.ByAsync("stable", Put("ranks.hr", Ranks))).Is(CommandLine.Exit.Done).Out.ReplaceLineEndings("\n"));

    [Theory]
    [InlineData("p hr 3 2 4", "p hr 3 2 5", 6, "The students' lists end after 4 of 5 entries.")]
    [InlineData("m 0 1", "m 0 -1", 2, "Mentor 0 has the negative capacity -1.")]
    [InlineData("s 1 0", "s 1 9", 5, "There is no mentor 9; there are 2, counted from 0.")]
    [InlineData("s 1 0", "s 0 0", 5, "The list of student 0 is given twice.")]
    [InlineData("s 0 1 0", "s 0 1 1", 4, "Student 0 names mentor 1 twice.")]
    [InlineData("s 2 1", "s 2 0", 6, "Student 2 names mentor 0, who does not name them.")]
    [InlineData("r 1 2 0", "r 1 2 x", 8, "“x” is not a whole number.")]
    public async Task A_bad_line_is_named(string part, string instead, int line, string message)
    {
        var file = Put("ranks.hr", Ranks.Replace(part, instead, StringComparison.Ordinal));
        await RefusedAsync($"{file}, line {line}: {message}", "stable", file);
    }
}
