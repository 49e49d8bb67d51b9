using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class PeopleOnSqlite(OnSqlite profile) : PeopleTests(profile), IClassFixture<OnSqlite>;
public sealed class PeopleOnPostgres(OnPostgres profile) : PeopleTests(profile), IClassFixture<OnPostgres>;

public abstract class PeopleTests(RunningProfile profile) : ProfileTests(profile)
{
    static object StudentPage(int version, string stage = "college", params string[] interests) =>
        new { stage, interests, goals = Array.Empty<string>(), languages = new[] { "en" }, timeZone = "America/New_York", availability = new[] { "Mon 9-12" }, about = "Hello", version };

    static object MentorPage(int version, params object[] places) =>
        new { headline = "Cardiologist", interests = new[] { "cardiology" }, stages = new[] { "college" }, timeZone = "America/New_York", flexible = true, places, version };

    async Task<int> ToldAsync(string type) => (await Host.AnnouncedAsync()).Count(e => e.Type == type);

    [Fact]
    public async Task Saving_ones_page_announces_it_and_saving_it_unchanged_does_not()
    {
        var maya = await Host.AddStudentAsync();
        var saved = await Host.As(maya, "student").PutAsJsonAsync("/api/profile/me/student", StudentPage(1, interests: ["thyroid", "Heart"])).Json();
        Assert.Equal(["thyroid", "cardiology"], saved.GetProperty("student").Strings("interests"));
        Assert.Equal(["Mon 09-12"], saved.GetProperty("student").Strings("availability"));
        Assert.Equal(2, saved.Int("version"));
        Assert.Equal(2, await ToldAsync("student-changed"));
        await Host.As(maya, "student").PutAsJsonAsync("/api/profile/me/student", StudentPage(2, interests: ["thyroid", "cardiology"])).Json();
        Assert.Equal(2, await ToldAsync("student-changed"));
        Assert.Equal(2, await Host.VersionAsync(maya));
    }

    [Fact]
    public async Task Whoever_saves_over_a_version_that_has_passed_is_told_so_and_nothing_is_lost()
    {
        var maya = await Host.AddStudentAsync();
        await Host.As(maya, "student").PutAsJsonAsync("/api/profile/me/student", StudentPage(1, interests: "thyroid")).Json();
        Assert.Equal("ChangedMeanwhile", (await Host.As(maya, "student").PutAsJsonAsync("/api/profile/me/student", StudentPage(1, interests: "diabetes")).Json(HttpStatusCode.Conflict)).Text("code"));
        var me = await Host.As(maya, "student").GetAsync("/api/profile/me").Json();
        Assert.Equal(["thyroid"], me.GetProperty("student").Strings("interests"));

        var holt = await Host.AddMentorAsync();
        Assert.Equal("ChangedMeanwhile", (await Host.As(holt, "mentor").PutAsJsonAsync("/api/profile/me/mentor", MentorPage(7)).Json(HttpStatusCode.Conflict)).Text("code"));
    }

