using System.Net;
using System.Net.Http.Json;
using Mentorship.Contracts;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Notification.Tests;

public sealed class TwoAddresses_on_SQLite(Servers servers) : TwoAddresses(servers, Provider.Sqlite);

public sealed class TwoAddresses_on_PostgreSQL(Servers servers) : TwoAddresses(servers, Provider.Postgres);

/// <summary>Letters that go to another address than the person's first.</summary>
public abstract class TwoAddresses(Servers servers, Provider provider) : IAsyncLifetime
{
    const string First = "imani@school.example", Lasting = "imani@lasting.example";

    School _school = null!;

    public async ValueTask InitializeAsync() => _school = await School.OpenAsync(servers, provider);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _school.DisposeAsync();
    }

    [Fact]
    public async Task A_code_goes_to_the_address_it_was_asked_for_with()
    {
        await AcceptedAsync("codes", new { personId = School.Student, code = "482913", expiresAt = Soon, email = Lasting });

        Assert.Equal(["mail code student sent"], await _school.SettledAsync(1));
        var mail = Assert.Single(_school.MailFolder());
        Assert.Contains(Lasting, mail.To);
        Assert.Contains("Your sign-in code", mail.Text);
    }

    [Fact]
    public async Task A_code_that_confirms_an_address_does_not_speak_of_signing_in()
    {
        await AcceptedAsync("codes", new { personId = School.Student, code = "482913", expiresAt = Soon, email = Lasting, @for = "address" });

        Assert.Equal(["mail code student sent"], await _school.SettledAsync(1));
        var mail = Assert.Single(_school.MailFolder());
        Assert.Contains("482913", mail.Text);
        Assert.Contains("Confirm this address", mail.Text);
        Assert.DoesNotContain("sign-in", mail.Text);
    }

    [Theory]
    [InlineData(null, First, Lasting, "A second address was added")]
    [InlineData(Lasting, Lasting, First, "Our mails go to your other address")]
    [InlineData(Lasting, First, null, "taken off your account")]
    [InlineData(null, Lasting, null, "replaced by another")]
    public async Task A_change_of_addresses_is_told_to_each_that_was_or_is_theirs_and_names_none(string? had, string first, string? second, string words)
    {
        await BeginAsync();
        if (had is not null)
            await ChangeAsync(First, had, version: 2, rows: 4);
        var before = _school.MailFolder().Count;

        await ChangeAsync(first, second, version: had is null ? 2 : 3, rows: had is null ? 4 : 6);

        var mails = _school.MailFolder().Skip(before).ToList();
        Assert.Equal([Lasting, First], mails.Select(m => m.To.Split('<', '>').First(p => p.Contains('@'))).Order(StringComparer.Ordinal));
        Assert.All(mails, m => Assert.Contains(words, m.Text.ReplaceLineEndings(" ")));
        Assert.All(mails, m => Assert.DoesNotContain("@", m.Text));
        Assert.All(await _school.RowsAsync(), row => Assert.Null(row.Secret));
    }

    [Fact]
    public async Task When_the_office_helps_somebody_back_in_the_addresses_they_had_are_told_and_the_new_one_once_it_is_theirs()
    {
        await BeginAsync();

        _school.Recover(School.Student, Lasting, resets: 0);
        await HearAsync(2);
        await _school.SettledAsync(3);
        var started = _school.MailFolder()[^1];
        Assert.Contains(First, started.To);
        Assert.Contains("another address open your account", started.Text.ReplaceLineEndings(" "));
        Assert.Contains("https://mentoring.school.example/l/open-", started.Text);

        _school.Recover(School.Student, null, resets: 1, email: Lasting);
        await HearAsync(3);
        await _school.SettledAsync(5);
        var over = _school.MailFolder().TakeLast(2).ToList();
        Assert.Equal([Lasting, First], over.Select(m => m.To.Split('<', '>').First(p => p.Contains('@'))).Order(StringComparer.Ordinal));
        Assert.All(over, m => Assert.Contains("moved to another address", m.Text.ReplaceLineEndings(" ")));

        _school.Recover(School.Student, null, resets: 2);
        await HearAsync(4);
        await _school.SettledAsync(6);
        Assert.Contains("An administrator made sure", _school.MailFolder()[^1].Text.ReplaceLineEndings(" "));
        Assert.All(_school.MailFolder(), m => Assert.DoesNotContain(Lasting, m.Text));
    }

    [Fact]
    public async Task A_change_of_addresses_is_told_once_and_another_name_tells_nothing()
    {
        await BeginAsync();
        await ChangeAsync(First, Lasting, version: 2, rows: 4);
        await HearAsync(2);
        _school.Rename(School.Student, "Imani Roy", second: Lasting);
        await HearAsync(3);
        await Eventually.True("the copy is current", async () =>
        {
            await using var db = _school.Host.Db();
            return await db.Contacts.AnyAsync(c => c.PersonId == School.Student && c.KeptVersion == 3);
        });
        await _school.SettledAsync(4);
    }

    [Fact]
    public async Task After_a_change_the_next_mail_goes_to_the_new_first_address()
    {
        await BeginAsync();
        await ChangeAsync(Lasting, First, version: 2, rows: 4);
        await _school.Host.HearAsync(_school.Invitation(School.Student, "mentor"));

        await _school.SettledAsync(6);
        Assert.Contains(Lasting, _school.MailFolder()[^1].To);
    }

    /// <summary>The student has been written to, so there is a copy.</summary>
    async Task BeginAsync()
    {
        await _school.Host.HearAsync(_school.Invitation(School.Student, "student"));
        await _school.SettledAsync(2);
    }

    async Task ChangeAsync(string first, string? second, int version, int rows)
    {
        _school.Rename(School.Student, "Imani Castellane", first, second);
        await HearAsync(version);
        await _school.SettledAsync(rows);
    }

    Task HearAsync(int version) => _school.Host.HearAsync(new AddressesChanged { PersonId = School.Student, Version = version, ChangedAt = _school.Clock.GetUtcNow() });

    DateTimeOffset Soon => _school.Clock.GetUtcNow().AddMinutes(10);

    async Task AcceptedAsync(string route, object body)
    {
        using var portal = _school.Host.AsService("portal");
        using var answer = await portal.PostAsJsonAsync($"/api/notification/{route}", body);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
    }
}
