using System.Net;
using System.Net.Http.Json;
using Mentorship.Contracts;
using Mentorship.ServiceDefaults.Sealing;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Notification.Tests;

public sealed class Strangers_on_SQLite(Servers servers) : Strangers(servers, Provider.Sqlite);

public sealed class Strangers_on_PostgreSQL(Servers servers) : Strangers(servers, Provider.Postgres);

/// <summary>Mails to addresses that are nobody's here: written to once, kept nowhere.</summary>
public abstract class Strangers(Servers servers, Provider provider) : IAsyncLifetime
{
    static readonly Guid Waiting = new(7, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    School _school = null!;

    public async ValueTask InitializeAsync()
    {
        _school = await School.OpenAsync(servers, provider);
        await _school.Host.HearAsync(new CohortOpened { CohortId = School.Cohort, ProgrammeId = School.Programme, Kind = "batch", Version = 1, OpenedAt = _school.Clock.GetUtcNow() });
        await Eventually.True("the cohort is known", async () =>
        {
            await using var db = _school.Host.Db();
            return await db.Cohorts.AnyAsync();
        });
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _school.DisposeAsync();
    }

    Task<HttpResponseMessage> SendAsync(string route, object body, string service = "portal") => _school.Host.AsService(service).PostAsJsonAsync($"/api/notification/{route}", body);

    object Check(string email = "zqmaya@mail.example") => new { id = Waiting, cohortId = School.Cohort, email, code = "482913", until = _school.Clock.GetUtcNow().AddMinutes(30) };

    object Nomination => new { id = Waiting, cohortId = School.Cohort, name = "Zqmaya Ortiz", email = "zqmaya@mail.example", by = "Ana Reyes", until = _school.Clock.GetUtcNow().AddDays(30) };

    [Fact]
    public async Task A_code_goes_to_the_address_that_was_typed()
    {
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync("address-checks", Check())).StatusCode);

        await _school.SettledAsync(1);
        var mail = Assert.Single(_school.MailFolder());
        Assert.Contains("zqmaya@mail.example", mail.To);
        Assert.Equal("482913 is your code for Summer Scholars", mail.Subject);
        Assert.Contains("Hello,", mail.Text);
        Assert.DoesNotContain("/l/", mail.Text);
    }

    [Fact]
    public async Task A_student_who_was_named_gets_one_mail_with_a_link()
    {
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.Accepted, (await SendAsync("nominations", Nomination)).StatusCode);

        await _school.SettledAsync(1);
        var mail = Assert.Single(_school.MailFolder());
        Assert.Equal("Ana Reyes thinks of you for Summer Scholars", mail.Subject);
        Assert.Contains("https://mentoring.school.example/l/nomination-1", mail.Text);
        Assert.Contains("deleted at once", mail.Text.ReplaceLineEndings(" "));
    }

    [Fact]
    public async Task Name_and_address_lie_sealed_until_the_mail_is_out_and_nowhere_after()
    {
        await SendAsync("address-checks", Check());
        await SendAsync("nominations", Nomination);
        await _school.SettledAsync(2);

        Assert.All(await _school.RowsAsync(), row => Assert.True(row.Stranger is null && row.Secret is null));
        await using var db = _school.Host.Db();
        Assert.Equal(0, await db.Contacts.CountAsync());
        Assert.Equal(0, await db.Set<DataKeyRow>().CountAsync());
    }

    [Fact]
    public async Task An_address_that_mail_cannot_go_to_is_given_up()
    {
        await SendAsync("address-checks", Check("zqmaya@mail.example\r\nBcc: everyone@school.example"));
        await _school.SettledAsync(1);
        Assert.Equal("no-address", Assert.Single(await _school.RowsAsync()).LastError);
        Assert.Empty(_school.MailFolder());
    }

    [Fact]
    public async Task Only_the_Portal_has_strangers_written_to()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync("address-checks", Check(), "profile")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync("nominations", Nomination, "matching")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _school.Host.As(School.Coordinator, $"coordinator:{School.Programme}").PostAsJsonAsync("/api/notification/nominations", Nomination)).StatusCode);
    }

    [Theory]
    [InlineData("waitlisted", "you are on the waiting list")]
    [InlineData("refused", "no place this time")]
    public async Task A_decision_is_told_once_and_without_a_reason(string decision, string subject)
    {
        var decided = new ApplicationDecided
        {
            ApplicationId = Waiting, PersonId = School.Student, ProgrammeId = School.Programme, CohortId = School.Cohort,
            Decision = decision, Version = 3, DecidedAt = _school.Clock.GetUtcNow(),
        };
        await _school.Host.HearAsync(decided);
        Assert.Equal(["inapp decision student sent", "mail decision student sent"], await _school.SettledAsync(2));
        await _school.Host.HearAsync(decided);
        await _school.Host.HearAsync(_school.Invitation(School.Mentor, "mentor"));
        await _school.SettledAsync(4);
        Assert.Equal($"Summer Scholars 2027: {subject}", Assert.Single(_school.MailFolder(), m => m.To.Contains("imani@school.example")).Subject);
    }

    [Fact]
    public async Task Somebody_who_applied_is_told_that_it_arrived()
    {
        await _school.Host.HearAsync(_school.Invitation(School.Student, "applicant"));
        await _school.SettledAsync(2);
        var mail = Assert.Single(_school.MailFolder());
        Assert.Equal("Summer Scholars has your application", mail.Subject);
        Assert.Contains("we write to you, whatever the answer is", mail.Text.ReplaceLineEndings(" "));
    }
}
