using System.Net;
using System.Text.RegularExpressions;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Tests;

public sealed class Sessions_on_SQLite(Servers servers) : SessionTests(servers, Provider.Sqlite);

public sealed class Sessions_on_PostgreSQL(Servers servers) : SessionTests(servers, Provider.Postgres);

/// <summary>Where somebody is signed in, and how that ends.</summary>
public abstract class SessionTests(Servers servers, Provider provider) : PortalTests(servers, provider)
{
    [Fact]
    public async Task A_session_that_is_ended_is_over_at_its_next_page()
    {
        using var here = await StudentAsync();
        using var there = await StudentAsync();
        var others = Regex.Matches(await here.TextAsync("/account"), "name=\"session\" value=\"([^\"]+)\"");

        using (var ended = await here.SendAsync("/account", "End", ("session", Assert.Single(others).Groups[1].Value)))
            Assert.Equal("/account", Visitor.Where(ended));

        Assert.Equal("/sign-in?next", await DoorAsync(there, "/home"));
        Assert.Contains("That device is signed out.", await here.TextAsync("/account"));
    }

    [Fact]
    public async Task A_page_that_asks_by_itself_keeps_nobody_signed_in()
    {
        using var here = await StudentAsync();
        async Task<HttpStatusCode> AskAsync(bool unattended)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/home");
            if (unattended) request.Headers.Add("X-Unattended", "yes");
            using var answer = await here.Http.SendAsync(request);
            return answer.StatusCode;
        }
        // Somebody who comes by every ten days stays signed in; a page that stands open for as long does not.
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Host.Clock.Advance(TimeSpan.FromDays(10));
            Assert.Equal(HttpStatusCode.OK, await AskAsync(unattended: false));
        }
        Host.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(unattended: true));
        Host.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(HttpStatusCode.Redirect, await AskAsync(unattended: true));
    }

    [Fact]
    public async Task Everywhere_else_is_signed_out_at_once_and_nobody_else_with_it()
    {
        using var here = await StudentAsync();
        using var there = await StudentAsync();
        using var mentor = Host.Visit();
        await mentor.SignInAsync(Host.Mentor, PortalHost.MentorEmail);

        using (var done = await here.SendAsync("/account", "Others"))
            Assert.Equal("/account", Visitor.Where(done));

        Assert.Equal("/sign-in?next", await DoorAsync(there, "/home"));
        Assert.Contains("Every other device is signed out.", await here.TextAsync("/account"));
        Assert.Contains("Where you are signed in", await mentor.TextAsync("/account"));
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_another()
    {
        using var student = await StudentAsync();
        using var mentor = Host.Visit();
        await mentor.SignInAsync(Host.Mentor, PortalHost.MentorEmail);
        Guid theirs;
        await using (var db = Host.Db()) theirs = await db.Sessions.Where(s => s.AccountId == Host.Student).Select(s => s.Id).SingleAsync();

        using (await mentor.SendAsync("/account", "End", ("session", theirs.ToString()))) { }

        Assert.Contains("Where you are signed in", await student.TextAsync("/account"));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_not_only_the_cookie()
    {
        using var student = await StudentAsync();

        using (await student.SendAsync("/sign-out", "")) { }

        await using var db = Host.Db();
        Assert.Empty(await db.Sessions.ToListAsync());
    }

    [Fact]
    public async Task Roles_read_anew_leave_the_session_as_it_is()
    {
        using var student = await StudentAsync();

        for (var i = 0; i < 3; i++)
        {
            Host.Clock.Advance(TimeSpan.FromMinutes(6));
            Assert.Contains("You signed in with a mailed code", await student.TextAsync("/account"));
        }

        await using var db = Host.Db();
        var session = await db.Sessions.SingleAsync();
        Assert.True(session.UsedAt > session.BeganAt + TimeSpan.FromMinutes(15));
    }
}
