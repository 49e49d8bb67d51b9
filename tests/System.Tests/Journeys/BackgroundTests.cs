using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

/// <summary>What people say of their background: answered, opened, shown to the partner, taken back.</summary>
public sealed class BackgroundTests(Systems systems, Browsers browsers)
{
    const int Phone = 390;

    [Fact]
    public async Task A_question_is_answered_opened_and_taken_back_on_a_phone_without_script()
    {
        var system = await systems.AsIt("embedded");
        var (office, cohort, people) = await StandAsync(system, "Background");
        await office.InviteAsync(cohort);
        await using var student = await browsers.VisitAsync(system.Address, Phone, script: false);
        await student.SignInAsync(system, people.Student(0), "/background");

        await student.Link("Answer: Rural upbringing").ClickAsync();
        await student.Page.GetByLabel("In a small town").CheckAsync();
        await student.Field("Also use it to find me a mentor").CheckAsync();
        await student.Page.GetByLabel("A lot").CheckAsync();
        await Assertions.Expect(student.Page.GetByText("They may guess it from having been matched with you.")).ToBeVisibleAsync();
        await student.Button("Save and continue").ClickAsync();
        await Assertions.Expect(student.Page.GetByText("Rural upbringing: also used to find a partner.")).ToBeVisibleAsync();

        await student.OpenAsync("/background/race-ethnicity");
        await Assertions.Expect(student.Page.GetByText("Not offered at")).ToBeVisibleAsync();
        await student.Page.GetByLabel("Asian").CheckAsync();
        await student.Page.GetByLabel("I’d rather not say").CheckAsync();
        await student.Button("Save and continue").ClickAsync();
        await Assertions.Expect(student.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Keep one of them");
        await Assertions.Expect(student.Page.GetByLabel("Asian")).ToBeCheckedAsync();

        await student.OpenAsync("/background");
        await Assertions.Expect(student.Page.GetByText("In a small town")).ToBeVisibleAsync();
        await student.Link("Change: Rural upbringing").ClickAsync();
        await student.Button("Take this answer back").ClickAsync();
        await Assertions.Expect(student.Page.GetByText("Taken back.")).ToBeVisibleAsync();
        await Assertions.Expect(student.Page.GetByText("In a small town")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_preview_follows_the_purpose_by_keyboard_alone()
    {
        var system = await systems.AsIt("embedded");
        var (office, cohort, people) = await StandAsync(system, "By keyboard");
        await office.InviteAsync(cohort);
        await using var student = await browsers.VisitAsync(system.Address);
        await student.SignInAsync(system, people.Student(0), "/background/rural");
        var guess = student.Page.GetByText("They may guess it from having been matched with you.");
        await Assertions.Expect(guess).ToBeHiddenAsync();

        await student.Page.GetByLabel("In a rural place").FocusAsync();
        await PressAsync(student, "Space", "Tab", "ArrowDown");
        await Assertions.Expect(guess).ToBeVisibleAsync();
        await PressAsync(student, "Tab", "ArrowDown", "Tab", "Enter");
        await Assertions.Expect(student.Page.GetByText("Rural upbringing: also used to find a partner.")).ToBeVisibleAsync();
        await student.OpenAsync("/background/rural");
        await Assertions.Expect(student.Page.GetByLabel("In a rural place")).ToBeCheckedAsync();
        await Assertions.Expect(student.Page.GetByLabel("Somewhat")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task What_is_shared_is_shown_to_the_partner_of_an_active_pair_until_it_is_taken_back()
    {
        // Its own installation, because the use profile is everybody's.
        await using var system = await Embedded.StartAsync(settings: Systems.Roomy);
        var (office, cohort, people) = await StandAsync(system, "Shared");
        var members = await office.InviteAsync(cohort);
        await DecideAsync(office.School, "religion", "shared");
        var (student, mentor) = (members.Single(m => m.Role == "student"), members.Single(m => m.Role == "mentor"));
        using var asProfile = office.School.As("profile", mentor.Id, "mentor");
        await School.PutAsync(asProfile, "me/facets/religion", new { words = "Quaker, by choice", purpose = "shared" });
        await School.PutAsync(asProfile, "me/facets/rural", new { choices = new[] { "rural" }, purpose = "matching" });
        using var asking = office.School.As("matching", student.Id, "student");
        var pair = (await School.PostAsync(asking, $"me/cohorts/{cohort}/ask", new { mentorId = mentor.Id }))["id"]!.GetValue<Guid>();

        await using var visitor = await browsers.VisitAsync(system.Address);
        await visitor.SignInAsync(system, people.Student(0), $"/requests/{pair}");
        await Assertions.Expect(visitor.Page.GetByText("Quaker")).ToHaveCountAsync(0);

        using var answering = office.School.As("matching", mentor.Id, "mentor");
        await School.PostAsync(answering, $"me/pairs/{pair}/answer", new { answer = "yes" });
        await visitor.OpenAsync($"/requests/{pair}");
        await Assertions.Expect(visitor.Page.GetByText("Quaker, by choice")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByText("Rural upbringing")).ToHaveCountAsync(0);
        Assert.Empty(await PageCheck.AllAsync(visitor.Page));

        using (var gone = await asProfile.DeleteAsync(new Uri("me/facets/religion", UriKind.Relative)))
            Assert.True(gone.IsSuccessStatusCode);
        await visitor.OpenAsync($"/requests/{pair}");
        await Assertions.Expect(visitor.Page.GetByText("Quaker")).ToHaveCountAsync(0);
    }

    static async Task<(Office Office, Guid Cohort, People People)> StandAsync(RunningSystem system, string name)
    {
        var office = await (await School.OpenAsync(system)).ProgrammeAsync(name);
        var cohort = await office.CohortAsync("2027", "rolling");
        var people = new People();
        await office.ImportAsync(cohort, "students", people.Students(1));
        await office.ImportAsync(cohort, "mentors", people.Mentors(1));
        await office.BoardAsync(cohort, 1, 1);
        return (office, cohort, people);
    }

    static async Task PressAsync(Visitor visitor, params string[] keys)
    {
        foreach (var key in keys) await visitor.Page.Keyboard.PressAsync(key);
    }

    static async Task DecideAsync(School school, string facet, string use)
    {
        using var administrator = school.AsAdministrator("profile");
        var now = await School.GetAsync(administrator, "use-profile");
        var uses = now["facets"]!.AsArray().ToDictionary(f => f!["code"]!.GetValue<string>(), f => f!["use"]!.GetValue<string>());
        uses[facet] = use;
        await School.PutAsync(administrator, "use-profile", new { uses, counsel = "Ada Bell", decidedOn = "2026-01-12", version = now["version"] });
    }
}
