using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Mentorship.Contracts;
using Mentorship.Profile.Outcomes;
using Mentorship.Profile.Vocabulary;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class OutcomesOnSqlite(OnSqlite profile) : OutcomeTests(profile), IClassFixture<OnSqlite>;
public sealed class OutcomesOnPostgres(OnPostgres profile) : OutcomeTests(profile), IClassFixture<OnPostgres>;

public abstract class OutcomeTests(RunningProfile profile) : ProfileTests(profile)
{
    [Fact]
    public async Task A_publication_is_asked_about_when_the_time_to_take_it_back_is_over_and_counted_once_it_is_out()
    {
        var students = await Host.JoinAsync(2);
        var publication = await Host.HearOfAsync(new { state = "pending" }, goesOutIn: TimeSpan.FromMinutes(30));
        await Host.PublishAsync([]);
        Assert.Equal(0, MatchingStandIn.AskedAbout(publication));

        Host.Advance(TimeSpan.FromMinutes(30));
        await Eventually.True("it is asked", () => MatchingStandIn.AskedAbout(publication) > 1);
        Assert.Null((await Host.RoundAsync(publication))!.FrozenAt);
        MatchingStandIn.Says(publication, null);
        await Eventually.True("Matching is away", () => MatchingStandIn.AskedAbout(publication) > 2);
        MatchingStandIn.Says(publication, Publishing.Out(Host.Clock.GetUtcNow(), students.Matched(1)));
        Host.Advance(TimeSpan.FromMinutes(1));
        await Host.FrozenAsync(publication);

        var kept = (await Host.OfCohortAsync()).GetProperty("publications")[0];
        Assert.Equal((publication, 2, 1), (kept.Id(), kept.GetProperty("measures").Int("students"), kept.GetProperty("measures").Int("matched")));
    }

    [Fact]
    public async Task A_publication_that_is_taken_back_leaves_nothing()
    {
        var publication = await Host.HearOfAsync(new { state = "takenBack" });
        await Eventually.True("it is forgotten", async () => await Host.RoundAsync(publication) is null);
        Assert.Equal(0, (await Host.OfCohortAsync()).GetProperty("publications").GetArrayLength());
        await using var db = Host.Db();
        Assert.False(await db.SealedCounts.AnyAsync());
    }

    [Fact]
    public async Task What_was_counted_once_stays_whatever_happens_later()
    {
        var students = await Host.JoinAsync(20, ("rural", "rural"));
        var publication = await Host.PublishAsync(students.Matched(12));
        var before = (await Host.OfCohortAsync()).GetRawText();

        MatchingStandIn.Says(publication, Publishing.Out(Host.Clock.GetUtcNow(), students.Matched(20)));
        await Host.HearAsync(new RunPublished
        {
            CohortId = Host.Cohort, RunId = ProfileHost.NewId(), PublicationId = publication, Version = 2, Pairs = 1, GoesOutAt = Host.Clock.GetUtcNow(), PublishedAt = Host.Clock.GetUtcNow(),
        });
        await Host.PublishAsync([]);
        var after = await Host.OfCohortAsync();
        Assert.Equal(before, $$"""{"publications":[{{after.GetProperty("publications")[1].GetRawText()}}],"years":[]}""");
    }

    [Fact]
    public async Task A_year_that_is_over_has_one_figure_of_each_question_for_reviewers_and_it_stays_the_same()
    {
        var (rural, city) = (await Host.JoinAsync(20, ("rural", "rural"), ("gender", "woman")), await Host.JoinAsync(40, ("rural", "city"), ("gender", "woman")));
        var silent = await Host.JoinAsync(3);
        await Host.PublishAsync([.. rural.Matched(10, firstChoice: 5), .. city.Matched(35, firstChoice: 10), .. silent.Matched(0)]);
        Assert.Equal(0, (await Host.FiguresAsync()).GetProperty("years").GetArrayLength());
        await Host.AsReviewer().GetAsync("/api/profile/outcomes?year=2027").Json(HttpStatusCode.NotFound);

        await Host.CloseYearAsync();

        var figures = await Host.FiguresAsync();
        Assert.Equal((2027, 1, 63), (figures.Int("year"), figures.Int("publications"), figures.Int("students")));
        var where = figures.Of("rural");
        Assert.Equal(("Rural upbringing", true, 2027), (where.Text("name"), where.GetProperty("background").GetBoolean(), where.Int("from")));
        var figure = where.GetProperty("figure");
        Assert.Equal((60, 75), (figure.Int("people"), figure.GetProperty("all")[0].Int("percent")));
        // Nobody said "in a small town": that it is nobody is not told either.
        Assert.Equal([("In a rural place+In a small town", true, 20), ("In a city or suburb", false, 40)],
            figure.GetProperty("groups").EnumerateArray().Select(g => (string.Join('+', g.Strings("names")), g.GetProperty("rest").GetBoolean(), g.Int("people"))).OrderBy(g => g.Item3));
        var shares = figure.GetProperty("groups").EnumerateArray().Single(g => g.Int("people") == 20).GetProperty("shares");
        Assert.Equal([("matched", 50, -38), ("first-choice", 25, 0)], shares.EnumerateArray().Select(s => (s.Text("measure"), s.Int("percent"), s.Int("points"))));
        Assert.True(shares[0].Int("high") < 0);
        // One answer alone is no group to compare with.
        Assert.False(figures.Of("gender").Has("figure"));
        Assert.False(figures.Of("veteran").Has("figure"));
        Assert.DoesNotContain(figures.GetProperty("figures").EnumerateArray(), f => f.Text("code") == "national-origin");

        await Host.As(rural[0], "student").DeleteAsync("/api/profile/me/facets/rural").Json(HttpStatusCode.NoContent);
        await Host.PublishAsync((await Host.JoinAsync(30, ("rural", "small-town"))).Matched(15));
        Assert.Equal(figures.GetRawText(), (await Host.FiguresAsync()).GetRawText());
    }

