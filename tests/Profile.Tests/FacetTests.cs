using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Mentorship.Profile.Vocabulary;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class FacetsOnSqlite(OnSqlite profile) : FacetTests(profile), IClassFixture<OnSqlite>;
public sealed class FacetsOnPostgres(OnPostgres profile) : FacetTests(profile), IClassFixture<OnPostgres>;

public abstract class FacetTests(RunningProfile profile) : ProfileTests(profile)
{
    static readonly string[] Shared = ["first-in-family", "rural", "socioeconomic"];

    [Fact]
    public void Eleven_facets_are_asked_and_never_immigration_status()
    {
        Assert.Equal(11, Facets.All.Count);
        Assert.Equal(Shared, Facets.All.Where(f => !f.Protected).Select(f => f.Code));
        Assert.DoesNotContain(Facets.All, f => (f.Name + f.Question + string.Concat(f.Choices.Select(c => c.Name))).Contains("immigra", StringComparison.OrdinalIgnoreCase));
        Assert.All(Facets.All, f => Assert.True(f.OwnWords || f.Choices.Length > 1));
    }

    [Fact]
    public async Task The_narrowest_purpose_is_the_default()
    {
        var maya = await Host.AddStudentAsync();
        Assert.False((await FacetAsync(maya, "rural")).Has("answer"));
        await AnswerAsync(maya, "rural", new { choices = new[] { "rural" } });
        var answer = (await FacetAsync(maya, "rural")).GetProperty("answer");
        Assert.Equal(("reporting", "reporting", 1), (answer.Text("purpose"), answer.Text("use"), answer.Int("version")));
        Assert.Equal(["rural"], answer.Strings("choices"));
    }

    [Fact]
    public async Task Declined_is_an_answer_and_is_used_for_nothing_but_counting()
    {
        var maya = await Host.AddStudentAsync();
        await AnswerAsync(maya, "rural", new { declined = true, purpose = "matching", wish = "lot" });
        var answer = (await FacetAsync(maya, "rural")).GetProperty("answer");
        Assert.Equal((true, "reporting", "not"), (answer.GetProperty("declined").GetBoolean(), answer.Text("purpose"), answer.Text("wish")));
        Assert.False((await MatchingAsync(maya)).Has("facets"));
        Assert.False((await FacetAsync(maya, "first-in-family")).Has("answer"));
    }

    [Theory]
    [InlineData("rural", """{"choices":["moon"]}""")]
    [InlineData("rural", """{"choices":["rural","city"]}""")]
    [InlineData("rural", """{"words":"on the moon"}""")]
    [InlineData("rural", "{}")]
    [InlineData("national-origin", """{"words":"  "}""")]
    public async Task Answers_that_are_not_offered_are_refused_by_field(string code, string body)
    {
        var maya = await Host.AddStudentAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        await Host.As(maya, "student").PutAsync($"/api/profile/me/facets/{code}", content).Json(HttpStatusCode.BadRequest);
        Assert.False((await FacetAsync(maya, code)).Has("answer"));
    }

    [Fact]
    public async Task Nobody_can_open_an_answer_further_than_the_school_allows()
    {
        var maya = await Host.AddStudentAsync();
        foreach (var (code, purpose) in ((string, string)[])[("gender", "matching"), ("gender", "shared"), ("rural", "shared")])
        {
            var refused = await PutAsync(maya, code, new { choices = new[] { code == "rural" ? "rural" : "woman" }, purpose }).Json(HttpStatusCode.Conflict);
            Assert.Equal("PurposeNotOffered", refused.Text("code"));
        }
    }

    [Fact]
    public async Task Two_windows_do_not_overwrite_each_other()
    {
        var maya = await Host.AddStudentAsync();
        await AnswerAsync(maya, "rural", new { choices = new[] { "rural" } });
        Assert.Equal("ChangedMeanwhile", (await PutAsync(maya, "rural", new { choices = new[] { "city" } }).Json(HttpStatusCode.Conflict)).Text("code"));
        await AnswerAsync(maya, "rural", new { choices = new[] { "city" }, version = 1 });
        Assert.Equal(["city"], (await FacetAsync(maya, "rural")).GetProperty("answer").Strings("choices"));
    }

