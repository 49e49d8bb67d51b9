using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

/// <summary>The words people choose: found as they are typed, or browsed.</summary>
public sealed class PicksTests(Systems systems, Browsers browsers)
{
    static readonly string[] Interests = ["cardiology"];

    [Fact]
    public async Task A_student_finds_interests_by_typing_with_the_keyboard_alone()
    {
        var (system, _, student, email) = await OpenAsync("Typing");
        await using var visitor = await browsers.VisitAsync(system.Address, width: 390);
        await visitor.SignInAsync(system, email, "/profile/interests");
        var picks = visitor.Page.GetByRole(AriaRole.Group, new() { Name = "Interests", Exact = true });
        var field = picks.GetByRole(AriaRole.Combobox);

        // Misspelt, and not yet at the end.
        await field.FocusAsync();
        await visitor.Page.Keyboard.TypeAsync("dermatolojy");
        var first = picks.GetByRole(AriaRole.Option).First;
        await Assertions.Expect(first).ToContainTextAsync("Dermatology");
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-expanded", "true");
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-activedescendant", (await first.GetAttributeAsync("id"))!);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(picks.GetByRole(AriaRole.Status)).ToHaveTextAsync("Dermatology is chosen. 2 chosen");
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-expanded", "false");
        await Assertions.Expect(field).ToBeFocusedAsync();

        // The second of several, by its synonym.
        await visitor.Page.Keyboard.TypeAsync("heart");
        await Assertions.Expect(picks.GetByRole(AriaRole.Option).Nth(1)).ToBeVisibleAsync();
        var second = (await picks.GetByRole(AriaRole.Option).Nth(1).EvaluateAsync<string>("o => o.firstChild.textContent")).Trim();
        await visitor.Page.Keyboard.PressAsync("ArrowDown");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(picks.GetByRole(AriaRole.Status)).ToContainTextAsync($"{second} is chosen");

        // Nothing, Escape, and one taken away again.
        await visitor.Page.Keyboard.TypeAsync("qqqqqq");
        await Assertions.Expect(picks.GetByRole(AriaRole.Status)).ToContainTextAsync("Nothing found for “qqqqqq”");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(field).ToHaveValueAsync("");
        await picks.GetByRole(AriaRole.Button, new() { Name = $"Take away {second}" }).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(picks.GetByRole(AriaRole.Status)).ToHaveTextAsync($"{second} is taken away. 2 chosen");
        Assert.Empty(await PageCheck.AllAsync(visitor.Page));

        await field.FillAsync("kidney");
        await visitor.PressAsync(visitor.Button("Save and continue"));
        await Assertions.Expect(picks.GetByRole(AriaRole.Status)).ToContainTextAsync("“kidney” is not chosen yet.");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await field.FillAsync("");
        await visitor.Button("Save and continue").ClickAsync();
        await Assertions.Expect(visitor.Heading("What would you like to tell?")).ToBeVisibleAsync();
        using var profile = await SchoolAsync(system, student);
        Assert.Equal(["cardiology", "dermatology"], (await School.GetAsync(profile, "me"))["student"]!["interests"]!.AsArray().Select(i => i!.GetValue<string>()).Order());
    }

    [Fact]
    public async Task Without_script_the_tree_and_a_word_by_name_do()
    {
        var (system, _, student, email) = await OpenAsync("Browsing");
        await using var visitor = await browsers.VisitAsync(system.Address, script: false);
        await visitor.SignInAsync(system, email, "/profile/interests");
        var picks = visitor.Page.GetByRole(AriaRole.Group, new() { Name = "Interests", Exact = true });
        Assert.Equal(0, await picks.GetByRole(AriaRole.Combobox, new() { Name = "Type what you mean" }).CountAsync());
        await picks.GetByText("Brain and mind").First.ClickAsync();
        await picks.GetByLabel("Neurology", new() { Exact = true }).CheckAsync();
        await picks.GetByLabel("Add one by name").FillAsync("kidney doctor");
        await visitor.Button("Save and continue").ClickAsync();
        await Assertions.Expect(visitor.Heading("What would you like to tell?")).ToBeVisibleAsync();
        using var profile = await SchoolAsync(system, student);
        Assert.Equal(["cardiology", "nephrology", "neurology"], (await School.GetAsync(profile, "me"))["student"]!["interests"]!.AsArray().Select(i => i!.GetValue<string>()).Order());
    }

    static async Task<HttpClient> SchoolAsync(RunningSystem system, Guid student) => (await School.OpenAsync(system)).As("profile", student, "student");

    async Task<(RunningSystem System, Office Office, Guid Student, string Email)> OpenAsync(string name)
    {
        var system = await systems.AsIt("embedded");
        var office = await (await School.OpenAsync(system)).ProgrammeAsync(name);
        var cohort = await office.CohortAsync("2027", "batch");
        var email = $"{office.Programme:N}@students.example";
        using var profile = office.Profile;
        var student = (await School.PostAsync(profile, $"cohorts/{cohort}/people", new { role = "student", email, name = "Imani Castellane", stage = "college", interests = Interests }))["personId"]!.GetValue<Guid>();
        await office.InviteAsync(cohort);
        await office.School.AccountAsync(student);
        return (system, office, student, email);
    }
}
