using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mentorship.Testing;

namespace Mentorship.SystemTests.Running;

/// <summary>Sets a stage in a running system: programmes, cohorts and people, through the services' own APIs.</summary>
public sealed class School(RunningSystem system, Operator keys)
{
    readonly Guid _administrator = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    public RunningSystem System => system;

    public static async Task<School> OpenAsync(RunningSystem system) => new(system, await system.OperatorAsync());

    public HttpClient AsAdministrator(string service) => keys.As(service, _administrator, "administrator");

    public HttpClient As(string service, Guid person, params string[] roles) => keys.As(service, person, roles);

    public HttpClient AsService(string service, string caller) => keys.AsService(service, caller);

    /// <summary>A programme with a coordinator who can sign in.</summary>
    public async Task<Office> ProgrammeAsync(string name)
    {
        name += " " + Unique();
        using var administrator = AsAdministrator("profile");
        var programme = (await PostAsync(administrator, "programmes", new { name, description = "For tests." }))["id"]!.GetValue<Guid>();
        var email = $"office-{programme:N}@school.example";
        var coordinator = (await PostAsync(administrator, $"programmes/{programme}/coordinators", new { email, name = "Carla Coordinator" }))["personId"]!.GetValue<Guid>();
        await AccountAsync(coordinator);
        return new Office(this, programme, name, coordinator, email);
    }

    /// <summary>Waits until somebody can sign in: the invitation has reached the Portal over the bus.</summary>
    public Task AccountAsync(Guid person) => Eventually.True($"an account for {person}",
        async () => (await system.RowsAsync("portal", "SELECT id FROM accounts")).Any(id => Guid.Parse(id) == person));

    public static async Task<JsonNode> GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return await NodeAsync(answer, path);
    }

    public static async Task<JsonNode> PostAsync(HttpClient client, string path, object? body = null)
    {
        using var answer = await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body ?? new { });
        return await NodeAsync(answer, path);
    }

    public static async Task<JsonNode> PutAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PutAsJsonAsync(new Uri(path, UriKind.Relative), body);
        return await NodeAsync(answer, path);
    }

    public static async Task<JsonNode> NodeAsync(HttpResponseMessage answer, string path)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    internal static string Unique() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N", CultureInfo.InvariantCulture)[^6..];
}

/// <summary>A programme as its coordinator works on it.</summary>
public sealed record Office(School School, Guid Programme, string Name, Guid Coordinator, string Email)
{
    public RunningSystem System => School.System;

    public HttpClient Profile => School.As("profile", Coordinator, $"coordinator:{Programme}");

    public HttpClient Matching => School.As("matching", Coordinator, $"coordinator:{Programme}");

    public async Task<Guid> CohortAsync(string name, string kind)
    {
        using var profile = Profile;
        var cohort = (await School.PostAsync(profile, $"programmes/{Programme}/cohorts", new { name, kind, timeZone = "America/New_York" }))["id"]!.GetValue<Guid>();
        using var matching = Matching;
        await Eventually.True("Matching knows the cohort", async () =>
        {
            using var answer = await matching.GetAsync(new Uri($"cohorts/{cohort}/policy", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        });
        return cohort;
    }

    /// <summary>Imports a file and waits until it is in.</summary>
    public async Task<JsonNode> ImportAsync(Guid cohort, string kind, string csv, TimeSpan? within = null)
    {
        using var profile = Profile;
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var answer = await profile.PostAsync(new Uri($"cohorts/{cohort}/imports?kind={kind}&name={kind}.csv", UriKind.Relative), content);
        var import = await School.NodeAsync(answer, "imports");
        var id = import["id"]!.GetValue<Guid>();
        Assert.True(import["bad"]!.GetValue<int>() == 0, import.ToJsonString());
        await School.PostAsync(profile, $"imports/{id}/apply");
        await Eventually.True($"the import of {kind} is done", async () =>
            (import = await School.GetAsync(profile, $"imports/{id}"))["state"]!.GetValue<string>() is "done" or "failed", within ?? TimeSpan.FromSeconds(60));
        Assert.Equal("done", import["state"]!.GetValue<string>());
        return import;
    }

    /// <summary>Invites everyone of the cohort and waits until the last can sign in.</summary>
    public async Task<IReadOnlyList<Member>> InviteAsync(Guid cohort)
    {
        using var profile = Profile;
        await School.PostAsync(profile, $"cohorts/{cohort}/invitations");
        var people = await PeopleAsync(cohort);
        await Eventually.True("everyone invited has an account", async () =>
        {
            var accounts = (await System.RowsAsync("portal", "SELECT id FROM accounts")).Select(Guid.Parse).ToHashSet();
            return people.All(p => accounts.Contains(p.Id));
        }, TimeSpan.FromSeconds(60));
        return people;
    }

    public async Task<IReadOnlyList<Member>> PeopleAsync(Guid cohort)
    {
        using var profile = Profile;
        var found = new List<Member>();
        while (true)
        {
            var page = await School.GetAsync(profile, $"cohorts/{cohort}/people?page={found.Count / 100 + 1}&size=100");
            found.AddRange(page["items"]!.Deserialize<Member[]>(JsonSerializerOptions.Web)!);
            if (found.Count >= page["total"]!.GetValue<int>())
                return found;
        }
    }

    /// <summary>Waits until Matching has taken everyone in, with nobody's change still on the way.</summary>
    public async Task<JsonNode> BoardAsync(Guid cohort, int students, int mentors, TimeSpan? within = null)
    {
        using var matching = Matching;
        JsonNode board = null!;
        await Eventually.True($"Matching has {students} students and {mentors} mentors, none stale", async () =>
        {
            board = await School.GetAsync(matching, $"cohorts/{cohort}/board");
            return board["students"]!.GetValue<int>() == students && board["mentors"]!.GetValue<int>() == mentors && board["stale"]!.GetValue<int>() == 0;
        }, within ?? TimeSpan.FromSeconds(60));
        return board;
    }

    /// <summary>Runs a draft through the API and waits for its end.</summary>
    public async Task<JsonNode> RunAsync(Guid cohort)
    {
        using var matching = Matching;
        var id = (await School.PostAsync(matching, $"cohorts/{cohort}/runs"))["id"]!.GetValue<Guid>();
        JsonNode run = null!;
        await Eventually.True("the run is done", async () =>
            (run = await School.GetAsync(matching, $"runs/{id}"))["state"]!.GetValue<string>() is "done" or "failed" or "cancelled", TimeSpan.FromSeconds(90));
        Assert.Equal("done", run["state"]!.GetValue<string>());
        return run;
    }
}

public sealed record Member(Guid Id, string Name, string Email, string Role);
