using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

public sealed class AddPersonTests(Systems systems, Browsers browsers)
{
    [Fact]
    public async Task A_student_with_one_interest_is_added_by_hand()
    {
        var system = await systems.AsIt("embedded");
        var office = await (await School.OpenAsync(system)).ProgrammeAsync("One at a time");
        var cohort = await office.CohortAsync("2027", "batch");
        await using var coordinator = await browsers.VisitAsync(system.Address);
        await coordinator.SignInAsync(system, office.Email);

        await coordinator.OpenAsync($"/office/{cohort}/people/new");
        await coordinator.Page.GetByLabel("Name", new PageGetByLabelOptions { Exact = true }).FillAsync("Delphine Marchetti");
        await coordinator.Field("Address").FillAsync("delphine.marchetti@students.northmoor.example");
        await coordinator.Page.GetByLabel("Stage", new PageGetByLabelOptions { Exact = true }).SelectOptionAsync("College");
        await coordinator.Field("Interest 1").SelectOptionAsync("Cardiology");
        await coordinator.Button("Add the student").ClickAsync();

        await Assertions.Expect(coordinator.Page.GetByText("Delphine Marchetti is in this cohort now.")).ToBeVisibleAsync();
        await Assertions.Expect(coordinator.Heading("Delphine Marchetti").First).ToBeVisibleAsync();
        await office.BoardAsync(cohort, 1, 0);
    }
}
