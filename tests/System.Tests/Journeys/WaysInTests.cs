using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

/// <summary>A student looks after their own way in, on a phone and with a keyboard only.</summary>
public sealed class WaysInTests(Systems systems, Browsers browsers)
{
    [Theory]
    [InlineData("embedded")]
    [InlineData("distributed", Traits = ["Category", "Long"])]
    public async Task A_student_adds_a_lasting_address_signs_in_with_it_and_ends_the_other_session(string runs)
    {
        var system = await systems.AsIt(runs);
        var office = await (await School.OpenAsync(system)).ProgrammeAsync("Ways in");
        var cohort = await office.CohortAsync("2027", "batch");
        await office.ImportAsync(cohort, "students", new People().Students(1));
        var student = (await office.InviteAsync(cohort)).Single();
        var lasting = $"lasting-{student.Email}";

        await using var phone = await browsers.VisitAsync(system.Address, 390, 844);
        await phone.SignInAsync(system, student.Email);
        await phone.OpenAsync("/account");
        await phone.PressAsync(phone.Link("Your addresses"));
        await phone.Field("Second address").FillAsync(lasting);
        await phone.Page.Keyboard.PressAsync("Enter");
        await phone.Field("Six digits").FillAsync((await system.MailAsync(lasting, "is your code for")).Subject[..6]);
        await phone.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(phone.Page.GetByText("It is one of your addresses now.")).ToBeVisibleAsync();
        Assert.Empty(await PageCheck.AllAsync(phone.Page));
        foreach (var address in (string[])[student.Email, lasting])
            Assert.Contains("A second address was added", (await system.MailAsync(address, "addresses at")).Text, StringComparison.Ordinal);

        await using var other = await browsers.VisitAsync(system.Address, 390, 844);
        await other.SignInAsync(system, lasting);
        await other.OpenAsync("/account");
        Assert.Empty(await PageCheck.AllAsync(other.Page));
        await other.PressAsync(other.Button("Sign out everywhere else"));
        await Assertions.Expect(other.Page.GetByText("Every other device is signed out.")).ToBeVisibleAsync();
        await phone.OpenAsync("/home");
        await Assertions.Expect(phone.Heading("Sign in")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_student_makes_a_passkey_and_signs_in_with_it_alone()
    {
        var system = await systems.AsIt("embedded");
        var office = await (await School.OpenAsync(system)).ProgrammeAsync("Passkeys");
        var cohort = await office.CohortAsync("2027", "batch");
        await office.ImportAsync(cohort, "students", new People().Students(1));
        var student = (await office.InviteAsync(cohort)).Single();
        // A passkey belongs to a name, never to a number.
        await using var phone = await browsers.VisitAsync(system.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), 390, 844);
        var device = await phone.Page.Context.NewCDPSessionAsync(phone.Page);
        System.Text.Json.JsonElement? kept = null;
        device.Event("WebAuthn.credentialAdded").OnEvent += (_, added) => kept = added!.Value.GetProperty("credential");
        await phone.SignInAsync(system, student.Email);
        await phone.OpenAsync("/account");
        await DeviceAsync(knowsItsOwner: true);
        await phone.PressAsync(phone.Button("Add a passkey"));
        await Assertions.Expect(phone.Page.GetByText("Your passkey is set up.")).ToBeVisibleAsync();
        Assert.Empty(await PageCheck.AllAsync(phone.Page));
        await phone.PressAsync(phone.Button("Sign out here"));
        await phone.LeaveAsync("/account");

        await phone.OpenAsync("/sign-in?next=/inbox");
        await phone.PressAsync(phone.Link("Use a passkey"));
        await Assertions.Expect(phone.Heading("Sign in with a passkey")).ToBeVisibleAsync();
        await DeviceAsync(knowsItsOwner: false);
        await phone.PressAsync(phone.Button("Use my passkey"));
        await Assertions.Expect(phone.Page.GetByText("Nothing was done: the device was not asked to the end")).ToBeVisibleAsync();
        await DeviceAsync(knowsItsOwner: true);
        await phone.PressAsync(phone.Button("Use my passkey"));
        await phone.ArriveAsync("/inbox");

        // The browser's own stand-in for a phone. Chromium takes it away with the page, so its key is given to it each time.
        async Task DeviceAsync(bool knowsItsOwner)
        {
            await device.SendAsync("WebAuthn.disable");
            await device.SendAsync("WebAuthn.enable");
            var options = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = knowsItsOwner };
            var made = (await device.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object> { ["options"] = options }))!.Value.GetProperty("authenticatorId").GetString()!;
            if (kept is { } key)
                await device.SendAsync("WebAuthn.addCredential", new Dictionary<string, object> { ["authenticatorId"] = made, ["credential"] = key });
        }
    }
}
