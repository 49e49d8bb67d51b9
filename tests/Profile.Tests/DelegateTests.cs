using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mentorship.Ledger;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class DelegatesOnSqlite(OnSqlite profile) : DelegateTests(profile), IClassFixture<OnSqlite>;
public sealed class DelegatesOnPostgres(OnPostgres profile) : DelegateTests(profile), IClassFixture<OnPostgres>;

public abstract class DelegateTests(RunningProfile profile) : ProfileTests(profile)
{
    const string Sam = "sam@office.example";

    Task<JsonElement> NameAsync(Guid mentor, string email = Sam, string name = "Sam Okafor", HttpStatusCode expected = HttpStatusCode.NoContent) =>
        Host.As(mentor, "mentor").PostAsJsonAsync("/api/profile/me/delegates", new { email, name }).Json(expected);

    async Task<JsonElement> DelegatesAsync(Guid mentor) => await Host.As(mentor).GetAsync("/api/profile/me/delegates").Json();

    /// <summary>Named, and the id of who answers.</summary>
    async Task<Guid> NamedAsync(Guid mentor, string email = Sam)
    {
        await NameAsync(mentor, email);
        return (await DelegatesAsync(mentor)).EnumerateArray().Single(d => d.Text("email") == email).Id();
    }

    Task<JsonElement> PageAsync(Guid person, Guid mentor, HttpStatusCode expected = HttpStatusCode.OK) =>
        Host.As(person).GetAsync($"/api/profile/mentors/{mentor}/page").Json(expected);

    Task<JsonElement> ChangeAsync(Guid person, Guid mentor, object change, HttpStatusCode expected = HttpStatusCode.OK) =>
        Host.As(person).PutAsJsonAsync($"/api/profile/mentors/{mentor}/page", change).Json(expected);

    async Task<string[]> ActsAsync()
    {
        await using var db = Host.Db();
        return [.. (await db.Set<LedgerRow>().OrderBy(r => r.Seq).ToListAsync()).Where(r => r.Act.Contains("delegate", StringComparison.Ordinal)).Select(r => r.Act)];
    }

