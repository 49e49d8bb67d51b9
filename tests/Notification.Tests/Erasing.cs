using System.Net;
using System.Net.Http.Json;
using Mentorship.Contracts;
using Mentorship.Notification.Deliveries;
using Mentorship.ServiceDefaults.Sealing;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Notification.Tests;

public sealed class Erasing_on_SQLite(Servers servers) : Erasing(servers, Provider.Sqlite);

public sealed class Erasing_on_PostgreSQL(Servers servers) : Erasing(servers, Provider.Postgres);

/// <summary>A person is erased: their copy, their messages and the mails that name them go, and nothing late brings them back.</summary>
public abstract class Erasing(Servers servers, Provider provider) : IAsyncLifetime
{
    School _school = null!;

    public async ValueTask InitializeAsync() => _school = await School.OpenAsync(servers, provider);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _school.DisposeAsync();
    }

    async Task EraseAsync(Guid person)
    {
        await _school.Host.HearAsync(new PersonErased { PersonId = person, Version = 9, ErasedAt = _school.Clock.GetUtcNow() });
        await Eventually.True("the erasure is reported", async () =>
        {
            await using var db = _school.Host.Db();
            return (await db.Database.SqlQueryRaw<string>("""SELECT body AS "Value" FROM outbox WHERE type = 'erasure-done'""").ToListAsync()).Any(b => b.Contains(person.ToString(), StringComparison.Ordinal));
        });
    }

    [Theory]
    [InlineData(true, "the programme office wrote down that you asked")]
    [InlineData(false, "you asked for everything about you to be erased")]
    public async Task Whoever_asked_the_person_is_told_while_it_can_be_taken_back(bool byOffice, string words)
    {
        var asked = new ErasureAsked { PersonId = School.Student, ByOffice = byOffice, DueAt = _school.Clock.GetUtcNow().AddDays(7), Version = 2, AskedAt = _school.Clock.GetUtcNow() };
        await _school.Host.HearAsync(asked);
        await _school.Host.HearAsync(asked);
        Assert.Equal(["mail erasure student sent"], await _school.SettledAsync(1));
        var text = Assert.Single(_school.MailFolder()).Text.ReplaceLineEndings(" ");
        Assert.Contains(words, text);
        Assert.Contains("22 March", text);
        Assert.Contains("/l/open-", text);

        await _school.Host.HearAsync(asked with { AskedAt = asked.AskedAt.AddHours(1) });
        await _school.SettledAsync(2);
    }

    [Fact]
    public async Task Who_will_be_erased_by_rule_is_told_once_how_to_stay()
    {
        var foreseen = new ErasureForeseen { PersonId = School.Student, Day = "2027-04-14", Version = 1, ForeseenAt = _school.Clock.GetUtcNow() };
        await _school.Host.HearAsync(foreseen);
        await _school.Host.HearAsync(foreseen);
        Assert.Equal(["mail foreseen student sent"], await _school.SettledAsync(1));
        var mail = Assert.Single(_school.MailFolder());
        Assert.Contains("14\u00a0April", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("Keep my data for another year", mail.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("/l/open-", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_more_is_mailed_to_who_is_erased()
    {
        await _school.Host.HearAsync(_school.Invitation(School.Student, "student"));
        await _school.SettledAsync(2);
        await EraseAsync(School.Student);
        var code = new { personId = School.Student, code = "482913", expiresAt = _school.Clock.GetUtcNow().AddMinutes(5) };
        Assert.Equal(HttpStatusCode.Conflict, (await _school.Host.AsService("portal").PostAsJsonAsync("/api/notification/codes", code)).StatusCode);
    }

    [Fact]
    public async Task Copy_key_messages_and_every_mail_that_names_them_go()
    {
        await _school.Host.HearAsync(_school.Invitation(School.Student, "student"));
        await _school.Host.HearAsync(_school.Offer());
        await _school.SettledAsync(6);
        Assert.Equal(3, _school.MailFolder().Count);

        await EraseAsync(School.Student);

        Assert.Empty(_school.MailFolder());
        Assert.All(await _school.RowsAsync(), d => Assert.Equal(School.Mentor, d.PersonId));
        await using var db = _school.Host.Db();
        var contact = await db.Contacts.SingleAsync(c => c.PersonId == School.Student);
        Assert.True(contact is { Erased: true, Card: null });
        Assert.Null((await db.Set<DataKeyRow>().SingleAsync(k => k.PersonId == School.Student)).Wrapped);
    }

    [Fact]
    public async Task The_other_side_is_told_of_the_end_without_a_name()
    {
        await _school.Host.HearAsync(_school.Offer());
        await _school.SettledAsync(4);
        await EraseAsync(School.Student);
        await _school.Host.HearAsync(new PairEnded
        {
            PairId = School.Pair, CohortId = School.Cohort, ProgrammeId = School.Programme, StudentId = School.Student, MentorId = School.Mentor,
            Version = 5, By = "student", EndedAt = _school.Clock.GetUtcNow(),
        });
        await _school.SettledAsync(4);

        var mail = Assert.Single(_school.MailFolder());
        Assert.Contains("beatrix@hospital.example", mail.To, StringComparison.Ordinal);
        Assert.Contains("the student has left Summer Scholars 2027", mail.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("Imani", mail.Raw, StringComparison.Ordinal);
        // What stood in their messages before stays, without the name.
        var inbox = await _school.Host.As(School.Mentor, "mentor").GetStringAsync(new Uri("/api/notification/me/inbox", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("You have an offer", inbox, StringComparison.Ordinal);
        Assert.DoesNotContain("Imani", inbox, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_late_brings_anybody_back()
    {
        await EraseAsync(School.Student);
        await EraseAsync(School.Coordinator);
        await _school.Host.HearAsync(_school.Invitation(School.Student, "student"));
        await _school.Host.HearAsync(_school.Invitation(School.Coordinator, "coordinator"));
        await _school.Host.HearAsync(new StudentChanged { StudentId = School.Student, Version = 8, ChangedAt = _school.Clock.GetUtcNow() });
        await _school.Host.HearAsync(_school.Offer());
        await Eventually.True("the mentor is told of the offer", async () => (await _school.RowsAsync()).Count(d => d.State == DeliveryState.Sent) == 2);

        Assert.All(await _school.RowsAsync(), d => Assert.Equal(School.Mentor, d.PersonId));
        await using var db = _school.Host.Db();
        Assert.Equal(2, await db.Contacts.CountAsync(c => c.Erased && c.Card == null));
        Assert.Empty(await db.Coordinators.ToListAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain("Imani", string.Concat(_school.MailFolder().Select(m => m.Raw)), StringComparison.Ordinal);
        using var portal = _school.Host.AsService("portal");
        using var code = await portal.PostAsJsonAsync("/api/notification/codes", new { personId = School.Student, code = "482913", expiresAt = _school.Clock.GetUtcNow().AddMinutes(5) }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Conflict, code.StatusCode);
    }

    [Fact]
    public async Task What_waits_to_be_told_about_them_is_told_no_more()
    {
        _school.ProfileIsAway = true;
        await _school.Host.HearAsync(_school.Offer());
        await Eventually.True("it has tried", async () => (await _school.RowsAsync()).Any(d => d.LastError == "service-away"));
        await EraseAsync(School.Mentor);
        _school.ProfileIsAway = false;

        Assert.Equal(["inapp offer student failed", "mail offer student failed"], await _school.SettledAsync(2));
        Assert.Empty(_school.MailFolder());
    }

    [Fact]
    public async Task A_copy_opens_the_card_and_holds_no_code()
    {
        await _school.Host.HearAsync(_school.Invitation(School.Student, "student"));
        await _school.SettledAsync(2);
        var copy = await _school.Host.As(School.Student, "student").GetStringAsync(new Uri("/api/notification/me/export", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("imani@school.example", copy, StringComparison.Ordinal);
        Assert.Contains("invitation", copy, StringComparison.Ordinal);
        Assert.DoesNotContain("\"secret\"", copy, StringComparison.Ordinal);
    }
}
