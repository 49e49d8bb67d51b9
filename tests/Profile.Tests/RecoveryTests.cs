using System.Net;
using System.Net.Http.Json;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class RecoveriesOnSqlite(OnSqlite profile) : RecoveryTests(profile), IClassFixture<OnSqlite>;
public sealed class RecoveriesOnPostgres(OnPostgres profile) : RecoveryTests(profile), IClassFixture<OnPostgres>;

/// <summary>The office helps somebody back in.</summary>
public abstract class RecoveryTests(RunningProfile profile) : ProfileTests(profile)
{
    const string Old = "maya@students.example", New = "Maya@home.example";

    string Of(Guid person) => $"/api/profile/cohorts/{Host.Cohort}/people/{person}/recovery";

    string OfCoordinator(Guid person) => $"/api/profile/programmes/{Host.Programme}/coordinators/{person}";

    Task<HttpResponseMessage> StartAsync(Guid person, string email = New, string? way = "call") =>
        Host.AsCoordinator().PutAsJsonAsync(Of(person), new { email, @checked = way });

    Task<HttpResponseMessage> TakeAsync(Guid person, string email = New) =>
        Host.AsService("portal").PostAsJsonAsync($"/api/profile/people/{person}/recovery/taken", new { email });

    async Task<(string? Email, string? Second, string? Recovery, int Resets)> ContactAsync(Guid person)
    {
        var contact = (await Host.AsService("portal").PostAsJsonAsync("/api/profile/views/contacts", new { ids = new[] { person } }).Json())[0];
        return (contact.Text("email"), contact.Text("secondEmail"), contact.Text("recoveryEmail"), contact.Int("signInResets"));
    }

    [Fact]
    public async Task Another_address_opens_the_account_once_and_is_the_only_one_after_that()
    {
        var maya = await Host.AddStudentAsync();
        await Host.AsService("portal").PutAsJsonAsync($"/api/profile/people/{maya}/second-address", new { email = "maya@second.example" }).Json(HttpStatusCode.NoContent);

        await StartAsync(maya).Json(HttpStatusCode.NoContent);

        Assert.Equal((Old, "maya@second.example", New, 0), await ContactAsync(maya));
        var shown = await Host.AsCoordinator().GetAsync(Of(maya)).Json();
        Assert.Equal((New, "call"), (shown.Text("email"), shown.Text("checked")));
        Assert.Equal(New, (await Host.As(maya, "student").GetAsync("/api/profile/me/recovery").Json()).Text("email"));
        var said = (await Host.AnnouncedAsync()).Last();
        Assert.Equal("addresses-changed", said.Type);
        Assert.DoesNotContain("@", said.Body.GetRawText(), StringComparison.Ordinal);

        await TakeAsync(maya).Json(HttpStatusCode.NoContent);

        Assert.Equal((New, null, null, 1), await ContactAsync(maya));
        // The Portal did not hear the answer and asks again.
        await TakeAsync(maya).Json(HttpStatusCode.NoContent);
        Assert.Equal(1, (await ContactAsync(maya)).Resets);
        await Host.AddStudentAsync(Old);
        await using var db = Host.Db();
        Assert.Equal(["recovery.started", "recovery.taken"], await db.Set<Ledger.LedgerRow>().Where(r => r.Subject == maya && r.Act.StartsWith("recovery")).OrderBy(r => r.Seq).Select(r => r.Act).ToListAsync());
        Assert.Empty(await db.Recoveries.ToListAsync());
    }

    [Fact]
    public async Task It_ends_when_anybody_concerned_stops_it_and_by_itself_after_three_days()
    {
        var maya = await Host.AddStudentAsync();
        foreach (var stop in (Func<Task<HttpResponseMessage>>[])[() => Host.AsCoordinator().DeleteAsync(Of(maya)), () => Host.As(maya, "student").DeleteAsync("/api/profile/me/recovery")])
        {
            await StartAsync(maya).Json(HttpStatusCode.NoContent);
            await stop().Json(HttpStatusCode.NoContent);
            Assert.Equal((Old, null, null, 0), await ContactAsync(maya));
            Assert.Equal("RecoveryOver", (await TakeAsync(maya).Json(HttpStatusCode.Conflict)).Text("code"));
        }

        await StartAsync(maya).Json(HttpStatusCode.NoContent);
        var version = await Host.VersionAsync(maya);
        Host.Advance(TimeSpan.FromHours(72));
        Assert.Equal("RecoveryOver", (await TakeAsync(maya).Json(HttpStatusCode.Conflict)).Text("code"));
        await Eventually.True("it is forgotten and announced", async () =>
        {
            Host.Advance(TimeSpan.FromHours(1));
            await using var db = Host.Db();
            return !await db.Recoveries.AnyAsync() && await Host.VersionAsync(maya) > version;
        });
    }

