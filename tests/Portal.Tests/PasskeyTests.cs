using System.Net;
using System.Text.RegularExpressions;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Portal.Tests;

public sealed class Passkeys_on_SQLite(Servers servers) : PasskeyTests(servers, Provider.Sqlite);

public sealed class Passkeys_on_PostgreSQL(Servers servers) : PasskeyTests(servers, Provider.Postgres);

/// <summary>Passkeys: made once somebody showed who they are, and good for nothing but what they are for.</summary>
public abstract class PasskeyTests(Servers servers, Provider provider) : PortalTests(servers, provider)
{
    [Fact]
    public async Task A_passkey_signs_in_by_itself_and_signs_out_the_other_devices_when_it_is_made()
    {
        using var here = await StudentAsync();
        using var there = await StudentAsync();
        using var device = new SoftDevice();

        using (var made = await here.PostAsync("/account?handler=Passkey", await MakeAsync(here, device)))
            Assert.Equal("/account", Visitor.Where(made));

        Assert.Contains("Your passkey is set up.", await here.TextAsync("/account"));
        using (var home = await there.GetAsync("/home")) Assert.StartsWith("/sign-in", Visitor.Where(home).Replace("http://localhost", "", StringComparison.Ordinal), StringComparison.Ordinal);

        using var later = Host.Visit();
        using (var shown = await ShowAsync(later, device, "?next=/inbox"))
            Assert.Equal("/inbox", Visitor.Where(shown));
        Assert.Contains("You signed in with your passkey", await later.TextAsync("/account"));
    }

