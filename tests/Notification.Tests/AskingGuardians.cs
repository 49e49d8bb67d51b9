using Mentorship.Contracts;
using Mentorship.Notification.Deliveries;
using Mentorship.ServiceDefaults.Sealing;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Notification.Tests;

public sealed class AskingGuardians_on_SQLite(Servers servers) : AskingGuardians(servers, Provider.Sqlite);

public sealed class AskingGuardians_on_PostgreSQL(Servers servers) : AskingGuardians(servers, Provider.Postgres);

/// <summary>The one mail to a minor's guardian, who is nobody here.</summary>
public abstract class AskingGuardians(Servers servers, Provider provider) : IAsyncLifetime
{
    static readonly Guid Asking = new(9, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    School _school = null!;

    public async ValueTask InitializeAsync() => _school = await School.OpenAsync(servers, provider);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _school.DisposeAsync();
    }

    void Know(string language = "es") => _school.Guardians[Asking] =
        new { name = "Zqsamira Castellane", email = "zqsamira@home.example", language, studentName = "Imani", programmeName = "Summer Scholars", until = _school.Clock.GetUtcNow().AddYears(2) };

    Task HearAsync() => _school.Host.HearAsync(new GuardianAsked
    {
        AskingId = Asking, StudentId = School.Student, ProgrammeId = School.Programme, CohortId = School.Cohort, Version = 1, AskedAt = _school.Clock.GetUtcNow(),
    });

    [Theory]
    [InlineData("en", "Imani would like to take part in Summer Scholars: we ask you first", "You need no account", "WHAT HAPPENS NEXT")]
    [InlineData("es", "Imani quiere participar en Summer Scholars: primero le preguntamos a usted", "No necesita ninguna cuenta", "QUÉ PASA DESPUÉS")]
    public async Task A_guardian_gets_one_mail_in_their_language(string language, string subject, string words, string heading)
    {
        Know(language);
        await HearAsync();
        Assert.Equal(["mail guardian student sent"], await _school.SettledAsync(1));
        await HearAsync();
        await _school.Host.HearAsync(_school.Invitation(School.Mentor, "mentor"));
        await _school.SettledAsync(3);

        var mail = Assert.Single(_school.MailFolder(), m => m.To.Contains("zqsamira@home.example"));
        Assert.Equal(subject, mail.Subject);
        var text = mail.Text.ReplaceLineEndings(" ");
        Assert.Contains(words, text);
        Assert.Contains(heading, text);
        Assert.Contains("https://mentoring.school.example/l/guardian-1", text);
        Assert.DoesNotContain("Castellane.", text);
        // Nothing of the other language stands in it.
        Assert.Equal(language == "es", !text.Contains("Questions?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_of_the_guardian_is_kept()
    {
        Know();
        await HearAsync();
        await _school.SettledAsync(1);
        var row = Assert.Single(await _school.RowsAsync());
        Assert.True(row.Stranger is null && row.Secret is null);
        Assert.DoesNotContain("samira", row.Facts, StringComparison.OrdinalIgnoreCase);
        await using var db = _school.Host.Db();
        Assert.Equal(0, await db.Set<DataKeyRow>().CountAsync());
        Assert.Equal(0, await db.Contacts.CountAsync());
    }

    [Fact]
    public async Task Who_has_answered_or_need_not_any_more_is_not_written_to()
    {
        await HearAsync();
        await _school.SettledAsync(1);
        Assert.Equal((DeliveryState.Failed, "no-address"), ((await _school.RowsAsync())[0].State, (await _school.RowsAsync())[0].LastError));
        Assert.Empty(_school.MailFolder());
    }

    [Fact]
    public async Task While_Profile_is_away_the_mail_waits()
    {
        Know();
        _school.ProfileIsAway = true;
        await HearAsync();
        await Eventually.True("it has tried", async () => (await _school.RowsAsync()).Exists(d => d.LastError == "service-away"));
        Assert.Empty(_school.MailFolder());
        _school.ProfileIsAway = false;
        await _school.SettledAsync(1);
        Assert.Single(_school.MailFolder());
    }

    [Fact]
    public async Task A_minor_who_was_erased_has_nobody_asked()
    {
        Know();
        await _school.Host.HearAsync(new PersonErased { PersonId = School.Student, Version = 5, ErasedAt = _school.Clock.GetUtcNow() });
        await Eventually.True("they are erased", async () =>
        {
            await using var db = _school.Host.Db();
            return await db.Contacts.AnyAsync(c => c.PersonId == School.Student && c.Erased);
        });
        await HearAsync();
        await _school.Host.HearAsync(_school.Invitation(School.Mentor, "mentor"));
        await _school.SettledAsync(2);
        Assert.DoesNotContain(_school.MailFolder(), m => m.To.Contains("zqsamira@home.example"));
    }

    [Fact]
    public async Task A_pair_that_the_programme_ends_is_told_to_both()
    {
        await _school.Host.HearAsync(new PairEnded
        {
            PairId = School.Pair, CohortId = School.Cohort, ProgrammeId = School.Programme, StudentId = School.Student, MentorId = School.Mentor,
            Version = 5, By = "coordinator", EndedAt = _school.Clock.GetUtcNow(),
        });
        await _school.SettledAsync(4);
        foreach (var address in new[] { "imani@school.example", "beatrix@hospital.example" })
            Assert.Contains("please do not meet or write to each other any more", Assert.Single(_school.MailFolder(), m => m.To.Contains(address)).Text.ReplaceLineEndings(" "));
    }
}
