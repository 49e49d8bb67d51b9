using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mentorship.Contracts;
using Mentorship.Matching.Pool;
using Mentorship.ServiceDefaults;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Tests;

/// <summary>A running Matching on a database of its own, with a Profile to pull from and a clock to move.</summary>
public abstract class World(Servers servers, Provider provider) : IAsyncLifetime
{
    // Processes of one service open what the others sealed.
    readonly string _keys = Directory.CreateTempSubdirectory("mentorship-keys-").FullName;
    ProfileStandIn _profile = null!;
    TokenIssuer _issuer = null!;
    TestDatabase<MatchingDb> _database = null!;

    public TestClock Clock { get; } = new();
    internal ProfileStandIn Profile => _profile;
    public ServiceHost<MatchingDb> Host { get; private set; } = null!;

    public MatchingDb Db() => _database.Open();

    public async ValueTask InitializeAsync()
    {
        _profile = await ProfileStandIn.StartAsync();
        _issuer = await TokenIssuer.StartAsync();
        _database = await servers.DatabaseAsync<MatchingDb>(provider);
        Host = NewHost();
        await Host.WaitForBusAsync();
    }

    /// <summary>Another process of the same service, on the same database.</summary>
    public ServiceHost<MatchingDb> NewHost() => new(_database, _issuer, Clock, new Dictionary<string, string?>
    {
        ["Services:profile"] = _profile.Address,
        ["Limits:PerMinute"] = "100000",
        ["Ledger:Heads"] = Heads,
        ["Keys:Folder"] = _keys,
    });

    /// <summary>Where the heads of the ledger are kept.</summary>
    public string Heads { get; } = Directory.CreateTempSubdirectory("mentorship-heads-").FullName;

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _database.DisposeAsync();
        await _issuer.DisposeAsync();
        await _profile.DisposeAsync();
        Directory.Delete(Heads, recursive: true);
        Directory.Delete(_keys, recursive: true);
        GC.SuppressFinalize(this);
    }

    public Task<TestCohort> OpenAsync(string kind = "batch") => TestCohort.OpenAsync(this, kind);

    public Guid NewId() => Guid.CreateVersion7(Clock.GetUtcNow());

    public HttpClient As(Guid person, params string[] roles) => Host.As(person, roles);
}

public sealed class SqliteWorld(Servers servers) : World(servers, Provider.Sqlite);

public sealed class PostgresWorld(Servers servers) : World(servers, Provider.Postgres);

/// <summary>A cohort of one programme with its coordinator, and builders for people with sensible defaults.</summary>
public sealed class TestCohort
{
    readonly World _world;

    TestCohort(World world, string kind)
    {
        (_world, Kind) = (world, kind);
        (Id, Programme, CoordinatorId) = (world.NewId(), world.NewId(), world.NewId());
        Office = world.As(CoordinatorId, $"coordinator:{Programme}");
    }

    public Guid Id { get; }
    public Guid Programme { get; }
    public Guid CoordinatorId { get; }
    public string Kind { get; }

    /// <summary>The coordinator's client.</summary>
    public HttpClient Office { get; }

    internal static async Task<TestCohort> OpenAsync(World world, string kind)
    {
        var cohort = new TestCohort(world, kind);
        await world.Host.HearAsync(new CohortOpened { CohortId = cohort.Id, ProgrammeId = cohort.Programme, Kind = kind, Version = 1, OpenedAt = world.Clock.GetUtcNow() });
        await Eventually.True("the cohort is known", async () =>
        {
            await using var db = world.Db();
            return await db.Cohorts.AnyAsync(c => c.Id == cohort.Id);
        });
        return cohort;
    }

