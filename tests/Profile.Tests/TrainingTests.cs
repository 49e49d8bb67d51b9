using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mentorship.Profile.Imports;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class TrainingsOnSqlite(OnSqlite profile) : TrainingTests(profile), IClassFixture<OnSqlite>;
public sealed class TrainingsOnPostgres(OnPostgres profile) : TrainingTests(profile), IClassFixture<OnPostgres>;

public abstract class TrainingTests(RunningProfile profile) : ProfileTests(profile)
{
    static object Fields(string need = "required", string audience = "mentors", string title = "Mentoring well", int? months = null, string? link = "https://learn.example/mentoring", int version = 0) =>
        new { title, link, audience, need, monthsValid = months, version };

    string List => $"/api/profile/programmes/{Host.Programme}/trainings";

    async Task<Guid> AddAsync(object? fields = null, HttpClient? by = null) =>
        (await (by ?? Host.AsAdministrator()).PostAsJsonAsync(List, fields ?? Fields()).Json(HttpStatusCode.Created)).Id();

    async Task<bool> UntrainedAsync(Guid mentor)
    {
        var view = (await Host.AsService("matching").PostAsJsonAsync("/api/profile/views/matching", new { ids = new[] { mentor } }).Json())[0];
        return view.GetProperty("mentor").GetProperty("cohorts")[0].GetProperty("untrained").GetBoolean();
    }

    Task<HttpResponseMessage> DoneAsync(Guid mentor, Guid training, string on = "2027-02-01", string? proof = null) =>
        Host.As(mentor, "mentor").PutAsJsonAsync($"/api/profile/me/trainings/{training}", new { completedOn = on, proof });

    async Task<JsonElement> OwnAsync(Guid mentor) => Assert.Single((await Host.As(mentor, "mentor").GetAsync("/api/profile/me/trainings").Json()).EnumerateArray().ToList());

    string Of(Guid mentor, Guid training) => $"/api/profile/cohorts/{Host.Cohort}/mentors/{mentor}/trainings/{training}";

    [Fact]
    public async Task A_required_training_closes_mentors_until_they_have_done_it()
    {
        var holt = await Host.AddMentorAsync();
        Assert.False(await UntrainedAsync(holt));

        var training = await AddAsync();
        Assert.True(await UntrainedAsync(holt));
        Assert.Equal(2, await Host.VersionAsync(holt));
        Assert.Equal("missing", (await OwnAsync(holt)).Text("state"));

        await DoneAsync(holt, training, proof: "No. 4711").Json(HttpStatusCode.NoContent);
        Assert.False(await UntrainedAsync(holt));
        Assert.Equal(3, await Host.VersionAsync(holt));
        var own = await OwnAsync(holt);
        Assert.Equal(("done", "2027-02-01", "No. 4711", false), (own.Text("state"), own.Text("completedOn"), own.Text("proof"), own.GetProperty("statedByOffice").GetBoolean()));

        await Host.As(holt, "mentor").DeleteAsync($"/api/profile/me/trainings/{training}").Json(HttpStatusCode.NoContent);
        Assert.True(await UntrainedAsync(holt));
        Assert.Equal(4, await Host.VersionAsync(holt));
    }

    [Fact]
    public async Task A_recommended_training_closes_nobody_and_tells_nobody()
    {
        var holt = await Host.AddMentorAsync();
        var training = await AddAsync(Fields("recommended"), Host.AsCoordinator());
        await DoneAsync(holt, training).Json(HttpStatusCode.NoContent);
        Assert.False(await UntrainedAsync(holt));
        Assert.Equal(1, await Host.VersionAsync(holt));
    }

    [Fact]
    public async Task What_is_required_is_set_and_lifted_by_administrators_alone()
    {
        var errors = (await Host.AsCoordinator().PostAsJsonAsync(List, Fields()).Json(HttpStatusCode.BadRequest)).GetProperty("errors");
        Assert.Contains("administrator", errors.GetProperty("need")[0].GetString());
        var training = await AddAsync();
        foreach (var change in new[] { Fields("off", version: 1), Fields(audience: "coordinators", version: 1) })
            Assert.True((await Host.AsCoordinator().PutAsJsonAsync($"/api/profile/trainings/{training}", change).Json(HttpStatusCode.BadRequest)).GetProperty("errors").Has("need"));

        // Its title is the programme's own.
        await Host.AsCoordinator().PutAsJsonAsync($"/api/profile/trainings/{training}", Fields(title: "Mentoring, well", version: 1)).Json(HttpStatusCode.NoContent);
        var holt = await Host.AddMentorAsync();
        Assert.True(await UntrainedAsync(holt));
        await Host.AsAdministrator().PutAsJsonAsync($"/api/profile/trainings/{training}", Fields("off", version: 2)).Json(HttpStatusCode.NoContent);
        Assert.False(await UntrainedAsync(holt));
        Assert.Equal(2, await Host.VersionAsync(holt));
        Assert.Equal("ChangedMeanwhile", (await Host.AsAdministrator().PutAsJsonAsync($"/api/profile/trainings/{training}", Fields(version: 2)).Json(HttpStatusCode.Conflict)).Text("code"));
    }

