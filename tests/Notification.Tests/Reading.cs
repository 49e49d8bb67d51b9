using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Mentorship.Testing;
using Microsoft.AspNetCore.Hosting;

namespace Mentorship.Notification.Tests;

public sealed class Reading_on_SQLite(Servers servers) : Reading(servers, Provider.Sqlite);

public sealed class Reading_on_PostgreSQL(Servers servers) : Reading(servers, Provider.Postgres);

/// <summary>Who may read what over HTTP.</summary>
public abstract class Reading(Servers servers, Provider provider) : IAsyncLifetime
{
    School _school = null!;

    public async ValueTask InitializeAsync() => _school = await School.OpenAsync(servers, provider);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _school.DisposeAsync();
    }

    [Fact]
    public async Task An_inbox_holds_what_its_owner_was_told_and_nothing_else()
    {
        await _school.Host.HearAsync(_school.Offer());
        await _school.Host.HearAsync(_school.Invitation(School.Mentor, "mentor"));
        await _school.SettledAsync(6);

        using var student = _school.Host.As(School.Student, "student");
        var inbox = await NodeAsync(await student.GetAsync(Inbox));
        Assert.Equal(1, inbox["unread"]!.GetValue<int>());
        var entry = Assert.Single(inbox["items"]!.AsArray())!;
        Assert.Null(entry["readAt"]);
        Assert.Contains("Dr. Beatrix Oyelaran", entry["text"]!.GetValue<string>());

        using var nobody = _school.Host.As(School.Coordinator, $"coordinator:{School.Programme}");
        Assert.Empty((await NodeAsync(await nobody.GetAsync(Inbox)))["items"]!.AsArray());
        using var service = _school.Host.AsService("portal");
        Assert.Equal(HttpStatusCode.Forbidden, (await service.GetAsync(Inbox)).StatusCode);
        using var stranger = _school.Host.Stranger();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(Inbox)).StatusCode);
    }

    [Fact]
    public async Task Only_its_owner_marks_an_entry_as_read_and_twice_changes_nothing()
    {
        await _school.Host.HearAsync(_school.Offer());
        await _school.SettledAsync(4);
        using var student = _school.Host.As(School.Student, "student");
        using var mentor = _school.Host.As(School.Mentor, "mentor");
        var entry = (await NodeAsync(await student.GetAsync(Inbox)))["items"]![0]!["id"]!.GetValue<Guid>();
        var read = new Uri($"/api/notification/me/inbox/{entry}/read", UriKind.Relative);

        Assert.Equal(HttpStatusCode.NotFound, (await mentor.PostAsync(read, null)).StatusCode);
        Assert.Equal(1, (await NodeAsync(await student.GetAsync(Inbox)))["unread"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.NoContent, (await student.PostAsync(read, null)).StatusCode);
        var first = (await NodeAsync(await student.GetAsync(Inbox)))["items"]![0]!["readAt"]!.GetValue<DateTimeOffset>();
        _school.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.NoContent, (await student.PostAsync(read, null)).StatusCode);
        Assert.Equal(first, (await NodeAsync(await student.GetAsync(Inbox)))["items"]![0]!["readAt"]!.GetValue<DateTimeOffset>());

        Assert.Equal(HttpStatusCode.NoContent, (await mentor.PostAsync(new Uri("/api/notification/me/inbox/read-all", UriKind.Relative), null)).StatusCode);
        Assert.Equal(0, (await NodeAsync(await mentor.GetAsync(Inbox)))["unread"]!.GetValue<int>());
    }

    [Fact]
    public async Task Deliveries_are_for_those_who_run_the_programme()
    {
        await _school.Host.HearAsync(_school.Offer());
        await _school.SettledAsync(4);
        var deliveries = new Uri($"/api/notification/cohorts/{School.Cohort}/deliveries", UriKind.Relative);

        using var coordinator = _school.Host.As(School.Coordinator, $"coordinator:{School.Programme}");
        var rows = (await NodeAsync(await coordinator.GetAsync(deliveries))).AsArray();
        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.Equal("offer", row!["kind"]!.GetValue<string>()));
        Assert.All(rows, row => Assert.Equal("sent", row!["state"]!.GetValue<string>()));
        var ofStudent = (await NodeAsync(await coordinator.GetAsync(new Uri($"{deliveries}?person={School.Student}", UriKind.Relative)))).AsArray();
        Assert.Equal(2, ofStudent.Count);

        foreach (var role in new[] { "student", "mentor", "administrator", $"coordinator:{School.Pair}" })
        {
            using var other = _school.Host.As(School.Student, role);
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(deliveries)).StatusCode);
        }
    }

    [Fact]
    public async Task Codes_are_taken_from_the_Portal_alone_and_lie_here_sealed()
    {
        var until = _school.Clock.GetUtcNow().AddMinutes(10);
        using var student = _school.Host.As(School.Student, "administrator");
        Assert.Equal(HttpStatusCode.Forbidden, (await student.MailCodeAsync(School.Student, "482913", until)).StatusCode);
        using var profile = _school.Host.AsService("profile");
        Assert.Equal(HttpStatusCode.Forbidden, (await profile.MailCodeAsync(School.Student, "482913", until)).StatusCode);

        using var portal = _school.Host.AsService("portal");
        Assert.Equal(HttpStatusCode.BadRequest, (await portal.MailCodeAsync(School.Student, "", until)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await portal.MailCodeAsync(School.Student, "482913", until.AddHours(-1))).StatusCode);
        _school.ProfileIsAway = true;
        Assert.Equal(HttpStatusCode.Accepted, (await portal.MailCodeAsync(School.Student, "482913", until)).StatusCode);
        var waiting = Assert.Single(await _school.RowsAsync());
        Assert.NotNull(waiting.Secret);
        Assert.DoesNotContain("482913", System.Text.Encoding.Latin1.GetString(waiting.Secret));
        Assert.DoesNotContain("482913", waiting.Facts);

        _school.ProfileIsAway = false;
        _school.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(["mail code student sent"], await _school.SettledAsync(1));
        Assert.Null(Assert.Single(await _school.RowsAsync()).Secret);
        Assert.Contains("482913", Assert.Single(_school.MailFolder()).Text);
    }

    [Fact]
    public async Task The_mail_page_s_route_shows_the_folder_to_the_Portal_and_nothing_outside_it()
    {
        await _school.Host.HearAsync(_school.Invitation(School.Student, "student"));
        await _school.SettledAsync(2);

        using var portal = _school.Host.AsService("portal");
        var mail = Assert.Single((await NodeAsync(await portal.GetAsync(Mails))).AsArray())!;
        Assert.Contains("imani@school.example", mail["to"]!.GetValue<string>());
        var one = await NodeAsync(await portal.GetAsync(new Uri($"{Mails}/{mail["file"]!.GetValue<string>()}", UriKind.Relative)));
        Assert.Contains("Hello Imani Castellane,", one["html"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await portal.GetAsync(new Uri($"{Mails}/..%2Fnotification.db", UriKind.Relative))).StatusCode);
        using var student = _school.Host.As(School.Student, "administrator");
        Assert.Equal(HttpStatusCode.Forbidden, (await student.GetAsync(Mails)).StatusCode);
    }

    [Fact]
    public async Task The_mail_page_s_route_is_not_there_outside_Development_or_where_mail_is_sent()
    {
        var smtp = new Dictionary<string, string?> { ["Mail:Mode"] = "smtp", ["Mail:Host"] = "127.0.0.1" };
        await using var sending = await School.OpenAsync(servers, provider, smtp);
        using var portal = sending.Host.AsService("portal");
        Assert.Equal(HttpStatusCode.NotFound, (await portal.GetAsync(Mails)).StatusCode);

        await using var real = await School.OpenAsync(servers, provider, smtp);
        await using var production = real.Host.WithWebHostBuilder(host => host.UseEnvironment("Production"));
        using var client = production.CreateClient();
        client.DefaultRequestHeaders.Authorization = portal.DefaultRequestHeaders.Authorization;
        Assert.NotEqual(HttpStatusCode.OK, (await client.GetAsync(Mails)).StatusCode);

        // And a folder that reaches nobody is refused there.
        await using var folder = await School.OpenAsync(servers, provider);
        await using var refused = folder.Host.WithWebHostBuilder(host => host.UseEnvironment("Production"));
        Assert.Contains("for Development only", Assert.ThrowsAny<Exception>(() => refused.CreateClient()).Message);
    }

    static Uri Inbox { get; } = new("/api/notification/me/inbox", UriKind.Relative);

    static Uri Mails { get; } = new("/api/notification/development/mail", UriKind.Relative);

    static async Task<JsonNode> NodeAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}

static class Codes
{
    public static Task<HttpResponseMessage> MailCodeAsync(this HttpClient client, Guid personId, string code, DateTimeOffset expiresAt) =>
        client.PostAsJsonAsync(new Uri("/api/notification/codes", UriKind.Relative), new { personId, code, expiresAt });
}
