using System.Net;
using System.Text.Json;
using Mentorship.Profile.Conflicts;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class ConflictFilesOnSqlite(OnSqlite profile) : ConflictFileTests(profile), IClassFixture<OnSqlite>;
public sealed class ConflictFilesOnPostgres(OnPostgres profile) : ConflictFileTests(profile), IClassFixture<OnPostgres>;

public abstract class ConflictFileTests(RunningProfile profile) : ProfileTests(profile)
{
    const string Head = "mentor_email,student_email,kind\n", Holt = "holt@faculty.example", Maya = "maya@students.example";

    static (int, int, int, int) Counts(JsonElement import) => (import.Int("added"), import.Int("changed"), import.Int("same"), import.Int("bad"));

    Task<JsonElement> ImportAsync(string lines) => Host.ImportAsync(Head + lines, "conflicts");

    async Task<string[]> KindsAsync(string saidBy = Conflict.SaidByOffice)
    {
        await using var db = Host.Db();
        return await db.Conflicts.Where(c => c.SaidBy == saidBy).Select(c => c.Kind).Order().ToArrayAsync();
    }

    [Fact]
    public async Task What_the_office_says_of_a_pair_goes_in_twice_as_once_and_comes_out_the_same()
    {
        var (holt, maya) = (await Host.AddMentorAsync(), await Host.AddStudentAsync());
        await using (var db = Host.Db())
        {
            db.Add(Conflict.Of(holt, maya, Conflict.Avoid, Conflict.SaidByStudent, Host.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }
        var both = $"{Holt},{Maya},Family\n{Holt.ToUpperInvariant()},{Maya},evaluates\n";
        Assert.Equal((2, 0, 0, 0), Counts(await ImportAsync(both)));
        Assert.Equal(["evaluates", "family"], await KindsAsync());
        Assert.Equal(2, await Host.VersionAsync(maya));

        Assert.Equal((0, 0, 2, 0), Counts(await ImportAsync(both)));
        var export = await (await Host.AsCoordinator().PostAsync($"/api/profile/cohorts/{Host.Cohort}/exports/conflicts", null)).Content.ReadAsStringAsync();
        Assert.Equal($"mentor_email,student_email,kind\r\n{Holt},{Maya},evaluates\r\n{Holt},{Maya},family\r\n", export);
        Assert.Equal((0, 0, 2, 0), Counts(await Host.ImportAsync(export, "conflicts")));
        Assert.Equal(2, await Host.VersionAsync(maya));

        Assert.Equal((0, 1, 0, 0), Counts(await ImportAsync($"{Holt},{Maya},family\n")));
        Assert.Equal(["family"], await KindsAsync());
        Assert.Equal((0, 1, 0, 0), Counts(await ImportAsync($"{Holt},{Maya},none\n")));
        Assert.Equal((0, 0, 1, 0), Counts(await ImportAsync($"{Holt},{Maya},none\n")));
        Assert.Empty(await KindsAsync());
        Assert.Equal(4, await Host.VersionAsync(maya));
        Assert.Equal(["avoid"], await KindsAsync(Conflict.SaidByStudent));
        var (other, _) = await Host.OpenProgrammeAsync("Night School");
        await Host.AsCoordinator(other).PostAsync($"/api/profile/cohorts/{Host.Cohort}/exports/conflicts", null).Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_keeps_out_what_else_is_said_of_the_pair()
    {
        await Host.AddMentorAsync();
        await Host.AddStudentAsync();
        await Host.AddStudentAsync("jo@students.example");
        var check = await Host.UploadAsync(Head + $"{Holt},{Maya},family\n{Holt},{Maya},none\n{Holt},jo@students.example,enemies\n{Maya},{Holt},family\n,{Maya},family\n", "conflicts").Json(HttpStatusCode.Created);
        Assert.Equal((0, 0, 0, 5), Counts(check));
        Assert.Equal(["2 kind", "3 kind", "4 kind", "5 mentor_email", "5 student_email", "6 mentor_email"],
            check.GetProperty("problems").EnumerateArray().Select(p => $"{p.Int("line")} {p.Text("column")}").Order(StringComparer.Ordinal));
        Assert.Empty(await KindsAsync());
    }
}
