using Mentorship.Notification.Contacts;
using Mentorship.Notification.Deliveries;
using Mentorship.Testing;

namespace Mentorship.Notification.Tests;

public sealed class In_doubt_on_SQLite(Servers servers) : InDoubt(servers, Provider.Sqlite);

public sealed class In_doubt_on_PostgreSQL(Servers servers) : InDoubt(servers, Provider.Postgres);

/// <summary>The process or the connection ended between a message and its reply. The server here knows no duplicates.</summary>
public abstract class InDoubt(Servers servers, Provider provider) : IAsyncLifetime
{
    readonly MailServer _server = new();
    School _school = null!;

    public async ValueTask InitializeAsync()
    {
        await _server.StartAsync();
        _school = await School.OpenAsync(servers, provider, _server.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _school.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_row_found_half_sent_after_a_crash_goes_again_only_if_it_is_a_code_or_an_offer()
    {
        // As a process leaves it that was killed while its mails were on their way.
        var (offer, invitation) = (Left(LetterKind.Offer), Left(LetterKind.Invitation));
        await using (var db = _school.Host.Db())
        {
            db.AddRange(offer, invitation, Contact.Wanted(School.Student, 1, _school.Clock.GetUtcNow()), Contact.Wanted(School.Mentor, 1, _school.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }

        await _school.Host.WaitForBusAsync();
        Assert.Equal(["mail invitation student unknown", "mail offer student sent"], await _school.SettledAsync(2));
        var mail = Assert.Single(_server.Received());
        Assert.Equal($"<{offer.Id:N}@school.example>", mail.MessageId);
        var rows = await _school.RowsAsync();
        Assert.Equal(1, rows.Single(d => d.Kind == LetterKind.Offer).Resends);
        Assert.Equal(0, rows.Single(d => d.Kind == LetterKind.Invitation).Resends);
        Assert.Equal("in-doubt", rows.Single(d => d.Kind == LetterKind.Invitation).LastError);
    }

    [Fact]
    public async Task An_offer_whose_reply_was_lost_goes_again_with_the_same_id_and_is_counted()
    {
        _server.Fail("drop");
        await _school.Host.HearAsync(_school.Offer(origin: "request", student: "yes"));
        await Eventually.True("it has gone twice", () => _server.Received().Count >= 2);
        _server.Recover();

        await _school.SettledAsync(3);
        var row = (await _school.RowsAsync()).Single(d => d.Channel == Channel.Mail);
        var mails = _server.To("beatrix@hospital.example");
        Assert.Equal(DeliveryState.Sent, row.State);
        Assert.Equal(mails.Count - 1, row.Resends);
        Assert.Equal($"<{row.Id:N}@school.example>", Assert.Single(mails.Select(m => m.MessageId).Distinct()));
    }

    [Fact]
    public async Task An_offer_is_not_sent_again_for_ever()
    {
        _server.Fail("drop");
        await _school.Host.HearAsync(_school.Offer(origin: "request", student: "yes"));

        await _school.SettledAsync(3);
        var row = (await _school.RowsAsync()).Single(d => d.Channel == Channel.Mail);
        Assert.Equal((DeliveryState.Unknown, 5), (row.State, row.Resends));
        Assert.Equal(6, _server.Received().Count);
    }

    [Fact]
    public async Task An_invitation_whose_reply_was_lost_is_unknown_and_stays_so()
    {
        _server.Fail("drop");
        await _school.Host.HearAsync(_school.Invitation(School.Student, "student"));
        Assert.Equal(["inapp invitation student sent", "mail invitation student unknown"], await _school.SettledAsync(2));
        _server.Recover();

        // Whatever comes after it goes out, and nothing before it again.
        await _school.Host.HearAsync(_school.Invitation(School.Mentor, "mentor"));
        await _school.SettledAsync(4);
        Assert.Single(_server.To("imani@school.example"));
        Assert.Single(_server.To("beatrix@hospital.example"));
    }

    [Fact]
    public async Task A_sign_in_code_whose_reply_was_lost_goes_again()
    {
        _server.Fail("drop");
        using var portal = _school.Host.AsService("portal");
        (await portal.MailCodeAsync(School.Student, "482913", _school.Clock.GetUtcNow().AddMinutes(10))).EnsureSuccessStatusCode();
        await Eventually.True("it has gone twice", () => _server.Received().Count >= 2);
        _server.Recover();

        await _school.SettledAsync(1);
        Assert.Single(_server.Received().Select(m => m.MessageId).Distinct());
        Assert.All(_server.Received(), m => Assert.Contains("482913", m.Text));
        Assert.Equal(_server.Received().Count - 1, Assert.Single(await _school.RowsAsync()).Resends);
    }

    Delivery Left(string kind)
    {
        var begun = _school.Clock.GetUtcNow() - TimeSpan.FromMinutes(2);
        var facts = new Facts
        {
            ProgrammeId = School.Programme,
            CohortId = School.Cohort,
            StudentId = kind == LetterKind.Offer ? School.Student : null,
            MentorId = kind == LetterKind.Offer ? School.Mentor : null,
            PairId = School.Pair,
            Role = "student",
            Origin = "publication",
            StudentAnswer = "waiting",
            MentorAnswer = "waiting",
            Until = _school.Deadline,
        };
        var left = Delivery.Of(kind, $"{kind}/1", School.Student, Channel.Mail, facts, begun, _school.Deadline);
        left.Claim(begun);
        left.Begin(begun);
        return left;
    }
}
