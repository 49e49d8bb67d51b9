using Mentorship.Cli.CommandLine;
using Mentorship.Matching.EngineTests;

namespace Mentorship.Cli.Tests;

public sealed class SolveTests : Offline
{
    const string Edges = "# students,mentors,edges\n3,2,4\n# mentor,min,max\n0,0,1\n1,2,2\n# student,mentor,weight\n0,0,90000\n0,1,80000\n1,0,70000\n2,1,10000\n";

    [Theory]
    [Trait("Data", "shared")]
    [InlineData("glasgow-1", 0, 330_000, 6_750_000_000)]
    [InlineData("glasgow-2", 0, 255_000, 5_175_000_000)]
    [InlineData("glasgow-3", 0, 180_000, 3_150_000_000)]
    [InlineData("glasgow-4", 0, 210_000, 4_725_000_000)]
    [InlineData("aamas-2015", 30, 5_960_000, 238_400_000_000)]
    public async Task Real_preferences_reach_the_known_optimum(string name, int unmatched, long welfare, long fair)
    {
        var file = Path.Combine(SharedData.Folder, name + ".csv");
        Assert.SkipUnless(File.Exists(file), $"The shared data are not beside this checkout: there is no {file}.");
        foreach (var (objective, cost) in new[] { ("welfare", welfare), ("fair", fair) })
        {
            var answer = await JsonAsync("solve", file, "--objective", objective);
            Assert.Equal(cost, answer.GetProperty("cost").GetInt64());
            Assert.Equal(unmatched, answer.GetProperty("students").GetInt32() - answer.GetProperty("matched").GetInt32());
            Assert.Equal("valid", answer.GetProperty("certificate").GetString());
        }
    }

    [Theory]
    [InlineData(1_000, 20, 0, 5, 13, 18_181_279)]
    [InlineData(1_000, 50, 0, 5, 13, 15_549_658)]
    [InlineData(10_000, 20, 0, 5, 13, 181_248_981)]
    [InlineData(10_000, 20, 3, 5, 13, 181_269_189)]
    [InlineData(10_000, 20, 0, 5, 11, 106_190_134_614)]
    [InlineData(10_000, 20, 0, 4, 11, 1_106_163_766_738)]
    public async Task Generated_cohorts_reach_the_known_optimum(int students, int k, int min, int lowest, int range, long known)
    {
        var file = Put("edges.csv", EdgeText.Of(Instances.Generated(students, students / 10, k, 42, min, lowest, range)));

        var answer = await JsonAsync("solve", file, "--objective", "welfare");

        var (matched, cost) = (answer.GetProperty("matched").GetInt32(), answer.GetProperty("cost").GetInt64());
        Assert.Equal(known, cost + (students - matched) * (100_000L * students + 1));
        Assert.Equal("valid", answer.GetProperty("certificate").GetString());
    }

    [Fact]
    public async Task Everything_about_an_answer_stands_in_its_object()
    {
        var (file, matches) = (Put("edges.csv", Edges), At("matches.csv"));

        var answer = await JsonAsync("solve", file, "--objective", "welfare", "--out", matches);

        Assert.Equal(
            ["students", "mentors", "edges", "matched", "minimumShortfall", "totalWeight", "worstWeight", "objective", "cost", "certificate", "solveCpuSeconds", "peakMemoryMb", "fingerprint"],
            answer.EnumerateObject().Select(p => p.Name));
        Assert.Equal("3 2 4 3 0 160000 10000 welfare 140000 valid", string.Join(' ', answer.EnumerateObject().Take(10).Select(p => p.Value.ToString())));
        Assert.InRange(answer.GetProperty("peakMemoryMb").GetDouble(), 10, 4_000);
        Assert.Equal("student,mentor\n0,1\n1,0\n2,1\n", await File.ReadAllTextAsync(matches, TestContext.Current.CancellationToken));
        Assert.Equal($"{Mentorship.Matching.Engine.Solver.Solve(Mentorship.Matching.Engine.EdgeFormat.Read(new StringReader(Edges)), Mentorship.Matching.Engine.Objective.Welfare).Fingerprint:x16}", answer.GetProperty("fingerprint").GetString());
    }

