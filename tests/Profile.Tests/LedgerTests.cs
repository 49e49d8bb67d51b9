using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Mentorship.Profile.Tests;

public sealed class LedgerOnSqlite(OnSqlite profile) : LedgerTests(profile), IClassFixture<OnSqlite>;
public sealed class LedgerOnPostgres(OnPostgres profile) : LedgerTests(profile), IClassFixture<OnPostgres>;

public abstract class LedgerTests(RunningProfile profile) : ProfileTests(profile)
{
    [Fact]
    public async Task A_cohorts_timeline_holds_its_own_acts_and_those_on_its_programme_as_a_whole()
    {
        await Host.AsCoordinator().PostAsync($"/api/profile/cohorts/{Host.Cohort}/exports?role=student", null);
        var second = await Host.OpenCohortAsync(Host.Programme, "2028");
        await Host.AsCoordinator().PostAsync($"/api/profile/cohorts/{second}/exports?role=mentor", null);
        await Host.AsCoordinator().PutAsJsonAsync($"/api/profile/programmes/{Host.Programme}/retention", new { months = 24, version = 1 }).Json(HttpStatusCode.NoContent);
        var (other, _) = await Host.OpenProgrammeAsync("Night School");
        var elsewhere = await Host.OpenCohortAsync(other, "2027");

        Assert.Equal(["retention.set", "people.exported", "cohort.opened", "coordinator.appointed", "programme.opened"], Acts(await AskAsync(Host.Cohort)));
        Assert.Equal(["retention.set", "people.exported", "cohort.opened", "coordinator.appointed", "programme.opened"], Acts(await AskAsync(second)));
        Assert.Equal(["cohort.opened", "coordinator.appointed", "programme.opened"], Acts(await AskAsync(elsewhere, "", Host.AsCoordinator(other))));
        Assert.Equal("mentor", (await AskAsync(second, "acts=people.exported")).GetProperty("items")[0].GetProperty("details").Text("role"));
    }

    [Fact]
    public async Task It_is_found_by_act_person_actor_and_row()
    {
        var maya = await Host.AddStudentAsync();
        var holt = await Host.AddMentorAsync();
        await Host.AsCoordinator().PutAsJsonAsync($"/api/profile/cohorts/{Host.Cohort}/mentors/{holt}/clearance", new { clearedOn = "2027-02-01", expiresOn = "2028-02-01", note = "Seen." }).Json(HttpStatusCode.NoContent);
        await Host.AsCoordinator().PutAsJsonAsync($"/api/profile/cohorts/{Host.Cohort}/people/{maya}/recovery", new { email = "maya@new.example", @checked = "call" }).Json(HttpStatusCode.NoContent);

        Assert.Equal(["clearance.recorded"], Acts(await AskAsync(Host.Cohort, $"person={holt}")));
        Assert.Equal("2027-02-01", (await AskAsync(Host.Cohort, $"person={holt}")).GetProperty("items")[0].GetProperty("details").Text("clearedOn"));
        Assert.Equal(["recovery.started"], Acts(await AskAsync(Host.Cohort, $"person={maya}&actor={Host.Coordinator}")));
        Assert.Equal(["coordinator.appointed", "programme.opened"], Acts(await AskAsync(Host.Cohort, $"actor={Host.Administrator}")));
        var all = await AskAsync(Host.Cohort, "size=2");
        Assert.Equal(["recovery.started", "clearance.recorded"], Acts(all));
        Assert.Equal(5, all.Int("total"));
        var last = all.GetProperty("items")[1].GetProperty("seq").GetInt64();
        Assert.Equal(["cohort.opened", "coordinator.appointed"], Acts(await AskAsync(Host.Cohort, $"size=2&before={last}")));
        Assert.Equal(["recovery.started"], Acts(await AskAsync(Host.Cohort, $"after={last}")));
        Assert.Equal(new[] { Host.Administrator, Host.Coordinator }.Order(), all.GetProperty("actors").EnumerateArray().Select(a => a.GetGuid()).Order());
    }

    [Fact]
    public async Task Nobody_but_its_coordinators_reads_it()
    {
        var maya = await Host.AddStudentAsync();
        var (other, _) = await Host.OpenProgrammeAsync("Night School");
        foreach (var stranger in new[] { Host.As(maya, "student"), Host.AsAdministrator(), Host.AsCoordinator(other) })
            await stranger.GetAsync($"/api/profile/cohorts/{Host.Cohort}/ledger").Json(HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Host.Stranger().GetAsync($"/api/profile/cohorts/{Host.Cohort}/ledger")).StatusCode);
    }

    async Task<JsonElement> AskAsync(Guid cohort, string query = "", HttpClient? reader = null) => await (reader ?? Host.AsCoordinator()).GetAsync($"/api/profile/cohorts/{cohort}/ledger?{query}").Json();

    static string[] Acts(JsonElement stretch) => [.. stretch.GetProperty("items").EnumerateArray().Select(e => e.Text("act")!)];
}