    [Fact]
    public async Task What_is_too_few_waits_for_the_next_year_and_goes_into_one_figure()
    {
        await Host.PublishAsync([.. (await Host.JoinAsync(12, ("veteran", "no"))).Matched(6), .. (await Host.JoinAsync(6, ("veteran", "served"))).Matched(3)]);
        await Host.CloseYearAsync();
        Assert.False((await Host.FiguresAsync()).Of("veteran").Has("figure"));
        await Host.PublishAsync([.. (await Host.JoinAsync(4, ("veteran", "serving"))).Matched(2)]);

        await Host.CloseYearAsync();

        var pooled = (await Host.FiguresAsync()).Of("veteran");
        Assert.Equal((2027, 22), (pooled.Int("from"), pooled.GetProperty("figure").Int("people")));
        Assert.False((await Host.FiguresAsync(2027)).Of("veteran").Has("figure"));
        await Host.PublishAsync((await Host.JoinAsync(1, ("veteran", "no"))).Matched(1));
        await Host.CloseYearAsync();
        var next = (await Host.FiguresAsync()).Of("veteran");
        Assert.Equal((2029, false), (next.Int("from"), next.Has("figure")));
        Assert.Equal([2029, 2028, 2027], (await Host.FiguresAsync()).GetProperty("years").EnumerateArray().Select(y => y.GetInt32()));
    }

    [Fact]
    public async Task Nobody_is_counted_twice_and_silence_refusal_and_what_is_not_asked_not_at_all()
    {
        var (yes, no) = (await Host.JoinAsync(20, ("disability", "yes")), await Host.JoinAsync(20, ("disability", "no")));
        var refusing = await Host.JoinAsync(10);
        foreach (var person in refusing)
            await Host.As(person, "student").PutAsJsonAsync("/api/profile/me/facets/disability", new { declined = true }).Json();
        await DecideAsync("religion", "notCollected");
        await Host.PublishAsync([.. yes.Matched(10), .. no.Matched(10), .. refusing.Matched(5)]);
        await Host.PublishAsync([.. yes.Matched(20).Concat(no.Matched(20)).Select(s => s with { Before = true })]);

        await Host.CloseYearAsync();

        var figures = await Host.FiguresAsync();
        Assert.Equal((50, 2), (figures.Int("students"), figures.Int("publications")));
        var figure = figures.Of("disability").GetProperty("figure");
        Assert.Equal((40, 50), (figure.Int("people"), figure.GetProperty("all")[0].Int("percent")));
        Assert.DoesNotContain(figures.GetProperty("figures").EnumerateArray(), f => f.Text("code") == "religion");
    }

    [Fact]
    public async Task Mentors_are_compared_by_how_many_students_they_carry()
    {
        var mentors = new List<(Guid Id, int Load)>();
        for (var n = 0; n < 40; n++)
        {
            mentors.Add((await Host.AddMentorAsync($"m{n}@faculty.example"), n < 20 ? n < 14 ? 2 : 0 : n < 26 ? 3 : 1));
            await Host.As(mentors[^1].Id, "mentor").PutAsJsonAsync("/api/profile/me/facets/gender", new { choices = new[] { n < 20 ? "woman" : "man" } }).Json();
        }
        await Host.PublishAsync((await Host.JoinAsync(1)).Matched(1), mentors: [.. mentors]);

        await Host.CloseYearAsync();

        var figure = (await Host.FiguresAsync()).Of("gender", "mentor").GetProperty("figure");
        var group = figure.GetProperty("groups").EnumerateArray().Single(g => g.Strings("names") is ["Woman"]);
        Assert.Equal((20, "two-or-more", 70, 40), (group.Int("people"), group.GetProperty("shares")[0].Text("measure"), group.GetProperty("shares")[0].Int("percent"), group.GetProperty("shares")[0].Int("points")));
        // Of the men none has nobody: how many have anybody is not shown of either.
        Assert.Single(group.GetProperty("shares").EnumerateArray());
    }

