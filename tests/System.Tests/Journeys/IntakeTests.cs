using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

/// <summary>People say who they are, one thing at a time, on a phone and with a keyboard only.</summary>
public sealed class IntakeTests(Systems systems, Browsers browsers)
{
    static readonly string[] Interests = ["cardiology"];

    [Fact]
    public async Task A_student_stops_on_one_device_and_goes_on_to_the_end_on_another()
    {
        var (system, office, cohort) = await OpenAsync("Intake");
        var email = await AddAsync(office, cohort, new { role = "student", email = $"{office.Programme:N}@students.example", name = "Imani Castellane", stage = "college", interests = Interests });
        using (var list = office.Profile)
            await School.PostAsync(list, $"cohorts/{cohort}/people", new { role = "mentor", email = $"achterberg.{School.Unique()}@faculty.example", name = "Dr. Rosalind Achterberg", interests = Interests });

        await using (var phone = await browsers.VisitAsync(system.Address, 390, 844))
        {
            await phone.SignInAsync(system, email, "/profile/next");
            await AtAsync(phone, "Where are you on your way?", "Step 1 of 9");
            await phone.PressAsync(phone.Button("Save and continue"));
            await AtAsync(phone, "What do you want help with?", "Step 2 of 9");
            await phone.Page.GetByText("Finish later").FocusAsync();
            await phone.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(phone.Heading("1 of 9 done")).ToBeVisibleAsync();
        }

        await using var laptop = await browsers.VisitAsync(system.Address, script: false);
        await laptop.SignInAsync(system, email, "/profile/next");
        await AtAsync(laptop, "What do you want help with?", "Step 2 of 9");
        await laptop.PressAsync(laptop.Button("Save and continue"));
        await AtAsync(laptop, "What interests you?", "Step 3 of 9");
        await laptop.PressAsync(laptop.Button("Save and continue"));
        await AtAsync(laptop, "What would you like to tell?", "Step 4 of 9");
        await laptop.Field("What you have done").FillAsync("Three years of caring for my grandmother");
        await laptop.PressAsync(laptop.Button("Save and continue"));
        await AtAsync(laptop, "Which languages can you meet in?", "Step 5 of 9");
        await laptop.Page.GetByLabel("Spanish", new() { Exact = true }).FocusAsync();
        await laptop.Page.Keyboard.PressAsync("Space");
        await laptop.PressAsync(laptop.Button("Save and continue"));
        await AtAsync(laptop, "When could you meet a mentor?", "Step 6 of 9");
        await laptop.Field("Your time zone").SelectOptionAsync("");
        await laptop.PressAsync(laptop.Button("Save and continue"));
        await Assertions.Expect(laptop.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Time zone:");
        await laptop.Field("Your time zone").SelectOptionAsync("America/Denver");
        await laptop.Field("Wednesday 5\u00a0pm").FocusAsync();
        await laptop.Page.Keyboard.PressAsync("Space");
        await laptop.PressAsync(laptop.Button("Save and continue"));
        await AtAsync(laptop, "How would you like to meet?", "Step 7 of 9");
        await laptop.Field("By video").FocusAsync();
        await laptop.Page.Keyboard.PressAsync("Space");
        await laptop.PressAsync(laptop.Button("Save and continue"));
        await AtAsync(laptop, "What do you ask for in a mentor?", "Step 8 of 9");
        await laptop.PressAsync(laptop.Button("Save and continue"));
        await AtAsync(laptop, "Is there somebody you do not want as a mentor?", "Step 9 of 9");
        await laptop.Field("Name of a mentor").FillAsync("achter");
        await laptop.Page.Keyboard.PressAsync("Enter");
        await laptop.PressAsync(laptop.Button("Avoid Dr. Rosalind Achterberg"));
        await Assertions.Expect(laptop.Button("Take Dr. Rosalind Achterberg off the list")).ToBeVisibleAsync();
        await laptop.PressAsync(laptop.Button("Save and continue"));

        await Assertions.Expect(laptop.Page.GetByText("That is all, thank you.")).ToBeVisibleAsync();
        await Assertions.Expect(laptop.Page.GetByText("1 hour a week")).ToBeVisibleAsync();
        await Assertions.Expect(laptop.Page.GetByText("What you have done", new() { Exact = true })).ToBeVisibleAsync();
        await laptop.OpenAsync("/home");
        await Assertions.Expect(laptop.Page.GetByText("not all looked over yet")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_mentor_is_done_five_pages_after_the_mail()
    {
        var (system, office, cohort) = await OpenAsync("Mentor intake");
        var email = await AddAsync(office, cohort, new { role = "mentor", email = $"{office.Programme:N}@faculty.example", name = "Dr. Beatrix Oyelaran", interests = Interests });
        await using var phone = await browsers.VisitAsync(system.Address, 390, 844);
        await phone.FollowAsync(await system.MailAsync(email, "invited"));
        await phone.Page.GetByRole(AriaRole.Button).Filter(new() { HasText = "code" }).ClickAsync();
        await phone.TypeCodeAsync(system, email, 0);

        var (pages, fields) = (0, 0);
        foreach (var (question, fill) in ((string, Func<Task>)[])
        [
            ("What is your field?", () => phone.Field("Headline").FillAsync("Cardiologist, works with rural clinics")),
            ("What do you help with, and whom?", async () => { await phone.Page.GetByLabel("English", new() { Exact = true }).FocusAsync(); await phone.Page.Keyboard.PressAsync("Space"); }),
            ("When could you meet a student?", async () => { await phone.Page.GetByLabel("I am flexible").FocusAsync(); await phone.Page.Keyboard.PressAsync("Space"); }),
            ("How many students do you take?", () => phone.Field("At most").FillAsync("3")),
            ("Whom may you not mentor?", async () =>
            {
                await phone.Field("Address or whole name").FillAsync("Noor Haddad");
                await phone.Field("What stands between you").SelectOptionAsync("family");
                await phone.PressAsync(phone.Button("Add to the list"));
                await Assertions.Expect(phone.Button("Take Noor Haddad off the list")).ToBeVisibleAsync();
            }),
        ])
        {
            pages++;
            await AtAsync(phone, question, $"Step {pages} of 5");
            await fill();
            fields++;
            await phone.PressAsync(phone.Button("Save and continue"));
        }
        await Assertions.Expect(phone.Page.GetByText("That is all, thank you.")).ToBeVisibleAsync();
        await Assertions.Expect(phone.Page.GetByText("Cardiologist, works with rural clinics; Cardiology")).ToBeVisibleAsync();
        await Assertions.Expect(phone.Page.GetByText("3 students in Mentor intake")).ToBeVisibleAsync();
        Assert.Equal((5, 5), (pages, fields));
        Assert.Empty(await PageCheck.AllAsync(phone.Page));
    }

    [Fact]
    public async Task An_assistant_answers_for_a_mentor_until_the_mentor_ends_it()
    {
        var (system, office, cohort) = await OpenAsync("Assistants");
        var email = await AddAsync(office, cohort, new { role = "mentor", email = $"{office.Programme:N}@faculty.example", name = "Dr. Beatrix Oyelaran", interests = Interests });
        var sam = $"sam.{School.Unique()}@office.example";
        await using var mentor = await browsers.VisitAsync(system.Address, 390, 844);
        await mentor.SignInAsync(system, email, "/profile");
        await mentor.PressAsync(mentor.Link("Name an assistant"));
        await mentor.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FocusAsync();
        await mentor.Page.Keyboard.TypeAsync("Sam Okafor");
        await mentor.Page.Keyboard.PressAsync("Tab");
        await mentor.Page.Keyboard.TypeAsync(sam);
        await mentor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(mentor.Page.GetByText("Sam Okafor may answer for you now.")).ToBeVisibleAsync();
        Assert.Empty(await PageCheck.AllAsync(mentor.Page));

        await using var assistant = await browsers.VisitAsync(system.Address, 390, 844, script: false);
        await assistant.FollowAsync(await system.MailAsync(sam, "Dr. Beatrix Oyelaran asks you"));
        await assistant.Button("Mail me a code").ClickAsync();
        await assistant.TypeCodeAsync(system, sam, 0);
        await assistant.PressAsync(assistant.Link("Answer for Dr. Beatrix Oyelaran"));
        await assistant.PressAsync(assistant.Link("Open: Places"));
        await Assertions.Expect(assistant.Page.GetByText("You are answering for Dr. Beatrix Oyelaran.")).ToBeVisibleAsync();
        await assistant.Field("At most").FillAsync("3");
        await assistant.PressAsync(assistant.Button("Save and continue"));
        await AtAsync(assistant, "What is your field?", "Step 1 of 4");
        await assistant.PressAsync(assistant.Link("Finish later"));
        await Assertions.Expect(assistant.Page.GetByText("3 students in Assistants")).ToBeVisibleAsync();

        await mentor.OpenAsync("/profile");
        await Assertions.Expect(mentor.Page.GetByText("3 students in Assistants")).ToBeVisibleAsync();
        await mentor.PressAsync(mentor.Link("See what they changed"));
        await Assertions.Expect(mentor.Page.GetByText("Last changed something today")).ToBeVisibleAsync();
        await mentor.PressAsync(mentor.Button("End for Sam Okafor"));
        await Assertions.Expect(mentor.Page.GetByText("They answer for you no more.")).ToBeVisibleAsync();
        Assert.Equal(404, (await assistant.OpenAsync(new Uri(assistant.Page.Url).AbsolutePath)).Status);
        assistant.Forgive();
        await assistant.OpenAsync("/home");
        await Assertions.Expect(assistant.Heading("Nobody at the moment")).ToBeVisibleAsync();
    }

    static async Task AtAsync(Visitor visitor, string question, string step)
    {
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(question);
        await Assertions.Expect(visitor.Page.GetByText(step)).ToBeVisibleAsync();
    }

    async Task<(RunningSystem System, Office Office, Guid Cohort)> OpenAsync(string name)
    {
        var system = await systems.AsIt("embedded");
        var office = await (await School.OpenAsync(system)).ProgrammeAsync(name);
        return (system, office, await office.CohortAsync("2027", "batch"));
    }

    static async Task<string> AddAsync(Office office, Guid cohort, object person)
    {
        using var profile = office.Profile;
        await School.PostAsync(profile, $"cohorts/{cohort}/people", person);
        return (await office.InviteAsync(cohort)).Single().Email;
    }
}
