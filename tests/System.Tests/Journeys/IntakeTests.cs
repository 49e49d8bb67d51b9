using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

/// <summary>What people say of themselves: one thing a page, saved as they go.</summary>
public sealed class IntakeTests(Systems systems, Browsers browsers)
{
    const int Phone = 390;

    [Fact]
    public async Task A_student_goes_step_by_step_on_a_phone_and_goes_on_in_another_browser()
    {
        var (system, office, cohort) = await OpenAsync("Steps");
        var (email, mentor) = ($"{School.Unique()}@students.example", $"{School.Unique()}@faculty.example");
        var student = await AddAsync(office, cohort, "student", email, "Imani Castellane");
        await AddAsync(office, cohort, "mentor", mentor, "Dr. Rosalind Achterberg");
        await InviteAsync(office, cohort, student);

        await using (var phone = await browsers.VisitAsync(system.Address, width: Phone))
        {
            await FromMailAsync(phone, system, email);
            await Assertions.Expect(phone.Heading("Where you are")).ToBeVisibleAsync();
            await Assertions.Expect(phone.Page.GetByText("1 of 9")).ToBeVisibleAsync();
            await phone.Field("Your stage").SelectOptionAsync("medical-student");
            await EnterAsync(phone, "Save and go on");
            await Assertions.Expect(phone.Heading("What you want help with").First).ToBeVisibleAsync();
            await EnterAsync(phone, "Save and go on");
            await Assertions.Expect(phone.Heading("What interests you").First).ToBeVisibleAsync();
            await EnterAsync(phone, "Save and finish later");
            await Assertions.Expect(phone.Page.GetByText("The rest waits for you here")).ToBeVisibleAsync();
            await Assertions.Expect(phone.Page.GetByText("3 of 9 looked at")).ToBeVisibleAsync();
        }

        await using var desk = await browsers.VisitAsync(system.Address);
        await desk.SignInAsync(system, email, "/intake");
        await Assertions.Expect(desk.Heading("In your own words")).ToBeVisibleAsync();
        await desk.Field("What you have done so far").FillAsync("I care for my grandmother.");
        await EnterAsync(desk, "Save and go on");
        await desk.Field("English").CheckAsync();
        await EnterAsync(desk, "Save and go on");
        await desk.Field("Your time zone").SelectOptionAsync("America/Chicago");
        await desk.Field("Monday 9\u00a0am").FocusAsync();
        await desk.Page.Keyboard.PressAsync("Space");
        await desk.Page.Keyboard.PressAsync("Shift+ArrowDown");
        await Assertions.Expect(desk.Page.GetByText("2\u00a0hours a week")).ToBeVisibleAsync();
        await EnterAsync(desk, "Save and go on");
        await desk.Field("By video").CheckAsync();
        await desk.Field("Every two weeks").CheckAsync();
        await EnterAsync(desk, "Save and go on");
        await Assertions.Expect(desk.Heading("A mentor like this")).ToBeVisibleAsync();
        await EnterAsync(desk, "Go on");
        await desk.Field("Name of a mentor").FillAsync("achter");
        await desk.Page.Keyboard.PressAsync("Enter");
        await EnterAsync(desk, "Avoid Dr. Rosalind Achterberg");
        await Assertions.Expect(desk.Button("Take Dr. Rosalind Achterberg off the list")).ToBeVisibleAsync();
        await EnterAsync(desk, "Go on");
        await Assertions.Expect(desk.Page.GetByText("9 of 9 looked at")).ToBeVisibleAsync();

        using var profile = office.School.As("profile", student, "student");
        var said = (await School.GetAsync(profile, "me"))["student"]!;
        Assert.Equal(("medical-student", "video", "two-weeks", "I care for my grandmother."),
            (said["stage"]!.GetValue<string>(), said["format"]!.GetValue<string>(), said["rhythm"]!.GetValue<string>(), said["experiences"]!.GetValue<string>()));
        Assert.Equal(["Mon 09-11"], said["availability"]!.AsArray().Select(h => h!.GetValue<string>()));
    }

