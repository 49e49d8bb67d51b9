using System.Net;
using System.Text.Json;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class ChoicesOnSqlite(OnSqlite profile) : ChoiceTests(profile), IClassFixture<OnSqlite>;
public sealed class ChoicesOnPostgres(OnPostgres profile) : ChoiceTests(profile), IClassFixture<OnPostgres>;

public abstract class ChoiceTests(RunningProfile profile) : ProfileTests(profile)
{
    const string Head = "student_email,mentor_email,rank\n";

    async Task PeopleAsync()
    {
        await Host.ImportAsync("email,name,stage,interests\nann@s.example,Ann,college,heart\nbo@s.example,Bo,college,heart\n");
        await Host.ImportAsync("email,name,stage,interests\nx@f.example,Dr. X,,heart\ny@f.example,Dr. Y,,heart\nz@f.example,Dr. Z,,heart\n", "mentors");
    }

    Task<JsonElement> ImportAsync(string lines) => Host.ImportAsync(Head + lines, "choices");

    async Task<JsonElement[]> ProblemsAsync(string lines) =>
        [.. (await (await Host.UploadAsync(Head + lines, "choices")).Json(HttpStatusCode.Created)).GetProperty("problems").EnumerateArray()];

    /// <summary>Student, mentor and rank as Matching pulls them, by the first letters of their addresses.</summary>
    async Task<string> PulledAsync(JsonElement import)
    {
        var choices = await Host.AsService("matching").GetAsync($"/api/profile/imports/{import.Id()}/choices").Json();
        await using var db = Host.Db();
        var letter = db.People.ToDictionary(p => p.Id, p => p.Email.Split('@')[0][0]);
        return string.Join(' ', choices.EnumerateArray().Select(c => $"{letter[c.GetProperty("studentId").GetGuid()]}{letter[c.GetProperty("mentorId").GetGuid()]}{c.Int("rank")}").Order());
    }

    async Task<List<JsonElement>> AnnouncedAsync() => [.. (await Host.AnnouncedAsync()).Where(e => e.Type == "rankings-imported").Select(e => e.Body)];

    static (int, int, int, int) Counts(JsonElement import) => (import.Int("added"), import.Int("changed"), import.Int("same"), import.Int("bad"));

    [Fact]
    public async Task Choices_are_announced_once_and_pulled_as_whole_lists()
    {
        await PeopleAsync();
        var import = await ImportAsync("ann@s.example,x@f.example,1\nbo@s.example,y@f.example,1\nANN@s.example,Y@f.example,2\n");
        Assert.Equal((3, 0, 0, 0), Counts(import));
        var announced = Assert.Single(await AnnouncedAsync());
        Assert.Equal((import.Id(), Host.Cohort), (announced.GetProperty("importId").GetGuid(), announced.GetProperty("cohortId").GetGuid()));
        Assert.Equal("ax1 ay2 by1", await PulledAsync(import));
    }

    [Fact]
    public async Task The_same_choices_again_change_nothing_and_announce_nothing()
    {
        await PeopleAsync();
        var first = await ImportAsync("ann@s.example,x@f.example,1\nann@s.example,y@f.example,2\n");
        var second = await ImportAsync("ann@s.example,y@f.example,2\nann@s.example,x@f.example,1\n");
        Assert.Equal((0, 0, 2, 0), Counts(second));
        Assert.Single(await AnnouncedAsync());
        Assert.Equal("ax1 ay2", await PulledAsync(first));
        Assert.Equal("", await PulledAsync(second));
    }

    [Fact]
    public async Task A_later_file_replaces_the_lists_of_its_students_and_leaves_the_others()
    {
        await PeopleAsync();
        var first = await ImportAsync("ann@s.example,x@f.example,1\nann@s.example,y@f.example,2\nbo@s.example,y@f.example,1\n");
        var second = await ImportAsync("ann@s.example,y@f.example,1\nann@s.example,z@f.example,1\n");
        Assert.Equal((1, 1, 0, 0), Counts(second));
        Assert.Contains("will be dropped", second.GetProperty("problems")[0].Text("reason"));
        Assert.Equal("ay1 az1", await PulledAsync(second));
        Assert.Equal("by1", await PulledAsync(first));
        var shorter = await ImportAsync("ann@s.example,y@f.example,1\n");
        Assert.Equal((0, 0, 1, 0), Counts(shorter));
        Assert.Equal("ay1", await PulledAsync(shorter));
        var versions = (await AnnouncedAsync()).Select(e => e.Int("version")).ToArray();
        Assert.Equal(3, versions.Distinct().Count());
        Assert.Equal(versions.Order(), versions);
    }

