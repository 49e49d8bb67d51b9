using System.Net;
using Mentorship.Testing;

namespace Mentorship.Portal.Tests;

public sealed class Doors_on_SQLite(Servers servers, SharedHost shared) : DoorTests(servers, shared, Provider.Sqlite);

public sealed class Doors_on_PostgreSQL(Servers servers, SharedHost shared) : DoorTests(servers, shared, Provider.Postgres);

/// <summary>Who gets in where, and what every page tells the browser.</summary>
public abstract class DoorTests(Servers servers, SharedHost shared, Provider provider) : IClassFixture<SharedHost>, IAsyncLifetime
{
    static readonly Dictionary<string, string?> Demo = new()
    {
        ["Demo:Enabled"] = "true",
        ["Demo:People:0:Email"] = PortalHost.CoordinatorEmail,
        ["Demo:People:0:Role"] = "Coordinator",
        ["Demo:People:0:Says"] = "Pairs by hand",
        ["Demo:People:1:Email"] = PortalHost.StudentEmail,
        ["Demo:People:1:Role"] = "Student",
    };

    PortalHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await shared.OnAsync(provider, new(Demo));

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("/home")]
    [InlineData("/profile")]
    [InlineData("/inbox")]
    [InlineData("/account")]
    [InlineData("/mentors/01900000-0000-7000-8000-000000000001")]
    [InlineData("/requests/01900000-0000-7000-8000-000000000001")]
    [InlineData("/office")]
    public async Task Pages_of_people_lead_strangers_to_sign_in_and_back(string page)
    {
        using var stranger = _host.Visit();

        using var answer = await stranger.GetAsync(page);

        Assert.EndsWith($"/sign-in?next={Uri.EscapeDataString(page)}", Visitor.Where(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/sign-in/password")]
    [InlineData("/accessibility")]
    [InlineData("/l/nothing")]
    [InlineData("/programmes")]
    [InlineData("/programmes/summer-scholars")]
    [InlineData("/programmes/summer-scholars/apply")]
    [InlineData("/programmes/summer-scholars/nominate")]
    [InlineData("/terms?kind=interest&q=heart")]
    public async Task Open_pages_are_open_and_say_what_they_may_load(string page)
    {
        using var stranger = _host.Visit();

        using var answer = await stranger.GetAsync(page);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe-inline", policy);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        var text = await answer.Content.ReadAsStringAsync();
        var nonce = policy.Split("'nonce-")[1].Split('\'')[0];
        Assert.All(text.Split("<script").Skip(1), script => Assert.Contains($"nonce=\"{nonce}\"", script.Split('>')[0]));
        Assert.DoesNotContain(" style=", text);
        Assert.DoesNotContain("onclick", text);
    }

    [Fact]
    public async Task The_office_is_a_missing_page_for_students()
    {
        using var student = _host.Visit();
        await student.SignInAsync(_host.Student, PortalHost.StudentEmail);

        using var office = await student.GetAsync("/office");

        Assert.Equal(HttpStatusCode.NotFound, office.StatusCode);
    }

    [Fact]
    public async Task One_click_signs_in_the_people_of_the_demonstration_and_nobody_else()
    {
        using var newcomer = _host.Visit();
        Assert.Contains("Sign in as Ruth", await newcomer.TextAsync("/"));

        using var somebody = await newcomer.SendAsync("/", "As", ("email", PortalHost.MentorEmail));
        Assert.Equal(HttpStatusCode.NotFound, somebody.StatusCode);
        using var ruth = await newcomer.SendAsync("/", "As", ("email", PortalHost.CoordinatorEmail));
        Assert.Equal("/office", Visitor.Where(ruth));
        using var office = await newcomer.GetAsync("/office");
        Assert.Equal(HttpStatusCode.OK, office.StatusCode);
    }

    [Fact]
    public async Task The_board_of_a_cohort_that_Matching_has_not_heard_of_yet_waits_for_it()
    {
        using var coordinator = _host.Visit();
        using var ruth = await coordinator.SendAsync("/", "As", ("email", PortalHost.CoordinatorEmail));

        using var board = await coordinator.GetAsync($"/office/{_host.Cohort}");
        using var another = await coordinator.GetAsync($"/office/{PortalHost.NewId()}");

        Assert.Equal(HttpStatusCode.OK, board.StatusCode);
        Assert.Contains("Summer Scholars 2027 is being opened", await board.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, another.StatusCode);
    }

    [Fact]
    public async Task Outside_Development_there_are_no_one_click_accounts_and_no_mail_page()
    {
        await using var real = await PortalHost.StartAsync(servers, provider, new(Demo) { ["environment"] = "Production" });
        await real.InviteEveryoneAsync();
        using var newcomer = real.Visit(tls: true);

        Assert.DoesNotContain("Sign in as", await newcomer.TextAsync("/"));
        // The form's token comes from another page: this act has none.
        using var tried = await newcomer.SendAsync("/sign-in", "", ("email", PortalHost.StudentEmail));
        var token = System.Text.RegularExpressions.Regex.Match(await newcomer.TextAsync("/sign-in"), "RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        using var clicked = await newcomer.PostAsync("/?handler=As", ("email", PortalHost.CoordinatorEmail), ("__RequestVerificationToken", token));
        Assert.Equal(HttpStatusCode.NotFound, clicked.StatusCode);
        using var mail = await newcomer.GetAsync("/development/mail");
        Assert.Equal(HttpStatusCode.NotFound, mail.StatusCode);
    }

    [Fact]
    public async Task Outside_Development_the_office_waits_for_the_second_factor()
    {
        await using var real = await PortalHost.StartAsync(servers, provider, new() { ["environment"] = "Production" });
        await real.InviteEveryoneAsync();
        using var coordinator = real.Visit(tls: true);
        await coordinator.SignInAsync(real.Coordinator, PortalHost.CoordinatorEmail);

        using var office = await coordinator.GetAsync("/office");

        Assert.Equal("/account?need=second-factor", Visitor.Where(office));
        Assert.Contains("The office opens with a passkey, or with a password and an app.", await coordinator.TextAsync("/account?need=second-factor"));
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-out")]
    [InlineData("/account?handler=Others")]
    [InlineData("/inbox?handler=All")]
    [InlineData("/?handler=As")]
    public async Task A_form_without_its_token_is_refused(string form)
    {
        using var student = _host.Visit();
        await student.SignInAsync(_host.Student, PortalHost.StudentEmail);

        using var answer = await student.PostAsync(form, ("email", PortalHost.StudentEmail));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var still = await student.GetAsync("/account");
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Fact]
    public async Task Home_shows_the_offer_with_both_answers_and_when()
    {
        using var student = _host.Visit();
        await student.SignInAsync(_host.Student, PortalHost.StudentEmail);

        var home = await student.TextAsync("/home");

        Assert.Contains("Imani, you have an offer", home);
        Assert.Contains("Dr. Beatrix Oyelaran", home);
        Assert.Contains("Monday\u00a022\u00a0March, 5\u00a0pm", home);
        Assert.Contains("Your answer", home);
        Assert.Contains("Dr.\u00a0Oyelaran’s answer", home);
    }

    [Fact]
    public async Task What_was_done_is_said_once_after_it()
    {
        using var student = _host.Visit();
        await student.SignInAsync(_host.Student, PortalHost.StudentEmail);

        using (var read = await student.SendAsync("/inbox", "All"))
            Assert.Equal("/inbox", Visitor.Where(read));

        Assert.Contains("Everything is marked as read.", await student.TextAsync("/inbox"));
        Assert.DoesNotContain("Everything is marked as read.", await student.TextAsync("/inbox"));
    }

    [Fact]
    public async Task A_service_that_is_away_is_a_state_of_the_page()
    {
        using var student = _host.Visit();
        await student.SignInAsync(_host.Student, PortalHost.StudentEmail);
        _host.MatchingIsAway = true;

        using var home = await student.GetAsync("/home");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, home.StatusCode);
        Assert.Contains("Matching does not answer", await home.Content.ReadAsStringAsync());
    }
}
