using Mentorship.Notification.Deliveries;
using Mentorship.Testing;

namespace Mentorship.Notification.Tests;

public sealed class Refusals_on_SQLite(Servers servers) : Refusals(servers, Provider.Sqlite);

public sealed class Refusals_on_PostgreSQL(Servers servers) : Refusals(servers, Provider.Postgres);

/// <summary>What a mail server's no means for the row.</summary>
public abstract class Refusals(Servers servers, Provider provider) : IAsyncLifetime
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
    public async Task A_refusal_for_now_is_tried_again_after_a_pause()
    {
        _server.Fail("451 imani@school.example is over quota");
        await _school.Host.HearAsync(_school.Invitation(School.Student, "student"));
        await Eventually.True("it was refused", async () => (await MailAsync()).Attempts == 1);
        var refused = await MailAsync();
        Assert.Equal((DeliveryState.Waiting, "smtp-451"), (refused.State, refused.LastError));
        Assert.InRange(refused.DueAt - _school.Clock.GetUtcNow(), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60));

        _server.Recover();
        _school.Clock.Advance(TimeSpan.FromMinutes(1));
        await _school.SettledAsync(2);
        Assert.Equal(DeliveryState.Sent, (await MailAsync()).State);
        Assert.Single(_server.Received());
    }

    [Fact]
    public async Task A_refusal_for_good_ends_it_and_the_server_s_words_are_kept_nowhere()
    {
        _server.Fail("550 no such person imani@school.example");
        await _school.Host.HearAsync(_school.Invitation(School.Student, "student"));

        Assert.Equal(["inapp invitation student sent", "mail invitation student failed"], await _school.SettledAsync(2));
        Assert.Equal("smtp-550", (await MailAsync()).LastError);
        Assert.Empty(_server.Received());
    }

    [Fact]
    public async Task A_refused_message_does_not_hold_up_the_next_on_the_same_connection()
    {
        _server.Fail("550 no");
        await _school.Host.HearAsync(_school.Invitation(School.Student, "student"));
        await _school.SettledAsync(2);
        _server.Recover();
        await _school.Host.HearAsync(_school.Offer());

        await _school.SettledAsync(6);
        Assert.Equal(2, _server.Received().Count);
    }

    [Fact]
    public async Task A_server_that_is_away_costs_no_attempt_and_loses_nothing()
    {
        await _server.KillAsync();
        await _school.Host.HearAsync(_school.Invitation(School.Student, "student"));
        await Eventually.True("the courier has tried", async () => (await MailAsync()).LastError == "mail-server-away");
        Assert.Equal(0, (await MailAsync()).Attempts);

        await _server.StartAsync();
        _school.Clock.Advance(TimeSpan.FromSeconds(10));
        await _school.SettledAsync(2);
        Assert.Single(_server.Received());
    }

    [Fact]
    public async Task An_offer_that_could_not_be_sent_before_its_deadline_is_not_sent_after_it()
    {
        _server.Fail("451 later");
        await _school.Host.HearAsync(_school.Offer(origin: "request", student: "yes"));
        await Eventually.True("it was refused", async () => (await MailAsync()).Attempts >= 1);
        _server.Recover();
        _school.Clock.Advance(TimeSpan.FromDays(8));

        await _school.SettledAsync(3);
        var row = await MailAsync();
        Assert.Equal((DeliveryState.Failed, "too-late"), (row.State, row.LastError));
        Assert.Empty(_server.Received());
    }

    async Task<Delivery> MailAsync() => (await Eventually.Some("a row for a mail", async () => (await _school.RowsAsync()).Find(d => d.Channel == Channel.Mail)))!;
}
