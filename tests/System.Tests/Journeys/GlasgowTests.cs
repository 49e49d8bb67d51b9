using System.Diagnostics;
using System.Text.RegularExpressions;
using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

/// <summary>A real cohort: 35 students of the University of Glasgow and their bids for 61 supervisors, from the files to active pairs.</summary>
[Trait("Data", "shared")]
public sealed class GlasgowTests(Systems systems, Browsers browsers)
{
    const int Students = 35, Mentors = 61;
    const long KnownFair = 6_750_000_000;

    [Fact]
    [Trait("Category", "Long")]
    public async Task Real_bids_become_active_pairs_at_the_known_optimum()
    {
        Assert.SkipWhen(Repository.SharedData is null, "../shared/data is not there.");
        var system = await systems.AsIt("embedded");
        var files = await FilesAsync();
        var office = await (await School.OpenAsync(system)).ProgrammeAsync("Glasgow");
        var cohort = await office.CohortAsync("2007", "batch");

        await using var coordinator = await browsers.VisitAsync(system.Address);
        await coordinator.SignInAsync(system, office.Email);
        await coordinator.ImportAsync(cohort, "Students", Path.Combine(files, "students.csv"), Students);
        await coordinator.ImportAsync(cohort, "Mentors", Path.Combine(files, "mentors.csv"), Mentors);
        await coordinator.ImportAsync(cohort, "Choices", Path.Combine(files, "choices.csv"), 175);
        await office.BoardAsync(cohort, Students, Mentors);
        await DecideByRankingsAloneAsync(coordinator, cohort);
        await InviteEveryoneAsync(coordinator, office, cohort);

        // Fill in the rest, and watch it happen.
        await coordinator.OpenAsync($"/office/{cohort}/pair");
        await coordinator.Button($"Fill in the rest ({Students})").ClickAsync();
        await Assertions.Expect(coordinator.Page.GetByText("Optimum verified")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 60_000 });
        Assert.Equal(KnownFair, await CostAsync(office, coordinator.Page.Url));

        await coordinator.OpenAsync($"/office/{cohort}/publish");
        await coordinator.Page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { NameRegex = new Regex("^Now") }).CheckAsync();
        await coordinator.Button($"Publish {Students} pairs").ClickAsync();

        await EveryoneSaysYesAsync(system, office, cohort);
    }

    static async Task DecideByRankingsAloneAsync(Visitor coordinator, Guid cohort)
    {
        await coordinator.OpenAsync($"/office/{cohort}/policy");
        await coordinator.Page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { NameRegex = new Regex("^Nobody far behind") }).CheckAsync();
        foreach (var criterion in (string[])["Interests", "Goals", "Stage", "Languages", "Shared time", "What they asked for"])
            await coordinator.Page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { Name = $"{criterion}: off" }).CheckAsync();
        await coordinator.Page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { Name = "Rankings: high" }).CheckAsync();
        await coordinator.Page.GetByLabel("Only mentors whom the student named").CheckAsync();
        await coordinator.Button("Save as version 2").ClickAsync();
        await Assertions.Expect(coordinator.Page.GetByText("Version 2 holds now").First).ToBeVisibleAsync();
    }

    static async Task InviteEveryoneAsync(Visitor coordinator, Office office, Guid cohort)
    {
        await coordinator.OpenAsync($"/office/{cohort}/people");
        await coordinator.Button($"Invite {Students + Mentors}").ClickAsync();
        await Assertions.Expect(coordinator.Button($"Invite {Students + Mentors}")).ToHaveCountAsync(0);
        foreach (var person in await office.PeopleAsync(cohort))
            await office.School.AccountAsync(person.Id);
    }

    /// <summary>Sum of (100000 - score)² over the pairs, as data/README counts; the score of a choice is 100000 - 15000·(rank - 1).</summary>
    static async Task<long> CostAsync(Office office, string runPage)
    {
        using var matching = office.Matching;
        var pairs = await School.GetAsync(matching, $"runs/{runPage.Split('/')[^1]}/pairs?page=1&size=100");
        Assert.Equal(Students, pairs["total"]!.GetValue<int>());
        return pairs["items"]!.AsArray().Sum(p => (long)Math.Pow(15_000 * (p!["choice"]!.GetValue<int>() - 1), 2));
    }

    /// <summary>Each student and each chosen supervisor follows the link in the mail and says yes; then everyone is told.</summary>
    async Task EveryoneSaysYesAsync(RunningSystem system, Office office, Guid cohort)
    {
        await Eventually.True("everyone concerned has an offer by mail", () => Offers(system).Count == 2 * Students, TimeSpan.FromSeconds(90));
        // Several at once, as on the evening after the mails went out.
        await Parallel.ForEachAsync(Offers(system), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (offer, _) =>
        {
            await using var person = await browsers.VisitAsync(system.Address, width: 390);
            await person.FollowAsync(offer);
            await person.Button("Say yes").ClickAsync();
            await Assertions.Expect(person.Page.GetByText("Sign in to see it all")).ToBeVisibleAsync();
        });

        using var matching = office.Matching;
        await Eventually.True("all are active", async () =>
            (await School.GetAsync(matching, $"cohorts/{cohort}/board"))["counts"]!["active"]!.GetValue<int>() == Students);
        await Eventually.True("both sides of each pair are told", () =>
            system.Mails().Count(m => m.Subject.Contains(office.Name, StringComparison.Ordinal) && m.Subject.Contains("you have a mentor", StringComparison.Ordinal)) == Students
            && system.Mails().Count(m => m.Subject.Contains(office.Name, StringComparison.Ordinal) && m.Subject.Contains("you have a mentee", StringComparison.Ordinal)) == Students,
            TimeSpan.FromSeconds(90));

        List<Mail> Offers(RunningSystem s) => [.. s.Mails().Where(m => m.Subject.StartsWith($"You have an offer from {office.Name}", StringComparison.Ordinal))];
    }

    static async Task<string> FilesAsync()
    {
        var folder = Directory.CreateTempSubdirectory("mentorship-glasgow-").FullName;
        using var script = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "tests", "glasgow"), [Path.Combine(Repository.SharedData!, "glasgow-1.csv"), folder]))!;
        await script.WaitForExitAsync();
        Assert.Equal(0, script.ExitCode);
        return folder;
    }
}
