using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Mentorship.Profile.Imports;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class ImportsOnSqlite(OnSqlite profile) : ImportTests(profile), IClassFixture<OnSqlite>;
public sealed class ImportsOnPostgres(OnPostgres profile) : ImportTests(profile), IClassFixture<OnPostgres>;

public abstract class ImportTests(RunningProfile profile) : ProfileTests(profile)
{
    const string Students = """
        email,name,stage,interests,goals,languages,time_zone,availability,minor_until
        maya@students.example,Maya Ortiz,college,Cardiology; rural medicine,research skills,en; es,America/New_York,Mon 09-12; Wed 16-18,adult
        Noor@Students.Example,Noor Haddad,High School,heart,,,,,2028-04-30
        ravi@students.example,Ravi Menon,PhD,still exploring,,,,,

        """;

    const string Mentors = """
        email,name,stage,interests,goals,languages,time_zone,availability,minor_until,stages,capacity,minimum
        holt@faculty.example,Dr. Amelia Holt,junior-faculty,cardiology,,en,,flexible,adult,college; phd,3,1
        okafor@faculty.example,Dr. Emeka Okafor,,nephrology; diabetes,,,,,,,,

        """;

    async Task<JsonElement> CheckAsync(string csv, string kind = "students") => await (await Host.UploadAsync(csv, kind)).Json(HttpStatusCode.Created);

    async Task<string> RefusedAsync(byte[] csv, string kind = "students") =>
        (await (await Host.UploadAsync(csv, kind)).Json(HttpStatusCode.BadRequest)).GetProperty("errors").GetProperty("file")[0].GetString()!;

    async Task<string> RefusedAsync(string csv, string kind = "students") => await RefusedAsync(Encoding.UTF8.GetBytes(csv), kind);

    async Task<HttpResponseMessage> PostAsync(JsonElement import, string act) => await Host.AsCoordinator().PostAsync($"/api/profile/imports/{import.Id()}/{act}", null);

    Task<string> RejectedAsync(JsonElement import) => Host.AsCoordinator().GetStringAsync($"/api/profile/imports/{import.Id()}/rejected.csv");

    static (int, int, int, int) Counts(JsonElement import) => (import.Int("added"), import.Int("changed"), import.Int("same"), import.Int("bad"));

    static JsonElement[] Problems(JsonElement import, string severity = "bad") => [.. import.GetProperty("problems").EnumerateArray().Where(p => p.Text("severity") == severity)];

    static string Whole(JsonElement problem) => $"{problem.Int("line")} {problem.Text("column")} [{problem.Text("written")}] {problem.Text("reason")}";

    [Fact]
    public async Task A_check_says_what_would_happen_and_writes_nothing()
    {
        var import = await CheckAsync(Students);
        Assert.Equal("checked", import.Text("state"));
        Assert.Equal(3, import.Int("lines"));
        Assert.Equal((3, 0, 0, 0), Counts(import));
        Assert.Equal("list.csv", import.Text("fileName"));
        await using var db = Host.Db();
        Assert.Empty(await db.Memberships.ToListAsync());
        Assert.DoesNotContain(await Host.AnnouncedAsync(), e => e.Type == "student-changed");
    }

    [Fact]
    public async Task Students_come_in_with_what_was_written_and_what_was_left_out()
    {
        var import = await Host.ImportAsync(Students);
        Assert.Equal("done", import.Text("state"));
        Assert.Equal((3, 0, 0, 0), Counts(import));
        Assert.Equal(3, import.Int("done"));

        await using var db = Host.Db();
        var maya = await db.People.Include(p => p.Student).SingleAsync(p => p.EmailKey == "maya@students.example");
        Assert.Equal("college", maya.Student!.Stage);
        Assert.Equal(["cardiology", "rural-health"], maya.Student.Interests);
        Assert.Equal(["en", "es"], maya.Student.Languages);
        Assert.Equal("America/New_York", maya.Student.TimeZone);
        Assert.Equal(["Mon 09-12", "Wed 16-18"], maya.Student.Availability);
        var noor = await db.People.Include(p => p.Student).SingleAsync(p => p.EmailKey == "noor@students.example");
        Assert.Equal("Noor@Students.Example", noor.Email);
        Assert.Equal("high-school", noor.Student!.Stage);
        Assert.Equal("America/Chicago", noor.Student.TimeZone);
        Assert.Equal("2028-04-30", noor.MinorUntilText);
        var told = (await Host.AnnouncedAsync()).Where(e => e.Type == "student-changed").Select(e => e.Body.GetProperty("studentId").GetGuid()).ToList();
        Assert.Equal(3, told.Distinct().Count());
        Assert.Equal(3, told.Count);
    }

