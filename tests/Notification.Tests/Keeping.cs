using System.Collections.Concurrent;
using Mentorship.Contracts;
using Mentorship.Notification.Contacts;
using Mentorship.Notification.Deliveries;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mentorship.Notification.Tests;

public sealed class Keeping_on_SQLite(Servers servers) : Keeping(servers, Provider.Sqlite);

public sealed class Keeping_on_PostgreSQL(Servers servers) : Keeping(servers, Provider.Postgres);

/// <summary>Copies of contact details, repeated events, and a quiet end.</summary>
public abstract class Keeping(Servers servers, Provider provider) : IAsyncLifetime
{
    readonly Recorder _log = new();
    School _school = null!;

    public async ValueTask InitializeAsync() => _school = await School.OpenAsync(servers, provider, services: s => s.AddSingleton<ILoggerProvider>(_log));

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _school.DisposeAsync();
    }

    public static TheoryData<string> Kinds => ["invitation", "offer", "answer", "active", "expired", "withdrawn", "published"];

    [Theory, MemberData(nameof(Kinds))]
    public async Task Each_kind_of_letter_exists_once_per_person_event_and_channel(string kind)
    {
        await _school.Host.HearAsync(_school.Invitation(School.Coordinator, "coordinator", version: 9));
        await _school.SettledAsync(2);
        var @event = EventOf(kind);
        await _school.HearAsync(@event);
        await Eventually.True($"rows of {kind}", async () => (await _school.RowsAsync()).Count > 2);
        var first = await _school.RowsAsync();

        // As a copy of the message would, had the inbox forgotten it: the same fact in another message, several at once.
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _school.HearAsync(@event)));
        await _school.Host.HearAsync(_school.Invitation(School.Mentor, "mentor", version: 8));
        await Eventually.True("what came after them is told", async () => (await _school.RowsAsync()).Count(d => d.PersonId == School.Mentor && d.Kind == LetterKind.Invitation) == 2);
        await _school.SettledAsync(first.Count + 2);
        var rows = await _school.RowsAsync();
        Assert.Equal(rows.Count, rows.DistinctBy(d => (d.Event, d.PersonId, d.Channel)).Count());
        Assert.Equal(rows.Count(d => d.Channel == Channel.Mail), _school.MailFolder().Count);
    }

    [Fact]
    public async Task News_of_an_older_version_asks_for_nothing()
    {
        await _school.Host.HearAsync(_school.Invitation(School.Student, "student"));
        await _school.SettledAsync(2);
        _school.Rename(School.Student, "Imani Castellane-Roy");
        _school.Rename(School.Student, "Imani Roy");
        await HearStudentAsync(3);
        await Eventually.True("the copy is current", async () => (await ContactAsync()).KeptVersion == 3);
        var asked = _school.ContactsAsked;

        await HearStudentAsync(2);
        await HearStudentAsync(1);
        await _school.Host.HearAsync(_school.Invitation(School.Mentor, "mentor"));
        await _school.SettledAsync(4);
        Assert.Equal(3, (await ContactAsync()).WantedVersion);
        // Only the mentor, who was new, has been asked for.
        Assert.Equal(asked + 1, _school.ContactsAsked);
    }

    [Fact]
    public void An_older_view_never_replaces_a_newer_one_and_an_erased_person_stays_erased()
    {
        var now = _school.Clock.GetUtcNow();
        var contact = Contact.Wanted(School.Student, 1, now);
        contact.Keep(3, [3]);
        contact.Keep(2, [2]);
        Assert.Equal(3, contact.KeptVersion);
        Assert.Equal([3], contact.Card!);
        contact.Erase(4);
        contact.Heard(9, now);
        contact.Keep(9, [9]);
        Assert.Null(contact.Card);
        Assert.True(contact.Erased);
    }

    [Fact]
    public async Task It_ends_without_an_error_while_it_has_work()
    {
        for (var i = 0; i < 5; i++) await _school.Host.HearAsync(_school.Invitation(School.Student, "student", version: i + 1));
        await Eventually.True("it has begun", () => _school.MailFolder().Count > 0);
        await EndQuietlyAsync();
    }

    [Fact]
    public async Task It_ends_without_an_error_while_others_are_away()
    {
        _school.ProfileIsAway = true;
        await _school.Host.HearAsync(_school.Offer());
        await Eventually.True("it has tried", async () => (await _school.RowsAsync()).Any(d => d.LastError == "service-away"));
        await EndQuietlyAsync();
    }

    async Task EndQuietlyAsync()
    {
        await _school.StopAsync();
        Assert.Empty(_log.Errors);
    }

    Task HearStudentAsync(int version) =>
        _school.Host.HearAsync(new StudentChanged { StudentId = School.Student, Version = version, ChangedAt = _school.Clock.GetUtcNow() });

    async Task<Contact> ContactAsync()
    {
        await using var db = _school.Host.Db();
        return (await db.Contacts.AsNoTracking().SingleOrDefaultAsync(c => c.PersonId == School.Student))!;
    }

    object EventOf(string kind)
    {
        var now = _school.Clock.GetUtcNow();
        var (pair, cohort, programme, student, mentor) = (School.Pair, School.Cohort, School.Programme, School.Student, School.Mentor);
        return kind switch
        {
            "invitation" => _school.Invitation(School.Student, "student"),
            "offer" => _school.Offer(),
            "answer" => new OfferAnswered { PairId = pair, CohortId = cohort, ProgrammeId = programme, StudentId = student, MentorId = mentor, Version = 2, By = "mentor", Answer = "no", ByOffice = false, AnsweredAt = now },
            "active" => new PairActivated { PairId = pair, CohortId = cohort, ProgrammeId = programme, StudentId = student, MentorId = mentor, Version = 3, ActivatedAt = now },
            "expired" => new OfferExpired { PairId = pair, CohortId = cohort, ProgrammeId = programme, StudentId = student, MentorId = mentor, Version = 3, SilentSide = "mentor", ExpiredAt = now },
            "withdrawn" => new PairWithdrawn { PairId = pair, CohortId = cohort, ProgrammeId = programme, StudentId = student, MentorId = mentor, Version = 3, By = "coordinator", WithdrawnAt = now },
            "published" => new RunPublished { CohortId = cohort, RunId = pair, PublicationId = pair, Version = 1, Pairs = 3, GoesOutAt = now, PublishedAt = now },
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of letter."),
        };
    }

    /// <summary>Everything logged as an error.</summary>
    sealed class Recorder : ILoggerProvider, ILogger
    {
        readonly ConcurrentQueue<string> _errors = new();

        public IReadOnlyCollection<string> Errors => _errors;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) _errors.Enqueue($"{formatter(state, exception)} {exception}");
        }

        public void Dispose() { }
    }
}