    [Fact]
    public async Task A_mentor_names_an_assistant_who_changes_their_page_and_nothing_else_until_it_ends()
    {
        var (holt, other) = (await Host.AddMentorAsync(), await Host.AddMentorAsync("other@faculty.example"));
        var sam = await NamedAsync(holt);
        await NameAsync(holt);
        var invited = Assert.Single(await Host.AnnouncedAsync(), e => e.Type == "person-invited" && e.Body.Text("role") == "delegate").Body;
        Assert.Equal((sam, holt, Host.Programme, 1), (invited.GetProperty("personId").GetGuid(), invited.GetProperty("mentorId").GetGuid(), invited.GetProperty("programmeId").GetGuid(), invited.GetProperty("version").GetInt32()));
        Assert.DoesNotContain("Okafor", invited.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(["delegate"], (await Host.AsService("portal").PostAsJsonAsync("/api/profile/views/contacts", new { ids = new[] { sam } }).Json())[0].GetProperty("roles").EnumerateArray().Select(r => r.GetString()!));

        Assert.Equal(holt, Assert.Single((await Host.As(sam).GetAsync("/api/profile/me/mentors-answered-for").Json()).EnumerateArray()).Id());
        var page = await PageAsync(sam, holt);
        Assert.Equal(("Dr. Amelia Holt", "Cardiologist"), (page.Text("name"), page.GetProperty("mentor").Text("headline")));
        Assert.DoesNotContain("holt@faculty.example", page.GetRawText(), StringComparison.Ordinal);
        foreach (var (person, mentor) in new[] { (sam, other), (other, holt), (holt, holt), (sam, sam) })
        {
            await PageAsync(person, mentor, HttpStatusCode.NotFound);
            await ChangeAsync(person, mentor, new { headline = "Nobody", version = 1 }, HttpStatusCode.NotFound);
        }

        Host.Advance(TimeSpan.FromHours(1));
        var places = new { step = "places", places = new[] { new { cohortId = Host.Cohort, capacity = 4, minimum = 1, paused = false } }, version = 1 };
        Assert.Equal(2, (await ChangeAsync(sam, holt, places)).GetProperty("version").GetInt32());
        var (type, body) = (await Host.AnnouncedAsync())[^1];
        Assert.Equal(("mentor-changed", holt, 2), (type, body.GetProperty("mentorId").GetGuid(), body.GetProperty("version").GetInt32()));
        var me = (await Host.As(holt).GetAsync("/api/profile/me").Json()).GetProperty("mentor");
        Assert.Equal((4, "places"), (me.GetProperty("cohorts")[0].GetProperty("capacity").GetInt32(), Assert.Single(me.GetProperty("steps").EnumerateArray().Select(s => s.GetString()))));
        Assert.Equal("ChangedMeanwhile", (await ChangeAsync(sam, holt, places, HttpStatusCode.Conflict)).Text("code"));
        Assert.True((await ChangeAsync(sam, holt, new { step = "conflicts", version = 2 }, HttpStatusCode.BadRequest)).GetProperty("errors").TryGetProperty("step", out _));
        var row = (await DelegatesAsync(holt))[0];
        Assert.True(row.GetProperty("changedAt").GetDateTimeOffset() > row.GetProperty("namedAt").GetDateTimeOffset());

        await Host.As(sam).DeleteAsync($"/api/profile/me/delegates/{sam}").Json(HttpStatusCode.NotFound);
        await Host.As(holt).DeleteAsync($"/api/profile/me/delegates/{sam}").Json(HttpStatusCode.NoContent);
        await PageAsync(sam, holt, HttpStatusCode.NotFound);
        await ChangeAsync(sam, holt, new { headline = "Nobody", version = 2 }, HttpStatusCode.NotFound);
        Assert.Empty((await Host.As(sam).GetAsync("/api/profile/me/mentors-answered-for").Json()).EnumerateArray());
        Assert.Equal(["delegate.named", "mentor.changed-by-delegate", "delegate.ended"], await ActsAsync());

        // Named again within the day, they know already; later they are told anew.
        await NameAsync(holt);
        await PageAsync(sam, holt);
        Assert.Single(await Host.AnnouncedAsync(), e => e.Type == "person-invited" && e.Body.Text("role") == "delegate");
        await Host.As(holt).DeleteAsync($"/api/profile/me/delegates/{sam}").Json(HttpStatusCode.NoContent);
        Host.Advance(TimeSpan.FromDays(2));
        await NameAsync(holt);
        // The first word of it was seen above; sent a day ago, it may be gone from the outbox by now.
        Assert.Equal(2, (await Host.AnnouncedAsync()).Last(e => e.Type == "person-invited" && e.Body.Text("role") == "delegate").Body.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task The_list_says_what_the_mentor_typed_and_not_who_is_here()
    {
        var (holt, maya) = (await Host.AddMentorAsync(), await Host.AddStudentAsync());
        var minor = await Host.AddAsync(new { role = "student", email = "noor@students.example", name = "Noor Haddad", stage = "high school", interests = new[] { "cardiology" } });
        await NameAsync(holt, "Maya@students.example", "Somebody");
        await NameAsync(holt, "noor@students.example", "Another");
        Assert.Equal([("Another", "noor@students.example"), ("Somebody", "Maya@students.example")], (await DelegatesAsync(holt)).EnumerateArray().Select(d => (d.Text("name")!, d.Text("email")!)));
        await PageAsync(maya, holt);
        // Who is, or may be, a minor is not told and answers for nobody.
        await PageAsync(minor, holt, HttpStatusCode.NotFound);
        Assert.Equal([maya], (await Host.AnnouncedAsync()).Where(e => e.Type == "person-invited" && e.Body.Text("role") == "delegate").Select(e => e.Body.GetProperty("personId").GetGuid()));
    }

    [Fact]
    public async Task Only_a_mentor_names_others_and_only_a_few()
    {
        var (holt, maya) = (await Host.AddMentorAsync(), await Host.AddStudentAsync());
        await NameAsync(maya, expected: HttpStatusCode.NotFound);
        var errors = (await NameAsync(holt, "sam", "", HttpStatusCode.BadRequest)).GetProperty("errors");
        Assert.Equal(["email", "name"], errors.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal("Yourself", (await NameAsync(holt, "Holt@faculty.example", expected: HttpStatusCode.Conflict)).Text("code"));
        // Seven at once: the ledger lets one of them in after the other, and five stay.
        var answers = await Task.WhenAll(Enumerable.Range(1, 7).Select(i => Host.As(holt).PostAsJsonAsync("/api/profile/me/delegates", new { email = $"a{i}@office.example", name = "A" })));
        Assert.Equal((5, 2), (answers.Count(a => a.StatusCode == HttpStatusCode.NoContent), answers.Count(a => a.StatusCode == HttpStatusCode.Conflict)));
        await using var db = Host.Db();
        Assert.Equal(5, await db.Delegates.CountAsync());
    }

    [Fact]
    public async Task Two_mentors_name_the_same_stranger_at_once_and_both_are_answered_for()
    {
        var (holt, other) = (await Host.AddMentorAsync(), await Host.AddMentorAsync("other@faculty.example"));
        await Task.WhenAll(NameAsync(holt), NameAsync(other), NameAsync(holt));
        var sam = Assert.Single((await DelegatesAsync(holt)).EnumerateArray()).Id();
        Assert.Equal(2, (await Host.As(sam).GetAsync("/api/profile/me/mentors-answered-for").Json()).GetArrayLength());
        Assert.Equal([1, 2], (await Host.AnnouncedAsync()).Where(e => e.Type == "person-invited" && e.Body.Text("role") == "delegate").Select(e => e.Body.GetProperty("version").GetInt32()).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_stands_in_the_copies_of_both_and_goes_with_either(bool mentorGoes)
    {
        var holt = await Host.AddMentorAsync();
        var sam = await NamedAsync(holt);
        foreach (var person in new[] { holt, sam })
            Assert.Contains("Sam Okafor", (await Host.As(person).GetAsync("/api/profile/me/export").Json()).GetProperty("tables").EnumerateArray().Single(t => t.Text("table") == "delegates").GetProperty("rows").GetRawText(), StringComparison.Ordinal);
        await Host.As(mentorGoes ? holt : sam).PostAsync("/api/profile/me/erasure/now", null).Json(HttpStatusCode.NoContent);
        await using var db = Host.Db();
        Assert.Equal(0, await db.Delegates.CountAsync());
        Assert.Empty((await Host.As(mentorGoes ? sam : holt).GetAsync(mentorGoes ? "/api/profile/me/mentors-answered-for" : "/api/profile/me/delegates").Json()).EnumerateArray());
    }
}