    [Fact]
    public async Task A_completion_runs_out_on_its_day_and_Matching_is_told_once()
    {
        var holt = await Host.AddMentorAsync();
        var training = await AddAsync(Fields(months: 1));
        // The clock stands at 1 March: completed on 10 February, it counts through 10 March.
        await DoneAsync(holt, training, "2027-02-10").Json(HttpStatusCode.NoContent);
        var own = await OwnAsync(holt);
        Assert.Equal(("soon", "2027-03-10"), (own.Text("state"), own.Text("expiresOn")));
        Assert.False(await UntrainedAsync(holt));
        var version = await Host.VersionAsync(holt);

        // On 11 March it is still the tenth somewhere.
        Host.Advance(new DateTimeOffset(2027, 3, 11, 11, 0, 0, TimeSpan.Zero) - Host.Clock.GetUtcNow());
        Assert.False(await UntrainedAsync(holt));
        Host.Advance(TimeSpan.FromHours(2));
        Assert.True(await UntrainedAsync(holt));
        await Eventually.True("Matching is told", async () => await Host.VersionAsync(holt) == version + 1);
        Assert.Equal("expired", (await OwnAsync(holt)).Text("state"));
        Host.Advance(TimeSpan.FromHours(3));
        await DoneAsync(holt, training, "2027-03-11").Json(HttpStatusCode.NoContent);
        Assert.False(await UntrainedAsync(holt));
        Assert.Equal(version + 2, await Host.VersionAsync(holt));
    }

    /// <summary>Noon in UTC is when a day has begun everywhere on earth.</summary>
    void Advance(int month, int day, int hour = 13) => Host.Advance(new DateTimeOffset(2027, month, day, hour, 0, 0, TimeSpan.Zero) - Host.Clock.GetUtcNow());

    /// <summary>Since the clock was moved last; what was sent before is forgotten after a day.</summary>
    async Task<string[]> RemindedAsync() => [.. (await Host.AnnouncedAsync()).Where(e => e.Type == "renewal-asked").Select(e => e.Body)
        .Where(b => b.GetProperty("askedAt").GetDateTimeOffset() is var at && at.Date == Host.Clock.GetUtcNow().Date && at.Hour >= 12)
        .Select(b => $"{(b.GetProperty("personId").GetGuid() == _holt ? "holt" : "ng")} {b.Text("lastDay")} {b.Int("daysBefore")} v{b.Int("version")}").Order(StringComparer.Ordinal)];

    Task UntilRemindedAsync(params string[] expected) => Eventually.Holds(async () => Assert.Equal(expected, await RemindedAsync()));

    Guid _holt;

