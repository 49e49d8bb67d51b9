using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mentorship.Profile.Erasures;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class RetentionOnSqlite(OnSqlite profile) : RetentionTests(profile), IClassFixture<OnSqlite>;
public sealed class RetentionOnPostgres(OnPostgres profile) : RetentionTests(profile), IClassFixture<OnPostgres>;

public abstract class RetentionTests(RunningProfile profile) : ProfileTests(profile)
{
    string Kept(Guid? programme = null) => $"/api/profile/programmes/{programme ?? Host.Programme}/retention";

    Task<HttpResponseMessage> KeepAsync(int? months, int version, HttpClient? by = null) => (by ?? Host.AsCoordinator()).PutAsJsonAsync(Kept(), new { months, version });

    async Task<Guid> EndedCohortAsync(string name, string opensOn, string? endsOn, Guid? programme = null) =>
        (await Host.AsCoordinator(programme).PostAsJsonAsync($"/api/profile/programmes/{programme ?? Host.Programme}/cohorts",
            new { name, kind = "batch", timeZone = "America/Chicago", opensOn, endsOn }).Json(HttpStatusCode.Created)).Id();

    void Advance(int month, int day, int hour) => Host.Advance(new DateTimeOffset(2027, month, day, hour, 0, 0, TimeSpan.Zero) - Host.Clock.GetUtcNow());

    async Task<Dictionary<Guid, string>> ToldAsync() => (await Host.AnnouncedAsync()).Where(e => e.Type == "erasure-foreseen")
        .ToDictionary(e => e.Body.GetProperty("personId").GetGuid(), e => e.Body.Text("day")!);

    Task<JsonElement> MeAsync(Guid person, HttpStatusCode expected = HttpStatusCode.OK) => Host.As(person, "student").GetAsync("/api/profile/me").Json(expected);

    [Fact]
    public async Task Who_left_is_told_thirty_days_ahead_and_erased_on_the_day_unless_something_changes()
    {
        var past = await EndedCohortAsync("2026", "2026-01-01", "2026-10-05");
        var older = await EndedCohortAsync("2024", "2024-01-01", "2024-10-05");
        var (other, _) = await Host.OpenProgrammeAsync("Night School");
        var theirs = await EndedCohortAsync("2026", "2026-01-01", "2026-10-05", other);
        async Task<Guid> InAsync(string name, params Guid[] cohorts)
        {
            var person = Guid.Empty;
            foreach (var cohort in cohorts)
                person = (await Host.AsCoordinator(cohort == theirs ? other : Host.Programme).PostAsJsonAsync($"/api/profile/cohorts/{cohort}/people",
                    new { role = "student", email = $"{name}@students.example", name, stage = "college", interests = new[] { "heart" } }).Json(HttpStatusCode.Created)).GetProperty("personId").GetGuid();
            return person;
        }
        var (gone, late, stays, back) = (await InAsync("gone", past), await InAsync("late", older), await InAsync("stays", past), await InAsync("back", past));
        Guid[] never =
        [
            await InAsync("current", past, Host.Cohort), await InAsync("elsewhere", past, theirs),
            await Host.AddAsync(new { role = "student", email = $"{Host.Programme:n}@office.example", name = "Ruth Abara", stage = "college", interests = new[] { "heart" } }, past),
        ];
        var held = await InAsync("held", past);
        await Host.As(held, "student").PostAsync("/api/profile/me/erasure", null).Json();
        await Host.AsAdministrator().PostAsJsonAsync($"/api/profile/erasures/{held}/hold", new { reason = "open-concern", until = Host.Clock.GetUtcNow().AddDays(200) }).Json();
        Assert.Equal(never[2], Host.Coordinator);

        await KeepAsync(6, version: 1).Json(HttpStatusCode.NoContent);
        // The months were set late, and still there are thirty days.
        Advance(3, 1, 20);
        await Eventually.Holds(async () => Assert.Equal(new() { [late] = "2027-03-31" }, await ToldAsync()));
        Advance(3, 6, 11);
        Advance(3, 6, 13);
        await Eventually.Holds(async () => Assert.Equal(new() { [gone] = "2027-04-05", [stays] = "2027-04-05", [back] = "2027-04-05" }, (await ToldAsync()).Where(t => t.Key != late).ToDictionary()));
        Assert.Equal("2027-04-05", (await Host.As(stays, "student").GetAsync("/api/profile/me/farewell").Json()).Text("dueOn"));

        for (var twice = 0; twice < 2; twice++)
            await Host.As(stays, "student").PostAsync("/api/profile/me/farewell/keep", null).Json(HttpStatusCode.NoContent);
        await InAsync("back", Host.Cohort);
        Advance(4, 5, 11);
        await MeAsync(gone);
        Advance(4, 5, 15);
        await Eventually.True("the day has come", async () => (await Host.AnnouncedAsync()).Any(e => e.Type == "person-erased" && e.Body.GetProperty("personId").GetGuid() == gone));

        await MeAsync(gone, HttpStatusCode.NotFound);
        await MeAsync(late, HttpStatusCode.NotFound);
        foreach (var person in new[] { stays, back, held }.Concat(never))
            await MeAsync(person);
        Assert.Equal("2028-04-05", (await Host.As(stays, "student").GetAsync("/api/profile/me/farewell").Json()).Text("keptUntil"));
        await using var db = Host.Db();
        Assert.Equal(new[] { gone, late }.Order(), (await db.Erasures.Where(e => e.ByRule && e.State == Erasure.Done).Select(e => e.PersonId).ToListAsync()).Order());
        Assert.Equal(Erasure.Held, (await db.Erasures.SingleAsync(e => e.PersonId == held)).State);
        Assert.Null((await db.Farewells.SingleAsync(f => f.PersonId == back)).DueOn);
        Assert.DoesNotContain(await Host.AnnouncedAsync(), e => e.Type == "erasure-asked" && e.Body.GetProperty("personId").GetGuid() == gone);
    }