    [Fact]
    public async Task A_mentor_is_done_in_five_pages_and_a_few_fields_by_keyboard()
    {
        var (system, office, cohort) = await OpenAsync("Five pages");
        var email = $"{School.Unique()}@faculty.example";
        var mentor = await AddAsync(office, cohort, "mentor", email, "Dr. Beatrix Oyelaran");
        await InviteAsync(office, cohort, mentor);

        await using var visitor = await browsers.VisitAsync(system.Address);
        var started = System.Diagnostics.Stopwatch.StartNew();
        await FromMailAsync(visitor, system, email);
        var (pages, filled) = (0, 0);
        async Task WriteAsync(string label, string text)
        {
            await visitor.Field(label).FocusAsync();
            await visitor.Page.Keyboard.PressAsync("Control+A");
            await visitor.Page.Keyboard.TypeAsync(text);
            filled++;
        }
        async Task MarkAsync(string label)
        {
            await visitor.Field(label).FocusAsync();
            await visitor.Page.Keyboard.PressAsync("Space");
            await Assertions.Expect(visitor.Field(label)).ToBeCheckedAsync();
            filled++;
        }
        async Task NextAsync(string heading, string button = "Save and go on")
        {
            await Assertions.Expect(visitor.Heading(heading)).ToBeVisibleAsync();
            pages++;
            await EnterAsync(visitor, button);
        }

        await WriteAsync("Headline", "Emergency physician");
        await NextAsync("Your field");
        await NextAsync("What you offer");
        await WriteAsync("At most", "3");
        await NextAsync("How many students");
        await MarkAsync("By video");
        await MarkAsync("I am flexible: any hour can be arranged");
        await NextAsync("When and how you meet");
        await WriteAsync("Address or whole name", "Noor Haddad");
        await visitor.Field("What stands between you").FocusAsync();
        await visitor.Page.Keyboard.TypeAsync("We are");
        filled++;
        await EnterAsync(visitor, "Add to the list");
        await Assertions.Expect(visitor.Button("Take Noor Haddad off the list")).ToBeVisibleAsync();
        await NextAsync("Whom you may not mentor", "Go on");
        await Assertions.Expect(visitor.Page.GetByText("5 of 5 looked at")).ToBeVisibleAsync();
        Assert.Equal((5, 6), (pages, filled));
        Assert.True(started.Elapsed < TimeSpan.FromMinutes(5), $"It took {started.Elapsed}.");

        using var profile = office.School.As("profile", mentor, "mentor");
        var said = (await School.GetAsync(profile, "me"))["mentor"]!;
        Assert.Equal((true, "video", 3), (said["flexible"]!.GetValue<bool>(), said["format"]!.GetValue<string>(), said["cohorts"]![0]!["capacity"]!.GetValue<int>()));
    }

    static async Task EnterAsync(Visitor visitor, string button)
    {
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button, Exact = true }).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
    }

    static async Task FromMailAsync(Visitor visitor, RunningSystem system, string email)
    {
        await visitor.FollowAsync(await system.MailAsync(email, "You are invited"));
        var before = Steps.CodesTo(system, email);
        await visitor.Button("Mail me a code").ClickAsync();
        await visitor.TypeCodeAsync(system, email, before);
        await visitor.Page.WaitForURLAsync("**/intake/*");
    }

    async Task<(RunningSystem System, Office Office, Guid Cohort)> OpenAsync(string name)
    {
        var system = await systems.AsIt("embedded");
        var office = await (await School.OpenAsync(system)).ProgrammeAsync(name);
        return (system, office, await office.CohortAsync("2027", "batch"));
    }

    static async Task<Guid> AddAsync(Office office, Guid cohort, string role, string email, string name)
    {
        using var profile = office.Profile;
        return (await School.PostAsync(profile, $"cohorts/{cohort}/people", new { role, email, name, stage = role == "student" ? "college" : null, interests = new[] { "cardiology" } }))["personId"]!.GetValue<Guid>();
    }

    static async Task InviteAsync(Office office, Guid cohort, Guid person)
    {
        await office.InviteAsync(cohort);
        await office.School.AccountAsync(person);
    }
}