    [Fact]
    public async Task Coordinators_see_their_programmes_share_of_what_no_law_protects_while_the_school_lets_it_be_used_in_matching()
    {
        var (other, _) = await Host.OpenProgrammeAsync("Research Year");
        var elsewhere = await Host.OpenCohortAsync(other, "2027");
        Placed[] here = [.. (await Host.JoinAsync(20, ("rural", "rural"), ("gender", "woman"))).Matched(10), .. (await Host.JoinAsync(20, ("rural", "city"), ("gender", "man"))).Matched(12),
            .. (await Host.JoinAsync(20, ("rural", "small-town"), ("gender", "man"))).Matched(10)];
        await Host.PublishAsync(here);
        Placed[] there = [.. (await Host.JoinAsync(12, ("rural", "rural"))).Matched(6), .. (await Host.JoinAsync(12, ("rural", "city"))).Matched(6), .. (await Host.JoinAsync(12, ("rural", "small-town"))).Matched(6)];
        await Host.PublishAsync(there, elsewhere);
        Assert.Equal(0, (await Host.OfCohortAsync()).GetProperty("years").GetArrayLength());

        await Host.CloseYearAsync();

        var year = Assert.Single((await Host.OfCohortAsync()).GetProperty("years").EnumerateArray());
        Assert.Equal(["first-in-family", "rural", "socioeconomic"], year.GetProperty("figures").EnumerateArray().Select(f => f.Text("code")));
        Assert.Equal((60, 53), (year.Of("rural").GetProperty("figure").Int("people"), year.Of("rural").GetProperty("figure").GetProperty("all")[0].Int("percent")));
        Assert.Equal(96, (await Host.FiguresAsync()).Of("rural").GetProperty("figure").Int("people"));
        Assert.True((await Host.FiguresAsync()).Of("gender").Has("figure"));
        await Host.AsCoordinator(other).GetAsync($"/api/profile/cohorts/{Host.Cohort}/outcomes").Json(HttpStatusCode.NotFound);

        await DecideAsync("rural", "reporting");
        year = Assert.Single((await Host.OfCohortAsync()).GetProperty("years").EnumerateArray());
        Assert.Equal(["first-in-family", "socioeconomic"], year.GetProperty("figures").EnumerateArray().Select(f => f.Text("code")));
        Assert.Equal(96, (await Host.FiguresAsync()).Of("rural").GetProperty("figure").Int("people"));
    }

    [Fact]
    public async Task What_is_kept_holds_no_person_and_no_count_that_can_be_read()
    {
        var students = await Host.JoinAsync(3, ("gender", "nonbinary"));
        var publication = await Host.PublishAsync(students.Matched(1));
        await Host.CloseYearAsync();
        await using var db = Host.Db();
        var counted = await db.SealedCounts.AsNoTracking().Where(c => c.PublicationId == publication).ToListAsync();
        // By stage, and for each question of eleven but one, of students and of mentors.
        Assert.Equal(21, counted.Count);
        Assert.Single(counted.Select(c => c.Counts.Length).Distinct());
        Assert.All(counted, c => Assert.True(c.Counts.AsSpan().IndexOf("nonbinary"u8) < 0));
        var round = (await Host.RoundAsync(publication))!;
        Assert.All(students, s => Assert.DoesNotContain(s.ToString(), round.Measures, StringComparison.OrdinalIgnoreCase));
        Assert.All(await db.FrozenFigures.AsNoTracking().ToListAsync(), f => Assert.Null(f.Shown));
    }

    [Fact]
    public async Task Two_processes_close_a_year_once()
    {
        await Host.PublishAsync([.. (await Host.JoinAsync(10, ("rural", "rural"))).Matched(5), .. (await Host.JoinAsync(10, ("rural", "city"))).Matched(5)]);
        await Host.CloseYearAsync();
        await using var db = Host.Db();
        Assert.Equal(1, await db.ClosedYears.CountAsync());
        Assert.Equal(1, await db.FrozenFigures.CountAsync(f => f.Division == "rural" && f.Role == "student" && f.ProgrammeId == FrozenFigure.Everybody));
        Assert.True(await db.SealedCounts.Where(c => c.Division == "rural" && c.Role == "student").AllAsync(c => c.Year == 2027));
    }

