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
    const string Lasting = "imani@lasting.example";

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

    [Fact]
    public async Task A_change_of_addresses_is_told_to_each_of_them_and_names_none()
    {
        await AcceptedAsync("address-notices", new { personId = School.Student, change = "dropped", to = new[] { "imani@school.example", Lasting } });

        Assert.Equal(["mail addresses student sent", "mail addresses student sent"], await _school.SettledAsync(2));
        var mails = _school.MailFolder();
        Assert.Equal([Lasting, "imani@school.example"], mails.Select(m => m.To.Split('<', '>').First(p => p.Contains('@'))).Order(StringComparer.Ordinal));
        Assert.All(mails, m => Assert.Contains("taken off your account", m.Text));
        Assert.All(mails, m => Assert.DoesNotContain("@", m.Text));
        Assert.All(await _school.RowsAsync(), row => Assert.Null(row.Secret));
    }

    [Fact]
    public async Task Addresses_lie_here_sealed_and_come_from_the_Portal_alone()
    {
        var notice = new { personId = School.Student, change = "added", to = new[] { Lasting } };
        foreach (var other in (HttpClient[])[_school.Host.As(School.Student, "student"), _school.Host.AsService("profile")])
            using (var refused = await other.PostAsJsonAsync("/api/notification/address-notices", notice))
                Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using (var portal = _school.Host.AsService("portal"))
            foreach (var wrong in (object[])[notice with { change = "moved" }, notice with { to = [] }, notice with { to = ["no address"] }])
                using (var refused = await portal.PostAsJsonAsync("/api/notification/address-notices", wrong))
                    Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);

        _school.ProfileIsAway = true;
        await AcceptedAsync("address-notices", notice);

        var waiting = Assert.Single(await _school.RowsAsync());
        Assert.DoesNotContain("lasting", System.Text.Encoding.Latin1.GetString(waiting.Secret!));
        Assert.DoesNotContain("lasting", waiting.Facts);
    }

    [Fact]
    public async Task After_a_change_the_next_mail_goes_to_the_new_first_address()
    {
        await _school.Host.HearAsync(_school.Invitation(School.Student, "student"));
        await _school.SettledAsync(2);
        _school.Rename(School.Student, "Imani Castellane", Lasting);

        await _school.Host.HearAsync(new AddressesChanged { PersonId = School.Student, Version = 2, ChangedAt = _school.Clock.GetUtcNow() });
        await Eventually.True("the copy is known to be old", async () =>
        {
            await using var db = _school.Host.Db();
            return await db.Contacts.AnyAsync(c => c.PersonId == School.Student && c.WantedVersion == 2);
        });
        await _school.Host.HearAsync(_school.Invitation(School.Student, "mentor"));

        await _school.SettledAsync(4);
        Assert.Contains(Lasting, _school.MailFolder()[^1].To);
    }

    DateTimeOffset Soon => _school.Clock.GetUtcNow().AddMinutes(10);

    async Task AcceptedAsync(string route, object body)
    {
        using var portal = _school.Host.AsService("portal");
        using var answer = await portal.PostAsJsonAsync($"/api/notification/{route}", body);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
    }
}
