using Mentorship.SystemTests.Running;
using Mentorship.Testing;

namespace Mentorship.SystemTests.Access;

/// <summary>One system with two programmes that have nothing to do with each other.</summary>
public sealed class Neighbours : IAsyncLifetime
{
    public Embedded System { get; private set; } = null!;
    public School School { get; private set; } = null!;

    /// <summary>Whose data is asked for.</summary>
    public Stage Theirs { get; private set; } = null!;

    /// <summary>Where those who ask belong.</summary>
    public Stage Own { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        System = await Embedded.StartAsync(settings: new(Systems.Roomy) { ["Administrator:Email"] = "root@school.example" });
        using (var http = new HttpClient()) await http.GetStringAsync(new Uri($"{System.Address}/.well-known/jwks.json"));
        School = await School.OpenAsync(System);
        Theirs = await SetAsync("Theirs");
        Own = await SetAsync("Own");
    }

    public ValueTask DisposeAsync() => System.DisposeAsync();

    async Task<Stage> SetAsync(string name)
    {
        var office = await School.ProgrammeAsync(name);
        var cohort = await office.CohortAsync("2027", "rolling");
        var people = new People();
        var import = (await office.ImportAsync(cohort, "students", people.Students(1)))["id"]!.GetValue<Guid>();
        await office.ImportAsync(cohort, "mentors", people.Mentors(1));
        var members = await office.InviteAsync(cohort);
        await office.BoardAsync(cohort, 1, 1);
        using var profile = office.Profile;
        var training = (await School.PostAsync(profile, $"programmes/{office.Programme}/trainings", new { title = "Mentoring well", audience = "mentors", need = "recommended" }))["id"]!.GetValue<Guid>();
        var (student, mentor) = (members.Single(m => m.Role == "student"), members.Single(m => m.Role == "mentor"));
        var run = (await office.RunAsync(cohort))["id"]!.GetValue<Guid>();
        using (var asking = School.As("matching", student.Id, "student")) await School.PostAsync(asking, $"me/cohorts/{cohort}/ask", new { mentorId = mentor.Id });
        var pair = Guid.Parse((await System.RowsAsync("matching", $"SELECT id FROM pairs WHERE lower(student_id) = '{student.Id}'"))[0]);
        using var naming = School.As("profile", mentor.Id, "mentor");
        await School.PostAsync(naming, "me/delegates", new { email = $"assistant.{office.Programme:N}@school.example", name = "Sam Okafor" });
        var assistant = (await School.GetAsync(naming, "me/delegates"))[0]!["id"]!.GetValue<Guid>();
        using var reading = School.As("notification", student.Id, "student");
        var entry = Guid.Empty;
        await Eventually.True("the student has an entry", async () =>
            (await School.GetAsync(reading, "me/inbox"))["items"]!.AsArray() is { Count: > 0 } items && (entry = items[0]!["id"]!.GetValue<Guid>()) != Guid.Empty);
        return new(office.Programme, cohort, office.Coordinator, office.Email, student.Id, student.Email, mentor.Id, mentor.Email, import, run, pair, entry, training, assistant);
    }
}

/// <summary>A programme with one of everything.</summary>
public sealed record Stage(
    Guid Programme, Guid Cohort, Guid Coordinator, string CoordinatorEmail, Guid Student, string StudentEmail, Guid Mentor, string MentorEmail, Guid Import, Guid Run, Guid Pair, Guid Entry, Guid Training, Guid Assistant)
{
    /// <summary>What no answer to a stranger may hold. The ids that were sent may come back in an address.</summary>
    public string[] Secrets => [StudentEmail, MentorEmail, CoordinatorEmail, Entry.ToString(), $"assistant.{Programme:N}"];
}