    [Fact]
    public async Task Mentors_come_in_with_stages_capacity_and_minimum()
    {
        Assert.Equal((2, 0, 0, 0), Counts(await Host.ImportAsync(Mentors, "mentors")));
        await using var db = Host.Db();
        var holt = await db.People.Include(p => p.Mentor).Include(p => p.Memberships).SingleAsync(p => p.EmailKey == "holt@faculty.example");
        Assert.Equal(["college", "doctoral"], holt.Mentor!.Stages);
        Assert.True(holt.Mentor.Flexible);
        Assert.Equal("Junior faculty", holt.Mentor.Headline);
        Assert.Equal((3, 1), (holt.Memberships[0].Capacity, holt.Memberships[0].Minimum));
        var okafor = await db.People.Include(p => p.Memberships).SingleAsync(p => p.EmailKey == "okafor@faculty.example");
        Assert.Equal((1, 0), (okafor.Memberships[0].Capacity, okafor.Memberships[0].Minimum));
        Assert.Equal(2, (await Host.AnnouncedAsync()).Count(e => e.Type == "mentor-changed"));
    }

    [Theory]
    [InlineData("students")]
    [InlineData("mentors")]
    public async Task The_same_file_again_changes_nothing_and_announces_nothing(string kind)
    {
        var csv = kind == "students" ? Students : Mentors;
        var lines = kind == "students" ? 3 : 2;
        await Host.ImportAsync(csv, kind);
        var before = (await Host.AnnouncedAsync()).Count;
        Assert.Equal((0, 0, lines, 0), Counts(await CheckAsync(csv, kind)));
        Assert.Equal((0, 0, lines, 0), Counts(await Host.ImportAsync(csv, kind)));
        Assert.Equal(before, (await Host.AnnouncedAsync()).Count);
    }

    [Fact]
    public async Task A_changed_line_changes_its_person_and_announces_only_them()
    {
        await Host.ImportAsync(Students);
        var before = (await Host.AnnouncedAsync()).Count;
        Assert.Equal((0, 1, 2, 0), Counts(await Host.ImportAsync(Students.Replace("heart,", "kidneys,", StringComparison.Ordinal))));
        var told = Assert.Single((await Host.AnnouncedAsync())[before..]);
        Assert.Equal(("student-changed", 2), (told.Type, told.Body.Int("version")));
    }

    [Fact]
    public async Task Somebody_of_another_cohort_is_joined_and_never_doubled()
    {
        await Host.ImportAsync(Students);
        var rolling = await Host.OpenCohortAsync(Host.Programme, "Open", "rolling");
        Assert.Equal((1, 0, 0, 0), Counts(await Host.ImportAsync("email,name,stage,interests\nMAYA@students.example,Maya Ortiz,college,cardiology", cohort: rolling)));
        await using var db = Host.Db();
        var maya = await db.People.Include(p => p.Memberships).SingleAsync(p => p.EmailKey == "maya@students.example");
        Assert.Equal(2, maya.Memberships.Count);
    }

    [Fact]
    public async Task A_line_with_only_address_name_stage_and_one_interest_can_be_matched()
    {
        await Host.ImportAsync("email,name,stage,interests\nmaya@students.example,Maya Ortiz,college,cardiology\n");
        await using var db = Host.Db();
        var id = await db.Memberships.Where(m => m.CohortId == Host.Cohort).Select(m => m.PersonId).SingleAsync();
        var student = (await Host.AsService("matching").PostAsJsonAsync("/api/profile/views/matching", new { ids = new[] { id } }).Json())[0].GetProperty("student");
        Assert.Equal(["cardiology"], student.Strings("interests"));
        Assert.Equal("America/Chicago", student.Text("timeZone"));
        Assert.False(student.GetProperty("minor").GetBoolean());
        Assert.Equal(Host.Cohort, student.GetProperty("cohorts")[0].GetGuid());
    }

