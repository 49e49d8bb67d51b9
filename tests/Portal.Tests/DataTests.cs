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
public abstract class DataTests(Servers servers, Provider provider) : PortalTests(servers, provider)
{
    [Fact]
    public async Task The_copy_is_one_file_with_the_parts_of_all_services()
    {
        using var student = await StudentAsync();
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
        using var student = await StudentAsync();
        Host.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.DoesNotContain("Download a copy", await student.TextAsync("/your-data"), StringComparison.Ordinal);
        foreach (var handler in new[] { "Copy", "Ask" })
        {
            using var refused = await student.SendAsync("/your-data", handler);
            Assert.Equal("/your-data", Visitor.Where(refused));
            Assert.Contains("Show once more that it is you, then do it.", await student.TextAsync("/your-data"), StringComparison.Ordinal);
        }
        using (var now = await student.SendAsync("/your-data", "Now", ("sure", "true")))
            Assert.Equal("/your-data", Visitor.Where(now));
        Assert.Empty(Host.Erasures);

        var before = Host.Codes.Count(c => c.Person == Host.Student);
        using (var mailed = await student.SendAsync("/your-data", "Again"))
            Assert.Equal("/sign-in/code", Visitor.Where(mailed));
        using (var typed = await student.SendAsync("/sign-in/code", "", ("code", await Host.CodeAsync(Host.Student, before))))
            Assert.Equal("/your-data", Visitor.Where(typed));
        using var asked = await student.SendAsync("/your-data", "Ask");
        Assert.Equal("/your-data", Visitor.Where(asked));
        Assert.Equal(["ask"], Host.Erasures);
        Assert.Contains("You will be erased on", await student.TextAsync("/your-data"), StringComparison.Ordinal);
        using var kept = await student.SendAsync("/your-data", "Keep");
        Assert.Contains("You stay.", await student.TextAsync("/your-data"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasing_at_once_needs_a_tick_and_ends_the_session()
    {
        using var student = await StudentAsync();
        using (var without = await student.SendAsync("/your-data", "Now"))
            Assert.Contains("Tick the box first", await without.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(Host.Erasures);
        using (var done = await student.SendAsync("/your-data", "Now", ("sure", "true")))
            Assert.Equal("/erased", Visitor.Where(done));
        Assert.Equal(["now"], Host.Erasures);
        using var home = await student.GetAsync("/home");
        Assert.StartsWith("/sign-in", Visitor.Where(home), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_erased_account_nothing_is_left_and_no_late_invitation_fills_it()
    {
        using var student = await StudentAsync();
        var link = await Host.LinkAsync(Host.Student, "open", "inbox");

        await Host.HearErasedAsync(Host.Student);
        await Eventually.True("the account is a tombstone", async () =>
        {
            await using var db = Host.Db();
            return await db.Set<DataKeyRow>().AnyAsync(k => k.PersonId == Host.Student && k.Wrapped == null);
        });
        await Host.HearInvitedAsync(Host.Student, "student");
        await Host.HearErasedAsync(Host.Student);
        Host.Change(Host.Mentor, "Dr. Beatrix Oyelaran", "late@faculty.school.example", "mentor");
        await Host.HearInvitedAsync(Host.Mentor, "mentor");
        await Eventually.True("what came later is heard", async () =>
        {
            await using var later = Host.Db();
            return await later.Accounts.AnyAsync(a => a.Id == Host.Mentor && a.ViewVersion == 2);
        });

        await using (var db = Host.Db())
        {
            var account = await db.Accounts.Include(a => a.Roles).SingleAsync(a => a.Id == Host.Student);
            Assert.True(account is { AddressHash: null, PasswordHash: null, AuthenticatorSecret: null, Roles: [] });
            Assert.Empty(await db.SignInAttempts.Where(a => a.AccountId == Host.Student).ToListAsync(TestContext.Current.CancellationToken));
            Assert.Empty(await db.MailLinks.Where(l => l.PersonId == Host.Student).ToListAsync(TestContext.Current.CancellationToken));
        }
        Assert.Contains("This link is not known here", await student.TextAsync(link), StringComparison.Ordinal);
        Host.Clock.Advance(TimeSpan.FromMinutes(2));
        using var home = await student.GetAsync("/home");
        Assert.StartsWith("/sign-in", Visitor.Where(home), StringComparison.Ordinal);

        // The address is free for a person of another id.
        var anew = Host.Join("Imani Castellane", PortalHost.StudentEmail, "student");
        await Host.HearInvitedAsync(anew, "student");
        using var again = Host.Visit();
        await Eventually.True("there is an account again", async () =>
        {
            await using var db = Host.Db();
            return await db.Accounts.AnyAsync(a => a.Id == anew);
        });
        Assert.Equal("/home", await again.SignInAsync(anew, PortalHost.StudentEmail));
    }
}
