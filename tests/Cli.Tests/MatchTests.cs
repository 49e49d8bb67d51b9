using Mentorship.Cli.CommandLine;

namespace Mentorship.Cli.Tests;

/// <summary>A small cohort in two files, and the page a coordinator reads of it.</summary>
public sealed class MatchTests : Offline
{
    const string Students = """
        email,name,stage,interests,goals,languages,time_zone,availability,minor_until
        maya@students.example,Maya Ortiz,college,cardiology; rural medicine,research skills,en; es,Central Time,Mon 09-12; Wed 16-18,adult
        noor@students.example,Noor Haddad,high school,heart,,,,,SOON
        yuki@students.example,Yuki Mori,high school,heart,,,,,
        leo@students.example,Leo Park,medical student,diabetes; exploring,,en; ko,Central Time,Tue 08-10,
        ana@students.example,Ana Silva,college,heart,,pt; en,,Mon 10-12,
        sam@students.example,Sam Lee,college,pediatrics,,en,,,

        """;

    const string Mentors = """
        email,name,stage,interests,goals,languages,time_zone,availability,minor_until,stages,capacity,minimum
        holt@mentors.example,Amelia Holt,faculty,cardiology,research skills,en,Central Time,Mon 09-11,,college,2,1
        shah@mentors.example,Priya Shah,resident,diabetes; endocrinology,,en,Central Time,flexible,,medical student,2,2

        """;

