using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mentorship.Ledger;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class TermsOnSqlite(OnSqlite profile) : TermTests(profile), IClassFixture<OnSqlite>;
public sealed class TermsOnPostgres(OnPostgres profile) : TermTests(profile), IClassFixture<OnPostgres>;

public abstract class TermTests(RunningProfile profile) : ProfileTests(profile)
{
    const string At = "/api/profile/taxonomy";

    Task<JsonElement> TaxonomyAsync() => Host.AsService("matching").GetAsync(At).Json();

    async Task<JsonElement?> TermAsync(string code) =>
        (await TaxonomyAsync()).GetProperty("terms").EnumerateArray().Where(t => t.Text("code") == code).Select(t => (JsonElement?)t).SingleOrDefault();

    async Task<Guid> SuggestAsync(string name = "Sports nutrition", string parent = "nutrition") =>
        (await Host.AsCoordinator().PostAsJsonAsync($"{At}/suggestions", new { name, parent, why = "Athletes ask for it." }).Json(HttpStatusCode.Created)).Id();

    async Task<string> AddTermAsync(string name, string parent) =>
        (await Host.AsAdministrator().PostAsJsonAsync($"{At}/suggestions/{await SuggestAsync(name, parent)}/accept", new { }).Json()).Text("code")!;

    Task<JsonElement> MergeAsync(string code, string into, HttpStatusCode expected = HttpStatusCode.OK) =>
        Host.AsAdministrator().PostAsJsonAsync($"{At}/merges", new { code, into }).Json(expected);

    async Task<Guid> StudentWithAsync(string email, string[] interests, string[]? goals = null) =>
        await Host.AddAsync(new { role = "student", email, name = "Maya Ortiz", stage = "college", interests, goals });

    async Task<string[]> InterestsAsync(Guid student) =>
        (await Host.As(student, "student").GetAsync("/api/profile/me").Json()).GetProperty("student").Strings("interests");

