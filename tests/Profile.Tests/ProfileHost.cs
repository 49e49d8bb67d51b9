using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Mentorship.Ledger;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Mentorship.Profile.Tests;

/// <summary>Profile with one programme, its coordinator and its cohort, on a database of its own.</summary>
public sealed class ProfileHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2027, 3, 1, 18, 0, 0, TimeSpan.Zero);

    readonly TestDatabase<ProfileDb> _database;
    readonly TokenIssuer _issuer;
    ServiceHost<ProfileDb> _host;
    readonly string _folder = Directory.CreateTempSubdirectory("mentorship-profile-").FullName;

    readonly string _matching;

    ProfileHost(TestDatabase<ProfileDb> database, TokenIssuer issuer, TestClock clock, string matching)
    {
        (_database, _issuer, Clock, _matching) = (database, issuer, clock, matching);
        _host = NewHost();
    }

    ServiceHost<ProfileDb> NewHost() => new(_database, _issuer, Clock, new Dictionary<string, string?> { ["Erasures:List"] = ErasureList, ["Services:matching"] = _matching });

    /// <summary>The file that says who was erased.</summary>
    public string ErasureList => Path.Combine(_folder, "erasures.txt");

    /// <summary>Another process on the same database.</summary>
    public async Task RestartAsync()
    {
        await _host.DisposeAsync();
        _host = NewHost();
        _host.Stranger().Dispose();
    }

    public async Task<LedgerFinding> VerifyLedgerAsync()
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<LedgerOf<ProfileDb>>().VerifyAsync();
    }

    public Task HearAsync<T>(T message) where T : class => _host.HearAsync(message);

    public TestClock Clock { get; }
    public Guid Administrator { get; } = NewId();
    public Guid Coordinator { get; private set; }
    public Guid Programme { get; private set; }
    public Guid Cohort { get; private set; }

    public static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    public static async Task<ProfileHost> StartAsync(Servers servers, Provider provider)
    {
        var host = new ProfileHost(await servers.DatabaseAsync<ProfileDb>(provider), await TokenIssuer.StartAsync(), new TestClock(Start, flows: true), await MatchingStandIn.AddressAsync());
        await host.OpenAsync();
        return host;
    }

    /// <summary>Forgets everything and opens programme and cohort anew. The clock cannot go back.</summary>
    public async Task EmptyAsync()
    {
        File.Delete(ErasureList);
        await using (var db = Db())
        {
            var tables = db.Model.GetEntityTypes().Select(e => e.GetTableName()).Distinct();
            await db.Database.OpenConnectionAsync();
            await InAnyOrderAsync(() => db.Database.ExecuteSqlRawAsync(db.Database.IsNpgsql()
                ? $"TRUNCATE {string.Join(", ", tables)} RESTART IDENTITY CASCADE"
                : $"PRAGMA foreign_keys = OFF; {string.Concat(tables.Select(t => $"DELETE FROM {t}; "))}PRAGMA foreign_keys = ON;"));
        }
        await OpenAsync();
    }

    /// <summary>Again, where a worker of the service read the same tables in another order.</summary>
    static async Task InAnyOrderAsync(Func<Task> act)
    {
        for (var left = 5; ; left--)
            try
            {
                await act();
                return;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected && left > 0)
            {
            }
    }

    async Task OpenAsync()
    {
        (Programme, Coordinator) = await OpenProgrammeAsync("Summer Scholars");
        Cohort = await OpenCohortAsync(Programme, "2027");
    }

    public bool ClockMoved { get; private set; }

    public void Advance(TimeSpan by)
    {
        ClockMoved = true;
        Clock.Advance(by);
    }

    public ProfileDb Db() => _host.Db();

    public HttpClient AsAdministrator() => _host.As(Administrator, "administrator");

    public HttpClient AsCoordinator(Guid? programme = null) => _host.As(Coordinator, $"coordinator:{programme ?? Programme}");

    public HttpClient As(Guid person, params string[] roles) => _host.As(person, roles);

    public HttpClient AsService(string name) => _host.AsService(name);

    public HttpClient Stranger() => _host.Stranger();

    public async Task<(Guid Programme, Guid Coordinator)> OpenProgrammeAsync(string name)
    {
        var programme = await (await AsAdministrator().PostAsJsonAsync("/api/profile/programmes", new { name, description = "For tests" })).Json(HttpStatusCode.Created);
        var id = programme.Id();
        var appointed = await (await AsAdministrator().PostAsJsonAsync($"/api/profile/programmes/{id}/coordinators", new { email = $"{id:n}@office.example", name = "Ruth Abara" })).Json(HttpStatusCode.Created);
        return (id, appointed.GetProperty("personId").GetGuid());
    }

    public async Task<Guid> OpenCohortAsync(Guid programme, string name, string kind = "batch") =>
        (await (await AsCoordinator(programme).PostAsJsonAsync($"/api/profile/programmes/{programme}/cohorts", new { name, kind, timeZone = "America/Chicago" }))
            .Json(HttpStatusCode.Created)).Id();

    /// <summary>A person added by the coordinator, with whatever the test wants to say of them.</summary>
    public async Task<Guid> AddAsync(object person, Guid? cohort = null) =>
        (await (await AsCoordinator().PostAsJsonAsync($"/api/profile/cohorts/{cohort ?? Cohort}/people", person)).Json(HttpStatusCode.Created))
            .GetProperty("personId").GetGuid();

    public Task<Guid> AddStudentAsync(string email = "maya@students.example", string stage = "college", Guid? cohort = null) =>
        AddAsync(new { role = "student", email, name = "Maya Ortiz", stage, interests = new[] { "cardiology" } }, cohort);

    public Task<Guid> AddMentorAsync(string email = "holt@faculty.example", int capacity = 2, Guid? cohort = null) =>
        AddAsync(new { role = "mentor", email, name = "Dr. Amelia Holt", interests = new[] { "cardiology" }, capacity, headline = "Cardiologist" }, cohort);

    public Task<HttpResponseMessage> UploadAsync(string csv, string kind = "students", string name = "list.csv", Guid? cohort = null) =>
        UploadAsync(Encoding.UTF8.GetBytes(csv), kind, name, cohort);

    public Task<HttpResponseMessage> UploadAsync(byte[] csv, string kind = "students", string name = "list.csv", Guid? cohort = null)
    {
        var body = new ByteArrayContent(csv);
        body.Headers.ContentType = new("text/csv");
        return AsCoordinator().PostAsync($"/api/profile/cohorts/{cohort ?? Cohort}/imports?kind={kind}&name={Uri.EscapeDataString(name)}", body);
    }

    public static StringContent Csv(string csv) => new(csv, Encoding.UTF8, "text/csv");

    /// <summary>Uploads, applies and waits until it is done.</summary>
    public async Task<JsonElement> ImportAsync(string csv, string kind = "students", Guid? cohort = null)
    {
        var id = (await (await UploadAsync(csv, kind, cohort: cohort)).Json(HttpStatusCode.Created)).Id();
        await (await AsCoordinator().PostAsync($"/api/profile/imports/{id}/apply", null)).Json(HttpStatusCode.Accepted);
        return await EndedAsync(id);
    }

    public async Task<JsonElement> EndedAsync(Guid import)
    {
        JsonElement view = default;
        await Eventually.True("the import ends", async () =>
        {
            view = await (await AsCoordinator().GetAsync($"/api/profile/imports/{import}")).Json();
            return view.Text("state") is "done" or "failed" or "cancelled";
        });
        return view;
    }

    /// <summary>Everything announced, oldest first, as type and body.</summary>
    public async Task<List<(string Type, JsonElement Body)>> AnnouncedAsync()
    {
        await using var db = Db();
        var rows = await db.Database.SqlQueryRaw<Announced>("SELECT seq AS \"Seq\", type AS \"Type\", body AS \"Body\" FROM outbox ORDER BY seq").ToListAsync();
        return [.. rows.Select(r => (r.Type, JsonDocument.Parse(r.Body).RootElement))];
    }

    public async Task<int> VersionAsync(Guid person)
    {
        await using var db = Db();
        return await db.People.Where(p => p.Id == person).Select(p => p.Version).SingleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        await _issuer.DisposeAsync();
        await _database.DisposeAsync();
    }

    sealed record Announced(long Seq, string Type, string Body);
}

public static class Reading
{
    /// <summary>The body, when the status is the expected one; otherwise the test fails with what came instead.</summary>
    public static async Task<JsonElement> Json(this HttpResponseMessage response, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"Expected {expected}, got {response.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public static async Task<JsonElement> Json(this Task<HttpResponseMessage> response, HttpStatusCode expected = HttpStatusCode.OK) =>
        await (await response).Json(expected);

    public static Guid Id(this JsonElement element) => element.GetProperty("id").GetGuid();

    public static string? Text(this JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>Fields that are null are left out of answers.</summary>
    public static bool Has(this JsonElement element, string name) => element.TryGetProperty(name, out _);

    public static int Int(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static string[] Strings(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(e => e.GetString()!)];
}
