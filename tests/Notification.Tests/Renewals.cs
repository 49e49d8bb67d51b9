using Mentorship.Contracts;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Notification.Tests;

public sealed class Renewals_on_SQLite(Servers servers) : Renewals(servers, Provider.Sqlite);

public sealed class Renewals_on_PostgreSQL(Servers servers) : Renewals(servers, Provider.Postgres);

/// <summary>A training runs out soon: what it is called is pulled, and stands in no row about the person.</summary>
public abstract class Renewals(Servers servers, Provider provider) : IAsyncLifetime
{
    static readonly Guid Training = new(9, 0, 0, [0, 0, 0, 0, 0, 0, 0, 2]);

    School _school = null!;

    public async ValueTask InitializeAsync() => _school = await School.OpenAsync(servers, provider);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _school.DisposeAsync();
    }

    RenewalAsked Asked(int daysBefore = 30, string lastDay = "2027-04-14") => new()
    {
        TrainingId = Training, PersonId = School.Mentor, ProgrammeId = School.Programme, LastDay = lastDay, DaysBefore = daysBefore, Version = 2, AskedAt = _school.Clock.GetUtcNow(),
    };

    [Fact]
    public async Task Each_reminder_is_told_once_by_mail_and_in_the_inbox()
    {
        await _school.Host.HearAsync(Asked());
        await _school.Host.HearAsync(Asked());
        Assert.Equal(["inapp renewal mentor sent", "mail renewal mentor sent"], await _school.SettledAsync(2));
        var mail = Assert.Single(_school.MailFolder());
        Assert.Equal("Summer Scholars: \u201cMentoring <well>\u201d counts until 14\u00a0April", mail.Subject);
        Assert.Contains("/l/open-", mail.Text);
        Assert.Contains("Mentoring &lt;well&gt;", mail.Html);
        Assert.All(await _school.RowsAsync(), d => Assert.DoesNotContain("Mentoring", d.Facts, StringComparison.Ordinal));

        await _school.Host.HearAsync(Asked(daysBefore: 7));
        await _school.SettledAsync(4);
        // A training that was renamed is called by its new name within the hour, in what was told before, too.
        _school.TrainingTitle = "Mentoring better";
        _school.Clock.Advance(TimeSpan.FromHours(2));
        await _school.Host.HearAsync(Asked(lastDay: "2028-04-14"));
        await _school.SettledAsync(6);
        var inbox = await _school.Host.As(School.Mentor, "mentor").GetStringAsync(new Uri("/api/notification/me/inbox", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("Mentoring better", inbox, StringComparison.Ordinal);
        Assert.Contains("/trainings", inbox, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_named_waits_and_is_not_told_when_the_day_is_over()
    {
        _school.ProfileIsAway = true;
        await _school.Host.HearAsync(Asked(daysBefore: 7, lastDay: "2027-03-15"));
        await Eventually.True("it has tried", async () => (await _school.RowsAsync()).Any(d => d.LastError == "service-away"));
        _school.Clock.Advance(TimeSpan.FromDays(1));
        _school.ProfileIsAway = false;
        Assert.Equal(["inapp renewal mentor failed", "mail renewal mentor failed"], await _school.SettledAsync(2));
        Assert.Empty(_school.MailFolder());
    }
}
