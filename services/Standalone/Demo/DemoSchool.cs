using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Mentorship.Portal.Tokens;
using Mentorship.ServiceDefaults;

namespace Mentorship.Standalone.Demo;

/// <summary>
/// Opens the demonstration's school the way a real one is opened: over the API, by an administrator who appoints a
/// coordinator, who opens cohorts and imports people.
/// </summary>
internal sealed class DemoSchool
{
    const int Seed = 2027;
    static readonly Guid Administrator = new("00000000-0000-7000-8000-00000000de40");

    /// <summary>Whom the welcome page offers, the coordinator first.</summary>
    public static readonly (string Email, string Role, string Says)[] Welcomed =
    [
        ("ruth.abernathy-cole@northmoor.example", "Coordinator", "Pairs by hand, fills in the rest, publishes"),
        ("imani.castellane@students.northmoor.example", "Student", "Sees where she stands and answers her offer"),
        ("beatrix.oyelaran@faculty.northmoor.example", "Mentor", "Answers, sets her places, takes a break"),
    ];

    readonly IHttpClientFactory _clients;
    readonly ServiceAddresses _addresses;
    readonly Issuer _issuer;
    readonly CancellationToken _stopping;

    DemoSchool(WebApplication app) => (_clients, _addresses, _issuer, _stopping) =
        (app.Services.GetRequiredService<IHttpClientFactory>(), app.Services.GetRequiredService<ServiceAddresses>(), app.Services.GetRequiredService<Issuer>(), app.Lifetime.ApplicationStopping);

    public static async Task OpenAsync(WebApplication app)
    {
        var school = new DemoSchool(app);
        var administrator = await school.AsAsync("profile", Administrator, "administrator");
        var summer = await school.ProgrammeAsync(administrator, "Summer Scholars", "Eight weeks on the wards and in the lab for college and post-baccalaureate students on their way to medical school.");
        var research = await school.ProgrammeAsync(administrator, "Research Year", "A year of research with a mentor, open to medical students and doctoral students at any time.");
        var ruth = await school.AppointAsync(administrator, summer, research);
        await school.PostAsync<Made>(administrator, $"programmes/{summer}/trainings",
            new { title = "Mentoring across differences", link = "https://learn.northmoor.example/mentoring", audience = "mentors", need = "recommended", monthsValid = 24 });

        var terms = (await administrator.GetFromJsonAsync<Taxonomy>("taxonomy", Json.Options, school._stopping))!.Terms;
        var people = new DemoPeople(terms, Seed);
        await school.CohortAsync(ruth, summer, "2027", "batch",
            people.Make(148, ["college", "college", "college", "post-baccalaureate", "doctoral"], 56, ["college", "post-baccalaureate", "doctoral"], ("Imani Castellane", "Dr. Beatrix Oyelaran")));
        var open = await school.CohortAsync(ruth, research, "Open all year", "rolling",
            people.Make(92, ["medical-student", "medical-student", "doctoral", "resident"], 34, ["medical-student", "doctoral", "resident"], known: null) with { Choices = "" });
        await school.AskAsync(ruth, research, open);
    }