    /// <summary>A line, and the one mistake in it: column, what is written, part of the reason.</summary>
    static readonly (string Line, string Column, string Written, string Reason)[] BadStudents =
    [
        ("maya,Maya,college,cardiology,,,,,", "email", "maya", "there is no @"),
        ("m1@s.example,,college,cardiology,,,,,", "name", "", "Required"),
        ("m2@s.example,Maya,,cardiology,,,,,", "stage", "", "Required"),
        ("m3@s.example,Maya,collage,cardiology,,,,,", "stage", "collage", "Did you mean “College”?"),
        ("m4@s.example,Maya,sophomore,cardiology,,,,,", "stage", "sophomore", "Did you mean “College”?"),
        ("m5@s.example,Maya,college,,,,,,", "interests", "", "Required"),
        ("m6@s.example,Maya,college,cardiolgy,,,,,", "interests", "cardiolgy", "Did you mean “Cardiology”?"),
        ("m7@s.example,Maya,college,\"cardiology, nephrology\",,,,,", "interests", "cardiology, nephrology", "“cardiology; nephrology”"),
        ("m8@s.example,Maya,college,cardiology,fame,,,,", "goals", "fame", "not in the taxonomy"),
        ("m9@s.example,Maya,college,cardiology,,,America/Chicgo,,", "time_zone", "America/Chicgo", "Did you mean “America/Chicago”?"),
        ("n1@s.example,Maya,college,cardiology,,,,Mon 12-09,", "availability", "Mon 12-09", "ends before it starts"),
        ("n2@s.example,Maya,college,cardiology,,,,Funday 09-12,", "availability", "Funday 09-12", "not a day"),
        ("n3@s.example,Maya,college,cardiology,,,,,31/04/2028", "minor_until", "31/04/2028", "April has 30 days"),
        ("n4@s.example,Maya,high school,cardiology,,,,,2033-01-01", "minor_until", "2033-01-01", "Under 13"),
    ];

    static readonly (string Line, string Column, string Written, string Reason)[] BadMentors =
    [
        ("m1@f.example,Dr. M,,cardiology,51,,,", "capacity", "51", "from 1 to 50"),
        ("m2@f.example,Dr. M,,cardiology,two,,,", "capacity", "two", "whole number"),
        ("m3@f.example,Dr. M,,cardiology,1,2,,", "minimum", "2", "More than the capacity"),
        ("m4@f.example,Dr. M,,cardiology,,2,,", "minimum", "m4@f.example", "more than the capacity, which is 1"),
        ("m5@f.example,Dr. M,,cardiology,,,college; mars,", "stages", "mars", "Not a stage"),
        ("m6@f.example,Dr. M,,cardiology,,,,2029-01-01", "minor_until", "2029-01-01", "A mentor must be an adult"),
    ];

    [Theory]
    [InlineData("students", "email,name,stage,interests,goals,languages,time_zone,availability,minor_until")]
    [InlineData("mentors", "email,name,stage,interests,capacity,minimum,stages,minor_until")]
    public async Task Every_bad_line_is_named_by_line_column_and_reason(string kind, string head)
    {
        var bad = kind == "students" ? BadStudents : BadMentors;
        var import = await CheckAsync($"{head}\nfine@s.example,Fine,college,cardiology\n{string.Join('\n', bad.Select(b => b.Line))}", kind);
        Assert.Equal((1, 0, 0, bad.Length), Counts(import));
        var problems = Problems(import);
        Assert.Equal(bad.Select((b, i) => (i + 3, b.Column, b.Written)), problems.Select(p => (p.Int("line"), p.Text("column")!, p.Text("written")!)));
        Assert.All(bad.Zip(problems), pair => Assert.Contains(pair.First.Reason, pair.Second.Text("reason")));
    }

    [Fact]
    public async Task Somebody_under_age_is_no_mentor()
    {
        await Host.ImportAsync(Students);
        var import = await CheckAsync("email,name,stage,interests,minor_until\nnoor@students.example,Noor Haddad,,cardiology,\nnew@f.example,New,,cardiology,2029-01-01", "mentors");
        Assert.Equal((0, 0, 0, 2), Counts(import));
        Assert.All(Problems(import), p => Assert.Contains("A mentor must be an adult", p.Text("reason")));
    }

    [Fact]
    public async Task An_address_that_stands_twice_is_named_with_the_line_it_first_stands_on()
    {
        var import = await CheckAsync("email,name,stage,interests\nm@s.example,Maya,college,cardiology\nM@s.example,Maya,college,heart");
        Assert.Equal("3 email [M@s.example] This address is on line 2 already. Keep one of the two.", Whole(Assert.Single(Problems(import))));
    }

