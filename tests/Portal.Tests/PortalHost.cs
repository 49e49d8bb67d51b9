using System.Collections.Concurrent;
using System.Text.Json;
using Mentorship.Contracts;
using Mentorship.Testing;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Tests;

/// <summary>The Portal on a database of its own, with services around it that know one student, one mentor and one coordinator, and one offer between the first two.</summary>
public sealed partial class PortalHost : IAsyncDisposable
{
    public const string StudentEmail = "imani@students.school.example", MentorEmail = "beatrix@faculty.school.example", CoordinatorEmail = "ruth@school.example";

    readonly TestDatabase<PortalDb> _database;
    readonly TokenIssuer _issuer;
    readonly StandIn _services;
    readonly Dictionary<string, string?> _settings;
    ServiceHost<PortalDb> _host;
    readonly ConcurrentDictionary<Guid, Known> _people = [];

    PortalHost(TestDatabase<PortalDb> database, TokenIssuer issuer, StandIn services, Dictionary<string, string?> settings, DateTimeOffset start)
    {
        (_database, _issuer, _services, Clock) = (database, issuer, services, new TestClock(start, flows: true));
        foreach (var service in (string[])["profile", "matching", "notification"]) settings[$"Services:{service}"] = services.Address;
        settings["School:Name"] = "Northmoor School of Medicine";
        settings["School:TimeZone"] = "America/Chicago";
        settings.TryAdd("SignIn:PerMinute", "100000");
        settings["Clients:matching"] = "the matching secret";
        settings["Clients:cli"] = "the command line's secret";
        _settings = settings;
        _host = new ServiceHost<PortalDb>(database, issuer, Clock, settings);
    }

    /// <summary>Another process on the same database, with one setting more.</summary>
    public async Task RestartAsync(string key, string value)
    {
        await _host.DisposeAsync();
        _settings[key] = value;
        _host = new ServiceHost<PortalDb>(_database, _issuer, Clock, _settings);
        _host.Stranger().Dispose();
    }

    public TestClock Clock { get; }

    public Guid Student { get; } = NewId();
    public Guid Mentor { get; } = NewId();
    public Guid Coordinator { get; } = NewId();
    public Guid Programme { get; } = NewId();
    public Guid Cohort { get; } = NewId();
    public Guid Pair { get; } = NewId();

    /// <summary>Answers by link as they arrived: person and answer.</summary>
    public ConcurrentQueue<(Guid Person, string Answer)> Answers { get; } = [];

    /// <summary>Codes handed to Notification: person, six digits, and where to and what for if said.</summary>
    public ConcurrentQueue<(Guid Person, string Code, string? Email, string? For)> Codes { get; } = [];

    /// <summary>Word of changed addresses: person, what changed, and who is told.</summary>
    public int AddressesMoved { get; private set; }

    /// <summary>Codes for addresses that strangers typed: what waits, and six digits.</summary>
    public ConcurrentQueue<(Guid Id, string Email, string Code)> AddressChecks { get; } = [];

    public bool NominationIsOpen { get; set; } = true;

    /// <summary>Where a guardian's consent stands, and what they said by their page: answer and signature.</summary>
    public string AskingState { get; set; } = "asked";

    public ConcurrentQueue<(string? Answer, string? Signature)> GuardianAnswers { get; } = [];

    public bool NotificationIsAway { get; set; }

    /// <summary>What was asked of Profile about erasing: ask, now, keep.</summary>
    public ConcurrentQueue<string> Erasures { get; } = [];

    public string StudentAnswer { get; set; } = "waiting";

    public string MentorAnswer { get; set; } = "waiting";

    public bool MatchingIsAway { get; set; }

    /// <summary>Days of visits as Profile was told them; null for none.</summary>
    public ConcurrentQueue<(string? First, string? Last)> Visits { get; } = [];

    public string CohortKind { get; set; } = "batch";

    /// <summary>What was given for the one application to read, and whether the other reader's is in.</summary>
    public ConcurrentQueue<(int Experiences, int Challenges, int Potential, string? Note)> Readings { get; } = [];

    public bool OtherReadingIsIn { get; set; }

    /// <summary>What the office did about readers: name, remove, share, third, or a list's query.</summary>
    public ConcurrentQueue<string> OfReaders { get; } = [];

    /// <summary>Whom the mentor let answer for them, and how many places that person gave last; null where it has ended.</summary>
    public (Guid Id, int Capacity)? Assistant { get; set; }

    /// <summary>Nobody has answered, and every service is there.</summary>
    public void Reset()
    {
        Answers.Clear();
        AddressChecks.Clear();
        GuardianAnswers.Clear();
        AskingState = "asked";
        (NominationIsOpen, NotificationIsAway) = (true, false);
        (StudentAnswer, MentorAnswer, MatchingIsAway) = ("waiting", "waiting", false);
    }

