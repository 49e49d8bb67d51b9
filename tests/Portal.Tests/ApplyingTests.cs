using System.Net;
using Mentorship.Testing;

namespace Mentorship.Portal.Tests;

public sealed class Applying_on_SQLite(Servers servers, SharedHost shared) : ApplyingTests(servers, shared, Provider.Sqlite);

public sealed class Applying_on_PostgreSQL(Servers servers, SharedHost shared) : ApplyingTests(servers, shared, Provider.Postgres);

/// <summary>The pages by which strangers come to a programme.</summary>
public abstract class ApplyingTests(Servers servers, SharedHost shared, Provider provider) : IClassFixture<SharedHost>, IAsyncLifetime
{
    const string Apply = "/programmes/summer-scholars/apply", Code = "/programmes/summer-scholars/code";

    PortalHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await shared.OnAsync(provider);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    static (string, string)[] Form(string email, string interest = "cardiology") =>
        [("Form.Name", "Maya <Ortiz>"), ("Form.Email", email), ("Form.Stage", "college"), ("Form.Interests", interest)];

    [Fact]
    public async Task The_window_is_told_in_the_cohorts_own_clock()
    {
        using var stranger = _host.Visit();
        var page = await stranger.TextAsync("/programmes/summer-scholars");
        Assert.Contains("Monday\u00a022\u00a0March, 5\u00a0pm (Central Daylight Time)", page);
        Assert.Contains("It takes 30\u00a0students.", page);
    }

    [Fact]
    public async Task A_mistake_is_named_and_nothing_that_was_typed_is_lost()
    {
        using var stranger = _host.Visit();

        using var answer = await stranger.SendAsync(Apply, "", Form("maya@mail.example", interest: ""));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("What interests you: Choose at least one interest.", page);
        Assert.Contains("value=\"Maya <Ortiz>\"", page);
        Assert.Contains("value=\"maya@mail.example\"", page);
        Assert.Contains("value=\"college\" selected", page);
        Assert.Empty(_host.AddressChecks);
    }

    [Theory]
    [InlineData(PortalHost.StudentEmail)]
    [InlineData("nobody.here@mail.example")]
    public async Task What_follows_is_the_same_for_an_address_that_is_known_and_for_any_other(string email)
    {
        using var stranger = _host.Visit();
        using (var sent = await stranger.SendAsync(Apply, "", Form(email)))
            Assert.Equal(Code, Visitor.Where(sent));
        Assert.Equal(email, Assert.Single(_host.AddressChecks).Email);

        using (var few = await stranger.SendAsync(Code, "", ("code", "48291")))
            Assert.Contains("That is 5\u00a0digits", WebUtility.HtmlDecode(await few.Content.ReadAsStringAsync()));
        using (var wrong = await stranger.SendAsync(Code, "", ("code", "111111")))
            Assert.Contains("You have 3\u00a0tries left", WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync()));
        using (var right = await stranger.SendAsync(Code, "", ("code", "482 913")))
            Assert.Equal("/programmes/summer-scholars/done", Visitor.Where(right));
        Assert.Contains("Your application is in", await stranger.TextAsync("/programmes/summer-scholars/done"));
        // What is done stays done, and another browser knows nothing of it.
        using (var again = await stranger.GetAsync(Code))
            Assert.Equal("/programmes/summer-scholars/done", Visitor.Where(again));
        using var other = _host.Visit();
        using var code = await other.GetAsync(Code);
        Assert.Equal("/programmes/summer-scholars", Visitor.Where(code));
    }

    [Fact]
    public async Task When_no_mail_can_be_sent_what_was_written_is_kept_and_a_code_can_be_asked_for_again()
    {
        using var stranger = _host.Visit();
        _host.NotificationIsAway = true;
        using (var sent = await stranger.SendAsync(Apply, "", Form("maya@mail.example")))
            Assert.Equal(Code, Visitor.Where(sent));
        using (var away = await stranger.SendAsync(Code, "Again"))
            Assert.Contains("No mail can be sent at the moment.", await away.Content.ReadAsStringAsync());
        _host.NotificationIsAway = false;
        using (var again = await stranger.SendAsync(Code, "Again"))
            Assert.Contains("Another code is on its way.", await again.Content.ReadAsStringAsync());
        Assert.Single(_host.AddressChecks);
    }

    [Fact]
    public async Task The_link_of_a_nomination_shows_the_programme_and_does_nothing_without_a_press()
    {
        var nomination = PortalHost.NewId();
        var link = await _host.LinkAsync(nomination, "nomination", nomination.ToString());
        using var student = _host.Visit();

        var page = await student.TextAsync(link);
        Assert.Contains("Summer Scholars", page);
        Assert.Contains("/programmes/summer-scholars?by=", page);
        Assert.True(_host.NominationIsOpen);

        using var no = await student.SendAsync(link, "No");
        Assert.Contains("Your name and address are deleted", await no.Content.ReadAsStringAsync());
        Assert.False(_host.NominationIsOpen);
        Assert.Contains("This link has done its work", await student.TextAsync(link));
    }

    [Fact]
    public async Task One_network_address_sends_so_many_a_minute()
    {
        await using var small = await PortalHost.StartAsync(servers, provider, new() { ["Applying:PerMinute"] = "3" });
        using var stranger = small.Visit();
        for (var i = 0; i < 3; i++)
        {
            using var seen = await stranger.GetAsync(Apply);
            Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        }
        using var refused = await stranger.GetAsync(Apply);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        using var page = await stranger.GetAsync("/programmes/summer-scholars");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("MailsPerHour")]
    [InlineData("MailsPerMinute")]
    public async Task So_many_mails_go_to_typed_addresses_and_what_was_written_waits_for_its_code(string limit)
    {
        await using var small = await PortalHost.StartAsync(servers, provider, new() { [$"Applying:{limit}"] = "2" });
        using var stranger = small.Visit();
        for (var i = 0; i < 3; i++)
            using (var sent = await stranger.SendAsync(Apply, "", Form($"maya{i}@mail.example")))
                Assert.Equal(Code, Visitor.Where(sent));
        Assert.Equal(2, small.AddressChecks.Count);
        using var again = await stranger.SendAsync(Code, "Again");
        Assert.Contains("What you wrote is kept.", await again.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_programme_that_is_not_public_is_a_missing_page()
    {
        using var stranger = _host.Visit();
        foreach (var page in (string[])["", "/apply", "/nominate", "/code", "/done"])
        {
            using var answer = await stranger.GetAsync("/programmes/hidden" + page);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }
}