    [Fact]
    public async Task A_forgotten_quotation_mark_costs_its_own_line_only()
    {
        var import = await CheckAsync("email,name,stage,interests\na@s.example,\"Ann,college,cardiology\nb@s.example,\"Bo, Jr.\",college,\"cardiology;\nnephrology\"\nc@s.example,Cy \"the\" C,college,heart\nd@s.example,Di,college,heart,,x");
        Assert.Equal((2, 0, 0, 2), Counts(import));
        Assert.Equal([2, 6], Problems(import).Select(p => p.Int("line")));
        Assert.Contains("quotation mark", Problems(import)[0].Text("reason"));
        Assert.Contains("6 cells and the head only 4", Problems(import)[1].Text("reason"));
    }

    [Fact]
    public async Task A_file_is_read_as_spreadsheets_write_it()
    {
        string[] files =
        [
            "\uFEFFemail,name,stage,interests\r\nm@s.example,Zoë Å,college,cardiology; heart failure\r\n\r\n",
            "email;name;stage;interests\r\nm@s.example;Zoë Å;college;\"cardiology; heart failure\"\r\n",
            "sep=;\r\nemail;name;stage;interests\r\nm@s.example;Zoë Å;college;\"cardiology; heart failure\"\r\n",
            "Name\tINTERESTS\tE mail\temail\tStage\nZoë Å\tcardiology; heart failure\t\tm@s.example\tcollege\n",
            "name,stage,email,interests\rZoë Å,college,m@s.example,cardiology | heart failure",
        ];
        Assert.Equal((1, 0, 0, 0), Counts(await Host.ImportAsync(files[0])));
        await using var db = Host.Db();
        var person = await db.People.Include(p => p.Student).SingleAsync(p => p.EmailKey == "m@s.example");
        Assert.Equal("Zoë Å", person.Name);
        Assert.Equal(["cardiology", "heart-failure"], person.Student!.Interests);
        foreach (var file in files)
            Assert.Equal((0, 0, 1, 0), Counts(await CheckAsync(file)));
    }

