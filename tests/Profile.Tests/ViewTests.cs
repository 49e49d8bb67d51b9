using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mentorship.Testing;

namespace Mentorship.Profile.Tests;

public sealed class ViewsOnSqlite(OnSqlite profile) : ViewTests(profile), IClassFixture<OnSqlite>;
public sealed class ViewsOnPostgres(OnPostgres profile) : ViewTests(profile), IClassFixture<OnPostgres>;

public abstract class ViewTests(RunningProfile profile) : ProfileTests(profile)
{
    Task<JsonElement> ViewAsync(string service, string route, params Guid[] ids) => Host.AsService(service).PostAsJsonAsync($"/api/profile/{route}", new { ids }).Json();

    [Fact]
    public async Task Whoever_is_or_may_be_a_minor_is_marked_and_is_no_mentor()
    {
        async Task<Guid> AddAsync(string name, string stage, string? minorUntil) =>
            await Host.AddAsync(new { role = "student", email = $"{name}@students.example", name, stage, interests = new[] { "heart" }, minorUntil });

        var unknown = await AddAsync("unknown", "high school", null);
        var soon = await AddAsync("soon", "college", "2027-03-02");
        var grown = await AddAsync("grown", "high school", "adult");
        var usual = await AddAsync("usual", "college", null);
        var views = await ViewAsync("matching", "views/matching", unknown, soon, grown, usual);
        var minors = views.EnumerateArray().Where(v => v.GetProperty("student").GetProperty("minor").GetBoolean()).Select(v => v.Id());
        Assert.Equal(((Guid[])[unknown, soon]).Order(), minors.Order());

        // A college student who mentors, and of whom the office then learns that they are seventeen.
        Assert.Equal(usual, await Host.AddMentorAsync("usual@students.example"));
        Assert.True((await ViewAsync("matching", "views/matching", usual))[0].Has("mentor"));
        await Host.ImportAsync("email,name,stage,interests,minor_until\nusual@students.example,usual,college,heart,2028-01-01\n");
        var view = (await ViewAsync("matching", "views/matching", usual))[0];
        Assert.True(view.GetProperty("student").GetProperty("minor").GetBoolean());
        Assert.False(view.Has("mentor"));
    }

    [Fact]
    public async Task Matching_gets_neither_name_nor_address_nor_free_text()
    {
        var id = await Host.AddAsync(new { role = "mentor", email = "marked@faculty.example", name = "Marked Name", interests = new[] { "heart" }, about = "marked words", headline = "Marked line", capacity = 3 });
        var view = await ViewAsync("matching", "views/matching", id);
        Assert.DoesNotContain("marked", view.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(3, view[0].GetProperty("mentor").GetProperty("cohorts")[0].Int("capacity"));
    }

    [Fact]
    public async Task Cards_show_names_and_no_address()
    {
        var maya = await Host.AddStudentAsync();
        var holt = await Host.AddMentorAsync();
        var cards = await ViewAsync("portal", "cards", maya, holt);
        Assert.DoesNotContain("@", cards.GetRawText(), StringComparison.Ordinal);
        var card = cards.EnumerateArray().Single(c => c.Id() == holt);
        Assert.Equal(("Dr. Amelia Holt", "Amelia", "Cardiologist"), (card.Text("name"), card.Text("givenName"), card.Text("headline")));
        Assert.Equal(["Cardiology"], card.Strings("interests"));
    }

    [Fact]
    public async Task Contacts_say_whom_to_write_to_and_which_roles_they_have()
    {
        var maya = await Host.AddStudentAsync();
        var contacts = await ViewAsync("notification", "views/contacts", maya, Host.Coordinator);
        var student = contacts.EnumerateArray().Single(c => c.Id() == maya);
        Assert.Equal(("maya@students.example", "America/Chicago"), (student.Text("email"), student.Text("timeZone")));
        Assert.Equal(["student"], student.Strings("roles"));
        Assert.Equal([$"coordinator:{Host.Programme}"], contacts.EnumerateArray().Single(c => c.Id() == Host.Coordinator).Strings("roles"));
    }

    [Fact]
    public async Task Views_are_for_the_services_they_are_made_for()
    {
        var maya = await Host.AddStudentAsync();
        (string Route, string[] For)[] views = [("cards", ["portal"]), ("views/matching", ["matching"]), ("views/contacts", ["portal", "notification"])];
        foreach (var (route, callers) in views)
        {
            string[] others = [.. ((string[])["portal", "matching", "notification", "cli"]).Except(callers)];
            foreach (var other in others)
                await Host.AsService(other).PostAsJsonAsync($"/api/profile/{route}", new { ids = new[] { maya } }).Json(HttpStatusCode.Forbidden);
            foreach (var person in (HttpClient[])[Host.As(maya, "student"), Host.AsCoordinator(), Host.AsAdministrator()])
                await person.PostAsJsonAsync($"/api/profile/{route}", new { ids = new[] { maya } }).Json(HttpStatusCode.Forbidden);
            await Host.Stranger().PostAsJsonAsync($"/api/profile/{route}", new { ids = new[] { maya } }).Json(HttpStatusCode.Unauthorized);
        }
        await Host.AsService("portal").PostAsJsonAsync("/api/profile/cards", new { ids = Enumerable.Range(0, 201).Select(_ => ProfileHost.NewId()) }).Json(HttpStatusCode.BadRequest);
        Assert.Equal(0, (await ViewAsync("portal", "cards", ProfileHost.NewId())).GetArrayLength());
    }

    [Fact]
    public async Task Services_learn_what_a_cohort_is_called_and_people_do_not()
    {
        Assert.Equal("Summer Scholars", (await Host.AsService("matching").GetAsync($"/api/profile/cohorts/{Host.Cohort}/summary").Json()).Text("programmeName"));
        await Host.AsCoordinator().GetAsync($"/api/profile/cohorts/{Host.Cohort}/summary").Json(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_taxonomy_is_for_whoever_has_a_token_and_every_term_hangs_in_the_tree()
    {
        var taxonomy = await Host.AsService("matching").GetAsync("/api/profile/taxonomy").Json();
        var terms = taxonomy.GetProperty("terms").EnumerateArray().ToList();
        Assert.True(terms.Count >= 150);
        var codes = terms.Select(t => t.Text("code")!).ToHashSet();
        Assert.All(terms, t => Assert.True(t.Text("parent") is not { } parent || codes.Contains(parent)));
        await Host.Stranger().GetAsync("/api/profile/taxonomy").Json(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Every_route_is_described()
    {
        var document = await Host.Stranger().GetAsync("/openapi/profile.json").Json();
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => (p.Name, o.Value))).ToList();
        Assert.Contains(operations, o => o.Name == "/api/profile/imports/{id}/rejected.csv");
        Assert.All(operations, o => Assert.False(string.IsNullOrEmpty(o.Value.Text("summary")), o.Name));
    }
}
