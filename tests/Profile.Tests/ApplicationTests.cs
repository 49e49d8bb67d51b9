using System.Net;
using System.Net.Http.Json;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;
using static Mentorship.Profile.Tests.Applying;

namespace Mentorship.Profile.Tests;

public sealed class ApplicationsOnSqlite(OnSqlite profile) : ApplicationTests(profile), IClassFixture<OnSqlite>;
public sealed class ApplicationsOnPostgres(OnPostgres profile) : ApplicationTests(profile), IClassFixture<OnPostgres>;

public abstract class ApplicationTests(RunningProfile profile) : ProfileTests(profile)
{
    [Fact]
    public async Task A_programme_has_a_page_once_its_coordinator_shows_it()
    {
        await Host.Portal().GetAsync($"/api/profile/public/programmes/{Slug}").Json(HttpStatusCode.NotFound);
        Assert.Equal(0, (await Host.Portal().GetAsync("/api/profile/public/programmes").Json()).GetArrayLength());

        await Host.ShowPageAsync();
        await Host.TakeApplicationsAsync(placeLimit: 30, from: "2027-03-08T09:00", until: "2027-03-20T17:00");

        var page = await Host.Portal().GetAsync($"/api/profile/public/programmes/{Slug}").Json();
        Assert.Equal(["high-school", "college"], page.Strings("stages"));
        var cohort = page.GetProperty("cohort");
        // The clocks go forward in Chicago on the 14th.
        Assert.Equal(new DateTimeOffset(2027, 3, 8, 15, 0, 0, TimeSpan.Zero), cohort.GetProperty("from").GetDateTimeOffset());
        Assert.Equal(new DateTimeOffset(2027, 3, 20, 22, 0, 0, TimeSpan.Zero), cohort.GetProperty("until").GetDateTimeOffset());
        Assert.Equal((30, false), (cohort.Int("placeLimit"), cohort.GetProperty("isOpen").GetBoolean()));
        Assert.Equal(1, (await Host.Portal().GetAsync("/api/profile/public/programmes").Json()).GetArrayLength());
    }

