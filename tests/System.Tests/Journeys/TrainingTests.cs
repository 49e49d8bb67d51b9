using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

/// <summary>A training is asked for by the office and written down as done by the mentor, on a phone and with a keyboard only.</summary>
public sealed class TrainingTests(Systems systems, Browsers browsers)
{
    [Fact]
    public async Task The_office_asks_for_a_training_and_a_mentor_says_when_they_did_it()
    {
        var system = await systems.AsIt("embedded");
        var office = await (await School.OpenAsync(system)).ProgrammeAsync("Trainings");
        var cohort = await office.CohortAsync("2027", "batch");
        await office.ImportAsync(cohort, "mentors", new People().Mentors(1));
        var mentor = (await office.InviteAsync(cohort)).Single();

        await using var desk = await browsers.VisitAsync(system.Address, 390, 844);
        await desk.SignInAsync(system, office.Email);
        await desk.OpenAsync($"/office/programmes/{office.Programme}/trainings");
        await Assertions.Expect(desk.Heading("No training yet")).ToBeVisibleAsync();
        await desk.Field("What it is called").FillAsync("Mentoring well");
        await desk.Field("Where it is done").FillAsync("learn.example/mentoring");
        await desk.PressAsync(desk.Button("Add the training"));
        await Assertions.Expect(desk.Page.GetByText("beginning with https://").Last).ToBeVisibleAsync();
        await desk.Field("Where it is done").FillAsync("https://learn.example/mentoring");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(desk.Page.GetByText("Mentoring well is on the list.")).ToBeVisibleAsync();
        await Assertions.Expect(desk.Page.GetByText("0 of 1 mentor have done it.")).ToBeVisibleAsync();
        Assert.Empty(await PageCheck.AllAsync(desk.Page));

        await using var phone = await browsers.VisitAsync(system.Address, 390, 844);
        await phone.SignInAsync(system, mentor.Email);
        await phone.OpenAsync("/trainings");
        await phone.Field("Day you completed it").FillAsync("2026-01-15");
        await phone.Field("Proof, if there is one").FillAsync("Certificate 4711");
        await phone.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(phone.Page.GetByText("Thank you. It is written down.")).ToBeVisibleAsync();
        await Assertions.Expect(phone.Page.GetByText("Done on 15\u00a0January\u00a02026. Proof: Certificate 4711")).ToBeVisibleAsync();
        Assert.Empty(await PageCheck.AllAsync(phone.Page));

        await desk.Page.ReloadAsync();
        await Assertions.Expect(desk.Page.GetByText("1 of 1 mentor has done it.")).ToBeVisibleAsync();

        await phone.PressAsync(phone.Button("That was a mistake"));
        await Assertions.Expect(phone.Page.GetByText("It stands as still to do again.")).ToBeVisibleAsync();
    }
}
