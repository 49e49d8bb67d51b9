using System.Text.RegularExpressions;
using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

/// <summary>Decisions by hand where there is no draft, and by two coordinators at once where there is one.</summary>
public sealed class DecideByHandTests(Systems systems, Browsers browsers)
{
    const int Students = 6, Mentors = 4;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_draft_two_are_kept_apart_and_a_mentor_is_given_places(bool script)
    {
        var system = await systems.AsIt("embedded");
        var (office, cohort, people) = await OpenAsync(system);
        var (student, mentor) = (people.First(p => p.Role == "student"), people.First(p => p.Role == "mentor"));
        await using var coordinator = await browsers.VisitAsync(system.Address, width: 390, script: script);
        await coordinator.SignInAsync(system, office.Email);

        await coordinator.OpenAsync($"/office/{cohort}/why?student={student.Id}&mentor={mentor.Id}");
        await coordinator.Field("In your own words").FillAsync("They are related.");
        await coordinator.Page.GetByText("Other", new() { Exact = true }).ClickAsync();
        await coordinator.Button("Keep them apart").ClickAsync();
        await Assertions.Expect(coordinator.Page.GetByText("They are kept apart.")).ToBeVisibleAsync();
        await Assertions.Expect(coordinator.Page.GetByText("The office forbade this pair").First).ToBeVisibleAsync();
        await coordinator.OpenAsync($"/office/{cohort}/pair?student={student.Id}");
        await Assertions.Expect(coordinator.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^Pair .* with {mentor.Name}$") })).ToHaveCountAsync(0);
        await coordinator.OpenAsync($"/office/{cohort}/why?student={student.Id}&mentor={mentor.Id}");
        await coordinator.Button("Let them be paired again").ClickAsync();
        await Assertions.Expect(coordinator.Page.GetByText("They may be paired again.")).ToBeVisibleAsync();

        await coordinator.OpenAsync($"/office/{cohort}/people/{mentor.Id}");
        await coordinator.Page.GetByText("Give another number").ClickAsync();
        await coordinator.Field("Places in this cohort").FillAsync("3");
        await coordinator.Page.GetByText("Other", new() { Exact = true }).ClickAsync();
        await coordinator.Button("Give these places").ClickAsync();
        // What speaks for no reason from the list has to be said.
        await Assertions.Expect(coordinator.Field("In your own words")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(coordinator.Field("Places in this cohort")).ToHaveValueAsync("3");
        await coordinator.Field("In your own words").FillAsync("Agreed on the phone.");
        await coordinator.Button("Give these places").ClickAsync();
        await Assertions.Expect(coordinator.Page.GetByText("3 places in this cohort.")).ToBeVisibleAsync();
        await coordinator.OpenAsync($"/office/{cohort}/ledger?kind=hand");
        await Assertions.Expect(coordinator.Page.GetByText("Agreed on the phone.")).ToBeVisibleAsync();
        await Assertions.Expect(coordinator.Page.GetByText("They are related.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Of_two_coordinators_who_decide_about_one_student_at_once_one_wins_and_the_other_sees_why()
    {
        var system = await systems.AsIt("embedded");
        var (office, cohort, people) = await OpenAsync(system);
        using var administrator = office.School.AsAdministrator("profile");
        var email = $"second-{office.Programme:N}@school.example";
        await office.School.AccountAsync((await School.PostAsync(administrator, $"programmes/{office.Programme}/coordinators", new { email, name = "Quentin Second" }))["personId"]!.GetValue<Guid>());
        var run = (await office.RunAsync(cohort))["id"]!.GetValue<string>();
        using var matching = office.Matching;
        var pair = (await School.GetAsync(matching, $"runs/{run}/pairs"))["items"]![0]!;
        var student = pair["studentId"]!.GetValue<Guid>();
        var others = people.Where(p => p.Role == "mentor" && p.Id != pair["mentorId"]!.GetValue<Guid>()).Take(2).ToArray();

        await using var first = await browsers.VisitAsync(system.Address);
        await using var second = await browsers.VisitAsync(system.Address);
        await first.SignInAsync(system, office.Email);
        await second.SignInAsync(system, email);
        await ChooseAsync(first, run, others[0]);
        await ChooseAsync(second, run, others[1]);
        await Task.WhenAll(first.Button("Confirm").ClickAsync(), second.Button("Confirm").ClickAsync());

        var loser = await WonAsync(first) ? second : first;
        Assert.NotEqual(await WonAsync(first), await WonAsync(second));
        await Assertions.Expect(loser.Page.GetByText("A newer draft was made, or is being made. Open the newest one and decide there.").First).ToBeVisibleAsync();
        await Assertions.Expect(loser.Page.GetByText("Nothing was changed; what you wrote is still here").First).ToBeVisibleAsync();

        // Who lost looks at what the other decided, and decides knowing it; the ledger holds both.
        var (mine, newest) = (loser == first ? others[0] : others[1], (await School.GetAsync(matching, $"cohorts/{cohort}/board"))["latestRun"]!["id"]!.GetValue<string>());
        await ChooseAsync(loser, newest, mine);
        await Assertions.Expect(loser.Page.GetByText("gives way").First).ToBeVisibleAsync();
        await loser.Button("Confirm").ClickAsync();
        Assert.True(await WonAsync(loser));
        await loser.OpenAsync($"/office/{cohort}/ledger?kind=hand");
        foreach (var (who, to) in new[] { ("Carla Coordinator", others[0].Name), ("Quentin Second", others[1].Name) })
            await Assertions.Expect(loser.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = $"{who} moved" }).Filter(new() { HasText = $"to {to} in a draft" })).ToHaveCountAsync(1);

        async Task ChooseAsync(Visitor coordinator, string draft, Member to)
        {
            await coordinator.OpenAsync($"/office/{cohort}/runs/{draft}/override?what=pair&student={student}&to={to.Id}");
            await coordinator.Page.GetByText("Know them both", new() { Exact = true }).ClickAsync();
        }

        static async Task<bool> WonAsync(Visitor coordinator)
        {
            await Assertions.Expect(coordinator.Page.GetByText(new Regex("moved to|Nothing was changed")).First).ToBeVisibleAsync();
            return await coordinator.Page.GetByText(new Regex("moved to")).CountAsync() > 0;
        }
    }

    static async Task<(Office Office, Guid Cohort, IReadOnlyList<Member> People)> OpenAsync(RunningSystem system)
    {
        var office = await (await School.OpenAsync(system)).ProgrammeAsync("By hand");
        var cohort = await office.CohortAsync("2027", "batch");
        var people = new People();
        await office.ImportAsync(cohort, "students", people.Students(Students));
        await office.ImportAsync(cohort, "mentors", people.Mentors(Mentors, capacity: 2));
        await office.BoardAsync(cohort, Students, Mentors);
        return (office, cohort, await office.PeopleAsync(cohort));
    }
}