    [Fact]
    public async Task An_hour_that_the_clocks_skip_and_an_end_before_the_beginning_are_refused()
    {
        var path = $"/api/profile/cohorts/{Host.Cohort}/applying";
        var skipped = await Host.AsCoordinator().PutAsJsonAsync(path, new { from = "2027-03-14T02:30", version = 1 }).Json(HttpStatusCode.BadRequest);
        Assert.Contains("skip this hour", skipped.GetProperty("errors").GetProperty("from")[0].GetString());
        var backwards = await Host.AsCoordinator().PutAsJsonAsync(path, new { from = "2027-03-10T09:00", until = "2027-03-09T09:00", placeLimit = 0, version = 1 }).Json(HttpStatusCode.BadRequest);
        Assert.Equal(["placeLimit", "until"], backwards.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
    }

    [Fact]
    public async Task Where_places_are_not_limited_the_right_code_is_a_place()
    {
        await Host.ShowPageAsync();
        await Host.TakeApplicationsAsync();

        var confirmed = await Host.AppliedAsync(Form());

        Assert.Equal(("right", "admitted"), (confirmed.Text("result"), confirmed.Text("state")));
        var person = (await Host.AsCoordinator().GetAsync($"/api/profile/cohorts/{Host.Cohort}/people").Json()).GetProperty("items")[0];
        Assert.Equal(("Maya Ortiz", "maya@students.example", "college"), (person.Text("name"), person.Text("email"), person.Text("stage")));
        var events = await Host.AnnouncedAsync();
        Assert.Equal(1, events.Count(e => e.Type == "student-changed"));
        var invited = events.Last(e => e.Type == "person-invited").Body;
        Assert.Equal(("student", person.Id()), (invited.Text("role"), invited.GetProperty("personId").GetGuid()));
        var view = (await Host.AsService("matching").PostAsJsonAsync("/api/profile/views/matching", new { ids = new[] { person.Id() } }).Json())[0];
        Assert.Equal(Host.Cohort, view.GetProperty("student").GetProperty("cohorts")[0].GetGuid());
    }

    [Fact]
    public async Task Where_places_are_limited_an_application_waits_and_nobody_is_in_the_pool()
    {
        await Host.ShowPageAsync();
        await Host.TakeApplicationsAsync(placeLimit: 10);

        Assert.Equal("applied", (await Host.AppliedAsync(Form())).Text("state"));

        var application = Assert.Single((await Host.ApplicationsAsync()).EnumerateArray());
        Assert.Equal(("applied", "link", "College"), (application.Text("state"), application.Text("source"), application.Text("stage")));
        Assert.Equal(0, (await Host.AsCoordinator().GetAsync($"/api/profile/cohorts/{Host.Cohort}/people").Json()).Int("total"));
        var person = application.GetProperty("personId").GetGuid();
        var view = (await Host.AsService("matching").PostAsJsonAsync("/api/profile/views/matching", new { ids = new[] { person } }).Json())[0];
        Assert.Equal(0, view.GetProperty("student").GetProperty("cohorts").GetArrayLength());
        Assert.Equal("applicant", (await Host.AnnouncedAsync()).Last(e => e.Type == "person-invited").Body.Text("role"));
    }

    [Fact]
    public async Task Before_the_code_nobody_is_a_person_and_what_was_written_lies_sealed()
    {
        await Host.ShowPageAsync();
        var question = (await Host.TakeApplicationsAsync(questions: [new { kind = "text", wording = "Why?", required = true }])).GetProperty("questions")[0].Id();

        var sent = await Host.ApplyAsync(Form("zq.marked@students.example", name: "Zq Marked", answers: new Dictionary<string, string> { [$"{question}"] = "zq marked words" })).Json(HttpStatusCode.Created);

        Assert.Equal(6, sent.Text("code")!.Length);
        Assert.DoesNotContain("marked", await Host.EverythingAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty((await Host.ApplicationsAsync()).EnumerateArray());

        await Host.ConfirmAsync(sent);
        var application = Assert.Single((await Host.ApplicationsAsync()).EnumerateArray());
        Assert.Equal(("Why?", "zq marked words"), (application.GetProperty("answers")[0].Text("question"), application.GetProperty("answers")[0].Text("given")));
        // Name and address stand in the person's row alone; what was answered stays sealed, with one key: the person's.
        Assert.DoesNotContain("marked words", await Host.EverythingAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, await Host.KeysAsync());
    }

    [Fact]
    public async Task What_nobody_confirms_within_a_day_is_gone_with_its_key()
    {
        await Host.ShowPageAsync();
        await Host.TakeApplicationsAsync();
        await Host.ApplyAsync(Form()).Json(HttpStatusCode.Created);
        Assert.Equal(1, await Host.KeysAsync());

        Host.Advance(TimeSpan.FromHours(26));

        await Eventually.Holds(async () =>
        {
            await using var db = Host.Db();
            Assert.Equal((0, 0, 0), (await db.Applications.CountAsync(), await db.AddressChecks.CountAsync(), await Host.KeysAsync()));
        });
    }

    [Fact]
    public async Task Five_wrong_codes_end_it_and_a_new_code_begins_again()
    {
        await Host.ShowPageAsync();
        await Host.TakeApplicationsAsync();
        var sent = await Host.ApplyAsync(Form()).Json(HttpStatusCode.Created);
        var wrong = sent.Text("code") == "000000" ? "000001" : "000000";
        for (var left = 4; left > 0; left--)
            Assert.Equal(left, (await Host.ConfirmAsync(sent, wrong)).Int("left"));
        Assert.Equal("tooOften", (await Host.ConfirmAsync(sent, wrong)).Text("result"));
        Assert.Equal("tooOften", (await Host.ConfirmAsync(sent)).Text("result"));

        var again = await Host.Portal().PostAsJsonAsync($"/api/profile/applications/{sent.Id()}/code", new { }).Json();
        Assert.Equal((false, "maya@students.example"), (again.Has("name"), again.Text("email")));
        Assert.Equal("right", (await Host.ConfirmAsync(again)).Text("result"));
        Assert.Equal("right", (await Host.ConfirmAsync(again)).Text("result"));
    }

    [Fact]
    public async Task A_code_is_late_after_half_an_hour()
    {
        await Host.ShowPageAsync();
        await Host.TakeApplicationsAsync();
        var sent = await Host.ApplyAsync(Form()).Json(HttpStatusCode.Created);
        Host.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal("late", (await Host.ConfirmAsync(sent)).Text("result"));
    }

    [Fact]
    public async Task The_sixth_code_to_an_address_within_a_quarter_of_an_hour_is_not_mailed()
    {
        await Host.ShowPageAsync();
        await Host.TakeApplicationsAsync();
        for (var i = 0; i < 5; i++)
            await Host.ApplyAsync(Form("MAYA@students.example")).Json(HttpStatusCode.Created);
        Assert.Equal("TooOften", (await Host.ApplyAsync(Form()).Json(HttpStatusCode.Conflict)).Text("code"));
        await Host.ApplyAsync(Form("noor@students.example")).Json(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_address_that_is_known_is_answered_like_any_other_and_its_owners_page_stays()
    {
        await Host.ShowPageAsync();
        var spring = await Host.OpenCohortAsync(Host.Programme, "Spring");
        await Host.TakeApplicationsAsync();
        var maya = await Host.AddStudentAsync(cohort: spring);
        var me = await Host.As(maya, "student").GetAsync("/api/profile/me").Json();
        await Host.As(maya, "student").PutAsJsonAsync("/api/profile/me/student", new { stage = "college", interests = new[] { "nephrology" }, timeZone = "America/New_York", version = me.Int("version") }).Json();

        var known = await Host.ApplyAsync(Form("Maya@Students.example", name: "M. O.")).Json(HttpStatusCode.Created);
        var unknown = await Host.ApplyAsync(Form("noor@students.example")).Json(HttpStatusCode.Created);

        Assert.Equal(unknown.EnumerateObject().Select(p => p.Name), known.EnumerateObject().Select(p => p.Name));
        Assert.Equal("admitted", (await Host.ConfirmAsync(known)).Text("state"));
        var after = await Host.As(maya, "student").GetAsync("/api/profile/me").Json();
        Assert.Equal(("Maya Ortiz", "America/New_York"), (after.Text("name"), after.GetProperty("student").Text("timeZone")));
        Assert.Equal(["nephrology"], after.GetProperty("student").Strings("interests"));
        Assert.Equal(2, after.GetProperty("student").GetProperty("cohorts").GetArrayLength());
    }

    [Fact]
    public async Task Whoever_applies_with_their_second_address_stays_one_person()
    {
        await Host.ShowPageAsync();
        await Host.TakeApplicationsAsync();
        var maya = await Host.AddStudentAsync("maya@lasting.example", cohort: await Host.OpenCohortAsync(Host.Programme, "2026"));
        await Host.Portal().PutAsJsonAsync($"/api/profile/people/{maya}/second-address", new { email = "maya@students.example" }).Json(HttpStatusCode.NoContent);

        await Host.AppliedAsync(Form());

        var people = await Host.AsCoordinator().GetAsync($"/api/profile/cohorts/{Host.Cohort}/people").Json();
        Assert.Equal(maya, Assert.Single(people.GetProperty("items").EnumerateArray()).Id());
    }

    [Fact]
    public async Task Applying_twice_is_once()
    {
        await Host.ShowPageAsync();
        await Host.TakeApplicationsAsync(placeLimit: 3);
        await Host.AppliedAsync(Form());
        Assert.Equal("applied", (await Host.AppliedAsync(Form("MAYA@students.example", stage: "high-school"))).Text("state"));
        var application = Assert.Single((await Host.ApplicationsAsync()).EnumerateArray());
        Assert.Equal("College", application.Text("stage"));
        Assert.Equal(1, await Host.KeysAsync());
    }

    [Fact]
    public async Task Of_two_browsers_that_confirm_at_once_one_application_stands()
    {
        await Host.ShowPageAsync();
        await Host.TakeApplicationsAsync(placeLimit: 3);
        var sent = new[] { await Host.ApplyAsync(Form()).Json(HttpStatusCode.Created), await Host.ApplyAsync(Form()).Json(HttpStatusCode.Created) };
        var answers = await Task.WhenAll(sent.Select(s => Host.ConfirmAsync(s)));
        Assert.All(answers, a => Assert.Equal("applied", a.Text("state")));
        Assert.Single((await Host.ApplicationsAsync()).EnumerateArray());
    }

    [Fact]
    public async Task Every_mistake_is_named_by_its_field()
    {
        await Host.ShowPageAsync(stages: ["college"]);
        var questions = (await Host.TakeApplicationsAsync(questions:
        [
            new { kind = "text", wording = "Why?", required = true },
            new { kind = "choice", wording = "Which?", options = new[] { "This", "That" } },
            new { kind = "scale", wording = "How sure?", options = new[] { "not at all", "entirely" }, required = true },
        ])).GetProperty("questions").EnumerateArray().Select(q => q.Id()).ToArray();

        var problem = await Host.ApplyAsync(new
        {
            name = "Buy at https://spam.example", email = "nobody", stage = "doctoral",
            answers = new Dictionary<string, string> { [$"{questions[1]}"] = "Neither", [$"{questions[2]}"] = "6" },
        }).Json(HttpStatusCode.BadRequest);

        Assert.Equal(questions.Select(q => $"answers[{q}]").Concat(["email", "interests", "name", "stage"]).Order(StringComparer.Ordinal),
            problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Contains("College", problem.GetProperty("errors").GetProperty("stage")[0].GetString());
        Assert.Equal(0, await Host.KeysAsync());
    }

    [Fact]
    public async Task Outside_its_window_a_programme_takes_nobody()
    {
        await Host.ShowPageAsync();
        Assert.Equal("NotOpen", (await Host.ApplyAsync(Form()).Json(HttpStatusCode.Conflict)).Text("code"));
        await Host.TakeApplicationsAsync(from: "2027-03-01T12:30");
        Assert.Equal("NotOpen", (await Host.ApplyAsync(Form()).Json(HttpStatusCode.Conflict)).Text("code"));
        await Host.TakeApplicationsAsync(until: "2027-03-01T12:30");
        await Host.ApplyAsync(Form()).Json(HttpStatusCode.Created);
        Host.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal("NotOpen", (await Host.ApplyAsync(Form("noor@students.example")).Json(HttpStatusCode.Conflict)).Text("code"));
        await Host.ApplyAsync(Form(), "no-such-programme").Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_may_be_a_minor_may_apply_and_is_in_no_cohort()
    {
        await Host.ShowPageAsync();
        await Host.TakeApplicationsAsync();
        Assert.Equal("applied", (await Host.AppliedAsync(Form("noor@students.example", "high-school", "Noor Haddad"))).Text("state"));
        var application = Assert.Single((await Host.ApplicationsAsync()).EnumerateArray());
        Assert.True(application.GetProperty("mayBeMinor").GetBoolean());

        // Saying to be at college now makes nobody older: at high school, only the office changes that.
        var spring = await Host.OpenCohortAsync(Host.Programme, "Spring");
        await Host.TakeApplicationsAsync(cohort: spring, until: "2027-03-02T12:00");
        Assert.Equal("applied", (await Host.AppliedAsync(Form("noor@students.example", "college", "Noor Haddad"))).Text("state"));
        Assert.True((await Host.ApplicationsAsync(spring))[0].GetProperty("mayBeMinor").GetBoolean());
    }

    [Fact]
    public async Task An_answer_keeps_the_words_of_its_question()
    {
        await Host.ShowPageAsync();
        var before = (await Host.TakeApplicationsAsync(questions: [new { kind = "text", wording = "Why medicine?" }])).GetProperty("questions")[0];
        await Host.AppliedAsync(Form(answers: new Dictionary<string, string> { [$"{before.Id()}"] = "My grandmother." }));

        var after = (await Host.TakeApplicationsAsync(questions: [new { id = before.Id(), kind = "text", wording = "Why now?", required = true }])).GetProperty("questions")[0];

        Assert.Equal((before.Id(), "Why now?"), (after.Id(), after.Text("wording")));
        Assert.Equal("Why medicine?", (await Host.ApplicationsAsync())[0].GetProperty("answers")[0].Text("question"));
        Assert.Equal(0, (await Host.TakeApplicationsAsync()).GetProperty("questions").GetArrayLength());
    }

    [Fact]
    public async Task Two_coordinators_who_change_the_page_at_once_are_told()
    {
        await Host.ShowPageAsync();
        var late = await Host.AsCoordinator().PutAsJsonAsync($"/api/profile/programmes/{Host.Programme}", new { description = "x", stages = new[] { "college" }, version = 1 }).Json(HttpStatusCode.Conflict);
        Assert.Equal("ChangedMeanwhile", late.Text("code"));
        var empty = await Host.AsCoordinator().PutAsJsonAsync($"/api/profile/programmes/{Host.Programme}", new { isPublic = true, version = 2 }).Json(HttpStatusCode.BadRequest);
        Assert.Equal(["description", "stages"], empty.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
    }

    [Fact]
    public async Task Programmes_of_like_names_have_pages_of_their_own()
    {
        var (second, _) = await Host.OpenProgrammeAsync("Summer-Scholars!");
        var (accents, _) = await Host.OpenProgrammeAsync("Année d’été");
        var (script, _) = await Host.OpenProgrammeAsync("夏季学者");
        async Task<string?> SlugAsync(Guid id) => (await Host.AsCoordinator(id).GetAsync($"/api/profile/programmes/{id}").Json()).Text("slug");
        Assert.Equal(("summer-scholars-2", "annee-d-ete", "programme"), (await SlugAsync(second), await SlugAsync(accents), await SlugAsync(script)));
    }

    [Fact]
    public async Task A_coordinator_of_another_programme_finds_nothing_of_it()
    {
        await Host.ShowPageAsync();
        await Host.TakeApplicationsAsync();
        await Host.AppliedAsync(Form());
        var (winter, _) = await Host.OpenProgrammeAsync("Winter Scholars");
        var other = Host.AsCoordinator(winter);
        foreach (var path in (string[])[$"programmes/{Host.Programme}", $"programmes/{Host.Programme}/sources", $"cohorts/{Host.Cohort}/applying", $"cohorts/{Host.Cohort}/applications"])
            await other.GetAsync($"/api/profile/{path}").Json(HttpStatusCode.NotFound);
        // Their own programme's counts say nothing of this cohort, even when asked for it.
        var theirs = await other.GetAsync($"/api/profile/programmes/{winter}/sources?cohort={Host.Cohort}").Json();
        Assert.All(theirs.EnumerateArray(), s => Assert.Equal(0, s.Int("applications")));
        await other.PutAsJsonAsync($"/api/profile/programmes/{Host.Programme}", new { version = 2 }).Json(HttpStatusCode.NotFound);
        await other.PutAsJsonAsync($"/api/profile/cohorts/{Host.Cohort}/applying", new { version = 2 }).Json(HttpStatusCode.NotFound);
        await other.PostAsJsonAsync($"/api/profile/programmes/{Host.Programme}/tags", new { name = "x" }).Json(HttpStatusCode.NotFound);
        await Host.AsCoordinator().PostAsJsonAsync($"/api/profile/public/programmes/{Slug}/applications", Form()).Json(HttpStatusCode.Forbidden);
    }
}
