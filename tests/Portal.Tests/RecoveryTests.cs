using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Tests;

public sealed class Recoveries_on_SQLite(Servers servers) : RecoveryTests(servers, Provider.Sqlite);

public sealed class Recoveries_on_PostgreSQL(Servers servers) : RecoveryTests(servers, Provider.Postgres);

/// <summary>The office helps somebody back in, and what they signed in with before opens nothing.</summary>
public abstract class RecoveryTests(Servers servers, Provider provider) : PortalTests(servers, provider)
{
    const string Password = "four quiet blue herons", New = "imani@home.example";

    [Fact]
    public async Task The_address_that_the_office_lets_open_an_account_takes_it_over()
    {
        using var before = await StudentAsync();
        using var device = new SoftDevice();
        using (await before.SendAsync("/account", "Password", ("password", Password))) { }
        using (await before.PostAsync("/account?handler=Passkey", await PasskeyTests.MakeAsync(before, device))) { }
        await StartedAsync();

        using var back = Host.Visit();
        Assert.Equal("/account", await back.SignInAsync(Host.Student, New));

        Assert.Equal((New, null), (Host.Codes.Last().Email, Host.Codes.Last().For));
        Assert.Contains("You are back in.", await back.TextAsync("/account"));
        using (var over = await before.GetAsync("/home")) Assert.StartsWith("/sign-in", Visitor.Where(over), StringComparison.Ordinal);
        using (var shown = await PasskeyTests.ShowAsync(Host.Visit(), device)) Assert.Contains("That passkey did not open.", await shown.Content.ReadAsStringAsync());
        using (var typed = await Host.Visit().SendAsync("/sign-in/password", "", ("email", New), ("password", Password), ("number", "")))
            Assert.Contains("That did not open", await typed.Content.ReadAsStringAsync());
        var codes = Host.Codes.Count;
        using (await Host.Visit().SendAsync("/sign-in", "", ("email", PortalHost.StudentEmail))) { }
        Assert.Equal("/home", await Host.Visit().SignInAsync(Host.Student, New));
        Assert.Equal(codes + 1, Host.Codes.Count);

        // Heard once more, over the bus: what was set up since then stays.
        using (await back.SendAsync("/account", "Password", ("password", Password))) { }
        await Host.HearAddressesChangedAsync(Host.Student);
        Assert.Equal("/home", await Host.Visit().SignInAsync(Host.Student, New));
        await using var db = Host.Db();
        var account = await db.Accounts.SingleAsync(a => a.Id == Host.Student);
        Assert.Equal((1, null, true), (account.SignInResets, account.RecoveryHash, account.HasPassword));
    }

    [Fact]
    public async Task Whoever_is_still_in_sees_it_and_stops_it()
    {
        using var student = await StudentAsync();
        await StartedAsync();
        Assert.Contains(New, await student.TextAsync("/account/addresses"));
        using var stranger = Host.Visit();
        using (await stranger.SendAsync("/sign-in", "", ("email", New))) { }
        var code = await Host.CodeAsync(Host.Student, before: 1);

        using (var stopped = await student.SendAsync("/account/addresses", "Stop")) Assert.Equal("/account/addresses", Visitor.Where(stopped));

        Assert.DoesNotContain(New, await student.TextAsync("/account/addresses"));
        // Its code was mailed already, and was all it takes to be somebody.
        using (var typed = await stranger.SendAsync("/sign-in/code", "", ("code", code))) Assert.Contains("does not open your account any more", await typed.Content.ReadAsStringAsync());
        using (var home = await stranger.GetAsync("/home")) Assert.StartsWith("/sign-in", Visitor.Where(home), StringComparison.Ordinal);
        using (var home = await student.GetAsync("/home")) Assert.Equal(System.Net.HttpStatusCode.OK, home.StatusCode);
    }

    [Fact]
    public async Task What_an_administrator_voids_is_void_within_a_moment_and_a_mailed_code_lets_in()
    {
        using var coordinator = Host.Visit();
        await coordinator.SignInAsync(Host.Coordinator, PortalHost.CoordinatorEmail);
        using (await coordinator.SendAsync("/account", "Password", ("password", Password))) { }
        Host.ResetSignIn(Host.Coordinator);

        await Host.HearAddressesChangedAsync(Host.Coordinator);

        await Eventually.True("it is void", async () =>
        {
            await using var db = Host.Db();
            return !await db.Sessions.AnyAsync() && await db.Accounts.AnyAsync(a => a.Id == Host.Coordinator && a.PasswordHash == null);
        });
        using (var over = await coordinator.GetAsync("/home")) Assert.StartsWith("/sign-in", Visitor.Where(over), StringComparison.Ordinal);
        Assert.Equal("/home", await Host.Visit().SignInAsync(Host.Coordinator, PortalHost.CoordinatorEmail));
    }

    [Fact]
    public async Task Whoever_runs_the_installation_and_cannot_get_in_starts_it_once_to_be_let_in_anew()
    {
        var keys = Directory.CreateTempSubdirectory("mentorship-keys-").FullName;
        var link = Path.Combine(keys, "first-administrator.txt");
        await using var alone = await AnotherAsync(new() { ["Administrator:Email"] = "root@school.example", ["Keys:Folder"] = keys });
        using var root = alone.Visit();
        await Eventually.True("the link is written", () => File.Exists(link) && new FileInfo(link).Length > 0);
        await OpenAsync(root);
        using (await root.SendAsync("/account", "Password", ("password", Password))) { }
        await alone.RestartAsync("Portal:PublicUrl", "https://mentoring.school.example");
        File.Delete(link);

        await alone.RestartAsync("Administrator:Recover", "true");

        await Eventually.True("a new link is written", () => File.Exists(link) && new FileInfo(link).Length > 0);
        await using (var db = alone.Db())
        {
            Assert.Null((await db.Accounts.SingleAsync()).PasswordHash);
            Assert.Empty(await db.Sessions.ToListAsync());
        }
        using var again = alone.Visit();
        await OpenAsync(again);
        Assert.Contains("Sign-in and security", await again.TextAsync("/account"));
        Directory.Delete(keys, recursive: true);

        async Task OpenAsync(Visitor visitor)
        {
            using var opened = await visitor.SendAsync(new Uri((await File.ReadAllTextAsync(link)).Trim()).AbsolutePath, "SignIn");
            Assert.StartsWith("/account", Visitor.Where(opened), StringComparison.Ordinal);
        }
    }

    async Task StartedAsync()
    {
        Host.ChangeRecovery(Host.Student, New);
        await Host.HearAddressesChangedAsync(Host.Student);
        await Eventually.True("the account has it", async () =>
        {
            await using var db = Host.Db();
            return await db.Accounts.AnyAsync(a => a.Id == Host.Student && a.RecoveryHash != null);
        });
    }
}
