using System.Net;
using System.Net.Http.Json;
using System.Text;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class NarrativesOnSqlite(OnSqlite profile) : NarrativeTests(profile), IClassFixture<OnSqlite>;
public sealed class NarrativesOnPostgres(OnPostgres profile) : NarrativeTests(profile), IClassFixture<OnPostgres>;

/// <summary>What students tell in their own words, and the steps by which people fill in their page.</summary>
public abstract class NarrativeTests(RunningProfile profile) : ProfileTests(profile)
{
    const string Marked = "I drove my grandmother to dialysis for three years";

    Task<HttpResponseMessage> TellAsync(Guid person, string experiences, int version, string challenges = "") =>
        Host.As(person, "student").PutAsJsonAsync("/api/profile/me/narrative", new { experiences, challenges, version });

    Task<HttpResponseMessage> SaveAsync(Guid person, string? step, int version, string about = "") => Host.As(person, "student").PutAsJsonAsync("/api/profile/me/student",
        new { stage = "college", interests = new[] { "cardiology" }, timeZone = "America/Chicago", about, version, step });

    async Task<string[]> StepsAsync(Guid person) => (await Host.As(person, "student").GetAsync("/api/profile/me").Json()).GetProperty("student").Strings("steps");

    [Fact]
    public async Task It_is_sealed_read_by_the_office_of_their_programme_and_by_nobody_else_and_goes_with_them()
    {
        var maya = await Host.AddStudentAsync();
        var version = await Host.VersionAsync(maya);
        var other = await Host.OpenProgrammeAsync("Night School");

        await TellAsync(maya, Marked, 0, "No car").Json();

        Assert.Equal(Marked, (await Host.As(maya, "student").GetAsync("/api/profile/me/narrative").Json()).Text("experiences"));
        var read = await Host.AsCoordinator().GetAsync($"/api/profile/cohorts/{Host.Cohort}/students/{maya}/narrative").Json();
        Assert.Equal((Marked, "No car"), (read.Text("experiences"), read.Text("challenges")));
        await Host.AsCoordinator(other.Programme).GetAsync($"/api/profile/cohorts/{Host.Cohort}/students/{maya}/narrative").Json(HttpStatusCode.NotFound);
        Assert.Equal(version, await Host.VersionAsync(maya));
        Assert.DoesNotContain(Marked, (await Host.AsService("matching").PostAsJsonAsync("/api/profile/views/matching", new { ids = new[] { maya } }).Json()).GetRawText(), StringComparison.Ordinal);
        Assert.Contains(Marked, (await Host.As(maya, "student").GetAsync("/api/profile/me/export").Json()).GetRawText(), StringComparison.Ordinal);
        await using var db = Host.Db();
        Assert.DoesNotContain(Marked[..10], Encoding.Latin1.GetString((await db.Narratives.SingleAsync()).Experiences!), StringComparison.Ordinal);

        await Host.As(maya, "student").PostAsync("/api/profile/me/erasure", null).Json();
        await Host.As(maya, "student").PostAsync("/api/profile/me/erasure/now", null).Json(HttpStatusCode.NoContent);
        Assert.Empty(await db.Narratives.AsNoTracking().ToListAsync());
    }

    [Fact]
    public async Task Two_windows_do_not_overwrite_each_other_and_too_much_is_refused()
    {
        var maya = await Host.AddStudentAsync();
        await TellAsync(maya, "first", 0).Json();

        Assert.Equal("ChangedMeanwhile", (await TellAsync(maya, "second", 0).Json(HttpStatusCode.Conflict)).Text("code"));
        Assert.True((await TellAsync(maya, new string('x', 4001), 1).Json(HttpStatusCode.BadRequest)).GetProperty("errors").Has("experiences"));
        await TellAsync(await Host.AddMentorAsync(), "a mentor", 0).Json(HttpStatusCode.NotFound);
        Assert.Equal("first", (await Host.As(maya, "student").GetAsync("/api/profile/me/narrative").Json()).Text("experiences"));
    }

    [Fact]
    public async Task A_step_is_kept_where_it_was_saved_and_one_that_changes_nothing_announces_nothing()
    {
        var maya = await Host.AddStudentAsync();
        await SaveAsync(maya, "hours", 1, "hello").Json();
        var version = await Host.VersionAsync(maya);
        var announced = (await Host.AnnouncedAsync()).Count;

        await SaveAsync(maya, "stage", version, "hello").Json();
        await SaveAsync(maya, "stage", version, "hello").Json();

        Assert.Equal(["stage", "hours"], await StepsAsync(maya));
        Assert.Equal(version, await Host.VersionAsync(maya));
        Assert.Equal(announced, (await Host.AnnouncedAsync()).Count);
        Assert.True((await SaveAsync(maya, "places", version).Json(HttpStatusCode.BadRequest)).GetProperty("errors").Has("step"));
        // A file no longer overwrites what its owner has looked at.
        await Host.ImportAsync("email,name,stage,interests,about\nmaya@students.example,Maya Ortiz,college,nephrology,from the file\n");
        Assert.Equal("hello", (await Host.As(maya, "student").GetAsync("/api/profile/me").Json()).GetProperty("student").Text("about"));
    }
}