    [Fact]
    public async Task Figures_are_for_reviewers_and_reviewers_for_figures()
    {
        foreach (var client in (HttpClient[])[Host.AsAdministrator(), Host.AsCoordinator(), Host.As(ProfileHost.NewId(), "student"), Host.AsService("portal"), Host.AsService("matching")])
            await client.GetAsync("/api/profile/outcomes").Json(HttpStatusCode.Forbidden);
        foreach (var route in (string[])["people", "use-profile", "reviewers", "corrections", "taxonomy/suggestions"])
            Assert.True((await Host.AsReviewer().GetAsync($"/api/profile/{route}")).StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, route);
        await Host.AsReviewer().GetAsync($"/api/profile/cohorts/{Host.Cohort}/outcomes").Json(HttpStatusCode.NotFound);
        Assert.Equal(0, (await Host.AsReviewer().GetAsync("/api/profile/programmes").Json()).GetArrayLength());
    }

    [Fact]
    public async Task Administrators_appoint_reviewers_who_are_invited_once_and_remove_them_again()
    {
        var invited = (await Host.AnnouncedAsync()).Count;
        var appointed = (await AppointAsync("marchetti@faculty.example")).GetProperty("personId").GetGuid();
        Assert.Equal(appointed, (await AppointAsync("Marchetti@faculty.example")).GetProperty("personId").GetGuid());

        var told = Assert.Single((await Host.AnnouncedAsync()).Skip(invited), e => e.Type == "person-invited").Body;
        Assert.Equal((appointed, "reviewer"), (told.GetProperty("personId").GetGuid(), told.Text("role")));
        Assert.Equal(["reviewer"], await RolesAsync(appointed));
        var listed = Assert.Single((await Host.AsAdministrator().GetAsync("/api/profile/reviewers").Json()).EnumerateArray());
        Assert.Equal((appointed, "Prof. Marchetti"), (listed.Id(), listed.Text("name")));

        await Host.AsAdministrator().DeleteAsync($"/api/profile/reviewers/{appointed}").Json(HttpStatusCode.NoContent);
        await Host.AsAdministrator().DeleteAsync($"/api/profile/reviewers/{appointed}").Json(HttpStatusCode.NotFound);
        Assert.Empty(await RolesAsync(appointed));
        Assert.Contains(await Host.AnnouncedAsync(), e => e.Type == "addresses-changed" && e.Body.GetProperty("personId").GetGuid() == appointed);
        await Host.AsCoordinator().PostAsJsonAsync("/api/profile/reviewers", new { email = "x@faculty.example", name = "X" }).Json(HttpStatusCode.Forbidden);
        await Host.AsAdministrator().PostAsJsonAsync("/api/profile/reviewers", new { email = "nobody", name = "" }).Json(HttpStatusCode.BadRequest);

        Task<JsonElement> AppointAsync(string email) => Host.AsAdministrator().PostAsJsonAsync("/api/profile/reviewers", new { email, name = "Prof. Marchetti" }).Json(HttpStatusCode.Created);
        async Task<string[]> RolesAsync(Guid person) => (await Host.AsService("portal").PostAsJsonAsync("/api/profile/views/contacts", new { ids = new[] { person } }).Json())[0].Strings("roles");
    }

    [Fact]
    public async Task An_office_does_not_let_anybody_into_a_reviewers_account()
    {
        var maya = await Host.AddStudentAsync();
        await Host.AsAdministrator().PostAsJsonAsync("/api/profile/reviewers", new { email = "maya@students.example", name = "Maya Ortiz" }).Json(HttpStatusCode.Created);
        var refused = await Host.AsCoordinator().PutAsJsonAsync($"/api/profile/cohorts/{Host.Cohort}/people/{maya}/recovery", new { email = "other@students.example", @checked = "call" }).Json(HttpStatusCode.Conflict);
        Assert.Equal("TheyDecide", refused.Text("code"));
    }

    async Task DecideAsync(string facet, string use)
    {
        var now = await Host.AsAdministrator().GetAsync("/api/profile/use-profile").Json();
        var uses = Facets.All.ToDictionary(f => f.Code, f => f.Code == facet ? use : now.GetProperty("facets").EnumerateArray().Single(v => v.Text("code") == f.Code).Text("use"));
        await Host.AsAdministrator().PutAsJsonAsync("/api/profile/use-profile", new { uses, counsel = "Ada Bell", decidedOn = "2027-02-01", version = now.Int("version") }).Json();
    }
}
