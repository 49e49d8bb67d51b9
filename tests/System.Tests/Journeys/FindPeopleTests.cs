using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

/// <summary>A coordinator looks for people and words, on a phone, with a keyboard only and without script.</summary>
public sealed class FindPeopleTests(Systems systems, Browsers browsers)
{
    [Fact]
    public async Task A_slip_is_asked_about_a_plain_word_finds_somebody_and_a_missing_one_is_suggested()
    {
        var system = await systems.AsIt("embedded");
        var school = await School.OpenAsync(system);
        var office = await school.ProgrammeAsync("Finding");
        var neighbour = await school.ProgrammeAsync("Next door");
        var found = new People();
        await office.ImportAsync(await office.CohortAsync("2027", "batch"), "students", found.Students(1) + $"other.{found.Student(0)},Other,medical student,Pediatrics\n");
        await neighbour.ImportAsync(await neighbour.CohortAsync("2027", "batch"), "students", new People().Students(1));

        await using var phone = await browsers.VisitAsync(system.Address, 390, 844, script: false);
        await phone.SignInAsync(system, office.Email);
        await phone.OpenAsync("/office/people");
        await phone.Field("Interest").FillAsync("cardiologgy");
        await phone.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("“cardiologgy” is no term. Did you mean “Cardiology”?");
        await phone.Field("Interest").FillAsync("heart");
        await phone.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(phone.Heading("Found 1")).ToBeVisibleAsync();
        await Assertions.Expect(phone.Link("Student A")).ToBeVisibleAsync();
        await phone.Field("Name or address").FillAsync("nobody of this name");
        await phone.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(phone.Heading("Nobody found")).ToBeVisibleAsync();

        await phone.OpenAsync("/office/terms");
        await phone.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Word" }).FillAsync("xenobotics");
        await phone.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(phone.Heading("Nothing means “xenobotics”")).ToBeVisibleAsync();
        await phone.Field("It belongs under").FillAsync("Cardiology");
        await phone.Field("Why").FillAsync("Students who build with cells look for it.");
        await phone.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(phone.Page.GetByText("“xenobotics” is suggested.")).ToBeVisibleAsync();
        await Assertions.Expect(phone.Page.GetByText("suggested by you")).ToBeVisibleAsync();
    }
}