    /// <summary>Lets Profile know the people, Matching hear of them, and waits until nobody is stale.</summary>
    internal async Task<Guid[]> JoinAsync(params PersonView[] people)
    {
        foreach (var person in people)
        {
            _world.Profile.People[person.Id] = person;
            if (person.Student is not null)
                await _world.Host.HearAsync(new StudentChanged { StudentId = person.Id, Version = person.Version, ChangedAt = _world.Clock.GetUtcNow() });
            else
                await _world.Host.HearAsync(new MentorChanged { MentorId = person.Id, Version = person.Version, ChangedAt = _world.Clock.GetUtcNow() });
        }
        await Eventually.True("everyone was pulled", async () =>
        {
            await using var db = _world.Db();
            var ids = people.Select(p => p.Id).ToList();
            var kept = await db.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.KeptVersion);
            return people.All(p => kept.GetValueOrDefault(p.Id) >= p.Version);
        });
        return [.. people.Select(p => p.Id)];
    }

    internal PersonView Student(string interest = "surgery", string stage = "college", bool minor = false, bool consented = false, Guid? id = null, int version = 1) => new()
    {
        Id = id ?? _world.NewId(),
        Version = version,
        Student = new StudentView
        {
            Stage = stage, Interests = [interest], Goals = ["applying"], Languages = ["en"], TimeZone = "Europe/Berlin",
            Availability = ["Mon 09-12"], Minor = minor, Consented = consented ? [Id] : [], Cohorts = [Id],
        },
    };

    internal PersonView Mentor(int capacity = 1, string interest = "surgery", string[]? stages = null, int minimum = 0, bool paused = false, bool untrained = false, bool cleared = false,
        string[]? hours = null, Guid? id = null, int version = 1) => new()
    {
        Id = id ?? _world.NewId(),
        Version = version,
        Mentor = new MentorView
        {
            Interests = [interest], Goals = ["applying"], Stages = stages ?? [], Languages = ["en"], TimeZone = "Europe/Berlin",
            Availability = hours ?? ["Mon 09-12"], Cohorts = [new MentorPlacesView(Id, capacity, minimum, paused, untrained, cleared)],
        },
    };

    public HttpClient AsStudent(Guid id) => _world.As(id, "student");

    public HttpClient AsMentor(Guid id) => _world.As(id, "mentor");

    public string At(string path) => $"/api/matching/cohorts/{Id}/{path}";

    public Task<JsonElement> GetAsync(string path) => Office.JsonAsync(At(path));
}

static class Http
{
    public static async Task<JsonElement> JsonAsync(this HttpClient client, string url)
    {
        using var answer = await client.GetAsync(url);
        return await answer.BodyAsync(HttpStatusCode.OK);
    }

    public static async Task<JsonElement> SendAsync(this HttpClient client, HttpMethod method, string url, object? body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, url);
        if (body is not null)
            request.Content = JsonContent.Create(body, options: Json.Options);
        using var answer = await client.SendAsync(request);
        return await answer.BodyAsync(expected);
    }

    public static Task<JsonElement> PutAsync(this HttpClient client, string url, object body, HttpStatusCode expected = HttpStatusCode.OK) =>
        client.SendAsync(HttpMethod.Put, url, body, expected);

    public static Task<JsonElement> PostAsync(this HttpClient client, string url, object? body = null, HttpStatusCode expected = HttpStatusCode.OK) =>
        client.SendAsync(HttpMethod.Post, url, body, expected);

    /// <summary>The request must be refused with this code; the sentence comes back for whoever wants to look.</summary>
    public static async Task<JsonElement> RefusedAsync(this HttpClient client, HttpMethod method, string url, object? body, string code)
    {
        var problem = await client.SendAsync(method, url, body, HttpStatusCode.Conflict);
        Assert.Equal(code, problem.Text("code"));
        Assert.False(string.IsNullOrWhiteSpace(problem.Text("detail")));
        return problem;
    }

    public static async Task<JsonElement> BodyAsync(this HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} instead of {(int)expected}. {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public static string? Text(this JsonElement element, string property) => element.TryGetProperty(property, out var value) ? value.GetString() : null;

    public static int Int(this JsonElement element, params string[] path) =>
        path.Aggregate(element, (e, p) => e.GetProperty(p)).GetInt32();

    public static Guid Id(this JsonElement element, string property) => element.GetProperty(property).GetGuid();
}

static class Racing
{
    /// <summary>The status alone, for many requests at once.</summary>
    public static async Task<HttpStatusCode> PutAsJson(this HttpClient client, string url, object body)
    {
        using var answer = await client.PutAsJsonAsync(url, body, Json.Options);
        return answer.StatusCode;
    }

    public static async Task<HttpStatusCode> PostAsJson(this HttpClient client, string url, object body)
    {
        using var answer = await client.PostAsJsonAsync(url, body, Json.Options);
        return answer.StatusCode;
    }
}
