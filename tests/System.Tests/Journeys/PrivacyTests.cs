using System.Text;
using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;

namespace Mentorship.SystemTests.Journeys;

/// <summary>Marked names, addresses and words go through a journey; then every place where they have no business is searched for them.</summary>
public sealed class PrivacyTests(Systems systems, Browsers browsers)
{
    [Fact]
    public async Task Names_addresses_and_free_text_are_in_no_log_queue_outbox_or_copy_that_can_be_read()
    {
        var (system, _) = await systems.TracedAsync();
        var school = await School.OpenAsync(system);
        var office = await school.ProgrammeAsync("Privacy");
        var cohort = await office.CohortAsync("2027", "rolling");
        var mark = "zq" + School.Unique();
        string[] marks = [$"Given{mark}", $"Family{mark}", $"s.{mark}@school.example", $"m.{mark}@school.example", $"Words{mark}", $"Told{mark}"];
        await office.ImportAsync(cohort, "students", $"email,name,stage,interests\n{marks[2]},{marks[0]} {marks[1]},medical student,Cardiology\n");
        await office.ImportAsync(cohort, "mentors", $"email,name,stage,interests\n{marks[3]},{marks[1]} {marks[0]},junior faculty,Cardiology\n");
        await office.InviteAsync(cohort);
        await office.BoardAsync(cohort, 1, 1);
        var members = await office.PeopleAsync(cohort);
        var student = members.Single(m => m.Role == "student").Id;
        var mentor = members.Single(m => m.Role == "mentor").Id;

        await using (var phone = await browsers.VisitAsync(system.Address, width: 390))
        {
            await phone.SignInAsync(system, marks[2]);
            await phone.OpenAsync($"/nowhere/{marks[4]}?q={marks[2]}");
            Assert.DoesNotContain(marks[4], await phone.Page.ContentAsync(), StringComparison.Ordinal);
            phone.Forgive();
        }
        using var profile = school.As("profile", student, "student");
        var me = await School.GetAsync(profile, "me");
        await School.PutAsync(profile, "me/student", new
        {
            stage = "medical-student",
            interests = me["student"]!["interests"],
            goals = Array.Empty<string>(),
            languages = Array.Empty<string>(),
            timeZone = "America/New_York",
            availability = Array.Empty<string>(),
            about = $"About me: {marks[4]}",
            version = me["version"],
        });
        await School.PutAsync(profile, "me/facets/socioeconomic", new { choices = new[] { "enough" }, words = marks[5], purpose = "matching", wish = "lot" });
        await office.BoardAsync(cohort, 1, 1);
        using var asking = school.As("matching", student, "student");
        await School.PostAsync(asking, $"me/cohorts/{cohort}/ask", new { mentorId = mentor });
        await system.MailAsync(marks[3], "asks for you");
        Assert.Contains(marks[0], system.MailsTo(marks[3])[^1].Text, StringComparison.Ordinal);

        var bytes = marks.Select(Encoding.UTF8.GetBytes).ToArray();
        foreach (var file in Directory.EnumerateFiles(system.Folder, "*", SearchOption.AllDirectories).Where(MustNotKnow))
            Assert.True(!bytes.Any(m => Read(file).AsSpan().IndexOf(m) >= 0), $"{file} holds a marked value.");
        foreach (var service in (string[])["matching", "notification", "portal"])
            await SearchAsync(system, service, marks, await system.RowsAsync(service, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"));
        await SearchAsync(system, "profile", marks, ["outbox", "inbox", "dead_letters", "ledger", "facet_answers", "purpose_changes"]);

        // What is delivered has to say the name; PostgreSQL's own files hold what the tables hold, and those are searched.
        bool MustNotKnow(string file) =>
            !file.StartsWith(Path.Combine(system.Folder, "smtp"), StringComparison.Ordinal) && !file.StartsWith(Path.Combine(system.Folder, "postgres", "data"), StringComparison.Ordinal);
    }

    static async Task SearchAsync(RunningSystem system, string service, string[] marks, IReadOnlyList<string> tables)
    {
        Assert.NotEmpty(tables);
        foreach (var table in tables)
            foreach (var row in await system.RowsAsync(service, $"SELECT t::text FROM \"{table}\" t"))
                foreach (var mark in marks)
                {
                    Assert.False(row.Contains(mark, StringComparison.OrdinalIgnoreCase), $"{service}.{table} holds {mark}.");
                    Assert.False(row.Contains(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(mark)), StringComparison.Ordinal), $"{service}.{table} holds {mark} in bytes.");
                }
    }

    static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
