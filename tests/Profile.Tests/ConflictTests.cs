using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class ConflictsOnSqlite(OnSqlite profile) : ConflictTests(profile), IClassFixture<OnSqlite>;
public sealed class ConflictsOnPostgres(OnPostgres profile) : ConflictTests(profile), IClassFixture<OnPostgres>;

public abstract class ConflictTests(RunningProfile profile) : ProfileTests(profile)
{
    async Task<Guid[]> AgainstAsync(Guid student) =>
        [.. (await Host.AsService("matching").PostAsJsonAsync("/api/profile/views/matching", new { ids = new[] { student } }).Json())[0].GetProperty("student").GetProperty("conflicts")
            .EnumerateArray().Select(c => c.GetGuid())];

    Task<JsonElement> DeclareAsync(Guid mentor, string words, string kind = "evaluates", HttpStatusCode expected = HttpStatusCode.OK) =>
        Host.As(mentor).PostAsJsonAsync("/api/profile/me/conflicts", new { kind, words }).Json(expected);

    async Task<string> EverythingAsync(HttpClient client, string route) => await client.GetStringAsync($"/api/profile/{route}");

    [Fact]
    public async Task A_student_avoids_a_mentor_and_nobody_but_Matching_is_told_of_the_pair()
    {
        var (maya, holt) = (await Host.AddStudentAsync(), await Host.AddMentorAsync());
        var found = await Host.As(maya).GetAsync("/api/profile/me/mentors?q=HOL%20am").Json();
        Assert.Equal((holt, "Dr. Amelia Holt"), (Assert.Single(found.EnumerateArray()).Id(), found[0].Text("name")));
        Assert.Empty((await Host.As(maya).GetAsync("/api/profile/me/mentors?q=h").Json()).EnumerateArray());
        Assert.Empty((await Host.As(maya).GetAsync("/api/profile/me/mentors?q=faculty.example").Json()).EnumerateArray());

        await Host.As(maya).PutAsync($"/api/profile/me/avoided/{holt}", null).Json(HttpStatusCode.NoContent);
        await Host.As(maya).PutAsync($"/api/profile/me/avoided/{holt}", null).Json(HttpStatusCode.NoContent);
        Assert.Equal([holt], await AgainstAsync(maya));
        Assert.Equal((2, 1), (await Host.VersionAsync(maya), await Host.VersionAsync(holt)));
        var (type, body) = (await Host.AnnouncedAsync())[^1];
        Assert.Equal("student-changed", type);
        Assert.DoesNotContain($"{holt}", body.GetRawText(), StringComparison.Ordinal);

        Assert.Equal("Dr. Amelia Holt", (await Host.As(maya).GetAsync("/api/profile/me/avoided").Json())[0].Text("name"));
        Assert.Contains("\"conflicts\"", await EverythingAsync(Host.As(maya), "me/export"), StringComparison.Ordinal);
        Assert.DoesNotContain($"{maya}", await EverythingAsync(Host.As(holt), "me/export"), StringComparison.Ordinal);
        Assert.DoesNotContain($"{holt}", await EverythingAsync(Host.AsCoordinator(), $"cohorts/{Host.Cohort}/people/{maya}"), StringComparison.Ordinal);
        Assert.Empty((await Host.As(holt).GetAsync("/api/profile/me/conflicts").Json()).EnumerateArray());

        await Host.As(maya).DeleteAsync($"/api/profile/me/avoided/{holt}").Json(HttpStatusCode.NoContent);
        Assert.Empty(await AgainstAsync(maya));
        Assert.Equal(3, await Host.VersionAsync(maya));
    }

