using System.Net;
using System.Text.RegularExpressions;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Tests;

public sealed class Links_on_SQLite(Servers servers, SharedHost shared) : LinkTests(servers, shared, Provider.Sqlite);

public sealed class Links_on_PostgreSQL(Servers servers, SharedHost shared) : LinkTests(servers, shared, Provider.Postgres);

/// <summary>The page behind a mail's button.</summary>
public abstract class LinkTests(Servers servers, SharedHost shared, Provider provider) : IClassFixture<SharedHost>, IAsyncLifetime
{
    PortalHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await shared.OnAsync(provider);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Opening_it_changes_nothing_however_often()
    {
        var link = await _host.LinkAsync(_host.Student, "answer-offer", _host.Pair.ToString());
        using var scanner = _host.Visit();

        for (var i = 0; i < 3; i++)
        {
            using var seen = await scanner.GetAsync(link);
            Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
            using var head = await scanner.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, link));
            Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        }
        // Not even with what the button would send.
        using var guessed = await scanner.GetAsync($"{link}?handler=Answer&answer=yes");
        Assert.Empty(_host.Answers);
        Assert.Equal("waiting", _host.StudentAnswer);
        await using var db = _host.Db();
        Assert.All(await db.MailLinks.ToListAsync(), l => Assert.Null(l.UsedAt));
    }

    [Fact]
    public async Task Without_a_session_it_names_the_programme_and_nobody()
    {
        using var anyone = _host.Visit();

        var page = await anyone.TextAsync(await _host.LinkAsync(_host.Mentor, "answer-offer", _host.Pair.ToString()));

        Assert.Contains("Summer Scholars 2027", page);
        Assert.Contains("Monday\u00a022\u00a0March, 5\u00a0pm", page);
        Assert.Contains("Say yes", page);
        Assert.DoesNotContain("Imani", page);
        Assert.DoesNotContain("Beatrix", page);
        Assert.DoesNotContain("school.example", page);
    }

    [Fact]
    public async Task A_press_answers_and_a_second_is_told_what_was_done()
    {
        var link = await _host.LinkAsync(_host.Student, "answer-offer", _host.Pair.ToString());
        using var student = _host.Visit();

        using var pressed = await student.SendAsync(link, "Answer", ("answer", "yes"));
        Assert.Equal(link, Visitor.Where(pressed));
        Assert.Equal([(_host.Student, "yes")], _host.Answers);
        var after = await student.TextAsync(link);
        Assert.Contains("You said yes", after);
        Assert.Contains("Sign in to see it all", after);

        using var again = await student.SendAsync(link, "Answer", ("answer", "no"));
        Assert.Contains("You had said yes before.", WebUtility.HtmlDecode(await again.Content.ReadAsStringAsync()));
        Assert.Single(_host.Answers);
    }

    [Theory]
    [InlineData("maybe")]
    [InlineData("")]
    public async Task Anything_but_yes_or_no_is_no_answer(string answer)
    {
        var link = await _host.LinkAsync(_host.Student, "answer-offer", _host.Pair.ToString());
        using var student = _host.Visit();

        using var pressed = await student.SendAsync(link, "Answer", ("answer", answer));

        Assert.Equal(HttpStatusCode.OK, pressed.StatusCode);
        Assert.Empty(_host.Answers);
    }

    [Fact]
    public async Task A_press_without_the_form_s_token_is_refused()
    {
        using var elsewhere = _host.Visit();

        using var answer = await elsewhere.PostAsync(await _host.LinkAsync(_host.Student, "answer-offer", _host.Pair.ToString()) + "?handler=Answer", ("answer", "yes"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(_host.Answers);
    }

    [Fact]
    public async Task With_the_person_s_own_session_it_leads_to_the_request_and_with_another_s_it_does_not()
    {
        var link = await _host.LinkAsync(_host.Student, "answer-offer", _host.Pair.ToString());
        using var student = _host.Visit();
        await student.SignInAsync(_host.Student, PortalHost.StudentEmail);
        using var mentor = _host.Visit();
        await mentor.SignInAsync(_host.Mentor, PortalHost.MentorEmail);

        using var own = await student.GetAsync(link);
        using var other = await mentor.GetAsync(link);

        Assert.Equal($"/requests/{_host.Pair}", Visitor.Where(own));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task After_its_time_it_acts_no_more_and_says_the_next_step()
    {
        await using var host = await PortalHost.StartAsync(servers, provider);
        var link = await host.LinkAsync(host.Student, "answer-offer", host.Pair.ToString());
        using var student = host.Visit();
        var open = await student.TextAsync(link);
        host.Clock.Advance(TimeSpan.FromDays(8));

        Assert.Contains("This link has ended", await student.TextAsync(link));
        // The form that was open before its time was over.
        var token = Regex.Match(open, "RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        using var pressed = await student.PostAsync($"{link}?handler=Answer", ("answer", "yes"), ("__RequestVerificationToken", token));
        Assert.Contains("This link has ended", await pressed.Content.ReadAsStringAsync());
        Assert.Empty(host.Answers);
    }

    [Fact]
    public async Task A_wrong_one_is_a_kind_page()
    {
        using var anyone = _host.Visit();

        var page = await anyone.TextAsync("/l/nothing");

        Assert.Contains("This link is not known here", page);
        Assert.Contains("href=\"/sign-in\"", page);
    }

    [Fact]
    public async Task One_that_opens_a_page_mails_a_code_and_never_signs_in_by_itself()
    {
        var link = await _host.LinkAsync(_host.Student, "open", "inbox");
        using var student = _host.Visit();

        Assert.Contains("Open your messages", await student.TextAsync(link));
        using (var home = await student.GetAsync("/home"))
            Assert.StartsWith("/sign-in", Visitor.Where(home), StringComparison.Ordinal);
        var before = _host.Codes.Count(c => c.Person == _host.Student);
        using var pressed = await student.SendAsync(link, "Code");
        Assert.Equal("/sign-in/code", Visitor.Where(pressed));
        using var typed = await student.SendAsync("/sign-in/code", "", ("code", await _host.CodeAsync(_host.Student, before)));
        Assert.Equal("/inbox", Visitor.Where(typed));
    }

    [Fact]
    public async Task While_Matching_is_away_the_page_says_so_and_nothing_is_answered()
    {
        var link = await _host.LinkAsync(_host.Student, "answer-offer", _host.Pair.ToString());
        _host.MatchingIsAway = true;
        using var student = _host.Visit();

        using var seen = await student.GetAsync(link);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, seen.StatusCode);
        Assert.Contains("Matching does not answer", await seen.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Only_Notification_may_ask_for_links()
    {
        using var matching = _host.AsService("matching");

        using var answer = await matching.PostAsync("/api/portal/links", PortalHost.Json(new { personId = _host.Student, act = "open", subjectId = "home", expiresAt = _host.Deadline }));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