    [Fact]
    public async Task Matching_gets_what_was_opened_for_it_and_nothing_else()
    {
        var maya = await Host.AddStudentAsync();
        var holt = await Host.AddMentorAsync();
        await AnswerAsync(maya, "rural", new { choices = new[] { "rural" }, purpose = "matching", wish = "lot" });
        await AnswerAsync(maya, "first-in-family", new { choices = new[] { "first" } });
        await AnswerAsync(maya, "socioeconomic", new { words = "We moved a lot", purpose = "matching" });
        await AnswerAsync(maya, "gender", new { choices = new[] { "woman" } });
        await AnswerAsync(holt, "rural", new { choices = new[] { "city" }, purpose = "matching", wish = "lot" });

        var view = await MatchingAsync(maya);
        Assert.Equal("""{"rural":["rural"]}""", view.GetProperty("facets").GetRawText());
        Assert.Equal("""{"rural":"lot"}""", view.GetProperty("student").GetProperty("wishes").GetRawText());
        var mentor = await MatchingAsync(holt);
        Assert.Equal("""{"rural":["city"]}""", mentor.GetProperty("facets").GetRawText());
        Assert.False(mentor.Has("student"));
        Assert.DoesNotContain("wishes", mentor.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_taken_back_is_gone_and_what_it_was_open_for_is_remembered_without_it()
    {
        var maya = await Host.AddStudentAsync();
        await AnswerAsync(maya, "rural", new { choices = new[] { "small-town" }, purpose = "matching" });
        var (version, announced) = (await Host.VersionAsync(maya), (await Host.AnnouncedAsync()).Count);

        await Host.As(maya, "student").DeleteAsync("/api/profile/me/facets/rural").Json(HttpStatusCode.NoContent);

        Assert.Equal(version + 1, await Host.VersionAsync(maya));
        Assert.Equal(("student-changed", version + 1), Assert.Single((await Host.AnnouncedAsync()).Skip(announced).Select(e => (e.Type, e.Body.Int("version")))));
        Assert.False((await MatchingAsync(maya)).Has("facets"));
        var facet = await FacetAsync(maya, "rural");
        Assert.False(facet.Has("answer"));
        Assert.Equal(["matching", null], facet.GetProperty("history").EnumerateArray().Select(h => h.Text("purpose")));
        Assert.Equal(0, await RowsAsync(maya));
        await Host.As(maya, "student").DeleteAsync("/api/profile/me/facets/rural").Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_kept_does_not_show_the_answer_not_even_by_its_length()
    {
        var people = new List<Guid>();
        foreach (var choice in (string[])["rural", "small-town", "city"])
        {
            people.Add(await Host.AddStudentAsync($"{choice}@students.example"));
            await AnswerAsync(people[^1], "rural", new { choices = new[] { choice }, purpose = "matching" });
        }
        people.Add(await Host.AddStudentAsync("declined@students.example"));
        await AnswerAsync(people[^1], "rural", new { declined = true });
        await AnswerAsync(people[^1], "socioeconomic", new { words = "Marked words" });

        await using var db = Host.Db();
        var kept = await db.FacetAnswers.Select(a => a.Answer).ToListAsync();
        Assert.Equal(5, kept.Count);
        Assert.Single(kept.Select(a => a.Length).Distinct());
        foreach (var word in (string[])["rural", "town", "city", "Marked", "choices"])
            Assert.All(kept, a => Assert.True(a.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) < 0, word));
    }

    [Fact]
    public async Task A_lower_limit_holds_at_once_for_everybody_and_announces_those_it_concerns()
    {
        var (maya, omar, lena) = (await Host.AddStudentAsync(), await Host.AddStudentAsync("omar@students.example"), await Host.AddStudentAsync("lena@students.example"));
        await AnswerAsync(maya, "rural", new { choices = new[] { "rural" }, purpose = "matching" });
        await AnswerAsync(omar, "rural", new { choices = new[] { "rural" } });
        await AnswerAsync(lena, "socioeconomic", new { choices = new[] { "enough" }, purpose = "matching" });
        var before = (await VersionsAsync(maya, omar, lena), (await Host.AnnouncedAsync()).Count);

        await DecideAsync("rural", "reporting");

        Assert.False((await MatchingAsync(maya)).Has("facets"));
        Assert.True((await MatchingAsync(lena)).Has("facets"));
        await Eventually.True("who is concerned is announced", async () => await Host.VersionAsync(maya) == before.Item1[0] + 1);
        Assert.Equal([before.Item1[0] + 1, before.Item1[1], before.Item1[2]], await VersionsAsync(maya, omar, lena));
        Assert.Equal(maya, Assert.Single((await Host.AnnouncedAsync()).Skip(before.Count)).Body.GetProperty("studentId").GetGuid());
        var answer = (await FacetAsync(maya, "rural")).GetProperty("answer");
        Assert.Equal(("matching", "reporting"), (answer.Text("purpose"), answer.Text("use")));

        await DecideAsync("rural", "notCollected");
        Assert.Equal("NotAsked", (await PutAsync(omar, "rural", new { choices = new[] { "city" }, version = 1 }).Json(HttpStatusCode.Conflict)).Text("code"));
        await Host.As(omar, "student").DeleteAsync("/api/profile/me/facets/rural").Json(HttpStatusCode.NoContent);
        Assert.Equal(before.Item1[0] + 1, await Host.VersionAsync(maya));

        await DecideAsync("rural", "shared");
        await Eventually.True("who is concerned is announced again", async () => await Host.VersionAsync(maya) == before.Item1[0] + 2);
        Assert.True((await MatchingAsync(maya)).Has("facets"));
    }

    [Fact]
    public async Task An_answer_taken_back_while_the_school_allows_less_is_announced_all_the_same()
    {
        // Matching may not have heard of the lower limit yet.
        var maya = await Host.AddStudentAsync();
        await AnswerAsync(maya, "rural", new { choices = new[] { "rural" }, purpose = "matching" });
        await DecideAsync("rural", "reporting");
        await Eventually.True("the limit is announced", async () => await Host.VersionAsync(maya) == 3);
        await Host.As(maya, "student").DeleteAsync("/api/profile/me/facets/rural").Json(HttpStatusCode.NoContent);
        Assert.Equal(4, await Host.VersionAsync(maya));
    }

    [Fact]
    public async Task The_use_profile_is_as_shipped_until_an_administrator_decides_with_counsel()
    {
        var shipped = await Host.AsAdministrator().GetAsync("/api/profile/use-profile").Json();
        Assert.Equal(0, shipped.Int("version"));
        Assert.Equal(Shared, Of(shipped, "matching"));
        Assert.Equal(8, Of(shipped, "reporting").Length);

        var uses = Facets.All.ToDictionary(f => f.Code, _ => "shared");
        foreach (var bad in (object[])[
            new { uses, decidedOn = "2027-02-01" }, new { uses, counsel = "Ada Bell" }, new { uses, counsel = "Ada Bell", decidedOn = "2027-04-01" },
            new { uses = uses.Skip(1).ToDictionary(), counsel = "Ada Bell", decidedOn = "2027-02-01" }])
            await Host.AsAdministrator().PutAsJsonAsync("/api/profile/use-profile", bad).Json(HttpStatusCode.BadRequest);
        var decided = await DecideAsync("gender", "matching");
        Assert.Equal((1, "Ada Bell", "2027-02-01"), (decided.Int("version"), decided.Text("counsel"), decided.Text("decidedOn")));
        Assert.Equal("ChangedMeanwhile", (await Host.AsAdministrator().PutAsJsonAsync("/api/profile/use-profile", new { uses, counsel = "Ada Bell", decidedOn = "2027-02-01" })
            .Json(HttpStatusCode.Conflict)).Text("code"));

        await using var db = Host.Db();
        var act = await db.Set<Ledger.LedgerRow>().OrderByDescending(r => r.Seq).FirstAsync();
        Assert.Equal(("use-profile.changed", Host.Administrator), (act.Act, act.Actor));
        var details = Encoding.UTF8.GetString(act.Details);
        Assert.DoesNotContain("Bell", details, StringComparison.Ordinal);
        Assert.Contains("\"gender\":\"matching\"", details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_administrators_see_and_set_the_use_profile_and_only_oneself_ones_facets()
    {
        var maya = await Host.AddStudentAsync();
        foreach (var client in (HttpClient[])[Host.As(maya, "student"), Host.AsCoordinator(), Host.AsService("portal"), Host.AsService("matching")])
        {
            await client.GetAsync("/api/profile/use-profile").Json(HttpStatusCode.Forbidden);
            await client.PutAsJsonAsync("/api/profile/use-profile", new { }).Json(HttpStatusCode.Forbidden);
        }
        await Host.AsService("matching").GetAsync("/api/profile/me/facets").Json(HttpStatusCode.Forbidden);
        await Host.AsCoordinator().GetAsync("/api/profile/me/facets").Json(HttpStatusCode.NotFound);
        await PutAsync(maya, "immigration-status", new { words = "none of your business" }).Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_shared_is_the_Portals_to_show_and_only_while_school_and_owner_allow_it()
    {
        var maya = await Host.AddStudentAsync();
        await DecideAsync("rural", "shared");
        await AnswerAsync(maya, "rural", new { choices = new[] { "small-town" }, purpose = "shared" });
        await AnswerAsync(maya, "first-in-family", new { choices = new[] { "first" }, purpose = "matching" });
        async Task<JsonElement> SharedAsync() => await Host.AsService("portal").PostAsJsonAsync("/api/profile/views/shared", new { ids = new[] { maya } }).Json();

        var facet = Assert.Single((await SharedAsync())[0].GetProperty("facets").EnumerateArray());
        Assert.Equal("Rural upbringing", facet.Text("name"));
        Assert.Equal(["In a small town"], facet.Strings("choices"));
        await Host.AsService("matching").PostAsJsonAsync("/api/profile/views/shared", new { ids = new[] { maya } }).Json(HttpStatusCode.Forbidden);

        await DecideAsync("rural", "matching");
        Assert.Equal(0, (await SharedAsync()).GetArrayLength());
    }

    [Fact]
    public async Task Under_the_shipped_use_profile_protected_facets_leave_no_trace_outside_their_own_table()
    {
        var people = new List<Guid>();
        for (var n = 0; n < 12; n++)
            people.Add(n % 3 == 0 ? await Host.AddMentorAsync($"m{n}@faculty.example") : await Host.AddStudentAsync($"s{n}@students.example"));
        await AnswerAsync(people[1], "rural", new { choices = new[] { "rural" }, purpose = "matching", wish = "somewhat" });
        var (before, announced) = (await ViewsAsync(), (await Host.AnnouncedAsync()).Count);

        var random = new Random(2027);
        for (var round = 0; round < 3; round++)
            foreach (var person in people)
                foreach (var facet in Facets.All.Where(f => f.Protected))
                {
                    var version = round == 0 ? 0 : round;
                    object said = random.Next(4) == 0 ? new { declined = true, version }
                        : facet.Choices.Length == 0 ? new { words = $"Words {random.Next()}", version }
                        : new { choices = new[] { facet.Choices[random.Next(facet.Choices.Length)].Code }, version };
                    await AnswerAsync(person, facet.Code, said);
                }

        Assert.Equal(before, await ViewsAsync());
        Assert.Equal(announced, (await Host.AnnouncedAsync()).Count);

        Task<string> ViewsAsync() => ReadAsync(Host.AsService("matching"), people);
    }

    [Fact]
    public async Task No_facet_stands_in_an_event_or_in_the_ledger()
    {
        var maya = await Host.AddStudentAsync();
        await DecideAsync("rural", "shared");
        await AnswerAsync(maya, "rural", new { choices = new[] { "small-town" }, purpose = "shared", wish = "lot" });
        await Host.As(maya, "student").DeleteAsync("/api/profile/me/facets/rural").Json(HttpStatusCode.NoContent);
        foreach (var (_, body) in await Host.AnnouncedAsync())
            Assert.DoesNotContain("rural", body.GetRawText(), StringComparison.OrdinalIgnoreCase);
        await using var db = Host.Db();
        Assert.DoesNotContain(await db.Set<Ledger.LedgerRow>().ToListAsync(), r => r.Subject == maya || Encoding.UTF8.GetString(r.Details).Contains("small-town", StringComparison.Ordinal));
    }

    static async Task<string> ReadAsync(HttpClient client, IEnumerable<Guid> ids)
    {
        using var answer = await client.PostAsJsonAsync("/api/profile/views/matching", new { ids });
        return await answer.Content.ReadAsStringAsync();
    }

    Task<HttpResponseMessage> PutAsync(Guid person, string code, object body) => Host.As(person, "student").PutAsJsonAsync($"/api/profile/me/facets/{code}", body);

    async Task AnswerAsync(Guid person, string code, object body) => await PutAsync(person, code, body).Json();

    async Task<JsonElement> FacetAsync(Guid person, string code) =>
        (await Host.As(person, "student").GetAsync("/api/profile/me/facets").Json()).GetProperty("facets").EnumerateArray().Single(f => f.Text("code") == code);

    async Task<JsonElement> MatchingAsync(Guid person) => (await Host.AsService("matching").PostAsJsonAsync("/api/profile/views/matching", new { ids = new[] { person } }).Json())[0];

    async Task<int[]> VersionsAsync(params Guid[] people) => [await Host.VersionAsync(people[0]), await Host.VersionAsync(people[1]), await Host.VersionAsync(people[2])];

    async Task<int> RowsAsync(Guid person)
    {
        await using var db = Host.Db();
        return await db.FacetAnswers.CountAsync(a => a.PersonId == person);
    }

    static string[] Of(JsonElement useProfile, string use) =>
        [.. useProfile.GetProperty("facets").EnumerateArray().Where(f => f.Text("use") == use).Select(f => f.Text("code")!)];

    /// <summary>Changes what one facet may be used for and leaves the others as they are.</summary>
    async Task<JsonElement> DecideAsync(string code, string use)
    {
        var now = await Host.AsAdministrator().GetAsync("/api/profile/use-profile").Json();
        var uses = now.GetProperty("facets").EnumerateArray().ToDictionary(f => f.Text("code")!, f => f.Text("code") == code ? use : f.Text("use"));
        return await Host.AsAdministrator().PutAsJsonAsync("/api/profile/use-profile", new { uses, counsel = "Ada Bell", decidedOn = "2027-02-01", version = now.Int("version") }).Json();
    }
}
