using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

/// <summary>From a poster or a teacher's mail to a place in a cohort, on a phone.</summary>
public sealed class ApplyTests(Systems systems, Browsers browsers)
{
    const int Phone = 390;

    [Fact]
    public async Task A_code_on_a_poster_leads_to_a_place_without_a_line_of_script()
    {
        var system = await systems.AsIt("embedded");
        var (office, cohort) = await OpenAsync(system, "Poster");
        await using var coordinator = await browsers.VisitAsync(system.Address);
        await coordinator.SignInAsync(system, office.Email);
        await coordinator.OpenAsync($"/office/programmes/{office.Programme}");
        await coordinator.Field("A link for one place").FillAsync("Lincoln High");
        await coordinator.Button("Make the link").ClickAsync();
        await coordinator.Link("Print Lincoln High").ClickAsync();
        var address = await coordinator.Page.GetByText("?from=lincoln-high").InnerTextAsync();
        await Assertions.Expect(coordinator.Page.GetByRole(AriaRole.Img, new PageGetByRoleOptions { Name = "code to photograph" })).ToBeVisibleAsync();

        var email = $"maya.{School.Unique()}@school.example";
        await using (var phone = await browsers.VisitAsync(system.Address, width: Phone, script: false))
        {
            await phone.OpenAsync(new Uri(address.Trim()).PathAndQuery);
            await phone.Link("Apply").ClickAsync();
            await Name(phone).FillAsync("Maya Ortiz");
            await phone.Field("E-mail").FillAsync(email);
            await phone.Field("Where you are now").SelectOptionAsync("College");
            await phone.Field("Why now?").FillAsync("My grandmother.");
            // Nothing chosen of what interests: the page comes back and keeps what was typed.
            await phone.Button("Send my application").ClickAsync();
            await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose at least one interest");
            await Assertions.Expect(Name(phone)).ToHaveValueAsync("Maya Ortiz");
            await Assertions.Expect(phone.Field("Why now?")).ToHaveValueAsync("My grandmother.");
            await phone.Field("Add one by name").FillAsync("Cardiology");
            await phone.Button("Send my application").ClickAsync();
            Assert.Empty(await system.RowsAsync("profile", $"SELECT id FROM people WHERE email = '{email}'"));
            await TypeAsync(phone, system, email, "Send my application");
            await Assertions.Expect(phone.Heading("You are in")).ToBeVisibleAsync();
        }

        await office.BoardAsync(cohort, 1, 0);
        await coordinator.OpenAsync($"/office/{cohort}/applications");
        await Assertions.Expect(coordinator.Page.GetByRole(AriaRole.Row, new PageGetByRoleOptions { Name = "Lincoln High 1 1" })).ToBeVisibleAsync();
        await Assertions.Expect(coordinator.Page.GetByText("My grandmother.")).ToBeVisibleAsync();
        await using var maya = await browsers.VisitAsync(system.Address, width: Phone);
        await maya.FollowAsync(await system.MailAsync(email, "You are invited"));
        var before = Steps.CodesTo(system, email);
        await maya.Button("Mail me a code").ClickAsync();
        await maya.TypeCodeAsync(system, email, before);
        await maya.OpenAsync("/pathway");
        await Assertions.Expect(maya.Page.GetByText("Takes part")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_student_whom_a_teacher_names_decides_themselves()
    {
        var system = await systems.AsIt("embedded");
        var (office, cohort) = await OpenAsync(system, "Named");
        var slug = (await system.RowsAsync("profile", $"SELECT slug FROM programmes WHERE lower(CAST(id AS text)) = '{office.Programme}'"))[0];
        var (teacher, student) = ($"reyes.{School.Unique()}@school.example", $"noor.{School.Unique()}@school.example");
        await using (var page = await browsers.VisitAsync(system.Address, width: Phone))
        {
            await page.OpenAsync($"/programmes/{slug}");
            await page.Link("Name a student").ClickAsync();
            await page.Field("The student’s name").FillAsync("Noor Haddad");
            await page.Field("The student’s e-mail").FillAsync(student);
            await page.Field("Your name").FillAsync("Ana Reyes");
            await page.Field("Your e-mail").FillAsync(teacher);
            await page.Field("How you know them").SelectOptionAsync("I teach them");
            await page.Button("Go on").ClickAsync();
            await page.Field("Six digits").FillAsync("12345");
            await page.Button("Send the mail to the student").ClickAsync();
            Assert.Empty(await PageCheck.AllAsync(page.Page));
            Assert.Empty(system.MailsTo(student));
            await TypeAsync(page, system, teacher, "Send the mail to the student");
            await Assertions.Expect(page.Heading("The student gets a mail")).ToBeVisibleAsync();
            Assert.Empty(await PageCheck.AllAsync(page.Page));
        }

        var mail = await system.MailAsync(student, "Ana Reyes thinks of you");
        Assert.DoesNotContain(teacher, mail.Raw, StringComparison.Ordinal);
        await using var noor = await browsers.VisitAsync(system.Address, width: Phone);
        await noor.FollowAsync(mail);
        Assert.Empty(await PageCheck.AllAsync(noor.Page));
        await noor.Link("Look at the programme").ClickAsync();
        await noor.Link("Apply").ClickAsync();
        await Name(noor).FillAsync("Noor Haddad");
        await noor.Field("E-mail").FillAsync(student);
        await noor.Field("Where you are now").SelectOptionAsync("High school");
        await noor.Page.GetByRole(AriaRole.Checkbox, new PageGetByRoleOptions { Name = "Still exploring" }).CheckAsync();
        await noor.Field("Why now?").FillAsync("My teacher says so.");
        await noor.Button("Send my application").ClickAsync();
        await TypeAsync(noor, system, student, "Send my application");
        // Of an age that nobody knows yet, and therefore in no cohort.
        await Assertions.Expect(noor.Heading("Your application is in")).ToBeVisibleAsync();
        using var profile = office.Profile;
        var application = (await School.GetAsync(profile, $"cohorts/{cohort}/applications"))["items"]![0]!;
        Assert.Equal(("nomination", "Ana Reyes", "applied"), (application["source"]!.GetValue<string>(), application["namedBy"]!.GetValue<string>(), application["state"]!.GetValue<string>()));
        Assert.Equal(0, await system.CountAsync("profile", $"SELECT COUNT(*) FROM memberships WHERE lower(CAST(cohort_id AS text)) = '{cohort}'"));
        await system.MailAsync(student, "has your application");
    }

    static async Task<(Office Office, Guid Cohort)> OpenAsync(RunningSystem system, string name)
    {
        var office = await (await School.OpenAsync(system)).ProgrammeAsync(name);
        var cohort = await office.CohortAsync("2027", "batch");
        using var profile = office.Profile;
        await School.PutAsync(profile, $"programmes/{office.Programme}", new { description = "Eight weeks.", stages = new[] { "high-school", "college" }, isPublic = true, version = 1 });
        await School.PutAsync(profile, $"cohorts/{cohort}/applying", new { from = "2026-01-01T09:00", questions = new[] { new { kind = "text", wording = "Why now?", required = true } }, version = 1 });
        return (office, cohort);
    }

    static ILocator Name(Visitor visitor) => visitor.Page.GetByLabel("Name", new PageGetByLabelOptions { Exact = true });

    static async Task TypeAsync(Visitor visitor, RunningSystem system, string email, string button)
    {
        var mail = await system.MailAsync(email, "is your code for");
        await visitor.Field("Six digits").FillAsync(mail.Subject[..6]);
        await visitor.Button(button).ClickAsync();
    }
}