    [Fact]
    public async Task The_draft_tells_rates_bands_load_reasons_and_who_is_left()
    {
        var page = await DraftAsync("--out", At("matches.csv"));

        Assert.StartsWith("Draft for 4 students and 2 mentors: nobody far behind, lottery seed 0.\n\n3 of 4 have a mentor (75 %).\n", page);
        Assert.Contains("\n  Strong       2  ", page);
        Assert.Contains("\nMentors\n  Amelia Holt  2 of 2\n  Priya Shah   1 of 2, wishes for at least 2\n", page);
        Assert.Contains("\n  Maya Ortiz with Amelia Holt\n    Because: Both named cardiology. The student wants help with learning research methods;", page);
        Assert.Contains("\n    But: Both are free just 1 hour a week: Monday 10 to 11 am.\n    Goals not stated.\n", page);
        Assert.Contains("\nWithout a mentor\n  Sam Lee\n    The one mentor who fits is full. What would change it: one more place with one of them.\n", page);
        Assert.Contains("\nLeft out\n  Noor Haddad, Yuki Mori: are or may be minors. ", page);
        Assert.Contains("\nRemarks\n  1 with hours name no time zone; theirs are read as America/Chicago.\n", page);
        Assert.DoesNotContain("**", page);
        Assert.DoesNotContain("Why not", page);
        Assert.Equal("student,mentor\nmaya@students.example,holt@mentors.example\nleo@students.example,shah@mentors.example\nana@students.example,holt@mentors.example\n", await File.ReadAllTextAsync(At("matches.csv"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Explained_it_says_why_not_somebody_better_and_at_what_price()
    {
        var page = Unwrapped(await DraftAsync("--explain"));

        Assert.Contains("Maya Ortiz with Amelia Holt Because: Both named cardiology. ", page);
        Assert.Contains("No mentor of this cohort would fit better.", page);
        Assert.Contains("The one mentor who fits is full. What would change it: one more place with Amelia Holt. ", page);
        Assert.Matches(@"Why not Amelia Holt \(Possible\)\? All 2 places are taken\. 1 other would move: Ana Silva would be left without a mentor\. It would cost the cohort [0-9,]+ points", page);
    }

    [Fact]
    public async Task A_rule_that_keeps_a_better_mentor_away_is_said()
    {
        Put("s.csv", "email,name,stage,interests\na@s.example,Ada Bell,college,diabetes\n");
        Put("m.csv", "email,name,interests,stages\nx@m.example,Xi Chen,diabetes,medical student\ny@m.example,Yara Diaz,cardiology,college\n");
        var page = Unwrapped((await Said.ByAsync("match", "--students", At("s.csv"), "--mentors", At("m.csv"), "--explain")).Is(Exit.Done).Out);
        Assert.Matches(@"Ada Bell with Yara Diaz .*Why not Xi Chen \(would be \w+\)\? This mentor does not take college students\.", page);
    }

    [Fact]
    public async Task The_policy_changes_what_counts()
    {
        Put("p.json", """{ "weights": { "time": "low", "languages": "off" }, "objective": "welfare", "floor": 100000, "rankedOnly": false, "minSharedHours": 0.5, "seed": 7 }""");
        var page = await DraftAsync("--policy", At("p.json"));
        Assert.StartsWith("Draft for 4 students and 2 mentors: the most in total, lottery seed 7.\n\n0 of 4 have a mentor", page);
        Assert.Contains("no pair is good enough for this cohort", page);
    }

    [Fact]
    public async Task Choices_count_and_may_be_all_that_counts()
    {
        Put("c.csv", "student_email,mentor_email,rank\nana@students.example,holt@mentors.example,1\nSAM@students.example,holt@mentors.example,2\nnoor@students.example,holt@mentors.example,1\n");
        Put("p.json", """{ "rankedOnly": true }""");

        var page = Unwrapped(await DraftAsync("--choices", At("c.csv"), "--policy", At("p.json")));

        Assert.Contains("2 of 4 have a mentor (50 %).", page);
        Assert.Matches(@"Ana Silva with Amelia Holt Because: [^:]*The student's first choice\.", page);
        Assert.Contains("Sam Lee with Amelia Holt", page);
        Assert.Contains("Maya Ortiz 1 mentor is possible, but nobody was named", page);
    }

    [Theory]
    [InlineData("sam@students.example,holt@mentors.example,1", "line 3, mentor_email “holt@mentors.example”: This student names the same mentor on line 2 already. Keep one of the two.")]
    [InlineData("sam@students.exmple,holt@mentors.example,1", "line 3, student_email “sam@students.exmple”: No student has this address. Did you mean “sam@students.example”?")]
    [InlineData("sam@students.example,sam@students.example,1", "line 3, mentor_email “sam@students.example”: No mentor has this address.")]
    [InlineData("sam@students.example,shah@mentors.example,first", "line 3, rank “first”: Not a whole number from 1 to 100.")]
    public async Task A_choice_that_cannot_be_is_named(string choice, string message)
    {
        Put("s.csv", Dated(Students));
        Put("m.csv", Mentors);
        Put("c.csv", $"student_email,mentor_email,rank\nsam@students.example,holt@mentors.example,1\n{choice}\n");
        await RefusedAsync($"{At("c.csv")}, {message}", "match", "--students", At("s.csv"), "--mentors", At("m.csv"), "--choices", At("c.csv"));
    }

    [Fact]
    public async Task The_order_of_lines_and_who_else_is_there_change_nothing()
    {
        var page = await DraftAsync();
        Put("s.csv", Dated(Students).ReplaceLineEndings("\n").TrimEnd().Split('\n') is [var head, .. var lines] ? string.Join('\n', lines.Reverse().Prepend(head)) : "");
        Assert.Equal(page, await DraftAsync(write: false));
    }

    [Fact]
    public async Task People_of_one_name_are_told_apart()
    {
        Put("s.csv", "email,name,stage,interests\na@s.example,Jo Kim,college,heart\nb@s.example,Jo Kim,college,heart\n");
        Put("m.csv", Mentors);
        var page = (await Said.ByAsync("match", "--students", At("s.csv"), "--mentors", At("m.csv"))).Is(Exit.Done).Out;
        Assert.Contains("Jo Kim <a@s.example> with Amelia Holt", page);
        Assert.Contains("Jo Kim <b@s.example> with Amelia Holt", page);
    }

    [Theory]
    [InlineData("s.csv", "maya@students.example", "maya", "line 2, email “maya”: Not an address: there is no @. Write it like “maya@example.edu”.")]
    [InlineData("s.csv", "college,heart", "collage,heart", "line 6, stage “collage”: Not a stage. Did you mean “College”?")]
    [InlineData("s.csv", "pediatrics", "cardiolgy", "line 7, interests “cardiolgy”: “cardiolgy” is not in the taxonomy. Did you mean “Cardiology”?")]
    [InlineData("s.csv", "Mon 10-12", "Mon 12-10", "line 6, availability “Mon 12-10”: “Mon 12-10” ends before it starts. Hours go from 00 to 24: write “Mon 09-12”.")]
    [InlineData("s.csv", "leo@", "Maya@", "line 5, email “Maya@students.example”: This address is on line 2 already. Keep one of the two.")]
    [InlineData("s.csv", "SOON", "30.4.2099", "line 3, minor_until “30.4.2099”: Not a date. Write a date like 2028-04-30, “adult” or “unknown”.")]
    [InlineData("s.csv", "Sam Lee,", "\"Sam\" Lee,", "line 7: A quotation mark stands in the middle of a cell. Write two of them, \"\", where one is meant, or none.")]
    [InlineData("m.csv", ",college,2,1", ",college,0,1", "line 2, capacity “0”: Not a whole number from 1 to 50.")]
    [InlineData("m.csv", ",college,2,1", ",college,,2", "line 2, minimum “2”: The minimum is more than the capacity, which is 1.")]
    public async Task A_bad_line_is_named(string file, string part, string instead, string message)
    {
        Put("s.csv", Dated(file == "s.csv" ? Students.Replace(part, instead, StringComparison.Ordinal) : Students));
        Put("m.csv", file == "m.csv" ? Mentors.Replace(part, instead, StringComparison.Ordinal) : Mentors);
        await RefusedAsync($"{At(file)}, {message}", "match", "--students", At("s.csv"), "--mentors", At("m.csv"));
    }

    [Fact]
    public async Task Missing_columns_and_files_are_named()
    {
        await RefusedAsync($"{At("s.csv")}: there is no such file.", "match", "--students", At("s.csv"), "--mentors", At("m.csv"));
        Put("s.csv", "email,name,stage\na@s.example,Ada Bell,college\n");
        await RefusedAsync($"{At("s.csv")}: The first line must name the columns; “interests” is missing.", "match", "--students", At("s.csv"), "--mentors", At("m.csv"));
    }

    [Theory]
    [InlineData("{\n  \"wieghts\": {}\n}", "line 2: “wieghts” is not a field of a policy. It has weights, floor, rankedOnly, minSharedHours, objective or seed.")]
    [InlineData("{\n\"weights\": { \"interest\": \"high\" } }", "line 2: “interest” is not a criterion. There are interests, goals, stage, languages, time, asked or rankings.")]
    [InlineData("{\n\"weights\": { \"interests\": \"huge\" } }", "line 2: the weight of interests is off, low, medium or high.")]
    [InlineData("{ \"weights\": 3 }", "line 1: weights is an object: { \"interests\": \"high\" }.")]
    [InlineData("{ \"floor\": 0.5 }", "line 1: floor is a whole number from 0 to 100000.")]
    [InlineData("{ \"rankedOnly\": \"no\" }", "line 1: rankedOnly is true or false.")]
    [InlineData("{ \"minSharedHours\": 200 }", "line 1: minSharedHours is a number from 0 to 168.")]
    [InlineData("{ \"seed\": -1 }", "line 1: seed is a whole number from 0 on.")]
    [InlineData("{ \"floor\": 1,\n \"floor\": 2 }", "line 2: “floor” is given twice.")]
    [InlineData("[]", "line 1: a policy is an object: { \"objective\": \"fair\" }.")]
    [InlineData("{ \"floor\": 1", "line 1: it is not JSON.")]
    [InlineData("{}\n{}", "line 2: it is not JSON.")]
    [InlineData("", "line 1: it is not JSON.")]
    public async Task A_policy_that_cannot_be_meant_is_refused(string policy, string message) =>
        await RefusedAsync($"{Put("p.json", policy)}, {message}", "match", "--students", At("s.csv"), "--mentors", At("m.csv"), "--policy", At("p.json"));

    async Task<string> DraftAsync(params string[] options) => await DraftAsync(true, options);

    async Task<string> DraftAsync(bool write, params string[] options)
    {
        if (write)
            Put("s.csv", Dated(Students));
        Put("m.csv", Mentors);
        return (await Said.ByAsync(["match", "--students", At("s.csv"), "--mentors", At("m.csv"), .. options])).Is(Exit.Done).Out;
    }

    /// <summary>Somebody who is sixteen.</summary>
    static string Dated(string students) =>
        students.Replace("SOON", $"{TimeProvider.System.GetUtcNow().AddYears(2):yyyy-MM-dd}", StringComparison.Ordinal);

    static string Unwrapped(string page) => string.Join(' ', page.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