    [Fact]
    public async Task What_a_stopped_import_has_changed_is_announced_all_the_same()
    {
        await PeopleAsync();
        var import = await (await Host.UploadAsync(Head + "ann@s.example,x@f.example,1\nbo@s.example,y@f.example,1\n", "choices")).Json(HttpStatusCode.Created);
        await using (var db = Host.Db())
        {
            // A worker that put in the first list and was killed.
            var row = await db.Imports.SingleAsync(i => i.Id == import.Id());
            row.Queue();
            row.Claim(Host.Clock.GetUtcNow());
            var ids = await db.People.ToDictionaryAsync(p => p.EmailKey, p => p.Id);
            db.Add(new Imports.Choice { CohortId = Host.Cohort, StudentId = ids["ann@s.example"], MentorId = ids["x@f.example"], Rank = 1, ImportId = row.Id });
            await db.SaveChangesAsync();
        }
        await Host.AsCoordinator().PostAsync($"/api/profile/imports/{import.Id()}/cancel", null).Json();
        Assert.Single(await AnnouncedAsync());
        Assert.Equal("ax1", await PulledAsync(import));
    }

    [Fact]
    public async Task Every_bad_choice_is_named_and_keeps_out_the_rest_of_its_students_list()
    {
        await PeopleAsync();
        var problems = await ProblemsAsync(
            "ann@s.example,x@f.example,1\nann@s.example,yy@f.example,2\n" +
            "bo@s.example,x@f.example,0\nbo@s.example,x@f.example,2\n" +
            "cy@s.example,x@f.example,1\nx@f.example,ann@s.example,1\nann@,x@f.example,1\n,x@f.example,1.5\n");
        Assert.Equal(
            [
                "2 student_email", "3 mentor_email", "4 rank", "5 student_email", "6 student_email",
                "7 student_email", "7 mentor_email", "8 student_email", "9 student_email", "9 rank",
            ], problems.Select(p => $"{p.Int("line")} {p.Text("column")}"));
        Assert.All(problems, p => Assert.Equal("bad", p.Text("severity")));
        string[] reasons =
        [
            "Left out together with line 3", "No mentor of this cohort has this address. Did you mean “y@f.example”?", "whole number from 1",
            "Left out together with line 4", "No student of this cohort", "belongs to a mentor", "belongs to a student", "ending", "Required", "whole number",
        ];
        Assert.All(reasons.Zip(problems), pair => Assert.Contains(pair.First, pair.Second.Text("reason")));
    }

    [Fact]
    public async Task A_mentor_named_twice_and_oneself_are_refused()
    {
        await PeopleAsync();
        await Host.ImportAsync("email,name,stage,interests\nann@s.example,Ann,,heart\n", "mentors");
        var problems = await ProblemsAsync("ann@s.example,x@f.example,1\nann@s.example,X@f.example,2\nann@s.example,ann@s.example,3\n");
        Assert.Contains("on line 2 already", problems[1].Text("reason"));
        Assert.Contains("themselves", problems[2].Text("reason"));
    }

    [Fact]
    public async Task People_of_another_cohort_cannot_be_named()
    {
        await PeopleAsync();
        var other = await Host.OpenCohortAsync(Host.Programme, "2028");
        await Host.AddMentorAsync(cohort: other);
        Assert.Contains("No mentor of this cohort", (await ProblemsAsync("ann@s.example,holt@faculty.example,1\n"))[0].Text("reason"));
    }

    [Fact]
    public async Task Only_Matching_pulls_choices()
    {
        await PeopleAsync();
        var import = await ImportAsync("ann@s.example,x@f.example,1\n");
        foreach (var other in (HttpClient[])[Host.AsCoordinator(), Host.AsService("portal"), Host.AsService("notification"), Host.AsAdministrator()])
            await other.GetAsync($"/api/profile/imports/{import.Id()}/choices").Json(HttpStatusCode.Forbidden);
        await Host.AsService("matching").GetAsync($"/api/profile/imports/{ProfileHost.NewId()}/choices").Json(HttpStatusCode.NotFound);
    }
}
