using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mentorship.Testing;

namespace Mentorship.Profile.Tests;

public sealed class SearchOnSqlite(OnSqlite profile) : SearchTests(profile), IClassFixture<OnSqlite>;
public sealed class SearchOnPostgres(OnPostgres profile) : SearchTests(profile), IClassFixture<OnPostgres>;

public abstract class SearchTests(RunningProfile profile) : ProfileTests(profile)
{
    Task<JsonElement> FindAsync(string query = "", HttpStatusCode expected = HttpStatusCode.OK) =>
        Host.AsCoordinator().GetAsync($"/api/profile/people?{query}").Json(expected);

    static string[] Names(JsonElement found) => [.. found.GetProperty("items").EnumerateArray().Select(p => p.Text("name")!)];

    Task<Guid> StudentAsync(string name, string stage, string interest, Guid? cohort = null) =>
        Host.AddAsync(new { role = "student", email = $"{name.Split(' ')[0].ToLowerInvariant()}@students.example", name, stage, interests = new[] { interest } }, cohort);

    [Fact]
    public async Task People_of_every_cohort_are_found_once_with_their_parts()
    {
        var next = await Host.OpenCohortAsync(Host.Programme, "2028");
        var maya = await StudentAsync("Maya Ortiz", "college", "thyroid");
        Assert.Equal(maya, await StudentAsync("Maya Ortiz", "college", "thyroid", next));
        await StudentAsync("Noor Haddad", "doctoral", "stroke", next);
        await Host.AddMentorAsync();

        var all = await FindAsync();
        Assert.Equal(3, all.Int("total"));
        Assert.Equal(["Dr. Amelia Holt", "Maya Ortiz", "Noor Haddad"], Names(all));
        var parts = all.GetProperty("items")[1].GetProperty("parts").EnumerateArray().ToList();
        Assert.Equal(["2027", "2028"], parts.Select(p => p.Text("cohortName")));
        Assert.Equal(("Summer Scholars", "student", "college"), (parts[0].Text("programmeName"), parts[0].Text("role"), parts[0].Text("stage")));
        Assert.Equal(["Thyroid disease"], all.GetProperty("items")[1].Strings("interests"));
        Assert.Equal(["Maya Ortiz", "Noor Haddad"], Names(await FindAsync($"cohort={next}")));
        Assert.Equal(3, (await FindAsync($"programme={Host.Programme}")).Int("total"));

        // Of a cohort that is left out nobody is found, and of who is elsewhere too only that part.
        var without = await FindAsync($"without={next}");
        Assert.Equal((2, "Dr. Amelia Holt", "Maya Ortiz"), (without.Int("total"), Names(without)[0], Names(without)[1]));
        Assert.Equal("2027", Assert.Single(without.GetProperty("items")[1].GetProperty("parts").EnumerateArray()).Text("cohortName"));
        Assert.Equal(0, (await FindAsync($"q=noor&without={next}")).Int("total"));
        Assert.Equal(0, (await FindAsync($"without={next}&without={Host.Cohort}")).Int("total"));
    }

    [Fact]
    public async Task What_is_asked_narrows_what_is_found()
    {
        await StudentAsync("Maya Ortiz", "college", "thyroid");
        await StudentAsync("Noor Haddad", "doctoral", "stroke");
        await StudentAsync("Zoë Årud", "college", "surgery");
        await Host.AddMentorAsync();
        foreach (var (query, names) in ((string, string[])[])[
            ("q=ortiz maya", ["Maya Ortiz"]),
            ("q=ÅRUD", ["Zoë Årud"]),
            ("q=@faculty", ["Dr. Amelia Holt"]),
            ("q=%25", []),
            ("q=_", []),
            ("role=student&stage=college", ["Maya Ortiz", "Zoë Årud"]),
            ("role=mentor&stage=college", []),
            ("interest=thyroid", ["Maya Ortiz"]),
            ("interest=Internal medicine", ["Dr. Amelia Holt", "Maya Ortiz"]), // and everything under it
            ("interest=internal-medicine&role=student", ["Maya Ortiz"]),
            ("interest=brain", ["Noor Haddad"]),
            ("size=2", ["Dr. Amelia Holt", "Maya Ortiz"]),
            ("size=2&page=2", ["Noor Haddad", "Zoë Årud"]),
            ("page=9", [])])
            Assert.Equal(names, Names(await FindAsync(query.Replace(" ", "%20", StringComparison.Ordinal))));
        Assert.Equal(4, (await FindAsync("size=2&page=9")).Int("total"));
    }

