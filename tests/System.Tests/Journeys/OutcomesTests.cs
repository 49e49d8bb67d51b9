using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

/// <summary>A coordinator sees what a draft would do, publishes it, and sees what it did, counted once by Profile from what Matching says.</summary>
public sealed class OutcomesTests(Systems systems, Browsers browsers)
{
    [Theory]
    [InlineData("embedded")]
    [InlineData("distributed")]
    public async Task What_a_draft_would_do_is_what_it_did_once_it_is_out(string runs)
    {
        var system = await systems.AsIt(runs);
        var school = await School.OpenAsync(system);
        var office = await school.ProgrammeAsync("Outcomes");
        var cohort = await office.CohortAsync("2027", "batch");
        var people = new People();
        await office.ImportAsync(cohort, "students", people.Students(5));
        await office.ImportAsync(cohort, "mentors", people.Mentors(2, capacity: 2));
        await office.InviteAsync(cohort);
        await office.BoardAsync(cohort, 5, 2);
        await using var visitor = await browsers.VisitAsync(system.Address);
        await visitor.SignInAsync(system, office.Email);
        await visitor.OpenAsync($"/office/{cohort}/outcomes");
        await Assertions.Expect(visitor.Heading("Nothing to count yet")).ToBeVisibleAsync();

        var run = (await office.RunAsync(cohort))["id"]!.GetValue<Guid>();
        await visitor.OpenAsync($"/office/{cohort}/outcomes");
        await Assertions.Expect(visitor.Heading("Outcomes of draft 1")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByText("What this draft would do: 5 students in the round, 4 matched.")).ToBeVisibleAsync();
        Assert.Empty(await PageCheck.AllAsync(visitor.Page));

        using (var matching = office.Matching)
            await School.PostAsync(matching, $"runs/{run}/publish", new { goesOutInMinutes = 0 });
        await Eventually.Holds(async () =>
        {
            await visitor.OpenAsync($"/office/{cohort}/outcomes");
            await Assertions.Expect(visitor.Heading("Outcomes of the round of")).ToBeVisibleAsync(new() { Timeout = 100 });
        });
        await Assertions.Expect(visitor.Page.GetByText("What went out: 5 students in the round, 4 matched.")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Row, new() { Name = "Medical student" })).ToContainTextAsync("4 of 5");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Row, new() { Name = "2 students" })).ToContainTextAsync("2");
        Assert.Empty(await PageCheck.AllAsync(visitor.Page));

        // Nothing of anybody's background stands beside them, and no person.
        var kept = Assert.Single(await system.RowsAsync("profile", $"SELECT measures FROM outcome_publications WHERE lower(CAST(run_id AS text)) = '{run}'"));
        Assert.All(await office.PeopleAsync(cohort), p => Assert.DoesNotContain(p.Id.ToString(), kept, StringComparison.OrdinalIgnoreCase));
    }
}