    [Fact]
    public async Task Of_two_windows_that_save_at_once_one_is_told()
    {
        var maya = await Host.AddStudentAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Host.As(maya, "student").PutAsJsonAsync("/api/profile/me/student", StudentPage(1, interests: i % 2 == 0 ? "thyroid" : "diabetes"))));
        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.OK));
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(2, await Host.VersionAsync(maya));
    }

    [Fact]
    public async Task A_mentor_sets_places_where_they_mentor_and_nowhere_else()
    {
        var holt = await Host.AddMentorAsync();
        var saved = await Host.As(holt, "mentor").PutAsJsonAsync("/api/profile/me/mentor", MentorPage(1, new { cohortId = Host.Cohort, capacity = 4, minimum = 1, paused = true })).Json();
        var here = saved.GetProperty("mentor").GetProperty("cohorts")[0];
        Assert.Equal((4, 1, true), (here.Int("capacity"), here.Int("minimum"), here.GetProperty("paused").GetBoolean()));
        Assert.Equal(2, await ToldAsync("mentor-changed"));

        var other = await Host.OpenCohortAsync(Host.Programme, "2028");
        foreach (var places in (object[])[
            new { cohortId = other, capacity = 1, minimum = 0, paused = false },
            new { cohortId = Host.Cohort, capacity = 0, minimum = 0, paused = false },
            new { cohortId = Host.Cohort, capacity = 2, minimum = 3, paused = false }])
        {
            var errors = (await Host.As(holt, "mentor").PutAsJsonAsync("/api/profile/me/mentor", MentorPage(2, places)).Json(HttpStatusCode.BadRequest)).GetProperty("errors");
            Assert.Equal("places", Assert.Single(errors.EnumerateObject()).Name);
        }
    }

    [Fact]
    public async Task Somebody_of_unknown_age_cannot_leave_high_school_by_themselves()
    {
        var kim = await Host.AddStudentAsync(stage: "high school");
        Assert.Equal("OfficeChangesStage", (await Host.As(kim, "student").PutAsJsonAsync("/api/profile/me/student", StudentPage(1, "college", "thyroid")).Json(HttpStatusCode.Conflict)).Text("code"));
    }

    [Fact]
    public async Task What_is_wrong_on_a_page_is_said_field_by_field()
    {
        var maya = await Host.AddStudentAsync();
        var errors = (await Host.As(maya, "student").PutAsJsonAsync("/api/profile/me/student", new { stage = "collage", interests = Array.Empty<string>(), timeZone = "Chicgo", languages = new[] { "Elvish" }, version = 1 })
            .Json(HttpStatusCode.BadRequest)).GetProperty("errors");
        Assert.Equal(["interests", "languages", "stage", "timeZone"], errors.EnumerateObject().Select(e => e.Name).Order());
    }

    [Fact]
    public async Task One_step_of_the_intake_is_saved_alone_and_counted()
    {
        var maya = await Host.AddStudentAsync();
        async Task<JsonElement> SaveAsync(object step, HttpStatusCode expected = HttpStatusCode.OK) => await Host.As(maya, "student").PutAsJsonAsync("/api/profile/me/student", step).Json(expected);
        await SaveAsync(new { format = "in-person", place = " North  campus ", rhythm = "two weeks", step = "meeting", version = 1 });
        var saved = (await SaveAsync(new { goals = Array.Empty<string>(), step = "goals", version = 2 })).GetProperty("student");
        Assert.Equal(["cardiology"], saved.Strings("interests"));
        Assert.Equal("college", saved.Text("stage"));
        Assert.Equal(("in-person", "North campus", "two-weeks"), (saved.Text("format"), saved.Text("place"), saved.Text("rhythm")));
        Assert.Equal(["goals", "meeting"], saved.Strings("steps"));

        var errors = (await SaveAsync(new { format = "pigeon", rhythm = "daily", step = "shoes", version = 2 }, HttpStatusCode.BadRequest)).GetProperty("errors");
        Assert.Equal(["format", "rhythm", "step"], errors.EnumerateObject().Select(e => e.Name).Order());

        // Matching knows a place by a code, and never as it was written.
        var holt = await Host.AddAsync(new { role = "mentor", email = "holt@faculty.example", name = "Dr. Amelia Holt", interests = new[] { "cardiology" }, format = "any", place = "north campus", rhythm = "monthly" });
        await Host.As(holt, "mentor").PutAsJsonAsync("/api/profile/me/mentor", new { flexible = true, step = "hours", version = 1 }).Json();
        var views = await Host.AsService("matching").PostAsJsonAsync("/api/profile/views/matching", new { ids = new[] { maya, holt } }).Json();
        var (student, mentor) = (views.EnumerateArray().Single(v => v.Has("student")).GetProperty("student"), views.EnumerateArray().Single(v => v.Has("mentor")).GetProperty("mentor"));
        Assert.Equal(student.Text("place"), mentor.Text("place"));
        Assert.Equal(("in-person", "any", true), (student.Text("format"), mentor.Text("format"), mentor.GetProperty("flexible").GetBoolean()));
        Assert.All((string[])["ampus"], word => Assert.DoesNotContain(word, views.GetRawText(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_office_adds_a_person_once_per_cohort_and_role()
    {
        var maya = await Host.AddStudentAsync();
        var again = await Host.AsCoordinator().PostAsJsonAsync($"/api/profile/cohorts/{Host.Cohort}/people", new { role = "student", email = "MAYA@students.example", name = "M", stage = "college", interests = new[] { "heart" } });
        Assert.Equal("AlreadyHere", (await again.Json(HttpStatusCode.Conflict)).Text("code"));
        Assert.Equal(maya, await Host.AddMentorAsync("maya@students.example"));
        Assert.Equal(maya, await Host.AddStudentAsync(cohort: await Host.OpenCohortAsync(Host.Programme, "2028")));
        var people = await Host.AsCoordinator().GetAsync($"/api/profile/cohorts/{Host.Cohort}/people").Json();
        Assert.Equal((2, 1, 1), (people.Int("total"), people.Int("students"), people.Int("mentors")));
    }

    [Fact]
    public async Task People_are_found_by_name_and_address_in_any_case()
    {
        await Host.AddAsync(new { role = "student", email = "zoe@students.example", name = "Zoë Årud", stage = "college", interests = new[] { "heart" } });
        await Host.AddMentorAsync();
        foreach (var (query, found) in new[] { ("q=ÅRUD", 1), ("q=zoe@", 1), ("q=%25", 0), ("role=mentor", 1), ("q=holt&role=student", 0), ("page=2&size=1", 1), ("page=9", 0) })
            Assert.Equal(found, (await Host.AsCoordinator().GetAsync($"/api/profile/cohorts/{Host.Cohort}/people?{query}").Json()).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Students_and_mentors_see_themselves_and_no_one_elses_page()
    {
        var maya = await Host.AddStudentAsync();
        var holt = await Host.AddMentorAsync();
        var me = await Host.As(maya, "student").GetAsync("/api/profile/me").Json();
        Assert.Equal("maya@students.example", me.Text("email"));
        Assert.False(me.Has("mentor"));
        foreach (var person in (HttpClient[])[Host.As(maya, "student"), Host.As(holt, "mentor"), Host.AsAdministrator()])
        {
            await person.GetAsync($"/api/profile/cohorts/{Host.Cohort}/people").Json(HttpStatusCode.NotFound);
            await person.GetAsync($"/api/profile/cohorts/{Host.Cohort}/people/{holt}").Json(HttpStatusCode.NotFound);
            await person.PostAsJsonAsync($"/api/profile/cohorts/{Host.Cohort}/people", new { role = "student" }).Json(HttpStatusCode.NotFound);
            await person.PostAsync($"/api/profile/cohorts/{Host.Cohort}/invitations", null).Json(HttpStatusCode.NotFound);
        }
        await Host.As(maya, "student").PutAsJsonAsync("/api/profile/me/mentor", MentorPage(1)).Json(HttpStatusCode.NotFound);
        await Host.AsService("portal").GetAsync("/api/profile/me").Json(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_coordinator_sees_the_role_held_in_their_cohort_and_nothing_of_another()
    {
        var maya = await Host.AddStudentAsync();
        var (winter, _) = await Host.OpenProgrammeAsync("Winter Scholars");
        var theirs = await Host.OpenCohortAsync(winter, "2027");
        await Host.AsCoordinator(winter).PostAsJsonAsync($"/api/profile/cohorts/{theirs}/people", new { role = "mentor", email = "maya@students.example", name = "Maya Ortiz", interests = new[] { "thyroid" } })
            .Json(HttpStatusCode.Created);
        var person = await Host.AsCoordinator().GetAsync($"/api/profile/cohorts/{Host.Cohort}/people/{maya}").Json();
        Assert.False(person.Has("mentor"));
        Assert.Equal(Host.Cohort, Assert.Single(person.GetProperty("student").GetProperty("cohorts").EnumerateArray()).GetProperty("cohortId").GetGuid());
        await Host.AsCoordinator(winter).GetAsync($"/api/profile/cohorts/{Host.Cohort}/people/{maya}").Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Somebody_comes_of_age_and_Matching_is_told()
    {
        var kim = await Host.AddAsync(new { role = "student", email = "kim@students.example", name = "Kim", stage = "high school", interests = new[] { "heart" }, minorUntil = "2027-03-02" });
        // Less than a day: what was announced longer ago is not kept.
        Host.Advance(TimeSpan.FromHours(19));
        await Eventually.True("she counts as an adult", async () =>
        {
            await using var db = Host.Db();
            return await db.People.AnyAsync(p => p.Id == kim && p.MinorUntilText == "adult");
        });
        Assert.Equal(2, (await Host.AnnouncedAsync()).Last(e => e.Type == "student-changed").Body.Int("version"));
    }
}
