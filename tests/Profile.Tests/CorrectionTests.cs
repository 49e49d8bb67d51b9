using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class CorrectionsOnSqlite(OnSqlite profile) : CorrectionTests(profile), IClassFixture<OnSqlite>;
public sealed class CorrectionsOnPostgres(OnPostgres profile) : CorrectionTests(profile), IClassFixture<OnPostgres>;

public abstract class CorrectionTests(RunningProfile profile) : ProfileTests(profile)
{
    const string Own = "/api/profile/me/corrections", Office = "/api/profile/corrections";

    Task<HttpResponseMessage> AskAsync(Guid person, string about = "name", string? text = "It is Maya Ortíz, with an accent.", Guid? programme = null) =>
        Host.As(person, "student").PostAsJsonAsync(Own, new { programmeId = programme ?? Host.Programme, about, text });

    async Task<JsonElement> OpenAsync() => (await Host.AsCoordinator().GetAsync(Office).Json()).GetProperty("items");

    Task<HttpResponseMessage> DecideAsync(JsonElement open, string decision, string? reason = null, Guid? programme = null) =>
        Host.AsCoordinator(programme).PostAsJsonAsync($"{Office}/{open.Id()}/decision", new { decision, reason, version = open.Int("version") });

    [Fact]
    public async Task What_is_wrong_reaches_the_programmes_office_and_the_answer_the_person()
    {
        var maya = await Host.AddStudentAsync();
        await AskAsync(maya, text: "First words").Json(HttpStatusCode.Created);
        var first = (await OpenAsync())[0];
        await AskAsync(maya).Json(HttpStatusCode.Created);
        await AskAsync(maya, "birthday", "I was born in 2005.").Json(HttpStatusCode.Created);

        var open = await OpenAsync();
        Assert.Equal(["It is Maya Ortíz, with an accent.", "I was born in 2005."], open.EnumerateArray().Select(o => o.Text("text")));
        Assert.Equal(("Maya Ortiz", "Summer Scholars", Host.Cohort), (open[0].Text("name"), open[0].Text("programmeName"), open[0].GetProperty("cohortId").GetGuid()));
        Assert.Equal("ChangedMeanwhile", (await DecideAsync(first, "done").Json(HttpStatusCode.Conflict)).Text("code"));

        await DecideAsync(open[0], "done").Json(HttpStatusCode.NoContent);
        Assert.Equal("AnsweredAlready", (await DecideAsync(open[0], "refused", "No").Json(HttpStatusCode.Conflict)).Text("code"));
        await DecideAsync(open[1], "refused", "The school’s record says 2009.").Json(HttpStatusCode.NoContent);
        Assert.Empty((await OpenAsync()).EnumerateArray());

        var own = (await Host.As(maya, "student").GetAsync(Own).Json()).GetProperty("corrections").EnumerateArray().ToDictionary(c => c.Text("about")!);
        Assert.Equal(("done", false), (own["name"].Text("state"), own["name"].Has("reason")));
        Assert.Equal(("refused", "The school’s record says 2009."), (own["birthday"].Text("state"), own["birthday"].Text("reason")));
        var told = (await Host.AnnouncedAsync()).Where(e => e.Type == "correction-decided").Select(e => e.Body).ToList();
        Assert.Equal(["done", "refused"], told.Select(t => t.Text("decision")));
        Assert.All(told, t => Assert.Equal(["correctionId", "decidedAt", "decision", "personId", "programmeId", "version"], t.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)));
        await using var db = Host.Db();
        Assert.Equal(["correction.decided", "correction.decided"], await db.Set<Ledger.LedgerRow>().Where(r => r.Subject == maya).Select(r => r.Act).ToListAsync());
        foreach (var words in await db.Database.SqlQueryRaw<byte[]>("SELECT text AS \"Value\" FROM corrections UNION ALL SELECT reason FROM corrections WHERE reason IS NOT NULL").ToListAsync())
            Assert.DoesNotContain("200", Encoding.UTF8.GetString(words), StringComparison.Ordinal);
        // What is answered can be said again.
        await AskAsync(maya, "birthday", "The record is wrong.").Json(HttpStatusCode.Created);
        Assert.Equal("The record is wrong.", Assert.Single((await OpenAsync()).EnumerateArray().ToList()).Text("text"));
    }

    [Fact]
    public async Task Only_the_programmes_own_office_sees_it_and_administrators_do_not()
    {
        var maya = await Host.AddStudentAsync();
        var (other, _) = await Host.OpenProgrammeAsync("Night School");
        await AskAsync(maya, programme: other).Json(HttpStatusCode.NotFound);
        await AskAsync(maya).Json(HttpStatusCode.Created);
        var open = (await OpenAsync())[0];

        Assert.Equal(0, (await Host.AsCoordinator(other).GetAsync(Office).Json()).Int("total"));
        await DecideAsync(open, "done", programme: other).Json(HttpStatusCode.NotFound);
        await Host.AsAdministrator().GetAsync(Office).Json(HttpStatusCode.Forbidden);
        await Host.AsAdministrator().PostAsJsonAsync($"{Office}/{open.Id()}/decision", new { decision = "done", version = 1 }).Json(HttpStatusCode.NotFound);
        var jo = await Host.AddStudentAsync("jo@students.example");
        await Host.As(jo, "student").DeleteAsync($"{Own}/{open.Id()}").Json(HttpStatusCode.NotFound);

        await Host.As(maya, "student").DeleteAsync($"{Own}/{open.Id()}").Json(HttpStatusCode.NoContent);
        Assert.Empty((await OpenAsync()).EnumerateArray());
        await DecideAsync(open, "done").Json(HttpStatusCode.NotFound);
        Assert.DoesNotContain(await Host.AnnouncedAsync(), e => e.Type == "correction-decided");
    }

    [Fact]
    public async Task A_correction_says_what_and_a_refusal_says_why()
    {
        var maya = await Host.AddStudentAsync();
        var errors = (await AskAsync(maya, "shoes", " ").Json(HttpStatusCode.BadRequest)).GetProperty("errors");
        Assert.True(errors.Has("about") && errors.Has("text"));
        await AskAsync(maya).Json(HttpStatusCode.Created);
        var open = (await OpenAsync())[0];
        Assert.True((await DecideAsync(open, "refused", " ").Json(HttpStatusCode.BadRequest)).GetProperty("errors").Has("reason"));
        Assert.True((await DecideAsync(open, "perhaps").Json(HttpStatusCode.BadRequest)).GetProperty("errors").Has("decision"));
    }

    [Fact]
    public async Task It_is_in_the_persons_copy_and_goes_with_them()
    {
        var maya = await Host.AddStudentAsync();
        await AskAsync(maya).Json(HttpStatusCode.Created);
        Assert.Contains("with an accent", await Host.As(maya, "student").GetStringAsync("/api/profile/me/export"), StringComparison.Ordinal);
        await Host.As(maya, "student").PostAsync("/api/profile/me/erasure/now", null).Json(HttpStatusCode.NoContent);
        await using var db = Host.Db();
        Assert.Empty(await db.Corrections.ToListAsync());
        Assert.Empty((await OpenAsync()).EnumerateArray());
    }
}