    [Fact]
    public async Task Only_mentors_of_ones_own_cohorts_are_found_and_avoided()
    {
        var maya = await Host.AddStudentAsync();
        var (other, _) = await Host.OpenProgrammeAsync("Night School");
        var theirs = await Host.OpenCohortAsync(other, "2027");
        var far = (await Host.AsCoordinator(other).PostAsJsonAsync($"/api/profile/cohorts/{theirs}/people",
            new { role = "mentor", email = "far@faculty.example", name = "Dr. Far Away", interests = new[] { "cardiology" } }).Json(HttpStatusCode.Created)).GetProperty("personId").GetGuid();
        Assert.Empty((await Host.As(maya).GetAsync("/api/profile/me/mentors?q=away").Json()).EnumerateArray());
        await Host.As(maya).PutAsync($"/api/profile/me/avoided/{far}", null).Json(HttpStatusCode.NotFound);
        await Host.As(far).PutAsync($"/api/profile/me/avoided/{maya}", null).Json(HttpStatusCode.NotFound);
        await DeclareAsync(maya, "far@faculty.example", expected: HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("Maya@Students.example")]
    [InlineData("maya  ortiz")]
    public async Task A_mentor_declares_a_conflict_without_learning_who_is_here(string words)
    {
        var (maya, holt) = (await Host.AddStudentAsync(), await Host.AddMentorAsync());
        var known = await DeclareAsync(holt, words);
        var unknown = await DeclareAsync(holt, "Nobody Atall", "family");
        Assert.Equal(known.EnumerateObject().Select(p => p.Name), unknown.EnumerateObject().Select(p => p.Name));
        Assert.Equal(known.Id(), (await DeclareAsync(holt, words)).Id());
        Assert.Equal([holt], await AgainstAsync(maya));
        Assert.Equal((2, 1), (await Host.VersionAsync(maya), await Host.VersionAsync(holt)));
        var listed = await Host.As(holt).GetAsync("/api/profile/me/conflicts").Json();
        Assert.Equal(["evaluates", "family"], listed.EnumerateArray().Select(d => d.Text("kind")!));
        Assert.Empty((await Host.As(maya).GetAsync("/api/profile/me/avoided").Json()).EnumerateArray());
        Assert.DoesNotContain($"{holt}", await EverythingAsync(Host.As(maya), "me/export"), StringComparison.Ordinal);
        await using (var db = Host.Db())
            Assert.DoesNotContain("Nobody", Encoding.UTF8.GetString(await db.Database.SqlQueryRaw<byte[]>("SELECT words AS \"Value\" FROM declarations WHERE kind = 'family'").SingleAsync()), StringComparison.Ordinal);

        // Whoever comes later is found when they come.
        var late = await Host.AddAsync(new { role = "student", email = "late@students.example", name = "Nobody Atall", stage = "college", interests = new[] { "cardiology" } });
        Assert.Equal([holt], await AgainstAsync(late));

        await Host.As(maya).DeleteAsync($"/api/profile/me/conflicts/{known.Id()}").Json(HttpStatusCode.NotFound);
        Assert.Equal([holt], await AgainstAsync(maya));
        await Host.As(holt).DeleteAsync($"/api/profile/me/conflicts/{known.Id()}").Json(HttpStatusCode.NoContent);
        Assert.Empty(await AgainstAsync(maya));
        Assert.Equal(3, await Host.VersionAsync(maya));
    }

    [Theory]
    [InlineData("", "family", "words")]
    [InlineData("Maya", "family", "words")]
    [InlineData("maya@", "family", "words")]
    [InlineData("Maya Ortiz", "", "kind")]
    public async Task What_cannot_be_read_is_said(string words, string kind, string field)
    {
        var errors = (await DeclareAsync(await Host.AddMentorAsync(), words, kind, HttpStatusCode.BadRequest)).GetProperty("errors");
        Assert.Equal(field, Assert.Single(errors.EnumerateObject()).Name);
    }

    [Fact]
    public async Task What_was_said_of_somebody_goes_with_them()
    {
        var (maya, holt) = (await Host.AddStudentAsync(), await Host.AddMentorAsync());
        await Host.As(maya).PutAsync($"/api/profile/me/avoided/{holt}", null).Json(HttpStatusCode.NoContent);
        await DeclareAsync(holt, "maya@students.example");
        await DeclareAsync(holt, "Somebody Else", "household");
        await Host.As(maya).PostAsync("/api/profile/me/erasure/now", null).Json(HttpStatusCode.NoContent);
        await using var db = Host.Db();
        Assert.Equal(0, await db.Conflicts.CountAsync());
        Assert.Equal("household", (await db.Declarations.SingleAsync()).Kind);
    }
}