    [Fact]
    public async Task What_is_no_text_or_has_no_head_is_refused_with_a_sentence()
    {
        Assert.Contains("Line 2 is not UTF-8", await RefusedAsync([.. "email,name,stage,interests\n"u8, (byte)'Z', 0xEB, .. ",x\n"u8]));
        Assert.Contains("UTF-16", await RefusedAsync(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("email")).ToArray()));
        Assert.Contains("Line 1 is not UTF-8", await RefusedAsync("em\0ail"));
        Assert.Contains("workbook", await RefusedAsync([.. "PK\u0003\u0004"u8, 1, 2, 3]));
        Assert.Equal("This file is empty.", await RefusedAsync(""));
        Assert.Contains("no lines", await RefusedAsync("email,name,stage,interests\n\n"));
        Assert.Contains("“rank” is missing", await RefusedAsync("student_email,mentor_email\na,b", "choices"));
        Assert.Contains("larger than 20 MB", await RefusedAsync(new byte[20 * 1024 * 1024 + 1]));
        await (await Host.UploadAsync(Students, "people")).Json(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_unknown_column_and_an_unknown_language_are_remarked_and_left_out()
    {
        var import = await CheckAsync("email,name,stage,interests,availabilty,shoe size,languages\nm@s.example,Maya,college,cardiology,Mon 09-12,42,Elvish");
        Assert.Equal((1, 0, 0, 0), Counts(import));
        var remarks = Problems(import, "remark");
        Assert.Equal([1, 1, 2], remarks.Select(r => r.Int("line")));
        Assert.Contains("Did you mean “availability”?", remarks[0].Text("reason"));
        Assert.Equal("shoe_size", remarks[1].Text("column"));
        Assert.Contains("Left out", remarks[2].Text("reason"));
        Assert.Equal(3, import.Int("problemsTotal"));
    }

    [Fact]
    public async Task Rejected_lines_come_back_with_their_reasons_and_can_be_corrected_and_imported()
    {
        var import = await CheckAsync("email;name;stage;interests\na@s.example;Ann;college;heart\nb@s.example;\"Bo; Jr.\";collage;heart\n");
        var rejected = await RejectedAsync(import);
        Assert.Equal("line;reason;email;name;stage;interests\r\n3;stage: Not a stage. Did you mean “College”?;b@s.example;\"Bo; Jr.\";collage;heart\r\n", rejected);
        var again = await CheckAsync(rejected.Replace("collage", "college", StringComparison.Ordinal));
        Assert.Equal((1, 0, 0, 0), Counts(again));
        Assert.Equal(0, again.Int("problemsTotal"));
    }

    [Fact]
    public async Task Applying_leaves_out_the_bad_lines_and_is_asked_for_once()
    {
        var import = await CheckAsync("email,name,stage,interests\na@s.example,Ann,college,heart\nb@s.example,Bo,collage,heart\n");
        await PostAsync(import, "apply").Json(HttpStatusCode.Accepted);
        var done = await Host.EndedAsync(import.Id());
        Assert.Equal((1, 0, 0, 1), Counts(done));
        Assert.Single(Problems(done));
        Assert.Equal("AlreadyIn", (await PostAsync(import, "apply").Json(HttpStatusCode.Conflict)).Text("code"));
        Assert.Equal("AlreadyOver", (await PostAsync(import, "cancel").Json(HttpStatusCode.Conflict)).Text("code"));
        var bad = await CheckAsync("email,name,stage,interests\nb@s.example,Bo,collage,heart\n");
        Assert.Equal("NothingGood", (await PostAsync(bad, "apply").Json(HttpStatusCode.Conflict)).Text("code"));
    }

    [Fact]
    public async Task What_somebody_has_written_of_themselves_stays()
    {
        await Host.ImportAsync(Students);
        await using var db = Host.Db();
        var maya = await db.People.SingleAsync(p => p.EmailKey == "maya@students.example");
        await Host.As(maya.Id, "student").PutAsJsonAsync("/api/profile/me/student", new { stage = "college", interests = new[] { "thyroid" }, timeZone = "America/New_York", version = maya.Version }).Json();
        var import = await Host.ImportAsync(Students);
        Assert.Equal((0, 0, 3, 0), Counts(import));
        Assert.Contains("what they wrote there stays", Assert.Single(Problems(import, "remark")).Text("reason"));
        Assert.Equal(["thyroid"], await db.Set<People.StudentProfile>().Where(s => s.PersonId == maya.Id).Select(s => s.Interests).SingleAsync());
    }

    [Fact]
    public async Task A_cancelled_import_writes_nothing_more_and_cannot_be_applied()
    {
        var import = await CheckAsync(Students);
        Assert.Equal("cancelled", (await PostAsync(import, "cancel").Json()).Text("state"));
        Assert.Equal("cancelled", (await PostAsync(import, "cancel").Json()).Text("state"));
        Assert.Equal("Stopped", (await PostAsync(import, "apply").Json(HttpStatusCode.Conflict)).Text("code"));
        await using var db = Host.Db();
        Assert.Empty(await db.Memberships.ToListAsync());
    }

    [Fact]
    public async Task Stopping_a_running_import_keeps_what_is_in_and_adds_nothing()
    {
        var import = await CheckAsync(Many(5000));
        await PostAsync(import, "apply").Json(HttpStatusCode.Accepted);
        // Without a pause between the questions: twenty batches are soon over.
        using var patience = new CancellationTokenSource(Eventually.Patience);
        int done;
        do
            done = (await Host.AsCoordinator().GetAsync($"/api/profile/imports/{import.Id()}", patience.Token).Json()).Int("done");
        while (done == 0);
        var stopped = await PostAsync(import, "cancel").Json();
        Assert.Equal("cancelled", stopped.Text("state"));
        Assert.InRange(stopped.Int("done"), 1, 4999);
        // Another import runs behind it, so the worker has let go of this one.
        await Host.ImportAsync(Mentors, "mentors");
        await using var db = Host.Db();
        Assert.Equal(stopped.Int("done"), await db.Memberships.CountAsync(m => m.Role == "student"));
    }

    [Fact]
    public async Task An_import_whose_worker_died_is_taken_over_where_it_stood()
    {
        var import = await CheckAsync(Many(600));
        await using (var db = Host.Db())
        {
            // A worker that put in no batch and was killed: its claim stands until it lapses.
            var row = await db.Imports.SingleAsync();
            row.Queue();
            row.Claim(Host.Clock.GetUtcNow() + TimeSpan.FromMinutes(5));
            await db.SaveChangesAsync();
        }
        Assert.Equal("running", (await Host.AsCoordinator().GetAsync($"/api/profile/imports/{import.Id()}").Json()).Text("state"));
        Host.Advance(TimeSpan.FromMinutes(5) + Import.Lease);
        Assert.Equal((600, 0, 0, 0), Counts(await Host.EndedAsync(import.Id())));
    }

    [Fact]
    public async Task An_import_that_gets_nowhere_again_and_again_is_given_up_and_its_file_can_be_imported_anew()
    {
        var import = await CheckAsync(Students);
        await using (var db = Host.Db())
        {
            var row = await db.Imports.SingleAsync();
            row.Queue();
            for (var i = 0; i < 5; i++)
                row.Claim(Host.Clock.GetUtcNow() - TimeSpan.FromMinutes(1));
            await db.SaveChangesAsync();
        }
        Assert.Equal("failed", (await Host.EndedAsync(import.Id())).Text("state"));
        Assert.Equal("BrokenOff", (await PostAsync(import, "apply").Json(HttpStatusCode.Conflict)).Text("code"));
        Assert.Equal((3, 0, 0, 0), Counts(await Host.ImportAsync(Students)));
    }

    [Fact]
    public async Task Two_imports_of_the_same_addresses_at_once_make_one_person_each()
    {
        var other = await Host.OpenCohortAsync(Host.Programme, "Open", "rolling");
        var imports = await Task.WhenAll(Host.ImportAsync(Many(300)), Host.ImportAsync(Many(300), cohort: other));
        Assert.All(imports, i => Assert.Equal((300, 0, 0, 0), Counts(i)));
        await using var db = Host.Db();
        Assert.Equal(301, await db.People.CountAsync());
        Assert.Equal(600, await db.Memberships.CountAsync());
    }

    [Fact]
    public async Task Two_weeks_later_the_file_and_what_was_said_of_it_are_gone()
    {
        var done = await Host.ImportAsync("email,name,stage,interests\na@s.example,Ann,college,heart\nb@s.example,Bo,collage,heart\n");
        var waiting = await CheckAsync(Mentors, "mentors");
        Host.Advance(TimeSpan.FromDays(14) + TimeSpan.FromHours(2));
        await Eventually.True("the files are gone", async () =>
        {
            await using var db = Host.Db();
            return !await db.ImportFiles.AnyAsync() && !await db.ImportProblems.AnyAsync();
        });
        await Host.AsCoordinator().GetAsync($"/api/profile/imports/{done.Id()}/rejected.csv").Json(HttpStatusCode.NotFound);
        Assert.Equal((1, 0, 0, 1), Counts(await Host.AsCoordinator().GetAsync($"/api/profile/imports/{done.Id()}").Json()));
        Assert.Equal("FileGone", (await PostAsync(waiting, "apply").Json(HttpStatusCode.Conflict)).Text("code"));
    }

    [Fact]
    public async Task Only_the_programmes_coordinator_and_the_command_line_import()
    {
        var import = await CheckAsync(Students);
        var (other, _) = await Host.OpenProgrammeAsync("Winter Scholars");
        HttpClient[] strangers = [Host.AsCoordinator(other), Host.As(ProfileHost.NewId(), "student"), Host.AsAdministrator(), Host.AsService("portal")];
        foreach (var stranger in strangers)
        {
            await stranger.GetAsync($"/api/profile/imports/{import.Id()}").Json(HttpStatusCode.NotFound);
            await stranger.GetAsync($"/api/profile/imports/{import.Id()}/rejected.csv").Json(HttpStatusCode.NotFound);
            await stranger.PostAsync($"/api/profile/imports/{import.Id()}/apply", null).Json(HttpStatusCode.NotFound);
            await stranger.PostAsync($"/api/profile/imports/{import.Id()}/cancel", null).Json(HttpStatusCode.NotFound);
            await stranger.PostAsync($"/api/profile/cohorts/{Host.Cohort}/imports?kind=students", ProfileHost.Csv(Students)).Json(HttpStatusCode.NotFound);
        }
        var cli = await Host.AsService("cli").PostAsync($"/api/profile/cohorts/{Host.Cohort}/imports?kind=students&name=C:\\lists\\a.csv", ProfileHost.Csv(Students)).Json(HttpStatusCode.Created);
        Assert.Equal("a.csv", cli.Text("fileName"));
        await Host.AsService("cli").PostAsync($"/api/profile/imports/{cli.Id()}/apply", null).Json(HttpStatusCode.Accepted);
        Assert.Equal((3, 0, 0, 0), Counts(await Host.EndedAsync(cli.Id())));
    }

    static string Many(int count) =>
        "email,name,stage,interests\n" + string.Join('\n', Enumerable.Range(0, count).Select(i => $"s{i}@students.example,Student {i},college,cardiology"));
}