    [Fact]
    public async Task The_months_and_the_last_days_are_the_programmes_own_to_say()
    {
        var (other, _) = await Host.OpenProgrammeAsync("Night School");
        foreach (var months in new[] { 5, 121 })
            Assert.True((await KeepAsync(months, 1).Json(HttpStatusCode.BadRequest)).GetProperty("errors").Has("months"));
        await Host.AsCoordinator(other).GetAsync(Kept()).Json(HttpStatusCode.NotFound);
        await KeepAsync(12, 1, Host.AsCoordinator(other)).Json(HttpStatusCode.NotFound);
        await KeepAsync(12, 1).Json(HttpStatusCode.NoContent);
        Assert.Equal("ChangedMeanwhile", (await KeepAsync(24, 1, Host.AsAdministrator()).Json(HttpStatusCode.Conflict)).Text("code"));
        await KeepAsync(24, 2, Host.AsAdministrator()).Json(HttpStatusCode.NoContent);

        var end = $"/api/profile/cohorts/{Host.Cohort}/end";
        Assert.True((await Host.AsCoordinator().PutAsJsonAsync(end, new { endsOn = "2027-02-01", version = 1 }).Json(HttpStatusCode.BadRequest)).GetProperty("errors").Has("endsOn"));
        await Host.AsCoordinator(other).PutAsJsonAsync(end, new { endsOn = "2027-12-31", version = 1 }).Json(HttpStatusCode.NotFound);
        await Host.AsCoordinator().PutAsJsonAsync(end, new { endsOn = "2027-12-31", version = 1 }).Json(HttpStatusCode.NoContent);
        await Host.AsCoordinator().PostAsJsonAsync($"/api/profile/cohorts/{Host.Cohort}/duplicates", new { name = "2028" }).Json(HttpStatusCode.Created);
        var view = await Host.AsAdministrator().GetAsync(Kept()).Json();
        Assert.Equal(24, view.Int("months"));
        Assert.Equal(["2028 2028-12-31", "2027 2027-12-31"], view.GetProperty("cohorts").EnumerateArray().Select(c => $"{c.Text("name")} {c.Text("endsOn")}"));
        await using var db = Host.Db();
        Assert.Equal(["retention.set", "retention.set", "cohort.end-set"],
            await db.Set<Ledger.LedgerRow>().Where(r => r.Act == "retention.set" || r.Act == "cohort.end-set").OrderBy(r => r.Seq).Select(r => r.Act).ToListAsync());
        await Host.As(await Host.AddStudentAsync(), "student").PostAsync("/api/profile/me/farewell/keep", null).Json(HttpStatusCode.NotFound);
    }
}
