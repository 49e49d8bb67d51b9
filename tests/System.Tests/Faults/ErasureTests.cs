using System.Net;
using System.Text;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;

namespace Mentorship.SystemTests.Faults;

/// <summary>A person is erased while news about them is on its way and the services that hear it are killed.</summary>
[Trait("Category", "Long")]
public sealed class ErasureTests
{
    static readonly TimeSpan Recovery = TimeSpan.FromMinutes(3);
    static readonly string[] Services = ["profile", "matching", "notification", "portal"];

    [Fact]
    public async Task Of_somebody_erased_while_services_are_killed_no_trace_is_left()
    {
        await using var system = await Distributed.StartAsync(Systems.Roomy);
        var school = await School.OpenAsync(system);
        var office = await school.ProgrammeAsync("Erasures");
        var cohort = await office.CohortAsync("2027", "rolling");
        var mark = "zq" + School.Unique();
        string[] marks = [$"Given{mark}", $"Family{mark}", $"{mark}@school.example", $"Words{mark}"];
        await office.ImportAsync(cohort, "students", $"email,name,stage,interests\n{marks[2]},{marks[0]} {marks[1]},medical student,Cardiology\n");
        await office.ImportAsync(cohort, "mentors", new People().Mentors(1));
        var members = await office.InviteAsync(cohort);
        await office.ImportAsync(cohort, "choices", $"student_email,mentor_email,rank\n{marks[2]},{members.Single(m => m.Role == "mentor").Email},1\n");
        await office.BoardAsync(cohort, 1, 1);
        var (student, mentor) = (members.Single(m => m.Role == "student").Id, members.Single(m => m.Role == "mentor"));
        using var asking = school.As("matching", student, "student");
        var pair = (await School.PostAsync(asking, $"me/cohorts/{cohort}/ask", new { mentorId = mentor.Id }))["id"]!.GetValue<Guid>();
        using var answering = school.As("matching", mentor.Id, "mentor");
        await School.PostAsync(answering, $"me/pairs/{pair}/answer", new { answer = "yes" });
        await system.MailAsync(mentor.Email, "you have a mentee");

        using var own = school.As("profile", student, "student");
        for (var n = 0; n < 20; n++)
        {
            // News on its way, each a version of its own; those who hear it die among them.
            var me = await School.GetAsync(own, "me");
            await School.PutAsync(own, "me/student", new
            {
                stage = "medical-student",
                interests = me["student"]!["interests"],
                timeZone = "America/New_York",
                about = $"{marks[3]} {n}",
                version = me["version"],
            });
            if (n == 10) system.KillAtOnce("matching", "matching-2", "notification");
        }
        Assert.NotEmpty(await TracesAsync(system, marks));
        using (var gone = await own.PostAsync(new Uri("me/erasure/now", UriKind.Relative), null))
            Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        system.KillAtOnce("profile", "portal");
        await system.UpAsync();
        await Eventually.True("somebody has heard of it", async () => await system.CountAsync("profile", $"SELECT COUNT(*) FROM erasure_reports WHERE person_id = '{student}'") > 1, Recovery);
        system.KillAtOnce("notification", "matching");
        await system.KillAsync("rabbitmq");
        await system.UpAsync();

        await Eventually.True("every service has erased its part", async () =>
            await system.CountAsync("profile", $"SELECT COUNT(*) FROM erasure_reports WHERE person_id = '{student}'") == 4, Recovery);
        foreach (var service in Services)
            await Eventually.True($"{service} has announced everything", async () => await system.CountAsync(service, "SELECT COUNT(*) FROM outbox") == 0, Recovery);
        var told = await system.MailAsync(mentor.Email, "you are no longer a pair", within: Recovery);
        Assert.DoesNotContain(mark, told.Raw, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["Ended|"], await system.RowsAsync("matching", $"SELECT state, mentor_place FROM pairs WHERE id = '{pair}'"));

        Assert.Empty(await TracesAsync(system, marks));
        foreach (var (service, table, column) in new[] { ("matching", "data_keys", "wrapped"), ("notification", "data_keys", "wrapped"), ("portal", "data_keys", "wrapped"), ("portal", "accounts", "address_hash") })
            Assert.Equal([""], await system.RowsAsync(service, $"SELECT {column} FROM {table} WHERE {(table == "accounts" ? "id" : "person_id")} = '{student}'"));
        using var late = await own.GetAsync(new Uri("me", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    /// <summary>Where a mark still stands: in a table, or in a file of a queue, a log or a key. What was mailed is in people's own hands.</summary>
    static async Task<List<string>> TracesAsync(Distributed system, string[] marks)
    {
        var found = new List<string>();
        foreach (var service in Services)
            foreach (var table in await system.RowsAsync(service, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"))
                foreach (var row in await system.RowsAsync(service, $"SELECT t::text FROM \"{table}\" t"))
                    if (marks.Any(m => row.Contains(m, StringComparison.OrdinalIgnoreCase) || row.Contains(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(m)), StringComparison.Ordinal)))
                        found.Add($"{service}.{table}");
        foreach (var file in Directory.EnumerateFiles(system.Folder, "*", SearchOption.AllDirectories)
            .Where(f => !f.StartsWith(Path.Combine(system.Folder, "smtp"), StringComparison.Ordinal) && !f.StartsWith(Path.Combine(system.Folder, "postgres", "data"), StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), Encoding.Latin1);
            var text = await reader.ReadToEndAsync();
            if (marks.Any(m => text.Contains(m, StringComparison.OrdinalIgnoreCase)))
                found.Add(file);
        }
        return found;
    }
}
