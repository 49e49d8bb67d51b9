using System.Net;
using System.Net.Http.Json;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;
using static Mentorship.Profile.Tests.Applying;

namespace Mentorship.Profile.Tests;

public sealed class DecisionsOnSqlite(OnSqlite profile) : DecisionTests(profile), IClassFixture<OnSqlite>;
public sealed class DecisionsOnPostgres(OnPostgres profile) : DecisionTests(profile), IClassFixture<OnPostgres>;

public abstract class DecisionTests(RunningProfile profile) : ProfileTests(profile)
{
    async Task<Guid[]> AppliedAsync(int placeLimit, params string[] emails)
    {
        await Host.ShowPageAsync();
        await Host.TakeApplicationsAsync(placeLimit);
        foreach (var email in emails)
            await Host.AppliedAsync(Form(email));
        return [.. (await Host.ApplicationsAsync()).EnumerateArray().OrderBy(a => a.Text("email"), StringComparer.Ordinal).Select(a => a.Id())];
    }

    Task<HttpResponseMessage> DecideAsync(Guid application, string decision, string? reason = null, string? note = null) =>
        Host.AsCoordinator().PostAsJsonAsync($"/api/profile/applications/{application}/decision", new { decision, reason, note });

    async Task<int> StudentsAsync() => (await Host.AsCoordinator().GetAsync($"/api/profile/cohorts/{Host.Cohort}").Json()).Int("students");

    [Fact]
    public async Task Whoever_is_admitted_is_in_the_cohort_and_invited()
    {
        var maya = Assert.Single(await AppliedAsync(2, "maya@students.example"));
        for (var i = 0; i < 2; i++)
            await DecideAsync(maya, "admitted").Json(HttpStatusCode.NoContent);

        Assert.Equal(1, await StudentsAsync());
        Assert.Equal(["applicant", "student"], (await Host.AnnouncedAsync()).Where(e => e.Type == "person-invited").Select(e => e.Body.Text("role")).Skip(1));
        Assert.Equal("IsIn", (await DecideAsync(maya, "refused", "places").Json(HttpStatusCode.Conflict)).Text("code"));
    }

    [Fact]
    public async Task Whoever_is_not_is_told_and_may_be_admitted_later()
    {
        var ids = await AppliedAsync(2, "a@students.example", "b@students.example");
        await DecideAsync(ids[0], "waitlisted").Json(HttpStatusCode.NoContent);
        await DecideAsync(ids[1], "refused", "places").Json(HttpStatusCode.NoContent);
        var told = (await Host.AnnouncedAsync()).Where(e => e.Type == "application-decided").Select(e => (e.Body.GetProperty("applicationId").GetGuid(), e.Body.Text("decision")));
        Assert.Equal([(ids[0], "waitlisted"), (ids[1], "refused")], told);
        Assert.Equal(0, await StudentsAsync());

        await DecideAsync(ids[0], "admitted").Json(HttpStatusCode.NoContent);
        Assert.Equal(1, await StudentsAsync());
    }

    [Fact]
    public async Task The_last_place_is_given_once()
    {
        var ids = await AppliedAsync(1, "a@students.example", "b@students.example", "c@students.example");
        var answers = await Task.WhenAll(ids.Select(id => DecideAsync(id, "admitted")));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal(2, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(1, await StudentsAsync());
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_and_stands_sealed_in_the_ledger()
    {
        var maya = Assert.Single(await AppliedAsync(2, "maya@students.example"));
        var none = await DecideAsync(maya, "refused").Json(HttpStatusCode.BadRequest);
        Assert.Equal("reason", Assert.Single(none.GetProperty("errors").EnumerateObject()).Name);
        var other = await DecideAsync(maya, "refused", "other").Json(HttpStatusCode.BadRequest);
        Assert.Equal("note", Assert.Single(other.GetProperty("errors").EnumerateObject()).Name);
        await DecideAsync(maya, "perhaps").Json(HttpStatusCode.BadRequest);

        await DecideAsync(maya, "refused", "other", "zqmarked words").Json(HttpStatusCode.NoContent);

        await using var db = Host.Db();
        var row = await db.Set<Ledger.LedgerRow>().OrderByDescending(r => r.Seq).FirstAsync();
        Assert.Equal(("application.refused", Host.Coordinator, (Guid?)Host.Cohort, true), (row.Act, row.Actor, row.Cohort, row.IsSealed));
        Assert.DoesNotContain("zqmarked", await Host.EverythingAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_decides_their_own_application_and_no_other_programmes()
    {
        var maya = Assert.Single(await AppliedAsync(2, "maya@students.example"));
        var person = (await Host.ApplicationsAsync())[0].GetProperty("personId").GetGuid();
        var own = await Host.As(person, $"coordinator:{Host.Programme}").PostAsJsonAsync($"/api/profile/applications/{maya}/decision", new { decision = "admitted" }).Json(HttpStatusCode.Conflict);
        Assert.Equal("YourOwn", own.Text("code"));
        var (winter, _) = await Host.OpenProgrammeAsync("Winter Scholars");
        await Host.AsCoordinator(winter).PostAsJsonAsync($"/api/profile/applications/{maya}/decision", new { decision = "admitted" }).Json(HttpStatusCode.NotFound);
        await Host.As(person, "student").PostAsJsonAsync($"/api/profile/applications/{maya}/decision", new { decision = "admitted" }).Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_may_be_a_minor_is_in_no_pool_even_when_admitted()
    {
        await Host.ShowPageAsync();
        await Host.TakeApplicationsAsync();
        await Host.AppliedAsync(Form("noor@students.example", "high-school", "Noor Haddad"));
        var noor = (await Host.ApplicationsAsync())[0];
        await DecideAsync(noor.Id(), "admitted").Json(HttpStatusCode.NoContent);
        var view = (await Host.AsService("matching").PostAsJsonAsync("/api/profile/views/matching", new { ids = new[] { noor.GetProperty("personId").GetGuid() } }).Json())[0];
        Assert.True(view.GetProperty("student").GetProperty("minor").GetBoolean());
    }
}
