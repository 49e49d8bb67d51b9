using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mentorship.Ledger;
using Mentorship.Profile.Imports;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class ExportOnSqlite(OnSqlite profile) : ExportTests(profile), IClassFixture<OnSqlite>;
public sealed class ExportOnPostgres(OnPostgres profile) : ExportTests(profile), IClassFixture<OnPostgres>;

public abstract class ExportTests(RunningProfile profile) : ProfileTests(profile)
{
    static readonly string[] Dangerous = ["=1+1", "+1", "-1", "@sum(a1)", "'=1", "''=1", "a;=cmd()", "a, -b", "a;\n@b", "Ｏ＝1", "＝1", "l'été", "don't", "- one\n- two"];

    async Task<string> ExportAsync(string role, Guid? cohort = null)
    {
        var answer = await Host.AsCoordinator().PostAsync($"/api/profile/cohorts/{cohort ?? Host.Cohort}/exports?role={role}", null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadAsStringAsync();
    }

    static string Plain(PersonRow row) => JsonSerializer.Serialize(row);

    sealed record PersonRow(string Email, string Name, string Minor, object? Student, object? Mentor, (int, int) Places);

    /// <summary>Everything the format carries, in one string per person.</summary>
    async Task<string[]> PeopleAsync(Guid cohort)
    {
        await using var db = Host.Db();
        var members = await db.Memberships.AsNoTracking().Include(m => m.Person.Student).Include(m => m.Person.Mentor).Where(m => m.CohortId == cohort).ToListAsync();
        return [.. members.Select(m => Plain(new(m.Person.Email, m.Person.Name, m.Person.MinorUntilText,
            m.Person.Student is { } s ? new { s.Stage, s.Interests, s.Goals, s.Languages, s.TimeZone, s.Availability, s.About } : null,
            m.Person.Mentor is { } t ? new { t.Headline, t.Interests, t.Goals, t.Stages, t.Languages, t.TimeZone, t.Availability, t.Flexible, t.About } : null,
            (m.Capacity, m.Minimum)))).Order(StringComparer.Ordinal)];
    }

    async Task FillAsync()
    {
        for (var i = 0; i < Dangerous.Length; i++)
        {
            await Host.AddAsync(new
            {
                role = "student", email = $"s{i}@students.example", name = $"{Dangerous[i]} x", stage = "high school", interests = new[] { "ear, nose and throat", "stroke" }, goals = new[] { "first paper" },
                languages = new[] { "es", "en" }, timeZone = "Pacific Time", availability = new[] { "Mon 9-12", "Wed 16:30-18" }, minorUntil = "2028-04-30", about = Dangerous[i],
            });
            await Host.AddAsync(new
            {
                role = "mentor", email = $"m{i}@faculty.example", name = $"Dr. {i}", interests = new[] { "heart" }, headline = Dangerous[i], about = $"Line one\n\"Quoted\", and more: {Dangerous[i]}",
                stages = new[] { "college", "resident" }, capacity = 3, minimum = 1, availability = i % 2 == 0 ? new[] { "flexible", "Fri 8-9" } : new[] { "Fri 8-9" },
            });
        }
    }

    [Fact]
    public async Task What_goes_out_comes_back_the_same()
    {
        await FillAsync();
        var (students, mentors) = (await ExportAsync("student"), await ExportAsync("mentor"));

        // Into the same cohort: nothing changes and nobody hears anything.
        var told = (await Host.AnnouncedAsync()).Count;
        Assert.Equal((0, 0, Dangerous.Length), Counts(await Host.ImportAsync(students)));
        Assert.Equal((0, 0, Dangerous.Length), Counts(await Host.ImportAsync(mentors, "mentors")));
        Assert.Equal(told, (await Host.AnnouncedAsync()).Count);

        // Into another installation: everything the format carries is there.
        var before = await PeopleAsync(Host.Cohort);
        await Host.EmptyAsync();
        Assert.Equal((Dangerous.Length, 0, 0), Counts(await Host.ImportAsync(students)));
        Assert.Equal((Dangerous.Length, 0, 0), Counts(await Host.ImportAsync(mentors, "mentors")));
        Assert.Equal(before, await PeopleAsync(Host.Cohort));

        static (int, int, int) Counts(JsonElement import) => (import.Int("added"), import.Int("changed"), import.Int("same"));
    }

    [Fact]
    public async Task No_cell_of_the_file_is_a_formula_however_it_is_parted()
    {
        await FillAsync();
        foreach (var csv in (string[])[await ExportAsync("student"), await ExportAsync("mentor")])
            foreach (var separator in (char[])[',', ';', '\t'])
                foreach (var cell in csv.Split(separator, '\n', '\r').Select(c => c.Trim(' ', '"')))
                    Assert.False(cell.Length > 0 && "=+-@＝＋－＠".Contains(cell[0], StringComparison.Ordinal), $"“{cell}” would be run.");
    }

    [Fact]
    public async Task The_file_of_bad_lines_is_no_formula_either_and_comes_back_the_same()
    {
        var check = await (await Host.UploadAsync("email,name,stage,interests\na@s.example,=1+1,collage,heart")).Json(HttpStatusCode.Created);
        var rejected = await Host.AsCoordinator().GetStringAsync($"/api/profile/imports/{check.Id()}/rejected.csv");
        Assert.Contains(",'=1+1,", rejected, StringComparison.Ordinal);
        await Host.ImportAsync(rejected.Replace(",collage,", ",college,", StringComparison.Ordinal));
        await using var db = Host.Db();
        Assert.Equal("=1+1", (await db.People.SingleAsync(p => p.EmailKey == "a@s.example")).Name);
    }

    [Fact]
    public async Task Who_took_a_list_out_stands_in_the_ledger_and_no_name_does()
    {
        await Host.AddStudentAsync();
        await ExportAsync("student");
        await using var db = Host.Db();
        var row = await db.Set<LedgerRow>().SingleAsync(r => r.Act == "people.exported");
        Assert.Equal((Host.Coordinator, Host.Cohort), (row.Actor, row.Cohort));
        Assert.Equal("""{"role":"student","people":1}""", System.Text.Encoding.UTF8.GetString(row.Details));
    }

    [Fact]
    public async Task Only_the_cohorts_own_people_go_out_and_only_to_its_coordinators()
    {
        var maya = await Host.AddStudentAsync();
        var (winter, _) = await Host.OpenProgrammeAsync("Winter Scholars");
        var theirs = await Host.OpenCohortAsync(winter, "2027");
        await Host.AsCoordinator(winter).PostAsJsonAsync($"/api/profile/cohorts/{theirs}/people", new { role = "student", email = "noor@school.example", name = "Noor Haddad", stage = "resident", interests = new[] { "stroke" } }).Json(HttpStatusCode.Created);

        Assert.DoesNotContain("noor@", await ExportAsync("student"), StringComparison.Ordinal);
        Assert.Equal("email,name,stage,interests,goals,languages,time_zone,availability,minor_until,about,format,place,rhythm,headline,stages,capacity,minimum\r\n", await ExportAsync("mentor"));
        await Host.AsCoordinator().PostAsync($"/api/profile/cohorts/{theirs}/exports?role=student", null).Json(HttpStatusCode.NotFound);
        foreach (var other in (HttpClient[])[Host.As(maya, "student"), Host.AsAdministrator()])
            await other.PostAsync($"/api/profile/cohorts/{Host.Cohort}/exports?role=student", null).Json(HttpStatusCode.NotFound);
        await Host.AsService("portal").PostAsync($"/api/profile/cohorts/{Host.Cohort}/exports?role=student", null).Json(HttpStatusCode.Forbidden);
        await Host.AsCoordinator().PostAsync($"/api/profile/cohorts/{Host.Cohort}/exports?role=dean", null).Json(HttpStatusCode.BadRequest);
        await using var db = Host.Db();
        Assert.Equal(2, await db.Set<LedgerRow>().CountAsync(r => r.Act == "people.exported"));
    }

    [Theory]
    [InlineData("=1", "'=1")]
    [InlineData("'=1", "''=1")]
    [InlineData(" @a", " '@a")]
    [InlineData("a;-b, +c", "a;'-b, '+c")]
    [InlineData("a-b", "a-b")]
    [InlineData("don't", "don't")]
    [InlineData("", "")]
    public void An_apostrophe_in_front_keeps_a_formula_from_being_one(string cell, string written)
    {
        Assert.Equal(written, Formulas.Disarm(cell));
        Assert.Equal(cell, Formulas.Restore(written));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\t")]
    [InlineData(", ")]
    [InlineData(" ")]
    public void A_cell_of_nothing_but_beginnings_is_read_in_one_go(string beginning)
    {
        // Looked at again from every place in it, this would run into the limit of time that an expression has.
        var cell = string.Concat(Enumerable.Repeat(beginning, 300_000));
        Assert.Equal(cell, Formulas.Disarm(cell));
        Assert.Equal(cell, Formulas.Restore(cell));
    }
}