    [Fact]
    public async Task What_a_passkey_said_once_opens_nothing_a_second_time()
    {
        using var device = await WithPasskeyAsync();
        using var visitor = Host.Visit();
        var fields = await AnswerAsync(visitor, device);
        using (var first = await visitor.PostAsync("/sign-in/passkey", fields)) Assert.Equal("/home", Visitor.Where(first));

        using var other = Host.Visit();
        await AnswerAsync(other, device);
        using var replayed = await other.PostAsync("/sign-in/passkey", [("credential", fields[0].Value), (await TokenAsync(other, "/sign-in/passkey"))]);

        Assert.Contains("That passkey did not open.", await replayed.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_device_that_does_not_ask_its_owner_neither_makes_nor_shows_one()
    {
        using var student = await StudentAsync();
        using var device = new SoftDevice { AsksItsOwner = false };
        using (var made = await student.PostAsync("/account?handler=Passkey", await MakeAsync(student, device)))
            Assert.Contains("That passkey was not taken", await made.Content.ReadAsStringAsync());

        using var good = await WithPasskeyAsync();
        good.AsksItsOwner = false;
        using var later = Host.Visit();
        using var shown = await ShowAsync(later, good);
        Assert.Contains("That passkey did not open.", await shown.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Another_site_a_copy_that_counts_backwards_and_a_stranger_open_nothing()
    {
        using var device = await WithPasskeyAsync();
        device.Used = 7;
        using (var right = Host.Visit())
        using (var shown = await ShowAsync(right, device)) Assert.Equal("/home", Visitor.Where(shown));

        using var anyone = Host.Visit();
        device.Origin = "https://mentorship.example";
        using (var elsewhere = await ShowAsync(anyone, device)) Assert.Contains("That passkey did not open.", await elsewhere.Content.ReadAsStringAsync());
        (device.Origin, device.Used) = (SoftDevice.Site, 3);
        using (var copied = await ShowAsync(anyone, device)) Assert.Contains("That passkey did not open.", await copied.Content.ReadAsStringAsync());
        using var unknown = new SoftDevice { Owner = device.Owner };
        using (var stranger = await ShowAsync(anyone, unknown)) Assert.Contains("That passkey did not open.", await stranger.Content.ReadAsStringAsync());
        foreach (var nonsense in (string[])["", "{}", "[]", "no JSON", "{\"id\":1}"])
            using (var said = await anyone.SendAsync("/sign-in/passkey", "", ("credential", nonsense))) Assert.Contains("That passkey did not open.", await said.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_removed_passkey_opens_nothing_and_nobody_removes_anothers()
    {
        using var device = await WithPasskeyAsync();
        using var student = Host.Visit();
        using (await ShowAsync(student, device)) { }
        var key = Key(await student.TextAsync("/account"));

        using var mentor = Host.Visit();
        await mentor.SignInAsync(Host.Mentor, PortalHost.MentorEmail);
        using (await mentor.SendAsync("/account", "RemovePasskey", ("key", key))) { }
        using (var still = Host.Visit())
        using (var shown = await ShowAsync(still, device)) Assert.Equal("/home", Visitor.Where(shown));

        using (var removed = await student.SendAsync("/account", "RemovePasskey", ("key", key))) Assert.Equal("/account", Visitor.Where(removed));
        using var after = Host.Visit();
        using var refused = await ShowAsync(after, device);
        Assert.Contains("That passkey did not open.", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_while_later_a_passkey_is_neither_made_nor_removed_before_one_shows_again_who_it_is()
    {
        using var device = await WithPasskeyAsync();
        using var student = Host.Visit();
        using (await ShowAsync(student, device)) { }
        var page = await student.TextAsync("/account");
        var token = ("__RequestVerificationToken", SignInTests.Token(page));
        Host.Clock.Advance(TimeSpan.FromMinutes(16));

        Assert.Contains("With your passkey", await student.TextAsync("/account"));
        using (var options = await student.PostAsync("/account?handler=PasskeyOptions", token)) Assert.NotEqual(HttpStatusCode.OK, options.StatusCode);
        using (var removed = await student.PostAsync("/account?handler=RemovePasskey", ("key", Key(page)), token)) Assert.Equal("/account", Visitor.Where(removed));
        await using (var db = Host.Db()) Assert.Single(await db.Passkeys.ToListAsync());

        using (var shown = await ShowAsync(student, device, "?next=/account")) Assert.Equal("/account", Visitor.Where(shown));
        using (await student.SendAsync("/account", "RemovePasskey", ("key", Key(page)))) { }
        await using (var db = Host.Db()) Assert.Empty(await db.Passkeys.ToListAsync());
    }

    [Fact]
    public async Task A_passkey_opens_the_office_and_once_there_is_one_a_mailed_code_changes_nothing_there()
    {
        await using var real = await AnotherAsync(new() { ["environment"] = "Production" });
        await real.InviteEveryoneAsync();
        using var coordinator = real.Visit(tls: true);
        await coordinator.SignInAsync(real.Coordinator, PortalHost.CoordinatorEmail);
        using var device = new SoftDevice();
        using (var made = await coordinator.PostAsync("/account?handler=Passkey", await MakeAsync(coordinator, device))) Assert.Equal("/account", Visitor.Where(made));
        using (var office = await coordinator.GetAsync("/office")) Assert.Equal(HttpStatusCode.OK, office.StatusCode);

        using var mailed = real.Visit(tls: true);
        await mailed.SignInAsync(real.Coordinator, PortalHost.CoordinatorEmail);
        using (var office = await mailed.GetAsync("/office")) Assert.Equal("/account?need=second-factor", Visitor.Where(office));
        var account = await mailed.TextAsync("/account");
        Assert.Contains("The office opens after your passkey.", account);
        using (var password = await mailed.SendAsync("/account", "Password", ("password", "four quiet blue herons"))) Assert.Equal("/account", Visitor.Where(password));
        using var removed = await mailed.SendAsync("/account", "RemovePasskey", ("key", Key(await coordinator.TextAsync("/account"))));
        await using var db = real.Db();
        Assert.Single(await db.Passkeys.ToListAsync());
        Assert.All(await db.Accounts.ToListAsync(), a => Assert.Null(a.PasswordHash));
    }

    /// <summary>The student's device, once it has a passkey.</summary>
    async Task<SoftDevice> WithPasskeyAsync()
    {
        using var student = await StudentAsync();
        var device = new SoftDevice();
        using var made = await student.PostAsync("/account?handler=Passkey", await MakeAsync(student, device));
        Assert.Equal("/account", Visitor.Where(made));
        return device;
    }

    internal static async Task<(string, string)[]> MakeAsync(Visitor visitor, SoftDevice device)
    {
        var token = await TokenAsync(visitor, "/account");
        using var options = await visitor.PostAsync("/account?handler=PasskeyOptions", token);
        Assert.Equal(HttpStatusCode.OK, options.StatusCode);
        return [("credential", device.Make(await options.Content.ReadAsStringAsync())), token];
    }

    internal static async Task<HttpResponseMessage> ShowAsync(Visitor visitor, SoftDevice device, string next = "") =>
        await visitor.PostAsync($"/sign-in/passkey{next}", await AnswerAsync(visitor, device));

    static async Task<(string Name, string Value)[]> AnswerAsync(Visitor visitor, SoftDevice device)
    {
        var token = await TokenAsync(visitor, "/sign-in/passkey");
        using var options = await visitor.PostAsync("/sign-in/passkey?handler=Options", token);
        Assert.Equal(HttpStatusCode.OK, options.StatusCode);
        return [("credential", device.Show(await options.Content.ReadAsStringAsync())), token];
    }

    static async Task<(string, string)> TokenAsync(Visitor visitor, string page) => ("__RequestVerificationToken", SignInTests.Token(await visitor.TextAsync(page)));

    static string Key(string account) => Regex.Match(account, "name=\"key\" value=\"([^\"]+)\"").Groups[1].Value;
}