    public DateTimeOffset Deadline => new(2027, 3, 22, 22, 0, 0, TimeSpan.Zero);

    /// <param name="servers">Where its database is.</param>
    /// <param name="provider">On which of the two.</param>
    /// <param name="settings">Beside its own.</param>
    /// <param name="start">What its clock says first; without one, a week before the offer's deadline.</param>
    public static async Task<PortalHost> StartAsync(Servers servers, Provider provider, Dictionary<string, string?>? settings = null, DateTimeOffset? start = null)
    {
        PortalHost host = null!;
        var services = await StandIn.StartAsync(app => Routes(app, () => host));
        host = new PortalHost(await servers.DatabaseAsync<PortalDb>(provider), await TokenIssuer.StartAsync(), services, settings ?? [],
            start ?? new DateTimeOffset(2027, 3, 15, 15, 0, 0, TimeSpan.Zero));
        host._people[host.Student] = new(1, "Imani Castellane", StudentEmail, null, ["student"]);
        host._people[host.Mentor] = new(1, "Dr. Beatrix Oyelaran", MentorEmail, null, ["mentor"]);
        host._people[host.Coordinator] = new(1, "Ruth Abernathy-Cole", CoordinatorEmail, null, [$"coordinator:{host.Programme}"]);
        return host;
    }

    public static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    public PortalDb Db() => _host.Db();

    /// <summary>A person at a browser of their own, who follows no redirect by itself.</summary>
    public Visitor Visit(bool tls = false) => new(this, _host.CreateClient(new WebApplicationFactoryClientOptions
    {
        AllowAutoRedirect = false,
        BaseAddress = new Uri(tls ? "https://localhost" : "http://localhost"),
    }));

    public HttpClient AsService(string caller) => _host.AsService(caller);

    public void Change(Guid person, string name, string email, params string[] roles) => _people[person] = new(_people[person].Version + 1, name, email, null, roles);

    public void ChangeSecond(Guid person, string? email) => _people[person] = _people[person] with { Version = _people[person].Version + 1, Second = email };

    public void ChangeRecovery(Guid person, string? email) => _people[person] = _people[person] with { Version = _people[person].Version + 1, Recovery = email };

    public void ResetSignIn(Guid person) => _people[person] = _people[person] with { Version = _people[person].Version + 1, Resets = _people[person].Resets + 1 };

    /// <summary>Somebody new.</summary>
    public Guid Join(string name, string email, params string[] roles)
    {
        var id = NewId();
        _people[id] = new(1, name, email, null, roles);
        return id;
    }

    /// <summary>Says over the bus that somebody is erased, and answers as Profile does from then on.</summary>
    public Task HearErasedAsync(Guid person)
    {
        _people[person] = new(9, "", "", null, []);
        return _host.HearAsync(new PersonErased { PersonId = person, Version = 9, ErasedAt = Clock.GetUtcNow() });
    }

    /// <summary>Says over the bus that somebody was invited.</summary>
    public Task HearInvitedAsync(Guid person, string role) => _host.HearAsync(new PersonInvited
    {
        PersonId = person,
        ProgrammeId = Programme,
        CohortId = role is "coordinator" or "reader" or "delegate" ? null : Cohort,
        Role = role,
        Version = _people[person].Version,
        InvitedAt = Clock.GetUtcNow(),
    });

    public Task HearAddressesChangedAsync(Guid person) => _host.HearAsync(new AddressesChanged { PersonId = person, Version = _people[person].Version, ChangedAt = Clock.GetUtcNow() });

    /// <summary>Invites all three and waits for their accounts.</summary>
    public async Task InviteEveryoneAsync()
    {
        await HearInvitedAsync(Student, "student");
        await HearInvitedAsync(Mentor, "mentor");
        await HearInvitedAsync(Coordinator, "coordinator");
        await Eventually.True("all three have accounts", async () =>
        {
            await using var db = Db();
            return await db.Accounts.CountAsync() == 3;
        });
    }

    /// <summary>A link as Notification asks for one; the path to open.</summary>
    public async Task<string> LinkAsync(Guid person, string act, string subject, DateTimeOffset? expiresAt = null)
    {
        using var notification = AsService("notification");
        using var made = await notification.PostAsync("/api/portal/links", Json(new { personId = person, act, subjectId = subject, expiresAt = expiresAt ?? Deadline }));
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        return new Uri(JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("url").GetString()!).AbsolutePath;
    }

    /// <summary>The newest code mailed to somebody, once it was handed over.</summary>
    public async Task<string> CodeAsync(Guid person, int before = 0)
    {
        await Eventually.True("the code is handed over", () => Codes.Count(c => c.Person == person) > before);
        return Codes.Last(c => c.Person == person).Code;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _services.DisposeAsync();
        await _issuer.DisposeAsync();
        await _database.DisposeAsync();
    }

    public static StringContent Json(object body) => new(JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json");
}
