using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mentorship.Contracts;
using Mentorship.Ledger;
using Mentorship.Profile.Erasures;
using Mentorship.ServiceDefaults.PersonalData;
using Mentorship.ServiceDefaults.Sealing;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class ErasuresOnSqlite(OnSqlite profile) : ErasureTests(profile), IClassFixture<OnSqlite>;
public sealed class ErasuresOnPostgres(OnPostgres profile) : ErasureTests(profile), IClassFixture<OnPostgres>;

public abstract class ErasureTests(RunningProfile profile) : ProfileTests(profile)
{
    const string Given = "Zqgiven", Family = "Zqfamily", Address = "zqmark@students.example", About = "Zqwords about me";
    static readonly string[] Marks = ["zqgiven", "zqfamily", "zqmark", "zqwords"];

    async Task<Guid> MarkedAsync()
    {
        var id = await Host.AddAsync(new { role = "student", email = Address, name = $"{Given} {Family}", stage = "college", interests = new[] { "heart" }, about = About });
        Assert.Equal(id, await Host.AddAsync(new { role = "mentor", email = Address, name = $"{Given} {Family}", interests = new[] { "heart" }, about = About, headline = Family }));
        return id;
    }

    Task<HttpResponseMessage> EraseNowAsync(Guid person) => Host.As(person, "student").PostAsync("/api/profile/me/erasure/now", null);

    Task<JsonElement> OwnAsync(Guid person) => Host.As(person, "student").GetAsync("/api/profile/me/erasure").Json();

