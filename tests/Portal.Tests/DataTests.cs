using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Mentorship.ServiceDefaults.Sealing;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Tests;

public sealed class Data_on_SQLite(Servers servers) : DataTests(servers, Provider.Sqlite);

public sealed class Data_on_PostgreSQL(Servers servers) : DataTests(servers, Provider.Postgres);

/// <summary>A person's own data: the copy, the request to be erased, and the end of the account.</summary>
public abstract class DataTests(Servers servers, Provider provider) : IAsyncLifetime
{
    PortalHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await PortalHost.StartAsync(servers, provider);
        await _host.InviteEveryoneAsync();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _host.DisposeAsync();
    }

    [Fact]
    public async Task The_copy_is_one_file_with_the_parts_of_all_services()
    {
        using var student = _host.Visit();
        await student.SignInAsync(_host.Student, PortalHost.StudentEmail);
        using var answer = await student.SendAsync("/your-data", "Copy");
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);

        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        using var json = await JsonDocument.ParseAsync(zip.GetEntry("your-data.json")!.Open(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["profile", "matching", "notification", "portal"], json.RootElement.GetProperty("parts").EnumerateArray().Select(p => p.GetProperty("service").GetString()));
        var portal = json.RootElement.GetProperty("parts")[3].GetProperty("tables").EnumerateArray().Select(t => t.GetProperty("table").GetString());
        Assert.Equal(["accounts", "account_roles", "sessions", "sign_in_attempts"], portal);
        Assert.DoesNotContain("hash\":", json.RootElement.GetRawText(), StringComparison.Ordinal);
        using var page = new StreamReader(zip.GetEntry("your-data.html")!.Open());
        var text = await page.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Words from profile &lt;b&gt;", text, StringComparison.Ordinal);
        Assert.Contains("What is not in here, and why", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_sign_in_proves_nothing_and_a_new_code_does()
    {
        using var student = _host.Visit();
        await student.SignInAsync(_host.Student, PortalHost.StudentEmail);
        _host.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.DoesNotContain("Download a copy", await student.TextAsync("/your-data"), StringComparison.Ordinal);
        foreach (var handler in new[] { "Copy", "Ask" })
        {
            using var refused = await student.SendAsync("/your-data", handler);
            Assert.Contains("Prove first that it is you", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        using (var now = await student.SendAsync("/your-data", "Now", ("sure", "true")))
            Assert.Equal(HttpStatusCode.OK, now.StatusCode);
        Assert.Empty(_host.Erasures);

        var before = _host.Codes.Count(c => c.Person == _host.Student);
        using (var mailed = await student.SendAsync("/your-data", "Code"))
            Assert.Equal("/sign-in/code", Visitor.Where(mailed));
        using (var typed = await student.SendAsync("/sign-in/code", "", ("code", await _host.CodeAsync(_host.Student, before))))
            Assert.Equal("/your-data", Visitor.Where(typed));
        using var asked = await student.SendAsync("/your-data", "Ask");
        Assert.Equal("/your-data", Visitor.Where(asked));
        Assert.Equal(["ask"], _host.Erasures);
        Assert.Contains("You will be erased on", await student.TextAsync("/your-data"), StringComparison.Ordinal);
        using var kept = await student.SendAsync("/your-data", "Keep");
        Assert.Contains("You stay.", await student.TextAsync("/your-data"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasing_at_once_needs_a_tick_and_ends_the_session()
    {
        using var student = _host.Visit();
        await student.SignInAsync(_host.Student, PortalHost.StudentEmail);
        using (var without = await student.SendAsync("/your-data", "Now"))
            Assert.Contains("Tick the box first", await without.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(_host.Erasures);
        using (var done = await student.SendAsync("/your-data", "Now", ("sure", "true")))
            Assert.Equal("/erased", Visitor.Where(done));
        Assert.Equal(["now"], _host.Erasures);
        using var home = await student.GetAsync("/home");
        Assert.StartsWith("/sign-in", Visitor.Where(home), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_erased_account_nothing_is_left_and_no_late_invitation_fills_it()
    {
        using var student = _host.Visit();
        await student.SignInAsync(_host.Student, PortalHost.StudentEmail);
        var link = await _host.LinkAsync(_host.Student, "open", "inbox");

        await _host.HearErasedAsync(_host.Student);
        await Eventually.True("the account is a tombstone", async () =>
        {
            await using var db = _host.Db();
            return await db.Set<DataKeyRow>().AnyAsync(k => k.PersonId == _host.Student && k.Wrapped == null);
        });
        await _host.HearInvitedAsync(_host.Student, "student");
        await _host.HearErasedAsync(_host.Student);
        _host.Change(_host.Mentor, "Dr. Beatrix Oyelaran", "late@faculty.school.example", "mentor");
        await _host.HearInvitedAsync(_host.Mentor, "mentor");
        await Eventually.True("what came later is heard", async () =>
        {
            await using var later = _host.Db();
            return await later.Accounts.AnyAsync(a => a.Id == _host.Mentor && a.ViewVersion == 2);
        });

        await using (var db = _host.Db())
        {
            var account = await db.Accounts.Include(a => a.Roles).SingleAsync(a => a.Id == _host.Student);
            Assert.True(account is { AddressHash: null, PasswordHash: null, AuthenticatorSecret: null, Roles: [] });
            Assert.Empty(await db.SignInAttempts.Where(a => a.AccountId == _host.Student).ToListAsync(TestContext.Current.CancellationToken));
            Assert.Empty(await db.MailLinks.Where(l => l.PersonId == _host.Student).ToListAsync(TestContext.Current.CancellationToken));
        }
        Assert.Contains("This link is not known here", await student.TextAsync(link), StringComparison.Ordinal);
        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        using var home = await student.GetAsync("/home");
        Assert.StartsWith("/sign-in", Visitor.Where(home), StringComparison.Ordinal);

        // The address is free for a person of another id.
        var anew = _host.Join("Imani Castellane", PortalHost.StudentEmail, "student");
        await _host.HearInvitedAsync(anew, "student");
        using var again = _host.Visit();
        await Eventually.True("there is an account again", async () =>
        {
            await using var db = _host.Db();
            return await db.Accounts.AnyAsync(a => a.Id == anew);
        });
        Assert.Equal("/home", await again.SignInAsync(anew, PortalHost.StudentEmail));
    }
}
