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
    readonly TimeProvider _time;
    readonly CancellationToken _stopping;

    DemoSchool(WebApplication app) => (_clients, _addresses, _issuer, _time, _stopping) =
        (app.Services.GetRequiredService<IHttpClientFactory>(), app.Services.GetRequiredService<ServiceAddresses>(), app.Services.GetRequiredService<Issuer>(), app.Services.GetRequiredService<TimeProvider>(), app.Lifetime.ApplicationStopping);

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
        var rounds = await school.CohortAsync(ruth, summer, "2027", "batch",
            people.Make(148, ["college", "college", "college", "post-baccalaureate", "doctoral"], 56, ["college", "post-baccalaureate", "doctoral"], ("Imani Castellane", "Dr. Beatrix Oyelaran")));
        var open = await school.CohortAsync(ruth, research, "Open all year", "rolling",
            people.Make(92, ["medical-student", "medical-student", "doctoral", "resident"], 34, ["medical-student", "doctoral", "resident"], known: null) with { Choices = "" });
        await school.ShowPagesAsync(ruth, (summer, rounds), (research, open));
        await school.ApplyAsync(ruth, summer);
        await school.ReadAsync(ruth, summer, rounds);
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

    async Task<HttpClient> AsServiceAsync(string name, string service)
    {
        var client = _clients.CreateClient();
        client.BaseAddress = new Uri(_addresses.Of(service), $"api/{service}/");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await _issuer.Sign(name, ["service"], service, _stopping));
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

    /// <summary>Both programmes take applications: one for so many places and with questions of its own, one from whoever it is for.</summary>
    async Task ShowPagesAsync(Guid ruth, (Guid Programme, Guid Cohort) summer, (Guid Programme, Guid Cohort) research)
    {
        var today = _time.GetUtcNow();
        string Day(int days, string hour) => $"{today.AddDays(days):yyyy-MM-dd}T{hour}";
        var profile = await AsAsync("profile", ruth, $"coordinator:{summer.Programme}", $"coordinator:{research.Programme}");
        await ShowAsync(profile, summer.Programme, ["college", "post-baccalaureate", "doctoral"],
            "You need no research experience and no connections to medicine. If you are the first in your family to think of it, this is for you.");
        await ShowAsync(profile, research.Programme, ["medical-student", "doctoral", "resident"],
            "You can begin in any month and stay for a year. Visiting students come for as long as their own school allows.");
        await TakeApplicationsAsync(profile, summer.Cohort, new
        {
            from = Day(-14, "09:00"),
            until = Day(30, "17:00"),
            placeLimit = 160,
            questions = new object[]
            {
                new { kind = "text", wording = "What made you think of medicine?", required = true },
                new { kind = "choice", wording = "How did you hear of us?", options = new[] { "A teacher", "A friend", "Online", "Another way" } },
                new { kind = "scale", wording = "How sure are you that it is your way?", options = new[] { "just looking", "quite sure" } },
            },
        });
        await TakeApplicationsAsync(profile, research.Cohort, new { from = Day(-60, "09:00") });
    }

    async Task ShowAsync(HttpClient profile, Guid programme, string[] stages, string eligibility)
    {
        var page = (await profile.GetFromJsonAsync<Shown>($"programmes/{programme}", Json.Options, _stopping))!;
        await PutAsync(profile, $"programmes/{programme}", new { page.Description, eligibility, stages, isPublic = true, page.Version });
    }

    async Task TakeApplicationsAsync(HttpClient profile, Guid cohort, object window)
    {
        var version = (await profile.GetFromJsonAsync<Versioned>($"cohorts/{cohort}/applying", Json.Options, _stopping))!.Version;
        var body = System.Text.Json.JsonSerializer.SerializeToNode(window, Json.Options)!.AsObject();
        body["version"] = version;
        await PutAsync(profile, $"cohorts/{cohort}/applying", body);
    }

    /// <summary>Some have applied for the summer, two of them by a poster, and wait for a decision.</summary>
    async Task ApplyAsync(Guid ruth, Guid programme)
    {
        await PostAsync<Tagged>(await AsAsync("profile", ruth, $"coordinator:{programme}"), $"programmes/{programme}/tags", new { name = "Lincoln College, poster" });
        using var portal = await AsServiceAsync("portal", "profile");
        var page = (await portal.GetFromJsonAsync<Public>("public/programmes/summer-scholars", Json.Options, _stopping))!;
        foreach (var (name, interest, why, from) in ((string, string, string, string?)[])
        [
            ("Amara Lindqvist", "pediatrics", "My brother was born early, and I remember who stayed with us at night.", "lincoln-college-poster"),
            ("Tobias Nakamura", "emergency-medicine", "I drive an ambulance at weekends and would like to know what comes after the door.", "lincoln-college-poster"),
            ("Leila Ferreira", "exploring", "Nobody in my family has been to college. I would like to find out whether it is for me.", null),
        ])
        {
            var sent = await PostAsync<Sent>(portal, "public/programmes/summer-scholars/applications", new
            {
                name,
                email = $"{name.ToLowerInvariant().Replace(' ', '.')}@students.northmoor.example",
                stage = "college",
                interests = new[] { interest },
                answers = new Dictionary<Guid, string> { [page.Cohort.Questions[0].Id] = why },
                from,
            });
            await PostAsync<Confirmed>(portal, $"applications/{sent.Id}/confirmation", new { sent.Code });
        }
    }

    /// <summary>Two read what was applied for; one application is read by both, who are not of one mind about it.</summary>
    async Task ReadAsync(Guid ruth, Guid programme, Guid cohort)
    {
        var office = await AsAsync("profile", ruth, $"coordinator:{programme}");
        var beatrix = (await PostAsync<Appointed>(office, $"programmes/{programme}/readers", new { email = Welcomed[2].Email, name = "Dr. Beatrix Oyelaran" })).PersonId;
        var kenji = (await PostAsync<Appointed>(office, $"programmes/{programme}/readers", new { email = "kenji.tanaka@faculty.northmoor.example", name = "Kenji Tanaka" })).PersonId;
        await SendAsync(office, $"cohorts/{cohort}/readings", new { });
        foreach (var (reader, number, experiences, challenges, potential, note) in ((Guid, int, int, int, int, string)[])
        [
            (beatrix, 1, 2, 4, 3, "One night, told so that I see it."),
            (kenji, 1, 4, 4, 4, "Staying with somebody at night is experience."),
            (kenji, 2, 5, 3, 4, ""),
        ])
        {
            var own = await AsAsync("profile", reader);
            var application = (await own.GetFromJsonAsync<ToRead[]>("me/readings", Json.Options, _stopping))!.Single(a => a.Number == number).ApplicationId;
            await PutAsync(own, $"me/readings/{application}", new { experiences, challenges, potential, note });
        }
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

    async Task PutAsync(HttpClient client, string route, object body)
    {
        using var answer = await client.PutAsJsonAsync(route, body, Json.Options, _stopping);
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

    sealed record Shown(string Description, int Version);

    sealed record Versioned(int Version);

    sealed record Tagged(string Tag);

    sealed record Public(PublicCohort Cohort);

    sealed record PublicCohort(Made[] Questions);

    sealed record Sent(Guid Id, string Code);

    sealed record Confirmed(string Result);

    sealed record ToRead(Guid ApplicationId, int Number);

    sealed record Taxonomy(DemoTerm[] Terms);

    sealed record Board(int Students, int Mentors, int Stale);

    sealed record Page<T>(T[] Items);

    sealed record Listed(Guid Id);

    sealed record Open(Guid MentorId);

    sealed record Problem(int Line, string Column, string Written, string Reason);

    sealed record Imported(Guid Id, string State, int Bad, Problem[] Problems);
}
