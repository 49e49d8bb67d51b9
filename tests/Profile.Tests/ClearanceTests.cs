using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class ClearancesOnSqlite(OnSqlite profile) : ClearanceTests(profile), IClassFixture<OnSqlite>;
public sealed class ClearancesOnPostgres(OnPostgres profile) : ClearanceTests(profile), IClassFixture<OnPostgres>;

public abstract class ClearanceTests(RunningProfile profile) : ProfileTests(profile)
{
    string Of(Guid mentor) => $"/api/profile/cohorts/{Host.Cohort}/mentors/{mentor}/clearance";

    Task<JsonElement> RecordAsync(Guid mentor, string? clearedOn = "2027-02-01", string? expiresOn = "2028-02-01", string? note = null, HttpStatusCode expected = HttpStatusCode.NoContent) =>
        Host.AsCoordinator().PutAsJsonAsync(Of(mentor), new { clearedOn, expiresOn, note }).Json(expected);

    async Task<bool> ClearedAsync(Guid mentor, Guid? cohort = null) =>
        (await Host.AsService("matching").PostAsJsonAsync("/api/profile/views/matching", new { ids = new[] { mentor } }).Json())[0].GetProperty("mentor").GetProperty("cohorts")
            .EnumerateArray().Single(c => c.GetProperty("cohortId").GetGuid() == (cohort ?? Host.Cohort)).GetProperty("cleared").GetBoolean();

    Task<JsonElement> SeenAsync(Guid mentor) => Host.AsCoordinator().GetAsync(Of(mentor)).Json();

    [Fact]
    public async Task A_mentor_is_cleared_in_the_programme_that_has_checked_them()
    {
        var holt = await Host.AddMentorAsync();
        Assert.False(await ClearedAsync(holt));
        Assert.Equal("missing", (await SeenAsync(holt)).Text("state"));

        await RecordAsync(holt, note: "Fingerprints seen");
        Assert.True(await ClearedAsync(holt));
        Assert.Equal(2, await Host.VersionAsync(holt));
        var seen = await SeenAsync(holt);
        Assert.Equal(("in-force", "2027-02-01", "2028-02-01", "Fingerprints seen"), (seen.Text("state"), seen.Text("clearedOn"), seen.Text("expiresOn"), seen.Text("note")));

        var (other, _) = await Host.OpenProgrammeAsync("Night School");
        var theirs = await Host.OpenCohortAsync(other, "2027");
        await Host.AsCoordinator(other).PostAsJsonAsync($"/api/profile/cohorts/{theirs}/people",
            new { role = "mentor", email = "holt@faculty.example", name = "Dr. Amelia Holt", interests = new[] { "cardiology" }, capacity = 1 }).Json(HttpStatusCode.Created);
        Assert.True(await ClearedAsync(holt));
        Assert.False(await ClearedAsync(holt, theirs));
        await Host.AsCoordinator(other).GetAsync(Of(holt)).Json(HttpStatusCode.NotFound);
        await Host.AsCoordinator(other).PutAsJsonAsync(Of(holt), new { clearedOn = "2027-02-01", expiresOn = "2028-02-01" }).Json(HttpStatusCode.NotFound);
        await Host.AsCoordinator(other).DeleteAsync(Of(holt)).Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_clearance_runs_out_on_its_day_and_Matching_is_told_once()
    {
        var holt = await Host.AddMentorAsync();
        await RecordAsync(holt, expiresOn: "2027-03-10");
        Assert.Equal("soon", (await SeenAsync(holt)).Text("state"));
        var version = await Host.VersionAsync(holt);

        // On 11 March it is still the tenth somewhere.
        Host.Advance(new DateTimeOffset(2027, 3, 11, 11, 0, 0, TimeSpan.Zero) - Host.Clock.GetUtcNow());
        Assert.True(await ClearedAsync(holt));
        Host.Advance(TimeSpan.FromHours(2));
        Assert.False(await ClearedAsync(holt));
        await Eventually.True("Matching is told", async () => await Host.VersionAsync(holt) == version + 1);
        Assert.Equal("expired", (await SeenAsync(holt)).Text("state"));
        Host.Advance(TimeSpan.FromHours(3));
        await RecordAsync(holt, expiresOn: "2028-03-10");
        Assert.True(await ClearedAsync(holt));
        Assert.Equal(version + 2, await Host.VersionAsync(holt));
    }

    [Fact]
    public async Task A_clearance_that_is_struck_out_counts_no_more_and_both_acts_are_answered_for()
    {
        var holt = await Host.AddMentorAsync();
        await RecordAsync(holt);
        await Host.AsCoordinator().DeleteAsync(Of(holt)).Json(HttpStatusCode.NoContent);
        Assert.False(await ClearedAsync(holt));
        await Host.AsCoordinator().DeleteAsync(Of(holt)).Json(HttpStatusCode.NotFound);
        await using var db = Host.Db();
        Assert.Equal(["clearance.recorded", "clearance.struck"], await db.Set<Ledger.LedgerRow>().Where(r => r.Subject == holt).OrderBy(r => r.Seq).Select(r => r.Act).ToListAsync());
    }

    [Theory]
    [InlineData("clearedOn", null, "2028-02-01")]
    [InlineData("clearedOn", "2027-03-03", "2028-02-01")]
    [InlineData("expiresOn", "2027-02-01", null)]
    [InlineData("expiresOn", "2027-02-01", "2027-02-20")]
    [InlineData("expiresOn", "2027-02-01", "2033-01-01")]
    public async Task A_wrong_day_is_named(string field, string? clearedOn, string? expiresOn)
    {
        var holt = await Host.AddMentorAsync();
        var errors = (await RecordAsync(holt, clearedOn, expiresOn, expected: HttpStatusCode.BadRequest)).GetProperty("errors");
        Assert.Equal(field, Assert.Single(errors.EnumerateObject()).Name);
        Assert.False(await ClearedAsync(holt));
    }

    [Fact]
    public async Task What_was_noted_is_sealed()
    {
        var holt = await Host.AddMentorAsync();
        await RecordAsync(holt, note: "Paper-9f3");
        await using var db = Host.Db();
        Assert.DoesNotContain("Paper-9f3", Encoding.UTF8.GetString(await db.Database.SqlQueryRaw<byte[]>("SELECT note AS \"Value\" FROM clearances").SingleAsync()));
    }
}
