using System.Net;
using System.Net.Http.Json;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class ProgrammesOnSqlite(OnSqlite profile) : ProgrammeTests(profile), IClassFixture<OnSqlite>;
public sealed class ProgrammesOnPostgres(OnPostgres profile) : ProgrammeTests(profile), IClassFixture<OnPostgres>;

public abstract class ProgrammeTests(RunningProfile profile) : ProfileTests(profile)
{
    [Fact]
    public async Task Opening_a_cohort_announces_it_and_shows_it_to_its_coordinator()
    {
        var cohort = await Host.AsCoordinator().GetAsync($"/api/profile/cohorts/{Host.Cohort}").Json();
        Assert.Equal("Summer Scholars", cohort.Text("programmeName"));
        Assert.Equal("2027-03-01", cohort.Text("opensOn"));
        var opened = (await Host.AnnouncedAsync()).Single(e => e.Type == "cohort-opened").Body;
        Assert.Equal(Host.Cohort, opened.GetProperty("cohortId").GetGuid());
        Assert.Equal("batch", opened.Text("kind"));
        var programmes = await Host.AsCoordinator().GetAsync("/api/profile/programmes").Json();
        Assert.Equal(Host.Cohort, programmes[0].GetProperty("cohorts")[0].Id());
    }

    [Fact]
    public async Task A_second_programme_or_cohort_of_the_same_name_is_refused()
    {
        var programme = await Host.AsAdministrator().PostAsJsonAsync("/api/profile/programmes", new { name = "SUMMER scholars" }).Json(HttpStatusCode.Conflict);
        Assert.Equal("NameTaken", programme.Text("code"));
        var cohort = await Host.AsCoordinator().PostAsJsonAsync($"/api/profile/programmes/{Host.Programme}/cohorts", new { name = "2027", kind = "rolling", timeZone = "Central Time" })
            .Json(HttpStatusCode.Conflict);
        Assert.Equal("NameTaken", cohort.Text("code"));
    }

    [Fact]
    public async Task A_cohort_needs_a_name_a_kind_and_a_zone()
    {
        var problem = await Host.AsCoordinator().PostAsJsonAsync($"/api/profile/programmes/{Host.Programme}/cohorts", new { kind = "weekly", timeZone = "America/Chicgo" })
            .Json(HttpStatusCode.BadRequest);
        var errors = problem.GetProperty("errors");
        Assert.Equal(["kind", "name", "timeZone"], errors.EnumerateObject().Select(e => e.Name).Order());
        Assert.Contains("America/Chicago", errors.GetProperty("timeZone")[0].GetString());
    }

    [Fact]
    public async Task Appointing_a_coordinator_twice_invites_once()
    {
        for (var i = 0; i < 2; i++)
            Assert.NotEqual(Guid.Empty, (await Host.AsAdministrator().PostAsJsonAsync($"/api/profile/programmes/{Host.Programme}/coordinators", new { email = "New@office.example", name = "New One" })
                .Json(HttpStatusCode.Created)).GetProperty("personId").GetGuid());
        Assert.Equal(2, (await Host.AnnouncedAsync()).Count(e => e.Type == "person-invited"));
    }

    [Fact]
    public async Task Only_an_administrator_opens_programmes_and_appoints()
    {
        await Host.AsCoordinator().PostAsJsonAsync("/api/profile/programmes", new { name = "Mine" }).Json(HttpStatusCode.Forbidden);
        await Host.AsCoordinator().PostAsJsonAsync($"/api/profile/programmes/{Host.Programme}/coordinators", new { email = "a@b.edu", name = "A" }).Json(HttpStatusCode.Forbidden);
        await Host.AsService("portal").PostAsJsonAsync("/api/profile/programmes", new { name = "Mine" }).Json(HttpStatusCode.Forbidden);
        await Host.Stranger().GetAsync("/api/profile/programmes").Json(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_coordinator_finds_nothing_of_another_programme()
    {
        var (other, _) = await Host.OpenProgrammeAsync("Winter Scholars");
        var theirs = await Host.OpenCohortAsync(other, "2027");
        foreach (var path in (string[])[$"cohorts/{theirs}", $"cohorts/{theirs}/people", $"cohorts/{theirs}/people/{Host.Coordinator}"])
            await Host.AsCoordinator().GetAsync($"/api/profile/{path}").Json(HttpStatusCode.NotFound);
        await Host.AsCoordinator().PostAsJsonAsync($"/api/profile/programmes/{other}/cohorts", new { name = "x", kind = "batch", timeZone = "UTC" }).Json(HttpStatusCode.NotFound);
        await Host.AsCoordinator().PostAsync($"/api/profile/cohorts/{theirs}/invitations", null).Json(HttpStatusCode.NotFound);
        await Host.AsCoordinator().PostAsJsonAsync($"/api/profile/cohorts/{theirs}/people", new { role = "student" }).Json(HttpStatusCode.NotFound);
        Assert.Equal(1, (await Host.AsCoordinator().GetAsync("/api/profile/programmes").Json()).GetArrayLength());
    }

    [Fact]
    public async Task A_student_sees_the_cohort_they_are_in_and_no_other_of_its_programme()
    {
        var student = await Host.AddStudentAsync();
        await Host.OpenCohortAsync(Host.Programme, "2028");
        var programmes = await Host.As(student, "student").GetAsync("/api/profile/programmes").Json();
        Assert.Equal(Host.Cohort, Assert.Single(programmes[0].GetProperty("cohorts").EnumerateArray()).Id());
        await Host.As(student, "student").GetAsync($"/api/profile/cohorts/{Host.Cohort}").Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_acts_stand_in_the_ledger()
    {
        await using var db = Host.Db();
        var acts = await db.Set<Ledger.LedgerRow>().OrderBy(r => r.Seq).Select(r => r.Act).ToListAsync();
        Assert.Equal(["programme.opened", "coordinator.appointed", "cohort.opened"], acts);
    }
}
