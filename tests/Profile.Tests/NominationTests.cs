using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;
using static Mentorship.Profile.Tests.Applying;

namespace Mentorship.Profile.Tests;

public sealed class NominationsOnSqlite(OnSqlite profile) : NominationTests(profile), IClassFixture<OnSqlite>;
public sealed class NominationsOnPostgres(OnPostgres profile) : NominationTests(profile), IClassFixture<OnPostgres>;

/// <summary>Where people come from: links that are counted, and students whom somebody named.</summary>
public abstract class NominationTests(RunningProfile profile) : ProfileTests(profile)
{
    static object Named(string student = "zqmaya@students.example", string relation = "teacher", string by = "ms.reyes@school.example") =>
        new { name = "Ana Reyes", email = by, relation, studentName = "Zqmaya Ortiz", studentEmail = student };

    Task<HttpResponseMessage> NominateAsync(object named) => Host.Portal().PostAsJsonAsync($"/api/profile/public/programmes/{Slug}/nominations", named);

    async Task<JsonElement> NominatedAsync(object? named = null) => await Host.ConfirmAsync(await NominateAsync(named ?? Named()).Json(HttpStatusCode.Created), what: "nominations");

    async Task OpenAsync(int? placeLimit = null)
    {
        await Host.ShowPageAsync();
        await Host.TakeApplicationsAsync(placeLimit);
    }

    async Task<Dictionary<string, (int Applied, int Admitted)>> SourcesAsync() =>
        (await Host.AsCoordinator().GetAsync($"/api/profile/programmes/{Host.Programme}/sources").Json()).EnumerateArray()
            .ToDictionary(s => s.Text("tag") ?? s.Text("source")!, s => (s.Int("applications"), s.Int("admitted")));

    async Task NothingIsLeftAsync()
    {
        Assert.DoesNotContain("zqmaya", await Host.EverythingAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, await Host.KeysAsync());
    }

    [Fact]
    public async Task Applications_are_counted_by_the_link_they_came_by()
    {
        await OpenAsync(placeLimit: 5);
        var poster = await Host.AsCoordinator().PostAsJsonAsync($"/api/profile/programmes/{Host.Programme}/tags", new { name = "Lincoln High, poster" }).Json(HttpStatusCode.Created);
        Assert.Equal("lincoln-high-poster", poster.Text("tag"));
        var fair = await Host.AsCoordinator().PostAsJsonAsync($"/api/profile/programmes/{Host.Programme}/tags", new { name = "Lincoln High: poster" }).Json(HttpStatusCode.Created);
        Assert.Equal("lincoln-high-poster-2", fair.Text("tag"));

        await Host.AppliedAsync(Form("a@students.example", from: "lincoln-high-poster"));
        await Host.AppliedAsync(Form("b@students.example", from: "lincoln-high-poster"));
        await Host.AppliedAsync(Form("c@students.example", from: "made-up"));
        await Host.ApplyAsync(Form("d@students.example", from: "lincoln-high-poster")).Json(HttpStatusCode.Created);

        var sources = await SourcesAsync();
        Assert.Equal(((2, 0), (0, 0), (1, 0)), (sources["lincoln-high-poster"], sources["lincoln-high-poster-2"], sources["link"]));
        Assert.Equal(["link", "tag", "tag"], (await Host.ApplicationsAsync()).EnumerateArray().Select(a => a.Text("source")).Order());
    }

