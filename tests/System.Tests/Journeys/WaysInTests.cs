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
        await PressAsync(phone, phone.Link("Your addresses"));
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
        await PressAsync(other, other.Button("Sign out everywhere else"));
        await Assertions.Expect(other.Page.GetByText("Every other device is signed out.")).ToBeVisibleAsync();
        await phone.OpenAsync("/home");
        await Assertions.Expect(phone.Heading("Sign in")).ToBeVisibleAsync();
    }

    static async Task PressAsync(Visitor visitor, ILocator what)
    {
        await what.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
    }
}