    [Fact]
    public async Task Who_has_done_a_training_is_reminded_once_a_stage_and_not_after_renewing()
    {
        (_holt, var ng) = (await Host.AddMentorAsync(), await Host.AddMentorAsync("ng@faculty.example"));
        var (training, off) = (await AddAsync(Fields("recommended", months: 2)), await AddAsync(Fields("recommended", months: 2, title: "Off soon")));
        foreach (var mentor in new[] { _holt, ng })
            foreach (var asked in new[] { training, off })
                await DoneAsync(mentor, asked, "2027-02-10").Json(HttpStatusCode.NoContent);
        await Host.AsCoordinator().PutAsJsonAsync($"/api/profile/trainings/{off}", Fields("off", title: "Off soon", version: 1)).Json(HttpStatusCode.NoContent);

        // Thirty days before 10 April is 11 March, which has not begun everywhere at eleven.
        Advance(3, 11, hour: 11);
        Advance(3, 11);
        await UntilRemindedAsync("holt 2027-04-10 30 v2", "ng 2027-04-10 30 v2");
        Advance(3, 12);
        await DoneAsync(_holt, training, "2027-03-12").Json(HttpStatusCode.NoContent);
        Advance(4, 3);
        await UntilRemindedAsync("ng 2027-04-10 7 v3");

        // Written down eleven days before its end: its person has just seen that day, and hears of it in the last week alone.
        Advance(4, 8);
        await DoneAsync(ng, training, "2027-02-19").Json(HttpStatusCode.NoContent);
        Advance(4, 12);
        await UntilRemindedAsync("holt 2027-05-12 30 v4", "ng 2027-04-19 7 v5");
        var title = await Host.AsService("notification").GetAsync($"/api/profile/trainings/{training}/title").Json();
        Assert.Equal(("Mentoring well", "Summer Scholars"), (title.Text("title"), title.Text("programmeName")));
        await Host.AsService("matching").GetAsync($"/api/profile/trainings/{training}/title").Json(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_training_is_for_its_audience_alone()
    {
        var holt = await Host.AddMentorAsync();
        await AddAsync(Fields("recommended", "readers", "Reading fairly"), Host.AsCoordinator());
        await AddAsync(Fields("recommended", "coordinators", "Coordinating"), Host.AsCoordinator());
        Assert.Empty((await Host.As(holt, "mentor").GetAsync("/api/profile/me/trainings").Json()).EnumerateArray());
        Assert.Equal("coordinators", (await OwnAsync(Host.Coordinator)).Text("audience"));
        Assert.Equal([("readers", 0), ("coordinators", 1)], (await Host.AsCoordinator().GetAsync(List).Json()).GetProperty("trainings").EnumerateArray().Select(t => (t.Text("audience")!, t.Int("people"))));
        Assert.True((await Host.AsCoordinator().PostAsJsonAsync(List, Fields("required", "readers")).Json(HttpStatusCode.BadRequest)).GetProperty("errors").Has("need"));
    }

    [Fact]
    public async Task The_office_writes_down_and_strikes_out_and_answers_for_it()
    {
        var holt = await Host.AddMentorAsync();
        var training = await AddAsync();
        await Host.AsCoordinator().PutAsJsonAsync(Of(holt, training), new { completedOn = "2027-01-15", proof = "Seen by Ruth" }).Json(HttpStatusCode.NoContent);
        var seen = Assert.Single((await Host.AsCoordinator().GetAsync($"/api/profile/cohorts/{Host.Cohort}/mentors/{holt}/trainings").Json()).EnumerateArray().ToList());
        Assert.Equal(("done", "Seen by Ruth", true), (seen.Text("state"), seen.Text("proof"), seen.GetProperty("statedByOffice").GetBoolean()));
        var counted = (await Host.AsCoordinator().GetAsync(List).Json()).GetProperty("trainings")[0];
        Assert.Equal((1, 1), (counted.Int("done"), counted.Int("people")));

        await Host.AsCoordinator().DeleteAsync(Of(holt, training)).Json(HttpStatusCode.NoContent);
        Assert.True(await UntrainedAsync(holt));
        await using var db = Host.Db();
        var acts = await db.Set<Ledger.LedgerRow>().OrderBy(r => r.Seq).Select(r => r.Act).ToListAsync();
        Assert.Equal(["training.added", "training.recorded", "training.struck"], acts.Where(a => a.StartsWith("training.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Proof_is_sealed()
    {
        var holt = await Host.AddMentorAsync();
        await DoneAsync(holt, await AddAsync(), proof: "Certificate-9f3").Json(HttpStatusCode.NoContent);
        await using var db = Host.Db();
        var proof = await db.Database.SqlQueryRaw<byte[]>("SELECT proof AS \"Value\" FROM completions").SingleAsync();
        Assert.DoesNotContain("Certificate-9f3", System.Text.Encoding.UTF8.GetString(proof));
    }

    [Theory]
    [InlineData("title", "")]
    [InlineData("link", "learn.example")]
    [InlineData("link", "javascript:alert(1)")]
    [InlineData("audience", "students")]
    [InlineData("need", "sometimes")]
    [InlineData("monthsValid", "0")]
    public async Task A_wrong_field_is_named(string field, string written)
    {
        var fields = Fields(
            field == "need" ? written : "recommended", field == "audience" ? written : "mentors", field == "title" ? written : "Mentoring well",
            field == "monthsValid" ? 0 : null, field == "link" ? written : null);
        var errors = (await Host.AsAdministrator().PostAsJsonAsync(List, fields).Json(HttpStatusCode.BadRequest)).GetProperty("errors");
        Assert.Equal(field, Assert.Single(errors.EnumerateObject()).Name);
    }

    [Fact]
    public async Task A_day_to_come_is_not_a_completion()
    {
        var holt = await Host.AddMentorAsync();
        var training = await AddAsync();
        foreach (var on in new[] { "2027-03-03", null })
            Assert.True((await Host.As(holt, "mentor").PutAsJsonAsync($"/api/profile/me/trainings/{training}", new { completedOn = on }).Json(HttpStatusCode.BadRequest)).GetProperty("errors").Has("completedOn"));
        Assert.True(await UntrainedAsync(holt));
    }

    [Fact]
    public async Task Another_programmes_trainings_are_nobody_elses_business()
    {
        var training = await AddAsync();
        var (other, _) = await Host.OpenProgrammeAsync("Night School");
        var holt = await Host.AddMentorAsync();
        var theirs = Host.AsCoordinator(other);
        await theirs.GetAsync(List).Json(HttpStatusCode.NotFound);
        await theirs.PostAsJsonAsync(List, Fields("recommended")).Json(HttpStatusCode.NotFound);
        await theirs.PutAsJsonAsync($"/api/profile/trainings/{training}", Fields(version: 1)).Json(HttpStatusCode.NotFound);
        await theirs.PutAsJsonAsync(Of(holt, training), new { completedOn = "2027-01-15" }).Json(HttpStatusCode.NotFound);
        await theirs.DeleteAsync(Of(holt, training)).Json(HttpStatusCode.NotFound);
        var maya = await Host.AddStudentAsync();
        await DoneAsync(maya, training).Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_file_of_trainings_goes_in_twice_as_once_and_comes_out_the_same()
    {
        var (holt, ng) = (await Host.AddMentorAsync(), await Host.AddMentorAsync("ng@faculty.example"));
        var training = await AddAsync(Fields(months: 12));
        await AddAsync(Fields("recommended", "coordinators", "Coordinating"), Host.AsCoordinator());
        await Host.AddStudentAsync();
        await DoneAsync(ng, training, "2027-02-20", "Kept").Json(HttpStatusCode.NoContent);
        var file = $"""
            E-mail;Course;Completed;expires_on;proof
            HOLT@faculty.example;mentoring WELL;2027-01-15;;'=cert(1)
            ng@faculty.example;{training};2026-12-01;;
            {Host.Programme:n}@office.example;Coordinating;2027-02-01;2029-12-31;
            maya@students.example;Mentoring well;2027-02-01;;
            ng@faculty.example;Mentoring wel;2027-02-01;;
            ng@faculty.example;Mentoring well;01/02/2027;;
            ng@faculty.example;Mentoring well;2027-05-01;;
            ng@faculty.example;Mentoring well;2027-02-01;2027-01-01;
            """;
        var waiting = await Host.UploadAsync(file, "trainings").Json(HttpStatusCode.Created);
        Assert.Equal("unnamed", waiting.Text("state"));
        var named = await Host.AsCoordinator().PutAsJsonAsync($"/api/profile/imports/{waiting.Id()}/columns", new { columns = Sheet.Guess("trainings", ["E-mail", "Course", "Completed", "expires_on", "proof"]) }).Json();
        Assert.Equal((2, 0, 1, 5), (named.Int("added"), named.Int("changed"), named.Int("same"), named.Int("bad")));
        Assert.Equal(["3 completed_on", "5 email", "6 training", "7 completed_on", "8 completed_on", "9 expires_on"],
            named.GetProperty("problems").EnumerateArray().Select(p => $"{p.Int("line")} {p.Text("column")}").Order(StringComparer.Ordinal));
        Assert.True(await UntrainedAsync(holt));

        await Host.AsCoordinator().PostAsync($"/api/profile/imports/{waiting.Id()}/apply", null).Json(HttpStatusCode.Accepted);
        await Host.EndedAsync(waiting.Id());
        Assert.False(await UntrainedAsync(holt));
        var own = await OwnAsync(holt);
        Assert.Equal(("2027-01-15", "2028-01-15", "=cert(1)", true), (own.Text("completedOn"), own.Text("expiresOn"), own.Text("proof"), own.GetProperty("statedByOffice").GetBoolean()));
        Assert.Equal(("2027-02-20", "Kept"), ((await OwnAsync(ng)).Text("completedOn"), (await OwnAsync(ng)).Text("proof")));
        Assert.Equal("2029-12-31", (await OwnAsync(Host.Coordinator)).Text("expiresOn"));

        var (version, told) = (await Host.VersionAsync(holt), (await Host.AnnouncedAsync()).Count);
        var answer = await Host.AsCoordinator().PostAsync($"/api/profile/cohorts/{Host.Cohort}/exports/trainings", null);
        var export = await answer.Content.ReadAsStringAsync();
        Assert.Contains("'=cert(1)", export, StringComparison.Ordinal);
        var again = await Host.ImportAsync(export, "trainings");
        Assert.Equal((0, 0, 3, 0), (again.Int("added"), again.Int("changed"), again.Int("same"), again.Int("bad")));
        Assert.Equal((version, told), (await Host.VersionAsync(holt), (await Host.AnnouncedAsync()).Count));

        // Into a programme that has forgotten them.
        await using (var db = Host.Db())
            await db.Completions.ExecuteDeleteAsync();
        Assert.Equal(3, (await Host.ImportAsync(export, "trainings")).Int("added"));
        Assert.Equal(export, await (await Host.AsCoordinator().PostAsync($"/api/profile/cohorts/{Host.Cohort}/exports/trainings", null)).Content.ReadAsStringAsync());
        var (other, _) = await Host.OpenProgrammeAsync("Night School");
        await Host.AsCoordinator(other).PostAsync($"/api/profile/cohorts/{Host.Cohort}/exports/trainings", null).Json(HttpStatusCode.NotFound);
    }
}
