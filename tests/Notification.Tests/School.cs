using System.Text.Json;
using Mentorship.Contracts;
using Mentorship.Notification.Deliveries;
using Mentorship.Notification.Sending;
using Mentorship.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mentorship.Notification.Tests;

/// <summary>Notification on a database of its own, with a school around it: people and a cohort that Profile knows, links that the
/// Portal makes, and a mail server of the test's choice.</summary>
public sealed class School : IAsyncDisposable
{
    readonly TestDatabase<NotificationDb> _database;
    readonly TokenIssuer _portal;
    readonly StandIn _profile;
    readonly string _folder = Directory.CreateTempSubdirectory("mentorship-mail-").FullName;
    readonly Dictionary<Guid, (int Version, string Name, string Email, string? Second, string? Recovery, int Resets)> _people = [];
    bool _stopped;

    public static readonly Guid Programme = Id(1), Cohort = Id(2), Student = Id(3), Mentor = Id(4), Coordinator = Id(5), Pair = Id(6);

    School(TestDatabase<NotificationDb> database, TokenIssuer portal, Dictionary<string, string?>? mail, IMailer? mailer, Action<IServiceCollection>? services)
    {
        (_database, _portal) = (database, portal);
        _people[Student] = (1, "Imani Castellane", "imani@school.example", null, null, 0);
        _people[Mentor] = (1, "Dr. Beatrix Oyelaran", "beatrix@hospital.example", null, null, 0);
        _people[Coordinator] = (1, "Maren Sato", "maren@school.example", null, null, 0);
        _profile = StandIn.StartAsync(ProfileRoutes).GetAwaiter().GetResult();
        var settings = new Dictionary<string, string?>
        {
            ["Services:profile"] = _profile.Address,
            ["Mail:Mode"] = "folder",
            ["Mail:Folder"] = _folder,
            ["Mail:From"] = "office@mentorship.school.example",
            ["School:Name"] = "Northmoor School of Medicine",
            ["School:TimeZone"] = "America/Chicago",
        };
        foreach (var (key, value) in mail ?? [])
            settings[key] = value;
        Host = new(database, portal, Clock, settings, its =>
        {
            if (mailer is not null)
                its.Replace(ServiceDescriptor.Singleton(mailer));
            services?.Invoke(its);
        });
    }

    public ServiceHost<NotificationDb> Host { get; }

    public TestClock Clock { get; } = new(new DateTimeOffset(2027, 3, 15, 15, 0, 0, TimeSpan.Zero), flows: true);

    public int LinksMade { get; private set; }

    public bool ProfileIsAway { get; set; }

    /// <summary>Whom Profile names as the guardian that an asking goes to.</summary>
    public Dictionary<Guid, object> Guardians { get; } = [];

    public string TrainingTitle { get; set; } = "Mentoring <well>";

    /// <summary>How many people Profile was asked for so far.</summary>
    public int ContactsAsked { get; private set; }

    public DateTimeOffset Deadline => new(2027, 3, 22, 22, 0, 0, TimeSpan.Zero);

    internal static async Task<School> OpenAsync(Servers servers, Provider provider, Dictionary<string, string?>? mail = null, IMailer? mailer = null, Action<IServiceCollection>? services = null)
    {
        School school = null!;
        var portal = await TokenIssuer.StartAsync(app => app.MapPost("/api/portal/links", (JsonElement asked) =>
            Results.Json(new { url = $"https://mentoring.school.example/l/{asked.GetProperty("act").GetString()}-{++school.LinksMade}" })));
        return school = new School(await servers.DatabaseAsync<NotificationDb>(provider), portal, mail, mailer, services);
    }

    public void Rename(Guid person, string name, string? email = null, string? second = null) =>
        _people[person] = (_people[person].Version + 1, name, email ?? _people[person].Email, second, null, _people[person].Resets);

    /// <summary>The office lets an address open somebody's account, or what they sign in with is void.</summary>
    public void Recover(Guid person, string? with, int resets, string? email = null) =>
        _people[person] = (_people[person].Version + 1, _people[person].Name, email ?? _people[person].Email, null, with, resets);

    public IReadOnlyList<Mail> MailFolder() => Mail.ReadFolder(_folder);