    /// <summary>A client with a token of five minutes, long enough for one cohort.</summary>
    async Task<HttpClient> AsAsync(string service, Guid person, params string[] roles)
    {
        var client = _clients.CreateClient();
        client.BaseAddress = new Uri(_addresses.Of(service), $"api/{service}/");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await _issuer.Sign(person.ToString(), roles, service, _stopping));
        return client;
    }

    async Task<Guid> ProgrammeAsync(HttpClient administrator, string name, string description) =>
        (await PostAsync<Made>(administrator, "programmes", new { name, description })).Id;

    async Task<Guid> AppointAsync(HttpClient administrator, params Guid[] programmes)
    {
        var person = Guid.Empty;
        foreach (var programme in programmes)
            person = (await PostAsync<Appointed>(administrator, $"programmes/{programme}/coordinators", new { email = Welcomed[0].Email, name = "Ruth Abernathy-Cole" })).PersonId;
        return person;
    }

    async Task<Guid> CohortAsync(Guid ruth, Guid programme, string name, string kind, DemoCohort people)
    {
        var profile = await AsAsync("profile", ruth, $"coordinator:{programme}");
        var cohort = (await PostAsync<Made>(profile, $"programmes/{programme}/cohorts", new { name, kind, timeZone = "America/Chicago" })).Id;
        await ImportAsync(profile, cohort, "mentors", people.Mentors);
        await ImportAsync(profile, cohort, "students", people.Students);
        if (people.Choices.Length > 0) await ImportAsync(profile, cohort, "choices", people.Choices);
        await PostAsync<Invited>(profile, $"cohorts/{cohort}/invitations", new { });
        return cohort;
    }

    async Task ImportAsync(HttpClient profile, Guid cohort, string kind, string csv)
    {
        using var body = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var answer = await profile.PostAsync(new Uri($"cohorts/{cohort}/imports?kind={kind}&name={kind}.csv", UriKind.Relative), body, _stopping);
        var import = await ReadAsync<Imported>(answer);
        if (import.Bad > 0) throw new InvalidOperationException($"{import.Bad} lines of the demonstration's {kind} cannot be read: {import.Problems.FirstOrDefault()}");
        await PostAsync<Imported>(profile, $"imports/{import.Id}/apply", new { });
        while ((import = (await profile.GetFromJsonAsync<Imported>($"imports/{import.Id}", Json.Options, _stopping))!).State is "queued" or "running")
            await Task.Delay(50, _stopping);
        if (import.State != "done") throw new InvalidOperationException($"The import of the demonstration's {kind} ended as {import.State}.");
    }

    /// <summary>Some of the rolling cohort have asked already, and most of the asked have answered.</summary>
    async Task AskAsync(Guid ruth, Guid programme, Guid cohort)
    {
        var office = await AsAsync("matching", ruth, $"coordinator:{programme}");
        while (await office.GetFromJsonAsync<Board>($"cohorts/{cohort}/board", Json.Options, _stopping) is not { Students: 92, Mentors: 34, Stale: 0 })
            await Task.Delay(100, _stopping);
        var profile = await AsAsync("profile", ruth, $"coordinator:{programme}");
        var students = (await profile.GetFromJsonAsync<Page<Listed>>($"cohorts/{cohort}/people?role=student&page=1&size=9", Json.Options, _stopping))!.Items;
        foreach (var (student, answer) in students.Zip(["yes", "yes", "", "yes", "no", "", "yes", "", "yes"]))
        {
            var asking = await AsAsync("matching", student.Id, "student");
            var mentor = (await asking.GetFromJsonAsync<Page<Open>>($"me/cohorts/{cohort}/mentors?page=1&size=1", Json.Options, _stopping))!.Items[0].MentorId;
            var pair = (await PostAsync<Made>(asking, $"me/cohorts/{cohort}/ask", new { mentorId = mentor })).Id;
            if (answer.Length > 0)
                await SendAsync(await AsAsync("matching", mentor, "mentor"), $"me/pairs/{pair}/answer", new { answer });
        }
    }

    async Task<T> PostAsync<T>(HttpClient client, string route, object body)
    {
        using var answer = await client.PostAsJsonAsync(route, body, Json.Options, _stopping);
        return await ReadAsync<T>(answer);
    }

    async Task SendAsync(HttpClient client, string route, object body)
    {
        using var answer = await client.PostAsJsonAsync(route, body, Json.Options, _stopping);
        await SoundAsync(answer);
    }

    async Task<T> ReadAsync<T>(HttpResponseMessage answer)
    {
        await SoundAsync(answer);
        return (await answer.Content.ReadFromJsonAsync<T>(Json.Options, _stopping))!;
    }

    async Task SoundAsync(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"The demonstration was refused: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(_stopping)}");
    }

    sealed record Made(Guid Id);

    sealed record Appointed(Guid PersonId);

    sealed record Invited(int Count);

    sealed record Taxonomy(DemoTerm[] Terms);

    sealed record Board(int Students, int Mentors, int Stale);

    sealed record Page<T>(T[] Items);

    sealed record Listed(Guid Id);

    sealed record Open(Guid MentorId);

    sealed record Problem(int Line, string Column, string Written, string Reason);

    sealed record Imported(Guid Id, string State, int Bad, Problem[] Problems);
}