    /// <summary>Every row of every table that holds one of the marks, as table and row.</summary>
    async Task<string[]> TracesAsync()
    {
        await using var db = Host.Db();
        var found = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Distinct())
        {
            var columns = db.Model.GetEntityTypes().First(e => e.GetTableName() == table).GetProperties().Select(p => $"coalesce(CAST(\"{p.GetColumnName()}\" AS TEXT), '')");
#pragma warning disable EF1002 // names of our own tables
            var rows = await db.Database.SqlQueryRaw<string>($"SELECT {string.Join(" || '|' || ", columns)} AS \"Value\" FROM \"{table}\"").ToListAsync();
#pragma warning restore EF1002
            // Longer than what stands in a hash by chance: SQLite reads its bytes as text.
            found.AddRange(rows.Where(r => Marks.Any(m => r.Contains(m, StringComparison.OrdinalIgnoreCase))).Select(r => $"{table}: {r}"));
        }
        return [.. found];
    }

    [Fact]
    public async Task Asking_erases_nothing_until_the_days_to_take_it_back_are_over()
    {
        var id = await MarkedAsync();
        var asked = await Host.As(id, "student").PostAsync("/api/profile/me/erasure", null).Json();
        Assert.Equal("asked", asked.Text("state"));
        Host.Advance(TimeSpan.FromDays(1));
        Assert.Equal((await OwnAsync(id)).Text("dueAt"), (await Host.As(id, "student").PostAsync("/api/profile/me/erasure", null).Json()).Text("dueAt"));
        Host.Advance(TimeSpan.FromDays(5));
        Assert.Equal("asked", (await OwnAsync(id)).Text("state"));

        await Host.As(id, "student").DeleteAsync("/api/profile/me/erasure").Json(HttpStatusCode.NoContent);
        await Host.As(id, "student").DeleteAsync("/api/profile/me/erasure").Json(HttpStatusCode.NoContent);
        Host.Advance(TimeSpan.FromDays(30));
        await Host.As(id, "student").GetAsync("/api/profile/me").Json();
        Assert.DoesNotContain(await Host.AnnouncedAsync(), e => e.Type == "person-erased");

        await Host.As(id, "student").PostAsync("/api/profile/me/erasure", null).Json();
        Host.Advance(TimeSpan.FromDays(8));
        await Eventually.True("who asked is erased", async () => (await Host.AnnouncedAsync()).Any(e => e.Type == "person-erased"));
        Assert.Empty(await TracesAsync());
    }

    [Fact]
    public async Task Of_who_is_erased_only_a_tombstone_is_left_and_the_ledger_holds()
    {
        var id = await MarkedAsync();
        var other = await Host.AddMentorAsync();
        await Host.ImportAsync($"student_email,mentor_email,rank\n{Address},holt@faculty.example,1\n", "choices");
        var checkedOnly = (await (await Host.UploadAsync($"email,name,stage,interests\n{Address},{Given} {Family},nonsense,heart\n")).Json(HttpStatusCode.Created)).Id();
        await Host.AsCoordinator().PostAsync($"/api/profile/cohorts/{Host.Cohort}/invitations", null).Json();
        Assert.NotEmpty(await TracesAsync());
        var version = await Host.VersionAsync(id);

        await EraseNowAsync(id).Json(HttpStatusCode.NoContent);

        Assert.Empty(await TracesAsync());
        Assert.Equal("cancelled", (await Host.AsCoordinator().GetAsync($"/api/profile/imports/{checkedOnly}").Json()).Text("state"));
        var erased = Assert.Single(await Host.AnnouncedAsync(), e => e.Type == "person-erased").Body;
        Assert.Equal(id, erased.GetProperty("personId").GetGuid());
        Assert.True(erased.Int("version") > version);
        await using var db = Host.Db();
        Assert.Null((await db.Set<DataKeyRow>().SingleAsync(k => k.PersonId == id)).Wrapped);
        Assert.Equal(Erasure.Done, (await db.Erasures.SingleAsync(e => e.PersonId == id)).State);
        Assert.Equal(other, (await db.People.SingleAsync(p => p.EmailKey == "holt@faculty.example")).Id);
        Assert.Equal(["erasure.asked", "person.erased"], await db.Set<LedgerRow>().Where(r => r.Subject == id).OrderBy(r => r.Seq).Select(r => r.Act).ToArrayAsync());
        Assert.True((await Host.VerifyLedgerAsync()).Holds);
        Assert.Contains(id, ErasureList.Read(Host.ErasureList).Keys);
    }

    [Fact]
    public async Task Nothing_late_brings_anybody_back_and_the_address_begins_anew()
    {
        var id = await MarkedAsync();
        await EraseNowAsync(id).Json(HttpStatusCode.NoContent);
        await EraseNowAsync(id).Json(HttpStatusCode.NotFound);

        await Host.As(id, "student").GetAsync("/api/profile/me").Json(HttpStatusCode.NotFound);
        await Host.As(id, "student").PostAsync("/api/profile/me/erasure", null).Json(HttpStatusCode.NotFound);
        foreach (var (caller, view) in new[] { ("matching", "views/matching"), ("notification", "views/contacts") })
        {
            var seen = (await Host.AsService(caller).PostAsJsonAsync($"/api/profile/{view}", new { ids = new[] { id } }).Json())[0];
            Assert.True(seen.GetProperty("erased").GetBoolean());
            Assert.DoesNotContain("zq", seen.GetRawText(), StringComparison.OrdinalIgnoreCase);
        }
        Assert.Equal(0, (await Host.AsService("portal").PostAsJsonAsync("/api/profile/cards", new { ids = new[] { id } }).Json()).GetArrayLength());

        var anew = await MarkedAsync();
        Assert.NotEqual(id, anew);
        Assert.True((await Host.AsService("matching").PostAsJsonAsync("/api/profile/views/matching", new { ids = new[] { id } }).Json())[0].GetProperty("erased").GetBoolean());
    }

    [Fact]
    public async Task An_administrator_holds_it_with_a_reason_and_it_goes_on_by_itself()
    {
        var id = await MarkedAsync();
        await Host.As(id, "student").PostAsync("/api/profile/me/erasure", null).Json();
        var hold = $"/api/profile/erasures/{id}/hold";
        var until = Host.Clock.GetUtcNow().AddDays(20);
        await Host.AsCoordinator().PostAsJsonAsync(hold, new { reason = "open-concern", until }).Json(HttpStatusCode.Forbidden);
        await Host.AsAdministrator().PostAsJsonAsync(hold, new { reason = "because", until }).Json(HttpStatusCode.BadRequest);
        await Host.AsAdministrator().PostAsJsonAsync(hold, new { reason = "open-concern", until = until.AddDays(-21) }).Json(HttpStatusCode.BadRequest);
        await Host.AsAdministrator().PostAsJsonAsync(hold, new { reason = "open-concern", until }).Json();

        var own = await OwnAsync(id);
        Assert.Equal(("held", "open-concern"), (own.Text("state"), own.Text("holdReason")));
        Assert.Equal("ErasureHeld", (await EraseNowAsync(id).Json(HttpStatusCode.Conflict)).Text("code"));
        Host.Advance(TimeSpan.FromDays(19));
        Assert.Equal("held", (await OwnAsync(id)).Text("state"));
        Host.Advance(TimeSpan.FromDays(2));
        await Eventually.True("the hold is over", async () => (await Host.AnnouncedAsync()).Any(e => e.Type == "person-erased"));
    }

    [Fact]
    public async Task The_office_writes_a_letter_down_for_its_own_people_alone()
    {
        var id = await MarkedAsync();
        var (winter, _) = await Host.OpenProgrammeAsync("Winter Scholars");
        await Host.AsCoordinator(winter).PostAsJsonAsync("/api/profile/erasures", new { email = Address }).Json(HttpStatusCode.NotFound);
        await Host.As(id, "student").PostAsJsonAsync("/api/profile/erasures", new { email = Address }).Json(HttpStatusCode.Forbidden);
        await Host.AsCoordinator().PostAsJsonAsync("/api/profile/erasures", new { email = "nobody" }).Json(HttpStatusCode.BadRequest);
        await Host.AsCoordinator().PostAsJsonAsync("/api/profile/erasures", new { email = Address.ToUpperInvariant() }).Json();

        Assert.Equal($"{Given} {Family}", (await Host.AsCoordinator().GetAsync("/api/profile/erasures").Json())[0].Text("name"));
        Assert.Equal(0, (await Host.AsCoordinator(winter).GetAsync("/api/profile/erasures").Json()).GetArrayLength());
        var seen = (await Host.AsAdministrator().GetAsync("/api/profile/erasures").Json()).GetRawText();
        Assert.Contains(id.ToString(), seen, StringComparison.Ordinal);
        Assert.DoesNotContain("zq", seen, StringComparison.OrdinalIgnoreCase);

        Assert.True((await OwnAsync(id)).GetProperty("byOffice").GetBoolean());
        await Host.AsCoordinator(winter).DeleteAsync($"/api/profile/erasures/{id}").Json(HttpStatusCode.NotFound);
        await Host.AsCoordinator().DeleteAsync($"/api/profile/erasures/{id}").Json(HttpStatusCode.NoContent);
        await Host.As(id, "student").PostAsync("/api/profile/me/erasure", null).Json();
        Assert.Equal("AskedInPerson", (await Host.AsCoordinator().DeleteAsync($"/api/profile/erasures/{id}").Json(HttpStatusCode.Conflict)).Text("code"));
    }

    [Fact]
    public async Task Each_service_reports_once_however_often_and_in_whatever_order()
    {
        var id = await MarkedAsync();
        ErasureDone Report(string service) => new() { PersonId = id, Service = service, Version = 1, DoneAt = Host.Clock.GetUtcNow() };
        await Host.HearAsync(Report("portal"));
        await EraseNowAsync(id).Json(HttpStatusCode.NoContent);
        foreach (var service in new[] { "notification", "matching", "notification", "portal", "matching" })
            await Host.HearAsync(Report(service));
        await Eventually.True("all four have reported", async () =>
            (await Host.AsAdministrator().GetAsync("/api/profile/erasures").Json())[0].GetProperty("steps").EnumerateArray().All(s => s.Has("doneAt")));
        await using var db = Host.Db();
        Assert.Equal(4, await db.Set<ErasureReport>().CountAsync(r => r.PersonId == id));
    }

    [Fact]
    public async Task Who_stands_in_the_list_and_came_back_with_a_backup_is_erased_again()
    {
        var id = await MarkedAsync();
        ErasureList.Add(Host.ErasureList, new Dictionary<Guid, DateTimeOffset> { [id] = Host.Clock.GetUtcNow(), [ProfileHost.NewId()] = Host.Clock.GetUtcNow() });
        await Host.RestartAsync();
        await Eventually.True("both are erased again, and the others are told", async () => (await Host.AnnouncedAsync()).Count(e => e.Type == "person-erased") == 2);
        Assert.Empty(await TracesAsync());
    }

    [Fact]
    public async Task A_short_name_takes_no_file_of_other_people_along()
    {
        var id = await Host.AddAsync(new { role = "student", email = "kim@students.example", name = "Kim", stage = "college", interests = new[] { "heart" } });
        async Task<Guid> CheckedAsync(string line) =>
            (await (await Host.UploadAsync($"email,name,stage,interests\n{line}\n")).Json(HttpStatusCode.Created)).Id();
        var others = await CheckedAsync("akim@students.example,Kimball Kim-Roe,nonsense,heart");
        var own = await CheckedAsync("other@students.example,\"Kim\",nonsense,heart");

        await EraseNowAsync(id).Json(HttpStatusCode.NoContent);

        async Task<string?> StateAsync(Guid import) => (await Host.AsCoordinator().GetAsync($"/api/profile/imports/{import}").Json()).Text("state");
        Assert.Equal(("checked", "cancelled"), (await StateAsync(others), await StateAsync(own)));
        await using var db = Host.Db();
        Assert.Equal([others], await db.ImportFiles.Select(f => f.ImportId).ToArrayAsync());
        Assert.Equal([others], await db.ImportProblems.Select(p => p.ImportId).Distinct().ToArrayAsync());
    }

    [Fact]
    public async Task Where_the_list_cannot_be_written_the_person_is_erased_and_the_list_follows()
    {
        var id = await MarkedAsync();
        File.Delete(Host.ErasureList);
        Directory.CreateDirectory(Host.ErasureList);
        try
        {
            await EraseNowAsync(id).Json(HttpStatusCode.NoContent);
            Assert.Empty(await TracesAsync());
        }
        finally
        {
            Directory.Delete(Host.ErasureList);
        }
        Host.Advance(TimeSpan.FromMinutes(61));
        await Eventually.True("the list has caught up", () => ErasureList.Read(Host.ErasureList).ContainsKey(id));
    }

    [Fact]
    public async Task Who_came_back_with_another_services_backup_is_told_of_again_at_the_next_start()
    {
        var id = await MarkedAsync();
        await EraseNowAsync(id).Json(HttpStatusCode.NoContent);
        await Host.RestartAsync();
        await Eventually.True("it is announced again", async () =>
            (await Host.AnnouncedAsync()).Count(e => e.Type == "person-erased" && e.Body.GetProperty("personId").GetGuid() == id) == 2);
    }

    [Fact]
    public async Task Somebody_who_saves_their_page_at_that_moment_is_erased_all_the_same()
    {
        var id = await MarkedAsync();
        async Task SaveAsync(int n)
        {
            var me = await Host.As(id, "student").GetAsync("/api/profile/me");
            if (!me.IsSuccessStatusCode) return;
            var version = JsonDocument.Parse(await me.Content.ReadAsStringAsync()).RootElement.Int("version");
            await Host.As(id, "student").PutAsJsonAsync("/api/profile/me/student", new { stage = "college", interests = new[] { "cardiology" }, timeZone = "Etc/UTC", about = $"{About} {n}", version });
        }
        await Task.WhenAll([.. Enumerable.Range(0, 8).Select(SaveAsync), EraseNowAsync(id), .. Enumerable.Range(8, 8).Select(SaveAsync)]);
        Assert.Empty(await TracesAsync());
    }

    [Fact]
    public async Task A_copy_holds_everything_and_can_be_taken_five_times_an_hour()
    {
        var id = await MarkedAsync();
        var copy = await Host.As(id, "student").GetAsync("/api/profile/me/export").Json();
        var tables = copy.GetProperty("tables").EnumerateArray().ToDictionary(t => t.Text("table")!);
        Assert.Equal(Address, tables["people"].GetProperty("rows")[0].Text("email"));
        Assert.Equal(About, tables["student_profiles"].GetProperty("rows")[0].Text("about"));
        Assert.Equal(["cardiology"], tables["mentor_profiles"].GetProperty("rows")[0].Strings("interests"));
        Assert.Equal(2, tables["memberships"].GetProperty("rows").GetArrayLength());
        Assert.Contains("data.exported", tables["ledger"].GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("office.example", copy.GetRawText(), StringComparison.Ordinal);

        for (var i = 1; i < 5; i++)
            await Host.As(id, "student").GetAsync("/api/profile/me/export").Json();
        Assert.Equal("ExportedOften", (await Host.As(id, "student").GetAsync("/api/profile/me/export").Json(HttpStatusCode.Conflict)).Text("code"));
        await Host.As(await Host.AddMentorAsync(), "mentor").GetAsync("/api/profile/me/export").Json();
        Host.Advance(TimeSpan.FromMinutes(61));
        await Host.As(id, "student").GetAsync("/api/profile/me/export").Json();
    }
}
