using System.Net;
using System.Text.RegularExpressions;
using Mentorship.Portal.Accounts;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Tests;

public sealed class SignIn_on_SQLite(Servers servers) : SignInTests(servers, Provider.Sqlite);

public sealed class SignIn_on_PostgreSQL(Servers servers) : SignInTests(servers, Provider.Postgres);

/// <summary>Accounts and the ways to sign in.</summary>
public abstract class SignInTests(Servers servers, Provider provider) : PortalTests(servers, provider)
{
    const string Password = "four quiet blue herons";

    [Fact]
    public async Task The_mailed_code_signs_in_and_leads_where_one_wanted_to_go()
    {
        using var student = Host.Visit();

        Assert.Equal("/inbox", await student.SignInAsync(Host.Student, PortalHost.StudentEmail, "?next=/inbox"));

        using var inbox = await student.GetAsync("/inbox");
        Assert.Equal(HttpStatusCode.OK, inbox.StatusCode);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    public async Task It_never_leads_to_another_site(string next)
    {
        using var student = Host.Visit();

        Assert.Equal("/home", await student.SignInAsync(Host.Student, PortalHost.StudentEmail, $"?next={Uri.EscapeDataString(next)}"));
    }

    [Fact]
    public async Task Five_wrong_codes_and_the_right_one_opens_no_more()
    {
        using var student = Host.Visit();
        using (await student.SendAsync("/sign-in", "", ("email", PortalHost.StudentEmail))) { }
        var code = await Host.CodeAsync(Host.Student);

        for (var i = 1; i <= 5; i++)
        {
            using var wrong = await student.SendAsync("/sign-in/code", "", ("code", Wrong(code)));
            Assert.Contains(i < 5 ? "That is not the code" : "the fifth wrong code", await wrong.Content.ReadAsStringAsync());
        }

        using var right = await student.SendAsync("/sign-in/code", "", ("code", code));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Equal("/sign-in?next", await DoorAsync(student, "/home"));
    }

    [Fact]
    public async Task A_slip_of_the_hand_is_not_counted()
    {
        using var student = Host.Visit();
        using (await student.SendAsync("/sign-in", "", ("email", PortalHost.StudentEmail))) { }

        using var slip = await student.SendAsync("/sign-in/code", "", ("code", "12345"));

        Assert.Contains("Nothing was counted", await slip.Content.ReadAsStringAsync());
        await using var db = Host.Db();
        Assert.Equal(0, (await db.SignInAttempts.SingleAsync()).Wrong);
    }

    [Fact]
    public async Task A_code_ends_after_ten_minutes_and_works_once()
    {
        using var late = Host.Visit();
        using (await late.SendAsync("/sign-in", "", ("email", PortalHost.StudentEmail))) { }
        var code = await Host.CodeAsync(Host.Student);
        var form = await late.TextAsync("/sign-in/code");
        Host.Clock.Advance(TimeSpan.FromMinutes(11));

        using var typed = await late.PostAsync("/sign-in/code", ("code", code), ("__RequestVerificationToken", Token(form)));

        Assert.NotEqual("/home", typed.Headers.Location?.OriginalString);
        Assert.Equal("/sign-in?next", await DoorAsync(late, "/home"));
    }

    [Fact]
    public async Task A_newer_code_replaces_the_older()
    {
        using var student = Host.Visit();
        using (await student.SendAsync("/sign-in", "", ("email", PortalHost.StudentEmail))) { }
        var old = await Host.CodeAsync(Host.Student);
        var page = await student.TextAsync("/sign-in/code");
        using var other = Host.Visit();
        using (await other.SendAsync("/sign-in", "", ("email", PortalHost.StudentEmail))) { }
        await Host.CodeAsync(Host.Student, before: 1);

        using var typed = await student.PostAsync("/sign-in/code", ("code", old), ("__RequestVerificationToken", Token(page)));

        Assert.Contains("A newer code was mailed", await typed.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_address_nobody_has_looks_the_same_and_gets_no_mail()
    {
        using var stranger = Host.Visit();

        using var asked = await stranger.SendAsync("/sign-in", "", ("email", "nobody@school.example"));
        Assert.Equal("/sign-in/code", Visitor.Where(asked));
        using var typed = await stranger.SendAsync("/sign-in/code", "", ("code", "000000"));

        Assert.Contains("You have 4\u00a0tries left", WebUtility.HtmlDecode(await typed.Content.ReadAsStringAsync()));
        Assert.Empty(Host.Codes);
    }

    [Fact]
    public async Task Whoever_asks_too_often_waits()
    {
        using var student = Host.Visit();
        for (var i = 0; i < 5; i++)
        {
            using var asked = await student.SendAsync("/sign-in", "", ("email", PortalHost.StudentEmail));
            Assert.Equal("/sign-in/code", Visitor.Where(asked));
        }

        using var sixth = await student.SendAsync("/sign-in", "", ("email", PortalHost.StudentEmail));
        Assert.Equal(HttpStatusCode.TooManyRequests, sixth.StatusCode);

        Host.Clock.Advance(TimeSpan.FromMinutes(16));
        using var later = await student.SendAsync("/sign-in", "", ("email", PortalHost.StudentEmail));
        Assert.Equal("/sign-in/code", Visitor.Where(later));
    }

    [Fact]
    public async Task Too_many_requests_from_one_place_are_answered_429()
    {
        await using var host = await AnotherAsync(new() { ["SignIn:PerMinute"] = "3" });
        using var anyone = host.Visit();
        for (var i = 0; i < 3; i++)
            using (var seen = await anyone.GetAsync("/sign-in")) Assert.Equal(HttpStatusCode.OK, seen.StatusCode);

        using var fourth = await anyone.GetAsync("/sign-in");

        Assert.Equal(HttpStatusCode.TooManyRequests, fourth.StatusCode);
        Assert.NotNull(fourth.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_password_with_its_number_signs_in_and_each_number_once()
    {
        using var coordinator = Host.Visit();
        await coordinator.SignInAsync(Host.Coordinator, PortalHost.CoordinatorEmail);
        using (var tooShort = await coordinator.SendAsync("/account", "Password", ("password", "short")))
            Assert.Contains("at least 12 characters", await tooShort.Content.ReadAsStringAsync());
        using (var set = await coordinator.SendAsync("/account", "Password", ("password", Password)))
            Assert.Equal("/account", Visitor.Where(set));
        var secret = await SetUpAsync(coordinator);

        var number = Number(secret, 1);
        using var other = Host.Visit();
        using (var without = await other.SendAsync("/sign-in/password", "", ("email", PortalHost.CoordinatorEmail), ("password", Password)))
            Assert.Contains("That did not open", await without.Content.ReadAsStringAsync());
        using (var both = await other.SendAsync("/sign-in/password", "", ("email", PortalHost.CoordinatorEmail), ("password", Password), ("number", number)))
            Assert.Equal("/home", Visitor.Where(both));
        using var third = Host.Visit();
        using (var again = await third.SendAsync("/sign-in/password", "", ("email", PortalHost.CoordinatorEmail), ("password", Password), ("number", number)))
            Assert.Contains("That did not open", await again.Content.ReadAsStringAsync());

        await using var db = Host.Db();
        var account = await db.Accounts.SingleAsync(a => a.Id == Host.Coordinator);
        Assert.DoesNotContain(secret, System.Text.Encoding.Latin1.GetString(account.AuthenticatorSecret!));
    }

    [Fact]
    public async Task A_backup_code_stands_in_for_the_number_once_and_goes_with_its_app()
    {
        using var coordinator = Host.Visit();
        await coordinator.SignInAsync(Host.Coordinator, PortalHost.CoordinatorEmail);
        using (await coordinator.SendAsync("/account", "Password", ("password", Password))) { }
        var secret = await SetUpAsync(coordinator);
        using (var unproven = await coordinator.SendAsync("/account", "BackupCodes", ("old", "a wrong one, long enough"), ("number", Number(secret, 1))))
            Assert.Contains("The password, or the number, is not right.", await unproven.Content.ReadAsStringAsync());
        Host.Clock.Advance(TimeSpan.FromSeconds(30));
        using var made = await coordinator.SendAsync("/account", "BackupCodes", ("old", Password), ("number", Number(secret, 1)));
        var codes = Regex.Matches(WebUtility.HtmlDecode(await made.Content.ReadAsStringAsync()), "[0-9]{5}\u00a0[0-9]{5}").Select(m => m.Value).ToArray();
        Assert.Equal(8, codes.Distinct().Count());
        Assert.DoesNotContain(codes[0], await coordinator.TextAsync("/account"));

        Assert.Contains("That did not open", await OpenAsync("another four quiet words", codes[0]));
        Assert.Equal("/home", await OpenAsync(Password, codes[0]));
        Assert.Contains("That did not open", await OpenAsync(Password, codes[0]));
        Assert.Contains("7 left", await coordinator.TextAsync("/account"));

        var page = await coordinator.TextAsync("/account");
        using (var replaced = await coordinator.PostAsync("/account?handler=Authenticator", ("secret", Sealed(page)), ("old", Password), ("number", codes[1]),
            ("first", Number(Secret(page), 0)), ("__RequestVerificationToken", Token(page)))) Assert.Equal("/account", Visitor.Where(replaced));
        await using (var db = Host.Db()) Assert.Empty(await db.BackupCodes.ToListAsync());

        async Task<string> OpenAsync(string password, string number)
        {
            using var other = Host.Visit();
            using var answer = await other.SendAsync("/sign-in/password", "", ("email", PortalHost.CoordinatorEmail), ("password", password), ("number", number));
            return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync() : Visitor.Where(answer);
        }
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_for_a_quarter_of_an_hour()
    {
        using var student = await StudentAsync();
        using (await student.SendAsync("/account", "Password", ("password", Password))) { }

        using var guesser = Host.Visit();
        for (var i = 0; i < 5; i++)
            using (await guesser.SendAsync("/sign-in/password", "", ("email", PortalHost.StudentEmail), ("password", "a wrong one, long enough"))) { }
        using (var right = await guesser.SendAsync("/sign-in/password", "", ("email", PortalHost.StudentEmail), ("password", Password)))
            Assert.Contains("That did not open", await right.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Who_decides_about_others_proves_the_old_password_before_setting_a_new_one()
    {
        using var coordinator = Host.Visit();
        await coordinator.SignInAsync(Host.Coordinator, PortalHost.CoordinatorEmail);
        using (await coordinator.SendAsync("/account", "Password", ("password", Password))) { }

        using var refused = await coordinator.SendAsync("/account", "Password", ("password", "another four quiet words"));
        Assert.Contains("The password you have now, or the number, is not right", await refused.Content.ReadAsStringAsync());
        using var done = await coordinator.SendAsync("/account", "Password", ("old", Password), ("password", "another four quiet words"));
        Assert.Equal("/account", Visitor.Where(done));
    }

    [Fact]
    public async Task A_new_password_signs_out_every_other_device()
    {
        using var here = await StudentAsync();
        using var there = await StudentAsync();

        using (await here.SendAsync("/account", "Password", ("password", Password))) { }

        Assert.Equal("/sign-in?next", await DoorAsync(there, "/home"));
        Assert.Contains("Your password is set.", await here.TextAsync("/account"));
    }

    [Fact]
    public async Task A_while_later_nothing_is_changed_before_one_shows_again_who_it_is()
    {
        using var student = await StudentAsync();
        var form = await student.TextAsync("/account");
        Host.Clock.Advance(TimeSpan.FromMinutes(16));

        Assert.DoesNotContain("New password", await student.TextAsync("/account"));
        using (var late = await student.PostAsync("/account?handler=Password", ("password", Password), ("__RequestVerificationToken", Token(form))))
            Assert.Equal("/account", Visitor.Where(late));
        Assert.Contains("Nothing was done.", await student.TextAsync("/account"));
        await using (var db = Host.Db())
            Assert.All(await db.Accounts.ToListAsync(), a => Assert.Null(a.PasswordHash));

        var before = Host.Codes.Count;
        using (var again = await student.SendAsync("/account", "Again"))
            Assert.Equal("/sign-in/code", Visitor.Where(again));
        using (var typed = await student.SendAsync("/sign-in/code", "", ("code", await Host.CodeAsync(Host.Student, before))))
            Assert.Equal("/account", Visitor.Where(typed));
        using var set = await student.SendAsync("/account", "Password", ("password", Password));
        Assert.Equal("/account", Visitor.Where(set));
        await using (var db = Host.Db()) Assert.Single(await db.Sessions.ToListAsync());
    }

    [Fact]
    public async Task Who_has_applied_and_has_no_place_reads_where_the_application_stands()
    {
        var maya = Host.Join("Maya Lindqvist", "maya@mail.example");
        await Host.HearInvitedAsync(maya, "applicant");
        await Eventually.True("there is an account", async () =>
        {
            await using var db = Host.Db();
            return await db.Accounts.AnyAsync(a => a.Id == maya);
        });
        using var applicant = Host.Visit();

        Assert.Equal("/home", await applicant.SignInAsync(maya, "maya@mail.example"));

        var home = await applicant.TextAsync("/home");
        Assert.Contains("Your application is in.", home);
        Assert.Contains("Summer Scholars 2027", home);
        Assert.Contains("href=\"/programmes\"", home);
    }

    [Fact]
    public async Task An_invitation_makes_an_account_and_a_later_one_changes_address_and_roles()
    {
        await using (var db = Host.Db())
        {
            var made = await db.Accounts.Include(a => a.Roles).SingleAsync(a => a.Id == Host.Coordinator);
            Assert.Equal([$"coordinator:{Host.Programme}"], made.Roles.Select(r => r.Role));
            Assert.DoesNotContain("ruth", made.AddressHash, StringComparison.OrdinalIgnoreCase);
        }
        Host.Change(Host.Student, "Imani Castellane", "imani@lasting.example", "student", "mentor");
        await Host.HearInvitedAsync(Host.Student, "mentor");
        await Host.HearInvitedAsync(Host.Student, "mentor");
        await Eventually.True("both roles are there", async () =>
        {
            await using var db = Host.Db();
            return await db.Set<AccountRole>().CountAsync(r => r.AccountId == Host.Student) == 2;
        });

        using var student = Host.Visit();
        Assert.Equal("/home", await student.SignInAsync(Host.Student, "imani@lasting.example"));
        using var old = Host.Visit();
        var before = Host.Codes.Count;
        using (await old.SendAsync("/sign-in", "", ("email", PortalHost.StudentEmail))) { }
        Assert.Equal(before, Host.Codes.Count);
    }

    async Task<string> SetUpAsync(Visitor visitor)
    {
        var page = await visitor.TextAsync("/account");
        var secret = Secret(page);
        using var wrong = await visitor.PostAsync("/account?handler=Authenticator",
            ("secret", Sealed(page)), ("old", Password), ("first", "000000"), ("__RequestVerificationToken", Token(page)));
        Assert.Contains("That is not the number your app shows now", await wrong.Content.ReadAsStringAsync());
        using var done = await visitor.PostAsync("/account?handler=Authenticator",
            ("secret", Sealed(page)), ("old", Password), ("first", Number(secret, 0)), ("__RequestVerificationToken", Token(page)));
        Assert.Equal("/account", Visitor.Where(done));
        return secret;
    }

    string Number(string secret, int later) => Authenticator.Number(secret, Host.Clock.GetUtcNow().ToUnixTimeSeconds() / 30 + later);

    static string Sealed(string page) => Regex.Match(page, "name=\"secret\" value=\"([^\"]+)\"").Groups[1].Value;

    static string Secret(string page) => Regex.Match(page, "m-key-text\">([A-Z2-7 ]+)<").Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);

    internal static string Token(string page) => Regex.Match(page, "RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;

    static string Wrong(string code) => code == "000000" ? "000001" : "000000";
}
