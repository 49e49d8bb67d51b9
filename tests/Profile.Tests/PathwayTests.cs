using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;
using static Mentorship.Profile.Tests.Applying;

namespace Mentorship.Profile.Tests;

public sealed class PathwaysOnSqlite(OnSqlite profile) : PathwayTests(profile), IClassFixture<OnSqlite>;
public sealed class PathwaysOnPostgres(OnPostgres profile) : PathwayTests(profile), IClassFixture<OnPostgres>;

/// <summary>From one year to the next: cohorts that follow each other, visits, and one person's way through them.</summary>
public abstract class PathwayTests(RunningProfile profile) : ProfileTests(profile)
{
    Task<HttpResponseMessage> DuplicateAsync(string name = "2028") => Host.AsCoordinator().PostAsJsonAsync($"/api/profile/cohorts/{Host.Cohort}/duplicates", new { name });

    async Task<bool> IsInPoolAsync(Guid person, Guid cohort) =>
        (await Host.AsService("matching").PostAsJsonAsync("/api/profile/views/matching", new { ids = new[] { person } }).Json())[0]
            .GetProperty("student").GetProperty("cohorts").EnumerateArray().Any(c => c.GetGuid() == cohort);

    [Fact]
    public async Task Next_years_cohort_has_the_dates_and_questions_of_this_one_and_nobody_in_it()
    {
        await Host.AddStudentAsync();
        await Host.TakeApplicationsAsync(20, "2027-03-10T09:00", "2027-03-20T17:00", [new { kind = "scale", wording = "How sure?", options = new[] { "not", "very" }, required = true }]);

        var next = (await DuplicateAsync().Json(HttpStatusCode.Created)).Id();

        var cohort = await Host.AsCoordinator().GetAsync($"/api/profile/cohorts/{next}").Json();
        Assert.Equal(("2028", "batch", "2028-03-01", 0), (cohort.Text("name"), cohort.Text("kind"), cohort.Text("opensOn"), cohort.Int("students")));
        var applying = await Host.AsCoordinator().GetAsync($"/api/profile/cohorts/{next}/applying").Json();
        // Five in the afternoon in Chicago, though in 2028 the clocks have gone forward by the tenth.
        Assert.Equal(new DateTimeOffset(2028, 3, 10, 15, 0, 0, TimeSpan.Zero), applying.GetProperty("from").GetDateTimeOffset());
        Assert.Equal(new DateTimeOffset(2028, 3, 20, 22, 0, 0, TimeSpan.Zero), applying.GetProperty("until").GetDateTimeOffset());
        Assert.Equal((20, "How sure?"), (applying.Int("placeLimit"), applying.GetProperty("questions")[0].Text("wording")));
        var opened = (await Host.AnnouncedAsync()).Last(e => e.Type == "cohort-opened").Body;
        Assert.Equal((next, Host.Cohort), (opened.GetProperty("cohortId").GetGuid(), opened.GetProperty("policyOf").GetGuid()));
    }

    [Fact]
    public async Task A_name_that_is_taken_and_another_programmes_cohort_are_refused()
    {
        Assert.Equal("NameTaken", (await DuplicateAsync("2027").Json(HttpStatusCode.Conflict)).Text("code"));
        await DuplicateAsync("").Json(HttpStatusCode.BadRequest);
        var (winter, _) = await Host.OpenProgrammeAsync("Winter Scholars");
        await Host.AsCoordinator(winter).PostAsJsonAsync($"/api/profile/cohorts/{Host.Cohort}/duplicates", new { name = "2028" }).Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_visiting_student_is_in_the_pool_on_their_own_days_only()
    {
        var rolling = await Host.OpenCohortAsync(Host.Programme, "Always", "rolling");
        var maya = await Host.AddStudentAsync(cohort: rolling);
        var path = $"/api/profile/cohorts/{rolling}/people/{maya}/visit";

        var view = await Host.AsCoordinator().PutAsJsonAsync(path, new { firstDay = "2027-03-03", lastDay = "2027-03-05" }).Json();

        Assert.Equal("2027-03-03", view.GetProperty("student").GetProperty("cohorts")[0].Text("firstDay"));
        Assert.False(await IsInPoolAsync(maya, rolling));
        var version = await Host.VersionAsync(maya);
        Host.Advance(TimeSpan.FromDays(2));
        await Eventually.True("the first day is noticed", () => IsInPoolAsync(maya, rolling));
        Assert.Equal(version + 1, await Host.VersionAsync(maya));
        Host.Advance(TimeSpan.FromDays(3));
        await Eventually.True("the last day is over", async () => !await IsInPoolAsync(maya, rolling));
        await Host.AsCoordinator().PutAsJsonAsync(path, new { }).Json();
        Assert.True(await IsInPoolAsync(maya, rolling));
    }

    [Fact]
    public async Task Days_of_ones_own_are_for_students_of_rolling_cohorts()
    {
        var maya = await Host.AddStudentAsync();
        var holt = await Host.AddMentorAsync();
        Task<HttpResponseMessage> SetAsync(Guid person, object days) => Host.AsCoordinator().PutAsJsonAsync($"/api/profile/cohorts/{Host.Cohort}/people/{person}/visit", days);
        Assert.Equal("NotRolling", (await SetAsync(maya, new { firstDay = "2027-03-03" }).Json(HttpStatusCode.Conflict)).Text("code"));
        await SetAsync(maya, new { firstDay = "2027-03-03", lastDay = "2027-03-02" }).Json(HttpStatusCode.BadRequest);
        await SetAsync(holt, new { firstDay = "2027-03-03" }).Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task One_person_sees_their_way_through_all_programmes_a_coordinator_the_part_in_their_own()
    {
        var maya = await Host.AddStudentAsync();
        var next = (await DuplicateAsync().Json(HttpStatusCode.Created)).Id();
        await Host.AddMentorAsync("maya@students.example", cohort: next);
        var (winter, _) = await Host.OpenProgrammeAsync("Winter Scholars");
        var snow = await Host.OpenCohortAsync(winter, "2027");
        await Host.ShowPageAsync(programme: winter);
        await Host.AsCoordinator(winter).PutAsJsonAsync($"/api/profile/cohorts/{snow}/applying", new { from = "2027-03-01T08:00", placeLimit = 2, version = 1 }).Json();
        await Host.ConfirmAsync(await Host.ApplyAsync(Form(), "winter-scholars").Json(HttpStatusCode.Created));

        static string[] Told(JsonElement steps) => [.. steps.EnumerateArray().Select(s => $"{s.Text("programmeName")} {s.Text("cohortName")} {s.Text("role")} {s.Text("state")}")];
        Assert.Equal(["Summer Scholars 2028 mentor in", "Summer Scholars 2027 student in", "Winter Scholars 2027 student applied"],
            Told(await Host.As(maya, "student").GetAsync("/api/profile/me/pathway").Json()));
        Assert.Equal(["Summer Scholars 2028 mentor in", "Summer Scholars 2027 student in"],
            Told(await Host.AsCoordinator().GetAsync($"/api/profile/cohorts/{Host.Cohort}/people/{maya}/pathway").Json()));
        await Host.AsCoordinator(winter).GetAsync($"/api/profile/cohorts/{Host.Cohort}/people/{maya}/pathway").Json(HttpStatusCode.NotFound);
    }
}