    internal async Task<List<Delivery>> RowsAsync()
    {
        await using var db = Host.Db();
        return await db.Deliveries.AsNoTracking().OrderBy(d => d.CreatedAt).ThenBy(d => d.PersonId).ThenBy(d => d.Channel).ToListAsync();
    }

    /// <summary>Waits until nothing waits, then says what there is: "mail offer student sent".</summary>
    public async Task<string[]> SettledAsync(int rows)
    {
        await Eventually.Holds(async () =>
        {
            var found = await RowsAsync();
            Assert.Equal(rows, found.Count);
            Assert.DoesNotContain(found, d => d.State is DeliveryState.Waiting or DeliveryState.Sending);
        });
        return [.. (await RowsAsync()).Select(d => $"{d.Channel} {d.Kind} {Who(d.PersonId)} {d.State}".ToLowerInvariant()).Order(StringComparer.Ordinal)];
    }

    internal OfferMade Offer(int version = 1, string origin = "publication", string student = "waiting", string mentor = "waiting") => new()
    {
        PairId = Pair,
        CohortId = Cohort,
        ProgrammeId = Programme,
        StudentId = Student,
        MentorId = Mentor,
        Version = version,
        Origin = origin,
        StudentAnswer = student,
        MentorAnswer = mentor,
        Deadline = Deadline,
        MadeAt = Clock.GetUtcNow(),
    };

    internal PersonInvited Invitation(Guid person, string role, int version = 1) => new()
    {
        PersonId = person,
        ProgrammeId = Programme,
        CohortId = role is "coordinator" or "reader" ? null : Cohort,
        Role = role,
        Version = version,
        InvitedAt = Clock.GetUtcNow(),
    };

    /// <summary>Delivers an event whose type only the test's data knows.</summary>
    public Task HearAsync(object @event) => @event switch
    {
        PersonInvited e => Host.HearAsync(e),
        OfferMade e => Host.HearAsync(e),
        OfferAnswered e => Host.HearAsync(e),
        PairActivated e => Host.HearAsync(e),
        OfferExpired e => Host.HearAsync(e),
        PairWithdrawn e => Host.HearAsync(e),
        RunPublished e => Host.HearAsync(e),
        _ => throw new ArgumentOutOfRangeException(nameof(@event)),
    };

    /// <summary>Ends the service as an operator would; everything around it goes on.</summary>
    public async ValueTask StopAsync()
    {
        _stopped = true;
        await Host.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_stopped)
            await Host.DisposeAsync();
        await _profile.DisposeAsync();
        await _portal.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    void ProfileRoutes(WebApplication app)
    {
        app.MapPost("/api/profile/views/contacts", (JsonElement asked) => ProfileIsAway
            ? Results.StatusCode(503)
            : Results.Json(Counted(asked).GetProperty("ids").EnumerateArray().Select(i => i.GetGuid()).Where(_people.ContainsKey).Select(id => new
            {
                id,
                version = _people[id].Version,
                erased = false,
                name = _people[id].Name,
                email = _people[id].Email,
                secondEmail = _people[id].Second,
                recoveryEmail = _people[id].Recovery,
                signInResets = _people[id].Resets,
                timeZone = "America/Chicago",
                roles = Array.Empty<string>(),
            })));
        app.MapGet("/api/profile/askings/{id:guid}/letter", (Guid id) => ProfileIsAway ? Results.StatusCode(503)
            : Guardians.TryGetValue(id, out var guardian) ? Results.Json(guardian) : Results.NotFound());
        app.MapGet("/api/profile/trainings/{id:guid}/title", (Guid id) => ProfileIsAway
            ? Results.StatusCode(503)
            : Results.Json(new { id, programmeId = Programme, programmeName = "Summer Scholars", title = TrainingTitle }));
        app.MapGet("/api/profile/cohorts/{id:guid}/summary", (Guid id) => ProfileIsAway
            ? Results.StatusCode(503)
            : Results.Json(new { id, programmeId = Programme, programmeName = "Summer Scholars", name = "2027", kind = "batch", timeZone = "America/Chicago" }));
    }

    JsonElement Counted(JsonElement asked)
    {
        ContactsAsked += asked.GetProperty("ids").GetArrayLength();
        return asked;
    }

    static string Who(Guid person) => person == Student ? "student" : person == Mentor ? "mentor" : person == Coordinator ? "coordinator" : person.ToString();

    static Guid Id(int n) => new(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
}