    [Fact]
    public async Task The_newest_can_come_first()
    {
        await StudentAsync("Ana One", "college", "thyroid");
        Host.Advance(TimeSpan.FromMinutes(1));
        await StudentAsync("Zed Two", "college", "thyroid");
        Assert.Equal(["Zed Two", "Ana One"], Names(await FindAsync("sort=newest")));
        Assert.Equal(["Ana One", "Zed Two"], Names(await FindAsync("sort=name")));
    }

    [Fact]
    public async Task What_cannot_be_asked_is_said_field_by_field()
    {
        var errors = (await FindAsync("role=dean&stage=collage&interest=cardiolgy", HttpStatusCode.BadRequest)).GetProperty("errors");
        Assert.Equal(["interest", "role", "stage"], errors.EnumerateObject().Select(e => e.Name).Order());
        Assert.Contains("Cardiology", errors.GetProperty("interest")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_of_one_programme_cannot_see_count_or_infer_anothers_people()
    {
        var (winter, winterCoordinator) = await Host.OpenProgrammeAsync("Winter Scholars");
        var theirs = await Host.OpenCohortAsync(winter, "2027");
        // In both: a mentor here, a student there, interested in other things there.
        var maya = await Host.AddAsync(new { role = "mentor", email = "maya@school.example", name = "Maya Ortiz", interests = new[] { "cardiology" } });
        await Host.AsCoordinator(winter).PostAsJsonAsync($"/api/profile/cohorts/{theirs}/people", new { role = "student", email = "maya@school.example", name = "Maya Ortiz", stage = "resident", interests = new[] { "stroke" } }).Json(HttpStatusCode.Created);
        await Host.AsCoordinator(winter).PostAsJsonAsync($"/api/profile/cohorts/{theirs}/people", new { role = "student", email = "noor@school.example", name = "Noor Haddad", stage = "resident", interests = new[] { "stroke" } }).Json(HttpStatusCode.Created);

        var all = await FindAsync();
        Assert.Equal(1, all.Int("total"));
        var found = Assert.Single(all.GetProperty("items").EnumerateArray());
        Assert.Equal(["Cardiology"], found.Strings("interests"));
        Assert.Equal("mentor", Assert.Single(found.GetProperty("parts").EnumerateArray()).Text("role"));
        Assert.DoesNotContain("Winter", all.ToString(), StringComparison.Ordinal);
        // Nothing of the other part answers a question.
        foreach (var query in (string[])["role=student", "stage=resident", "interest=stroke", "interest=brain-mind", "q=noor", "q=noor@school.example"])
            Assert.Equal((0, 0), ((await FindAsync(query)).Int("total"), (await FindAsync(query)).GetProperty("items").GetArrayLength()));
        await FindAsync($"programme={winter}", HttpStatusCode.NotFound);
        await FindAsync($"cohort={theirs}", HttpStatusCode.NotFound);
        await FindAsync($"programme={Host.Programme}&cohort={theirs}", HttpStatusCode.NotFound);
        // Nor in which order they came there.
        Assert.Equal(2, (await Host.As(winterCoordinator, $"coordinator:{winter}").GetAsync("/api/profile/people?sort=newest").Json()).Int("total"));
        Assert.Equal(maya, found.Id());
    }

    [Fact]
    public async Task Only_coordinators_look_for_people()
    {
        var maya = await Host.AddStudentAsync();
        foreach (var other in (HttpClient[])[Host.As(maya, "student"), Host.As(maya, "mentor"), Host.AsAdministrator(), Host.AsService("portal"), Host.AsService("matching")])
            await other.GetAsync("/api/profile/people?q=maya").Json(HttpStatusCode.Forbidden);
        await Host.Stranger().GetAsync("/api/profile/people").Json(HttpStatusCode.Unauthorized);
        // A coordinator of nothing any more finds nobody.
        Assert.Equal(0, (await Host.As(maya, $"coordinator:{ProfileHost.NewId()}").GetAsync("/api/profile/people").Json()).Int("total"));
    }
}
