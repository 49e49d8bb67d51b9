using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

/// <summary>By themselves: what is measured must not wait for other tests.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class ImportSizeOnSqlite(OnSqlite profile) : ImportSizeTests(profile), IClassFixture<OnSqlite>;
[Collection(nameof(Alone))]
public sealed class ImportSizeOnPostgres(OnPostgres profile) : ImportSizeTests(profile), IClassFixture<OnPostgres>;

public abstract class ImportSizeTests(RunningProfile profile) : ProfileTests(profile)
{
    const int Lines = 10_000;
    static readonly TimeSpan AtMost = TimeSpan.FromSeconds(30);

    [Fact]
    [Trait("Category", "Long")]
    public async Task Ten_thousand_people_are_checked_and_imported_in_thirty_seconds()
    {
        var students = new StringBuilder("email,name,stage,interests,goals,languages,time_zone,availability,minor_until\n");
        for (var i = 0; i < Lines; i++)
            students.Append(CultureInfo.InvariantCulture, $"s{i}@students.example,Student {i},college,cardiology; diabetes,research skills,en; es,America/New_York,Mon 09-12; Wed 16-18,adult\n");
        await ImportAsync(students.ToString(), "students", added: Lines);
        await ImportAsync(students.ToString(), "students", added: 0);

        await Host.ImportAsync("email,name,stage,interests\n" + string.Join('\n', Enumerable.Range(0, 50).Select(i => $"m{i}@faculty.example,Dr. {i},,heart")), "mentors");
        var choices = new StringBuilder("student_email,mentor_email,rank\n");
        for (var i = 0; i < Lines; i++)
            choices.Append(CultureInfo.InvariantCulture, $"s{i / 5}@students.example,m{i % 5 + i % 7 * 5}@faculty.example,{i % 5 + 1}\n");
        await ImportAsync(choices.ToString(), "choices", added: Lines);

        await using var db = Host.Db();
        Assert.Equal(Lines, await db.Memberships.CountAsync(m => m.Role == "student"));
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Of_ten_thousand_students_three_hundred_bad_lines_are_named_and_corrected()
    {
        const int bad = 300;
        var csv = new StringBuilder("email,name,stage,interests\n");
        for (var i = 0; i < Lines; i++)
            csv.Append(i % (Lines / bad) == 7 && i / (Lines / bad) < bad
                ? string.Create(CultureInfo.InvariantCulture, $"s{i}@students.example,Student {i},{(i % 2 == 0 ? "collage,cardiology" : "college,cardiolgy")}\n")
                : string.Create(CultureInfo.InvariantCulture, $"s{i}@students.example,Student {i},college,cardiology\n"));

        var check = await (await Host.UploadAsync(csv.ToString())).Json(HttpStatusCode.Created);
        Assert.Equal((Lines - bad, bad, bad), (check.Int("added"), check.Int("bad"), check.Int("problemsTotal")));
        await Host.AsCoordinator().PostAsync($"/api/profile/imports/{check.Id()}/apply", null).Json(HttpStatusCode.Accepted);
        var done = await Host.EndedAsync(check.Id());
        Assert.Equal((Lines - bad, bad), (done.Int("added"), done.Int("bad")));

        var rejected = await Host.AsCoordinator().GetStringAsync($"/api/profile/imports/{check.Id()}/rejected.csv");
        var lines = rejected.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
        Assert.Equal(Enumerable.Range(0, bad).Select(n => n * (Lines / bad) + 7 + 2), lines.Select(l => int.Parse(l.Split(',')[0], CultureInfo.InvariantCulture)));
        Assert.All(lines, l => Assert.Contains("Did you mean", l, StringComparison.Ordinal));

        var corrected = await Host.ImportAsync(rejected.Replace(",collage,", ",college,", StringComparison.Ordinal).Replace(",cardiolgy", ",cardiology", StringComparison.Ordinal));
        Assert.Equal((bad, 0), (corrected.Int("added"), corrected.Int("bad")));
        await using var db = Host.Db();
        Assert.Equal(Lines, await db.Memberships.CountAsync(m => m.Role == "student"));
    }

    async Task ImportAsync(string csv, string kind, int added)
    {
        var begun = Stopwatch.StartNew();
        var check = await (await Host.UploadAsync(csv, kind)).Json(HttpStatusCode.Created);
        Assert.Equal((added, Lines - added, 0), (check.Int("added"), check.Int("same"), check.Int("bad")));
        var checkedIn = begun.Elapsed;
        await Host.AsCoordinator().PostAsync($"/api/profile/imports/{check.Id()}/apply", null).Json(HttpStatusCode.Accepted);
        await Eventually.True("the import is done", async () =>
            (await Host.AsCoordinator().GetAsync($"/api/profile/imports/{check.Id()}").Json()).Text("state") == "done", AtMost);
        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: checked in {checkedIn.TotalSeconds:0.0} s, with applying {begun.Elapsed.TotalSeconds:0.0} s");
        Assert.True(begun.Elapsed < AtMost, $"{Lines} lines of {kind} took {begun.Elapsed.TotalSeconds:0} s.");
    }
}
