using Mentorship.Contracts;
using Mentorship.Notification.Deliveries;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Notification.Tests;

public sealed class Reminding_on_SQLite(Servers servers) : Reminding(servers, Provider.Sqlite);

public sealed class Reminding_on_PostgreSQL(Servers servers) : Reminding(servers, Provider.Postgres);

/// <summary>Who is asked again while an offer waits, and who is not.</summary>
public abstract class Reminding(Servers servers, Provider provider) : IAsyncLifetime
{
    School _school = null!;

    public async ValueTask InitializeAsync() => _school = await School.OpenAsync(servers, provider);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _school.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_has_not_answered_is_reminded_after_three_and_six_days_and_never_after_the_deadline()
    {
        await _school.Host.HearAsync(_school.Offer());
        await _school.SettledAsync(4);

        _school.Clock.Advance(TimeSpan.FromDays(3));
        await _school.SettledAsync(8);
        var mail = Assert.Single(_school.MailFolder(), m => m.To.Contains("imani@school.example") && m.Subject.Contains("your answer is still open"));
        Assert.Contains("Dr. Beatrix Oyelaran", mail.Text);
        Assert.Contains("https://mentoring.school.example/l/answer-offer-", mail.Text);
        await HearAnswerAsync("student", "yes");
        await _school.SettledAsync(9);

        _school.Clock.Advance(TimeSpan.FromDays(3));
        await _school.SettledAsync(11);
        Assert.Equal(["mentor", "mentor", "student"], await RemindedAsync());

        _school.Clock.Advance(TimeSpan.FromDays(3));
        await _school.SettledAsync(11);
        Assert.Equal([null], await PlannedAsync());
    }

    [Theory]
    [InlineData("answered")]
    [InlineData("declined")]
    [InlineData("active")]
    [InlineData("expired")]
    [InlineData("withdrawn")]
    public async Task Nobody_is_reminded_of_an_offer_that_is_settled_whatever_was_heard_first(string how)
    {
        Func<Task> settle = how switch
        {
            "answered" => () => HearAnswerAsync("mentor", "yes"),
            "declined" => () => HearAnswerAsync("mentor", "no"),
            "active" => () => _school.Host.HearAsync(new PairActivated { PairId = School.Pair, CohortId = School.Cohort, ProgrammeId = School.Programme, StudentId = School.Student, MentorId = School.Mentor, Version = 3, ActivatedAt = _school.Clock.GetUtcNow() }),
            "expired" => () => _school.Host.HearAsync(new OfferExpired { PairId = School.Pair, CohortId = School.Cohort, ProgrammeId = School.Programme, StudentId = School.Student, MentorId = School.Mentor, Version = 3, SilentSide = "both", ExpiredAt = _school.Clock.GetUtcNow() }),
            _ => () => _school.Host.HearAsync(new PairWithdrawn { PairId = School.Pair, CohortId = School.Cohort, ProgrammeId = School.Programme, StudentId = School.Student, MentorId = School.Mentor, Version = 3, By = "coordinator", WithdrawnAt = _school.Clock.GetUtcNow() }),
        };
        await settle();
        await Eventually.True("the end is noted", async () => (await PlannedAsync()).Length == 1);
        await _school.Host.HearAsync(_school.Offer(origin: "request", student: "yes"));
        await Eventually.True("the offer is told", async () => (await _school.RowsAsync()).Any(d => d is { Kind: LetterKind.Offer, State: DeliveryState.Sent }));

        Assert.Equal([null], await PlannedAsync());
    }

    [Fact]
    public async Task After_days_of_silence_of_our_own_one_reminder_goes_out_and_none_comes_too_late()
    {
        await _school.Host.HearAsync(_school.Offer());
        await _school.SettledAsync(4);
        // Both days pass at once, as they do for a process that was not running.
        _school.Clock.Advance(TimeSpan.FromDays(6.5));
        await _school.SettledAsync(8);
        Assert.Equal(["mentor", "student"], await RemindedAsync());
    }

    async Task<string[]> RemindedAsync() =>
    [
        .. (await _school.RowsAsync()).Where(d => d is { Kind: LetterKind.Reminder, Channel: Channel.Mail, State: DeliveryState.Sent })
            .Select(d => d.PersonId == School.Student ? "student" : "mentor").Order(StringComparer.Ordinal),
    ];

    async Task<DateTimeOffset?[]> PlannedAsync()
    {
        await using var db = _school.Host.Db();
        return await db.OpenOffers.Select(o => o.RemindAt).ToArrayAsync();
    }

    Task HearAnswerAsync(string by, string answer) => _school.Host.HearAsync(new OfferAnswered
    {
        PairId = School.Pair,
        CohortId = School.Cohort,
        ProgrammeId = School.Programme,
        StudentId = School.Student,
        MentorId = School.Mentor,
        Version = 2,
        By = by,
        Answer = answer,
        ByOffice = false,
        AnsweredAt = _school.Clock.GetUtcNow(),
    });
}