    [Fact]
    public async Task Without_json_the_answer_is_in_sentences()
    {
        var said = (await Said.ByAsync("solve", Put("edges.csv", Edges))).Is(Exit.Done).Out;
        Assert.Contains("3 students, 2 mentors, 4 edges.\nMatched 3; the mentors' minimums fall short by 0.\nTotal weight 160,000, worst 10,000; fair cost 9,400,000,000.\nCertificate: valid.", said.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_floor_leaves_light_edges_out_and_unmatched_students_have_no_line()
    {
        var (file, matches) = (Put("edges.csv", Edges), At("matches.csv"));
        var answer = await JsonAsync("solve", file, "--floor", "75000", "--out", matches);
        Assert.Equal((1, 1), (answer.GetProperty("matched").GetInt32(), answer.GetProperty("minimumShortfall").GetInt32()));
        Assert.Equal([1, -1, -1], MatchesIn(matches, 3));
    }

    [Fact]
    public async Task The_seed_decides_among_equals_and_only_there()
    {
        var file = Put("edges.csv", "#\n8,8,64\n#\n" + string.Concat(Enumerable.Range(0, 8).Select(j => $"{j},0,1\n")) + "#\n"
            + string.Concat(Enumerable.Range(0, 64).Select(e => $"{e / 8},{e % 8},5\n")));
        var prints = new HashSet<string>();
        for (var seed = 0; seed < 6; seed++)
            prints.Add((await JsonAsync("solve", file, "--seed", $"{seed}")).GetProperty("fingerprint").GetString()!);
        Assert.True(prints.Count > 3);
        Assert.Contains((await JsonAsync("solve", file)).GetProperty("fingerprint").GetString()!, prints);
    }

    [Theory]
    [InlineData("3,2,4", "3,2", 2, "Expected three numbers, students,mentors,edges.")]
    [InlineData("0,0,1\n", "0,0,-1\n", 4, "Mentor 0 has the negative capacity -1.")]
    [InlineData("1,2,2", "1,3,2", 5, "Mentor 1 has the minimum 3 above the capacity 2.")]
    [InlineData("0,1,80000", "0,1,100001", 8, "Student 0 and mentor 1 have the score 100001, which is not within 0 to 100000.")]
    [InlineData("0,1,80000", "0,1,many", 8, "“many” is not a whole number.")]
    [InlineData("0,1,80000", "7,1,80000", 8, "There is no student 7; there are 3, counted from 0.")]
    [InlineData("0,1,80000", "0,0,80000", 8, "The edge of student 0 and mentor 0 is given twice.")]
    [InlineData("2,1,10000\n", "", 10, "The file ends where student,mentor,weight is expected.")]
    public async Task A_bad_line_is_named(string part, string instead, int line, string message)
    {
        var file = Put("edges.csv", Edges.Replace(part, instead, StringComparison.Ordinal));
        await RefusedAsync($"{file}, line {line}: {message}", "solve", file, "--out", At("matches.csv"));
        Assert.False(File.Exists(At("matches.csv")));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named() => await RefusedAsync($"{At("none.csv")}: there is no such file.", "solve", At("none.csv"));

    [Theory]
    [InlineData("--objective best", "--objective is ")]
    [InlineData("--floor 100001", "--floor takes a whole number from 0 to 100000, not \"100001\".")]
    [InlineData("--seed -1", "--seed takes a whole number from 0 to 18446744073709551615, not \"-1\".")]
    [InlineData("--out /nowhere/at/all.csv", "--out: there is no folder /nowhere/at.")]
    public async Task A_wrong_option_is_named(string options, string sentence) =>
        Assert.Contains(sentence, (await Said.ByAsync(["solve", Put("edges.csv", Edges), .. options.Split(' ')])).Is(Exit.Usage).Error);
}
