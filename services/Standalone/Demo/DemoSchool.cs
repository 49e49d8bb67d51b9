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

    readonly HttpClient _profile;
    readonly Issuer _issuer;

    DemoSchool(WebApplication app)
    {
        _issuer = app.Services.GetRequiredService<Issuer>();
        _profile = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        _profile.BaseAddress = new Uri(app.Services.GetRequiredService<ServiceAddresses>().Of("profile"), "api/profile/");
    }

    public static async Task OpenAsync(WebApplication app)
    {
        var school = new DemoSchool(app);
        var stopping = app.Lifetime.ApplicationStopping;
        await school.SignInAsync(Administrator, ["administrator"], stopping);
        var summer = await school.ProgrammeAsync("Summer Scholars", "Eight weeks on the wards and in the lab for college and post-baccalaureate students on their way to medical school.", stopping);
        var research = await school.ProgrammeAsync("Research Year", "A year of research with a mentor, open to medical students and doctoral students at any time.", stopping);
        var ruth = await school.AppointAsync([summer, research], stopping);

        var terms = (await school._profile.GetFromJsonAsync<Taxonomy>("taxonomy", Json.Options, stopping))!.Terms;
        var people = new DemoPeople(terms, Seed);
        await school.SignInAsync(ruth, [$"coordinator:{summer}", $"coordinator:{research}"], stopping);
        await school.CohortAsync(summer, "2027", "batch",
            people.Make(148, ["college", "college", "college", "post-baccalaureate", "doctoral"], 56, ["college", "post-baccalaureate", "doctoral"], ("Imani Castellane", "Dr. Beatrix Oyelaran")), stopping);
        await school.SignInAsync(ruth, [$"coordinator:{summer}", $"coordinator:{research}"], stopping);
        await school.CohortAsync(research, "Open all year", "rolling",
            people.Make(92, ["medical-student", "medical-student", "doctoral", "resident"], 34, ["medical-student", "doctoral", "resident"], known: null) with { Choices = "" }, stopping);
    }

    async Task SignInAsync(Guid person, string[] roles, CancellationToken ct) =>
        _profile.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await _issuer.Sign(person.ToString(), roles, "profile", ct));

    async Task<Guid> ProgrammeAsync(string name, string description, CancellationToken ct) =>
        (await PostAsync<Made>("programmes", new { name, description }, ct)).Id;

    async Task<Guid> AppointAsync(Guid[] programmes, CancellationToken ct)
    {
        var person = Guid.Empty;
        foreach (var programme in programmes)
            person = (await PostAsync<Appointed>($"programmes/{programme}/coordinators", new { email = Welcomed[0].Email, name = "Ruth Abernathy-Cole" }, ct)).PersonId;
        return person;
    }

    async Task CohortAsync(Guid programme, string name, string kind, DemoCohort people, CancellationToken ct)
    {
        var cohort = (await PostAsync<Made>($"programmes/{programme}/cohorts", new { name, kind, timeZone = "America/Chicago" }, ct)).Id;
        await ImportAsync(cohort, "mentors", people.Mentors, ct);
        await ImportAsync(cohort, "students", people.Students, ct);
        if (people.Choices.Length > 0) await ImportAsync(cohort, "choices", people.Choices, ct);
        await PostAsync<Invited>($"cohorts/{cohort}/invitations", new { }, ct);
    }

    async Task ImportAsync(Guid cohort, string kind, string csv, CancellationToken ct)
    {
        using var body = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var answer = await _profile.PostAsync(new Uri($"cohorts/{cohort}/imports?kind={kind}&name={kind}.csv", UriKind.Relative), body, ct);
        var import = await ReadAsync<Imported>(answer, ct);
        if (import.Bad > 0) throw new InvalidOperationException($"{import.Bad} lines of the demonstration's {kind} cannot be read: {import.Problems.FirstOrDefault()}");
        await PostAsync<Imported>($"imports/{import.Id}/apply", new { }, ct);
        while ((import = (await _profile.GetFromJsonAsync<Imported>($"imports/{import.Id}", Json.Options, ct))!).State is "queued" or "running")
            await Task.Delay(50, ct);
        if (import.State != "done") throw new InvalidOperationException($"The import of the demonstration's {kind} ended as {import.State}.");
    }

    async Task<T> PostAsync<T>(string route, object body, CancellationToken ct)
    {
        using var answer = await _profile.PostAsJsonAsync(route, body, Json.Options, ct);
        return await ReadAsync<T>(answer, ct);
    }

    static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken ct)
    {
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"The demonstration was refused: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}");
        return (await answer.Content.ReadFromJsonAsync<T>(Json.Options, ct))!;
    }

    sealed record Made(Guid Id);

    sealed record Appointed(Guid PersonId);

    sealed record Invited(int Count);

    sealed record Taxonomy(DemoTerm[] Terms);

    sealed record Problem(int Line, string Column, string Written, string Reason);

    sealed record Imported(Guid Id, string State, int Bad, Problem[] Problems);
}