    [Fact]
    public async Task A_student_who_was_named_applies_themselves_and_it_is_counted()
    {
        await OpenAsync();
        var letter = (await NominatedAsync()).GetProperty("letter");
        Assert.Equal(("Zqmaya Ortiz", "zqmaya@students.example", "Ana Reyes"), (letter.Text("name"), letter.Text("email"), letter.Text("by")));
        var seen = await Host.Portal().GetAsync($"/api/profile/nominations/{letter.Id()}").Json();
        Assert.Equal((Slug, true), (seen.Text("slug"), seen.GetProperty("isOpen").GetBoolean()));
        Assert.DoesNotContain("zqmaya", seen.GetRawText(), StringComparison.OrdinalIgnoreCase);

        // Under whichever address they like.
        await Host.AppliedAsync(Form("maya.own@mail.example", nominationId: letter.Id()));

        var application = Assert.Single((await Host.ApplicationsAsync()).EnumerateArray());
        Assert.Equal(("nomination", "Ana Reyes"), (application.Text("source"), application.Text("namedBy")));
        Assert.Equal((1, 1), (await SourcesAsync())["nomination"]);
        Assert.DoesNotContain("zqmaya", await Host.EverythingAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, await Host.KeysAsync());
        await Host.Portal().GetAsync($"/api/profile/nominations/{letter.Id()}").Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Named_by_somebody_who_is_no_teacher_counts_as_a_referral()
    {
        await OpenAsync();
        var letter = (await NominatedAsync(Named(relation: "programme"))).GetProperty("letter");
        await Host.AppliedAsync(Form(nominationId: letter.Id()));
        Assert.Equal((1, 1), (await SourcesAsync())["referral"]);
    }

    [Fact]
    public async Task Nobody_is_written_to_before_whoever_names_them_has_typed_their_own_code()
    {
        await OpenAsync();
        var sent = await NominateAsync(Named()).Json(HttpStatusCode.Created);
        Assert.Equal("ms.reyes@school.example", sent.Text("email"));
        Assert.DoesNotContain("zqmaya", await Host.EverythingAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.False((await Host.ConfirmAsync(sent, sent.Text("code") == "000000" ? "000001" : "000000", "nominations")).Has("letter"));
        Assert.False((await Host.Portal().GetAsync($"/api/profile/nominations/{sent.Id()}").Json()).GetProperty("isOpen").GetBoolean());

        Host.Advance(TimeSpan.FromHours(26));
        await Eventually.Holds(NothingIsLeftAsync);
    }

    [Fact]
    public async Task A_student_who_says_nothing_for_thirty_days_leaves_no_trace()
    {
        await OpenAsync();
        await NominatedAsync();
        Host.Advance(TimeSpan.FromDays(29));
        Assert.Equal(1, await Host.KeysAsync());
        Host.Advance(TimeSpan.FromDays(1) + TimeSpan.FromHours(2));
        await Eventually.Holds(async () =>
        {
            await NothingIsLeftAsync();
            await using var db = Host.Db();
            Assert.Equal(0, await db.Nominations.CountAsync());
        });
    }

    [Fact]
    public async Task A_no_deletes_names_and_addresses_at_once_and_nobody_is_written_to_again()
    {
        await OpenAsync();
        var letter = (await NominatedAsync()).GetProperty("letter");
        for (var i = 0; i < 2; i++)
            await Host.Portal().PostAsync($"/api/profile/nominations/{letter.Id()}/no", null).Json(HttpStatusCode.NoContent);
        await NothingIsLeftAsync();
        await using (var db = Host.Db())
            Assert.Null((await db.Nominations.SingleAsync()).Names);

        var again = await NominatedAsync(Named("ZQMaya@students.example", by: "mr.okoro@school.example"));
        Assert.Equal("right", again.Text("result"));
        Assert.False(again.Has("letter"));
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Named_twice_a_student_is_written_to_once()
    {
        await OpenAsync();
        Assert.True((await NominatedAsync()).Has("letter"));
        Assert.False((await NominatedAsync(Named(by: "mr.okoro@school.example"))).Has("letter"));
    }

    [Fact]
    public async Task Pressing_again_gives_the_same_letter()
    {
        await OpenAsync();
        var sent = await NominateAsync(Named()).Json(HttpStatusCode.Created);
        var first = (await Host.ConfirmAsync(sent, what: "nominations")).GetProperty("letter");
        var second = (await Host.ConfirmAsync(sent, what: "nominations")).GetProperty("letter");
        Assert.Equal((first.Id(), first.Text("email"), first.Text("by")), (second.Id(), second.Text("email"), second.Text("by")));
    }

    [Fact]
    public async Task Every_mistake_is_named_by_its_field()
    {
        await OpenAsync();
        var problem = await NominateAsync(new { name = "Click www.spam.example", email = "x", relation = "stranger", studentEmail = "y" }).Json(HttpStatusCode.BadRequest);
        Assert.Equal(["email", "name", "relation", "studentEmail", "studentName"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
        foreach (var name in new[] { "Look at win.example", "<b>Maya</b>", new string('x', 81) })
            Assert.Contains("name", (await NominateAsync(new { name }).Json(HttpStatusCode.BadRequest)).GetProperty("errors").EnumerateObject().Select(e => e.Name));
        foreach (var name in new[] { "J. R. Smith", "St. John Rivers, M.D.", new string('x', 80) })
            Assert.DoesNotContain("name", (await NominateAsync(new { name }).Json(HttpStatusCode.BadRequest)).GetProperty("errors").EnumerateObject().Select(e => e.Name));
        var own = await NominateAsync(Named("MS.Reyes@school.example")).Json(HttpStatusCode.BadRequest);
        Assert.Contains("your own address", own.GetProperty("errors").GetProperty("studentEmail")[0].GetString());
    }
}
