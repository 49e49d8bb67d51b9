using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

/// <summary>What is wrong is put right, and what is over is not kept: on a phone, with a keyboard only.</summary>
public sealed class CorrectionTests(Systems systems, Browsers browsers)
{
    [Fact]
    public async Task A_student_says_what_is_wrong_and_reads_what_the_office_made_of_it()
    {
        var system = await systems.AsIt("embedded");
        var office = await (await School.OpenAsync(system)).ProgrammeAsync("To put right");
        var cohort = await office.CohortAsync("2027", "batch");
        await office.ImportAsync(cohort, "students", new People().Students(1));
        var student = (await office.InviteAsync(cohort)).Single();

        await using var phone = await browsers.VisitAsync(system.Address, 390, 844, script: false);
        await phone.SignInAsync(system, student.Email);
        await phone.OpenAsync("/your-data");
        await phone.PressAsync(phone.Page.GetByText("Say what is wrong"));
        await phone.Field("What is wrong").SelectOptionAsync("name");
        await phone.Field("What is right").FillAsync("I am called Maya Ortiz now.");
        await phone.PressAsync(phone.Button("Send it to the office"));
        await Assertions.Expect(phone.Page.GetByText("The office has it.")).ToBeVisibleAsync();

        await using var desk = await browsers.VisitAsync(system.Address, 390, 844);
        await desk.SignInAsync(system, office.Email);
        await desk.OpenAsync("/office/corrections");
        await Assertions.Expect(desk.Page.GetByText("I am called Maya Ortiz now.")).ToBeVisibleAsync();
        Assert.Empty(await PageCheck.AllAsync(desk.Page));
        await desk.PressAsync(desk.Page.GetByText("Say why not: Student A"));
        await desk.Field("Why it stays as it is").FillAsync("Please show us the paper first.");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(desk.Page.GetByText("They are told that it stays, and read why.")).ToBeVisibleAsync();
        await Assertions.Expect(desk.Heading("Nothing waits for an answer")).ToBeVisibleAsync();

        await system.MailAsync(student.Email, "an answer to what you asked to be put right");
        await phone.OpenAsync("/your-data");
        await Assertions.Expect(phone.Page.GetByText("Please show us the paper first.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_programme_says_how_long_it_keeps_people()
    {
        var system = await systems.AsIt("embedded");
        var office = await (await School.OpenAsync(system)).ProgrammeAsync("Keeping");
        await office.CohortAsync("2020", "batch");
        await using var desk = await browsers.VisitAsync(system.Address, 390, 844);
        await desk.SignInAsync(system, office.Email);
        await desk.OpenAsync($"/office/programmes/{office.Programme}/retention");
        await desk.Field("For how many months").FillAsync("12");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(desk.Heading("12 months after somebody last took part")).ToBeVisibleAsync();
        Assert.Empty(await PageCheck.AllAsync(desk.Page));
    }
}