    [Fact]
    public async Task What_is_typed_finds_terms_with_the_word_that_fits_and_where_they_hang()
    {
        var maya = await Host.AddStudentAsync();
        var found = (await Host.As(maya, "student").GetAsync($"{At}/search?q=Stents&kind=interest").Json())[0];
        Assert.Equal(("interventional-cardiology", "stents"), (found.Text("code"), found.Text("said")));
        Assert.Equal(["Internal medicine", "Cardiology"], found.Strings("under"));
        Assert.False((await Host.As(maya, "student").GetAsync($"{At}/search?q=cardiology").Json())[0].Has("said"));
        Assert.Equal(0, (await Host.As(maya, "student").GetAsync($"{At}/search?q=stents&kind=goal").Json()).GetArrayLength());
        Assert.True((await Host.As(maya, "student").GetAsync($"{At}/search?q=a").Json()).GetArrayLength() <= 10);
        await Host.Stranger().GetAsync($"{At}/search?q=heart").Json(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_suggested_word_becomes_a_term_of_this_installation()
    {
        var version = (await TaxonomyAsync()).Int("version");
        var suggestion = await SuggestAsync();
        var open = Assert.Single((await Host.AsAdministrator().GetAsync($"{At}/suggestions").Json()).EnumerateArray());
        Assert.Equal(("Sports nutrition", "nutrition", "Athletes ask for it.", "open"), (open.Text("name"), open.Text("parent"), open.Text("why"), open.Text("state")));

        var code = (await Host.AsAdministrator().PostAsJsonAsync($"{At}/suggestions/{suggestion}/accept", new { }).Json()).Text("code")!;

        Assert.Equal("local-sports-nutrition", code);
        Assert.Equal(version + 1, (await TaxonomyAsync()).Int("version"));
        Assert.Equal(("Sports nutrition", "nutrition", "interest"), ((await TermAsync(code))?.Text("name"), (await TermAsync(code))?.Text("parent"), (await TermAsync(code))?.Text("kind")));
        Assert.Equal([code], await InterestsAsync(await StudentWithAsync("a@students.example", ["sports nutrition"])));
        Assert.Equal(1, (await Host.ImportAsync("email,name,stage,interests\nb@students.example,B,college,Sports Nutrition")).Int("added"));
        var answered = Assert.Single((await Host.AsCoordinator().GetAsync($"{At}/suggestions").Json()).EnumerateArray());
        Assert.Equal(("accepted", code, true), (answered.Text("state"), answered.Text("code"), answered.GetProperty("mine").GetBoolean()));
        await using var db = Host.Db();
        Assert.Equal(Host.Administrator, (await db.Set<LedgerRow>().SingleAsync(r => r.Act == "term.added")).Actor);
    }

    [Fact]
    public async Task A_suggested_word_can_become_another_word_for_a_term_there_is()
    {
        var suggestion = await SuggestAsync("Ticker trouble", "cardiology");
        Assert.Equal("cardiology", (await Host.AsAdministrator().PostAsJsonAsync($"{At}/suggestions/{suggestion}/accept", new { sameAs = "cardiology" }).Json()).Text("code"));
        Assert.Equal(["cardiology"], await InterestsAsync(await StudentWithAsync("a@students.example", ["ticker trouble"])));
        Assert.Equal("AnsweredAlready", (await Host.AsAdministrator().PostAsJsonAsync($"{At}/suggestions/{suggestion}/accept", new { }).Json(HttpStatusCode.Conflict)).Text("code"));
        Assert.Equal("AnsweredAlready", (await Host.AsAdministrator().PostAsJsonAsync($"{At}/suggestions/{suggestion}/decline", new { answer = "No" }).Json(HttpStatusCode.Conflict)).Text("code"));
    }

    [Fact]
    public async Task A_declined_suggestion_says_why_and_what_was_written_stands_sealed()
    {
        var suggestion = await SuggestAsync();
        await Host.AsAdministrator().PostAsJsonAsync($"{At}/suggestions/{suggestion}/decline", new { answer = "" }).Json(HttpStatusCode.BadRequest);
        await Host.AsAdministrator().PostAsJsonAsync($"{At}/suggestions/{suggestion}/decline", new { answer = "Nutrition covers it." }).Json(HttpStatusCode.NoContent);
        var answered = Assert.Single((await Host.AsCoordinator().GetAsync($"{At}/suggestions").Json()).EnumerateArray());
        Assert.Equal(("declined", "Nutrition covers it."), (answered.Text("state"), answered.Text("answer")));
        await using var db = Host.Db();
        var row = await db.Suggestions.SingleAsync();
        Assert.Equal(-1, row.Why.AsSpan().IndexOf("Athletes"u8));
        Assert.Equal(-1, row.Answer.AsSpan().IndexOf("covers"u8));
    }

    [Fact]
    public async Task A_suggestion_that_makes_no_sense_is_refused_with_what_to_write()
    {
        foreach (var (body, field) in ((object, string)[])[
            (new { name = "Heart", parent = "nutrition", why = "It is there already." }, "name"),
            (new { name = "A; B", parent = "nutrition", why = "Two." }, "name"),
            (new { name = "Sports food", parent = "nowhere", why = "Hangs nowhere." }, "parent"),
            (new { name = "Sports food", parent = "exploring", why = "Not below not knowing." }, "parent"),
            (new { name = "Sports food", parent = "nutrition", why = " " }, "why")])
            Assert.Equal(field, Assert.Single((await Host.AsCoordinator().PostAsJsonAsync($"{At}/suggestions", body).Json(HttpStatusCode.BadRequest)).GetProperty("errors").EnumerateObject()).Name);
        await SuggestAsync();
        Assert.Equal("SuggestedAlready", (await Host.AsCoordinator().PostAsJsonAsync($"{At}/suggestions", new { name = "sports  Nutrition", parent = "nutrition", why = "Again." }).Json(HttpStatusCode.Conflict)).Text("code"));
    }

    [Fact]
    public async Task Coordinators_suggest_and_administrators_decide()
    {
        var maya = await Host.AddStudentAsync();
        var suggestion = await SuggestAsync();
        foreach (var other in (HttpClient[])[Host.As(maya, "student"), Host.AsService("portal"), Host.AsAdministrator()])
            await other.PostAsJsonAsync($"{At}/suggestions", new { name = "Else", parent = "nutrition", why = "Because." }).Json(HttpStatusCode.Forbidden);
        foreach (var other in (HttpClient[])[Host.As(maya, "student"), Host.AsService("portal")])
            await other.GetAsync($"{At}/suggestions").Json(HttpStatusCode.Forbidden);
        foreach (var other in (HttpClient[])[Host.As(maya, "student"), Host.AsService("portal"), Host.AsCoordinator()])
        {
            await other.PostAsJsonAsync($"{At}/suggestions/{suggestion}/accept", new { }).Json(HttpStatusCode.Forbidden);
            await other.PostAsJsonAsync($"{At}/suggestions/{suggestion}/decline", new { answer = "No" }).Json(HttpStatusCode.Forbidden);
            await other.PostAsJsonAsync($"{At}/merges", new { code = "thyroid", into = "diabetes" }).Json(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task Two_administrators_who_accept_at_once_make_one_term()
    {
        var suggestion = await SuggestAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Host.AsAdministrator().PostAsJsonAsync($"{At}/suggestions/{suggestion}/accept", new { })));
        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.OK));
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
        await using var db = Host.Db();
        Assert.Equal(1, await db.TermChanges.CountAsync());
    }

    [Fact]
    public async Task Merging_leaves_nobody_without_what_they_chose()
    {
        var one = await StudentWithAsync("a@students.example", ["thyroid", "stroke"]);
        var both = await StudentWithAsync("b@students.example", ["diabetes", "thyroid"]);
        var other = await StudentWithAsync("c@students.example", ["stroke"]);
        var mentor = await Host.AddAsync(new { role = "mentor", email = "d@faculty.example", name = "Dr. Amelia Holt", interests = new[] { "thyroid" } });

        await MergeAsync("thyroid", "diabetes");

        // At once, whoever asks.
        Assert.Equal(["diabetes", "stroke"], await InterestsAsync(one));
        Assert.Equal(["diabetes"], await InterestsAsync(both));
        await Eventually.True("the rows say so", async () =>
        {
            await using var db = Host.Db();
            return (await db.People.Include(p => p.Student).Include(p => p.Mentor).ToListAsync())
                .All(p => p.Student?.Interests.Contains("thyroid") != true && p.Mentor?.Interests.Contains("thyroid") != true);
        });
        var versions = await Task.WhenAll(new[] { one, both, other, mentor }.Select(Host.VersionAsync));
        Assert.Equal([2, 2, 1, 2], versions);
        var told = await Host.AnnouncedAsync();
        Assert.Equal([one, both], told.Where(e => e.Type == "student-changed" && e.Body.Int("version") == 2).Select(e => e.Body.GetProperty("studentId").GetGuid()).Order());
        Assert.Equal(mentor, told.Last(e => e.Type == "mentor-changed").Body.GetProperty("mentorId").GetGuid());
        await using var after = Host.Db();
        Assert.Contains("\"thyroid\"", System.Text.Encoding.UTF8.GetString((await after.Set<LedgerRow>().SingleAsync(r => r.Act == "term.merged")).Details), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_merged_term_goes_on_being_read_and_is_no_longer_offered()
    {
        var version = (await TaxonomyAsync()).Int("version");
        await MergeAsync("thyroid", "diabetes");
        Assert.Null(await TermAsync("thyroid"));
        Assert.Equal(["thyroid"], (await TermAsync("diabetes"))!.Value.Strings("formerly"));
        Assert.Equal(version + 1, (await TaxonomyAsync()).Int("version"));
        // A file of last year, a form that was open, whoever types the old name.
        Assert.Equal(1, (await Host.ImportAsync("email,name,stage,interests\na@students.example,A,college,thyroid")).Int("added"));
        Assert.Equal(["diabetes"], await InterestsAsync(await StudentWithAsync("b@students.example", ["Thyroid disease"])));
        var found = (await Host.AsCoordinator().GetAsync($"{At}/search?q=thyroid").Json())[0];
        Assert.Equal(("diabetes", "thyroid"), (found.Text("code"), found.Text("said")));
    }

    [Fact]
    public async Task What_hung_below_a_merged_term_hangs_below_what_it_became_and_merges_can_follow_each_other()
    {
        await MergeAsync("cardiology", "pulmonology");
        Assert.Equal("pulmonology", (await TermAsync("heart-failure"))?.Text("parent"));
        await MergeAsync("pulmonology", "nephrology");
        Assert.Equal("nephrology", (await TermAsync("heart-failure"))?.Text("parent"));
        Assert.Equal(["pulmonology", "cardiology"], (await TermAsync("nephrology"))!.Value.Strings("formerly"));
        Assert.Equal(["nephrology"], await InterestsAsync(await StudentWithAsync("a@students.example", ["heart doctor", "lungs"])));
    }

    [Fact]
    public async Task A_term_of_this_installation_can_be_merged_away_again()
    {
        var code = await AddTermAsync("Sports nutrition", "nutrition");
        var maya = await StudentWithAsync("a@students.example", [code]);
        await MergeAsync(code, "nutrition");
        Assert.Equal(["nutrition"], await InterestsAsync(maya));
        // Its name is taken for good: it leads to what it became.
        await Host.AsCoordinator().PostAsJsonAsync($"{At}/suggestions", new { name = "Sports nutrition", parent = "cardiology", why = "Again." }).Json(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Merges_that_would_lose_or_turn_a_meaning_are_refused()
    {
        Assert.Equal("DifferentKinds", (await MergeAsync("thyroid", "first-paper", HttpStatusCode.Conflict)).Text("code"));
        Assert.Equal("BelowItself", (await MergeAsync("internal-medicine", "heart-failure", HttpStatusCode.Conflict)).Text("code"));
        foreach (var (code, into, field) in ((string, string, string)[])[("thyroid", "thyroid", "into"), ("nonsense", "thyroid", "code"), ("exploring", "thyroid", "code"), ("thyroid", "exploring", "into")])
            Assert.Equal(field, Assert.Single((await MergeAsync(code, into, HttpStatusCode.BadRequest)).GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task Whoever_has_this_version_is_told_so_without_the_terms()
    {
        using var question = new HttpRequestMessage(HttpMethod.Get, At);
        question.Headers.IfNoneMatch.Add(new($"\"{(await TaxonomyAsync()).Int("version")}\""));
        Assert.Equal(HttpStatusCode.NotModified, (await Host.AsService("matching").SendAsync(question)).StatusCode);
        await MergeAsync("thyroid", "diabetes");
        using var later = new HttpRequestMessage(HttpMethod.Get, At);
        later.Headers.IfNoneMatch.Add(question.Headers.IfNoneMatch.Single());
        Assert.Equal(HttpStatusCode.OK, (await Host.AsService("matching").SendAsync(later)).StatusCode);
    }
}