    [Fact]
    public async Task What_is_wrong_is_said_and_nobody_gets_an_address_of_another()
    {
        var (maya, noor) = (await Host.AddStudentAsync(), await Host.AddStudentAsync("noor@students.example"));

        var bad = await StartAsync(maya, "no address", "mail").Json(HttpStatusCode.BadRequest);
        Assert.True(bad.GetProperty("errors").Has("email") && bad.GetProperty("errors").Has("checked"));
        Assert.Equal("AlreadyTheirs", (await StartAsync(maya, Old.ToUpperInvariant()).Json(HttpStatusCode.Conflict)).Text("code"));
        Assert.Equal("AddressTaken", (await StartAsync(maya, "noor@students.example").Json(HttpStatusCode.Conflict)).Text("code"));
        await StartAsync(maya).Json(HttpStatusCode.NoContent);
        Assert.Equal("AddressTaken", (await StartAsync(noor).Json(HttpStatusCode.Conflict)).Text("code"));
        Assert.Equal("RecoveryOver", (await TakeAsync(noor).Json(HttpStatusCode.Conflict)).Text("code"));
        Assert.Equal("RecoveryOver", (await TakeAsync(maya, "other@home.example").Json(HttpStatusCode.Conflict)).Text("code"));

        // Somebody else has come with it meanwhile.
        await Host.AddStudentAsync(New);
        Assert.Equal("AddressTaken", (await TakeAsync(maya).Json(HttpStatusCode.Conflict)).Text("code"));
        Assert.Equal((Old, 0), ((await ContactAsync(maya)).Email, (await ContactAsync(maya)).Resets));
    }

    [Fact]
    public async Task Of_two_people_who_are_to_get_the_same_address_at_once_one_does()
    {
        var (maya, noor) = (await Host.AddStudentAsync(), await Host.AddStudentAsync("noor@students.example"));

        var answers = await Task.WhenAll(StartAsync(maya), StartAsync(noor));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.NoContent);
        await using var db = Host.Db();
        Assert.Single(await db.Recoveries.ToListAsync());
    }

    [Fact]
    public async Task Who_decides_about_others_is_helped_by_an_administrator_and_nobody_helps_themselves()
    {
        var ruth = Host.Coordinator;
        await Host.AddAsync(new { role = "mentor", email = (await ContactAsync(ruth)).Email, name = "Ruth", interests = new[] { "heart" } });
        var other = await Host.OpenProgrammeAsync("Night School");

        Assert.Equal("NotYourself", (await StartAsync(ruth).Json(HttpStatusCode.Conflict)).Text("code"));
        Assert.Equal("TheyDecide", (await Host.As(ProfileHost.NewId(), $"coordinator:{Host.Programme}").PutAsJsonAsync(Of(ruth), new { email = New, @checked = "call" }).Json(HttpStatusCode.Conflict)).Text("code"));
        await Host.AsCoordinator(other.Programme).PutAsJsonAsync(Of(ruth), new { email = New, @checked = "call" }).Json(HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.Forbidden, (await Host.AsCoordinator().PostAsJsonAsync($"{OfCoordinator(ruth)}/reset", new { @checked = "call" })).StatusCode);

        await Host.AsAdministrator().PostAsJsonAsync($"{OfCoordinator(ruth)}/reset", new { }).Json(HttpStatusCode.BadRequest);
        await Host.AsAdministrator().PostAsJsonAsync($"{OfCoordinator(other.Coordinator)}/reset", new { @checked = "call" }).Json(HttpStatusCode.NotFound);
        await Host.AsAdministrator().PostAsJsonAsync($"{OfCoordinator(ruth)}/reset", new { @checked = "in-person" }).Json(HttpStatusCode.NoContent);
        Assert.Equal(1, (await ContactAsync(ruth)).Resets);

        await Host.AsAdministrator().PutAsJsonAsync($"{OfCoordinator(ruth)}/recovery", new { email = New, @checked = "call" }).Json(HttpStatusCode.NoContent);
        var listed = (await Host.AsAdministrator().GetAsync($"/api/profile/programmes/{Host.Programme}/coordinators").Json()).EnumerateArray().Single();
        Assert.True(listed.Id() == ruth && listed.Has("recovering"));
        await Host.AsAdministrator().DeleteAsync($"{OfCoordinator(ruth)}/recovery").Json(HttpStatusCode.NoContent);
        Assert.Null((await ContactAsync(ruth)).Recovery);
        await using var db = Host.Db();
        Assert.Equal(["sign-in.reset", "recovery.started", "recovery.stopped"], await db.Set<Ledger.LedgerRow>().Where(r => r.Subject == ruth && r.Act != "coordinator.appointed" && r.Actor == Host.Administrator).OrderBy(r => r.Seq).Select(r => r.Act).ToListAsync());
    }
}
