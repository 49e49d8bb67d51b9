using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

/// <summary>Whoever lost the address they sign in with is let in by the office, on phones and with a keyboard only.</summary>
public sealed class RecoveryTests(Systems systems, Browsers browsers)
{
    [Fact]
    public async Task A_student_who_lost_their_address_is_let_in_at_another_and_the_old_one_is_told()
    {
        var system = await systems.AsIt("embedded");
        var office = await (await School.OpenAsync(system)).ProgrammeAsync("Back in");
        var cohort = await office.CohortAsync("2027", "batch");
        await office.ImportAsync(cohort, "students", new People().Students(1));
        var student = (await office.InviteAsync(cohort)).Single();
        var other = $"other-{student.Email}";

        await using var desk = await browsers.VisitAsync(system.Address, 390, 844);
        await desk.SignInAsync(system, office.Email);
        await desk.OpenAsync($"/office/{cohort}/people/{student.Id}/recovery");
        await desk.PressAsync(desk.Page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { NameRegex = new("^In person") }), "Space");
        await desk.PressAsync(desk.Button("Let it open their account"));
        await Assertions.Expect(desk.Field("An address they can read")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Empty(await PageCheck.AllAsync(desk.Page));
        await desk.Field("An address they can read").FillAsync(other);
        await desk.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(desk.Page.GetByText("That address opens their account now.")).ToBeVisibleAsync();
        Assert.Empty(await PageCheck.AllAsync(desk.Page));
        await system.MailAsync(student.Email, "about to move to another address");

        await using var phone = await browsers.VisitAsync(system.Address, 390, 844);
        await phone.SignInAsync(system, other);
        await phone.OpenAsync("/account/addresses");
        await Assertions.Expect(phone.Page.GetByText(other)).ToBeVisibleAsync();
        await Assertions.Expect(phone.Page.GetByText(student.Email, new PageGetByTextOptions { Exact = true })).ToHaveCountAsync(0);
        Assert.Empty(await PageCheck.AllAsync(phone.Page));
        await system.MailAsync(student.Email, "was reset");
    }
}
