using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

/// <summary>An application is read by two who do not know whose it is; one of them reads on a phone.</summary>
public sealed class ReadingTests(Systems systems, Browsers browsers)
{
    [Fact]
    public async Task Two_read_an_application_without_a_name_and_see_each_other_once_both_are_in()
    {
        var system = await systems.AsIt("embedded");
        var school = await School.OpenAsync(system);
        var office = await school.ProgrammeAsync("Read");
        var cohort = await office.CohortAsync("2027", "batch");
        await ApplyAsync(office, cohort, "Maya Ortiz", "I am Maya. I ran the desk of my grandmother’s clinic.");
        var (first, second) = ($"ona.{School.Unique()}@school.example", $"tam.{School.Unique()}@school.example");

        await using var coordinator = await browsers.VisitAsync(system.Address);
        await coordinator.SignInAsync(system, office.Email);
        await coordinator.OpenAsync($"/office/{cohort}/applications");
        await coordinator.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Readers", Exact = true }).ClickAsync();
        foreach (var (name, email) in ((string, string)[])[("Ona Reade", first), ("Tam Lesley", second)])
        {
            await coordinator.Page.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = "Name", Exact = true }).FillAsync(name);
            await coordinator.Field("Address").FillAsync(email);
            await coordinator.Button("Name the reader").ClickAsync();
            await Assertions.Expect(coordinator.Page.GetByText($"{name} is a reader now.")).ToBeVisibleAsync();
        }
        await coordinator.Button("Share out 1 application").ClickAsync();
        await Assertions.Expect(coordinator.Page.GetByText("1 application shared out.")).ToBeVisibleAsync();

        await using var reader = await browsers.VisitAsync(system.Address, width: 390);
        await reader.FollowAsync(await system.MailAsync(first, "invited to read applications"));
        var before = Steps.CodesTo(system, first);
        await reader.Button("Mail me a code").ClickAsync();
        await reader.TypeCodeAsync(system, first, before);
        await reader.OpenAsync("/reading");
        Assert.Empty(await PageCheck.AllAsync(reader.Page));
        await reader.Link("Read application 1").ClickAsync();
        await Assertions.Expect(reader.Page.GetByText("I am [name]. I ran the desk of my grandmother’s clinic.")).ToBeVisibleAsync();
        Assert.DoesNotContain("Maya", await reader.Page.ContentAsync(), StringComparison.Ordinal);
        await Choose(reader, "Experiences", "5 Much").CheckAsync();
        await reader.Button("Give my reading").ClickAsync();
        await Assertions.Expect(reader.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("2 things need a correction");
        Assert.Empty(await PageCheck.AllAsync(reader.Page));
        await Choose(reader, "Challenges", "4 A good deal").CheckAsync();
        await Choose(reader, "Potential", "3 A fair amount").CheckAsync();
        await reader.Field("A note").FillAsync("The clinic is told so that one sees it.");
        await reader.Button("Give my reading").ClickAsync();
        await Assertions.Expect(reader.Page.GetByText("Thank you. Application 1 is read.")).ToBeVisibleAsync();
        await coordinator.OpenAsync($"/office/{cohort}/applications");
        await Assertions.Expect(coordinator.Page.GetByText("1 of 2 read")).ToBeVisibleAsync();

        using (var other = school.As("profile", Guid.Parse((await system.RowsAsync("profile", $"SELECT id FROM people WHERE email = '{second}'"))[0])))
        {
            var list = await School.GetAsync(other, "me/readings");
            await School.PutAsync(other, $"me/readings/{list[0]!["applicationId"]}", new { experiences = 3, challenges = 4, potential = 3, note = "Ask about school." });
        }
        await reader.Link("Application 1").ClickAsync();
        await Assertions.Expect(reader.Page.GetByText("Ask about school.")).ToBeVisibleAsync();
        await Assertions.Expect(reader.Page.GetByRole(AriaRole.Row, new PageGetByRoleOptions { Name = "Experiences Apart" })).ToContainTextAsync("5");
        Assert.Empty(await PageCheck.AllAsync(reader.Page));
        await coordinator.OpenAsync($"/office/{cohort}/applications?sort=mean");
        await Assertions.Expect(coordinator.Page.GetByText("3.7 of 5")).ToBeVisibleAsync();
        await coordinator.Page.GetByText("Both readings").ClickAsync();
        await coordinator.Button("Ask a third reader").ClickAsync();
        await Assertions.Expect(coordinator.Page.GetByText("No reader is left for this application.")).ToBeVisibleAsync();
    }

    static ILocator Choose(Visitor reader, string criterion, string step) =>
        reader.Page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = criterion }).GetByRole(AriaRole.Radio, new LocatorGetByRoleOptions { Name = step });

    /// <summary>Somebody applies whose address is theirs, and waits for a decision.</summary>
    static async Task ApplyAsync(Office office, Guid cohort, string name, string answer)
    {
        using var profile = office.Profile;
        await School.PutAsync(profile, $"programmes/{office.Programme}", new { description = "Eight weeks.", stages = new[] { "college" }, isPublic = true, version = 1 });
        var asked = await School.PutAsync(profile, $"cohorts/{cohort}/applying", new { from = "2026-01-01T09:00", placeLimit = 5, questions = new[] { new { kind = "text", wording = "Why now?", required = true } }, version = 1 });
        var slug = (await office.System.RowsAsync("profile", $"SELECT slug FROM programmes WHERE lower(CAST(id AS text)) = '{office.Programme}'"))[0];
        using var portal = office.School.AsService("profile", "portal");
        var sent = await School.PostAsync(portal, $"public/programmes/{slug}/applications", new
        {
            name, email = $"{School.Unique()}@school.example", stage = "college", interests = new[] { "cardiology" }, answers = new Dictionary<string, string> { [asked["questions"]![0]!["id"]!.GetValue<string>()] = answer },
        });
        await School.PostAsync(portal, $"applications/{sent["id"]}/confirmation", new { code = sent["code"]!.GetValue<string>() });
    }
}
