using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

/// <summary>
/// Somebody of fifteen and somebody of seventeen who is at college already: no pool, no draft, no offer and no mail about one
/// before a guardian agrees, the office confirms it and a mentor is cleared; and no longer once that is taken back.
/// </summary>
public sealed class MinorsTests(Systems systems, Browsers browsers)
{
    const int Phone = 390;

    [Fact]
    public async Task Minors_are_paired_with_consent_and_cleared_mentors_alone()
    {
        var system = await systems.AsIt("embedded");
        var office = await (await School.OpenAsync(system)).ProgrammeAsync("Minors");
        var cohort = await office.CohortAsync("2027", "batch");
        var mark = School.Unique();
        var (noor, omar, holt) = ($"noor.{mark}@school.example", $"omar.{mark}@school.example", $"holt.{mark}@school.example");
        var (samira, karim) = ($"samira.{mark}@home.example", $"karim.{mark}@home.example");
        await office.ImportAsync(cohort, "students", $"email,name,stage,interests,minor_until\n{noor},Noor Haddad,high school,Cardiology,{Day(years: 3)}\n{omar},Omar Farah,college,Cardiology,{Day(days: 200)}\n");
        await office.ImportAsync(cohort, "mentors", $"email,name,interests,capacity\n{holt},Amelia Holt,Cardiology,3\n");
        var people = await office.InviteAsync(cohort);
        Guid Id(string email) => people.Single(p => p.Email == email).Id;

        // Both are in the cohort and neither is in its pool, whatever the office tries.
        await office.BoardAsync(cohort, 0, 1);
        Assert.Equal(0, (await office.RunAsync(cohort))["matched"]!.GetValue<int>());
        await RefusedPinAsync(office, cohort, Id(noor), Id(holt), "GuardianConsentMissing");

        // The programme names somebody who is there for their safety.
        await using var coordinator = await browsers.VisitAsync(system.Address);
        await coordinator.SignInAsync(system, office.Email);
        await coordinator.OpenAsync($"/office/programmes/{office.Programme}");
        await coordinator.Link("Name a safeguarding adult").ClickAsync();
        await coordinator.Page.GetByLabel("Name", new PageGetByLabelOptions { Exact = true }).FillAsync("Kenji Tanaka");
        await coordinator.Field("Mail address").FillAsync("tanaka@school.example");
        await coordinator.Button("Name them").ClickAsync();
        await Assertions.Expect(coordinator.Heading("Kenji Tanaka")).ToBeVisibleAsync();

        // The younger one names her mother, on a phone.
        await using (var phone = await browsers.VisitAsync(system.Address, width: Phone))
        {
            await phone.SignInAsync(system, noor);
            Assert.Empty(await PageCheck.AllAsync(phone.Page));
            await phone.Link("Name my guardian").ClickAsync();
            await phone.Field("Their name").FillAsync("Samira Haddad");
            await phone.Field("Their mail address").FillAsync(noor);
            await phone.Field("The language they read best").SelectOptionAsync("Spanish (Español)");
            await phone.Button("Send them the mail").ClickAsync();
            await Assertions.Expect(phone.Page.GetByText("This is the student’s own address.")).ToBeVisibleAsync();
            Assert.Empty(await PageCheck.AllAsync(phone.Page));
            await phone.Field("Their mail address").FillAsync(samira);
            await phone.Button("Send them the mail").ClickAsync();
            await Assertions.Expect(phone.Heading("We have written to your guardian")).ToBeVisibleAsync();
        }

        // Her mother reads one mail and one page in Spanish, without an account and without a line of script.
        var asked = await system.MailAsync(samira, "primero le preguntamos a usted");
        await using (var seen = await browsers.VisitAsync(system.Address, width: Phone))
        {
            await seen.FollowAsync(asked);
            Assert.Empty(await PageCheck.AllAsync(seen.Page));
        }
        await using var mother = await browsers.VisitAsync(system.Address, width: Phone, script: false);
        await mother.FollowAsync(asked);
        await Assertions.Expect(mother.Heading("¿Puede participar Noor?")).ToBeVisibleAsync();
        await Assertions.Expect(mother.Page.GetByText("Kenji Tanaka")).ToBeVisibleAsync();
        await Assertions.Expect(mother.Page.GetByText("Haddad")).ToHaveCountAsync(0);
        await mother.Button("Sí, Noor puede participar").ClickAsync();
        await Assertions.Expect(mother.Page.GetByText("Escriba su nombre: es su firma.")).ToBeVisibleAsync();
        await mother.Field("Su nombre").FillAsync("Samira Haddad");
        await mother.Button("Sí, Noor puede participar").ClickAsync();
        await Assertions.Expect(mother.Heading("Usted ha dicho que sí")).ToBeVisibleAsync();

        // A yes alone opens nothing. The office makes sure of it a second way.
        await office.BoardAsync(cohort, 0, 1);
        await coordinator.OpenAsync($"/office/{cohort}/people/{Id(noor)}");
        await coordinator.Link("Confirm the consent").ClickAsync();
        await coordinator.Button("Confirm the consent").ClickAsync();
        await Assertions.Expect(coordinator.Page.GetByText("Choose how you made sure").First).ToBeVisibleAsync();
        await coordinator.Field("How did you make sure that it was the guardian?").SelectOptionAsync("A call to a number we had before");
        await coordinator.Button("Confirm the consent").ClickAsync();
        await Assertions.Expect(coordinator.Heading("Consent is in force")).ToBeVisibleAsync();
        await office.BoardAsync(cohort, 1, 1);

        // For the older one the office writes to his father, in English.
        await coordinator.OpenAsync($"/office/{cohort}/people/{Id(omar)}/guardian");
        await coordinator.Field("Name of the parent or guardian").FillAsync("Karim Farah");
        await coordinator.Field("Mail address").FillAsync(karim);
        await coordinator.Field("Language of the mail and the page").SelectOptionAsync("English");
        await coordinator.Button("Send the mail").ClickAsync();
        await Assertions.Expect(coordinator.Heading("The guardian has been asked")).ToBeVisibleAsync();
        await using (var father = await browsers.VisitAsync(system.Address, width: Phone, script: false))
        {
            await father.FollowAsync(await system.MailAsync(karim, "we ask you first"));
            await father.Field("Your name").FillAsync("Karim Farah");
            await father.Button("Yes, Omar may take part").ClickAsync();
            await Assertions.Expect(father.Heading("You have said yes")).ToBeVisibleAsync();
        }
        using (var profile = office.Profile)
            await School.PostAsync(profile, $"cohorts/{cohort}/students/{Id(omar)}/guardian/confirmation", new { way = "paper" });
        await office.BoardAsync(cohort, 2, 1);

        // In the pool, and still nobody is theirs: the one mentor is not cleared.
        Assert.Equal(0, (await office.RunAsync(cohort))["matched"]!.GetValue<int>());
        await RefusedPinAsync(office, cohort, Id(omar), Id(holt), "MentorNotCleared");
        foreach (var student in new[] { noor, omar })
            Assert.DoesNotContain(system.MailsTo(student), m => m.Subject.Contains("offer", StringComparison.OrdinalIgnoreCase));

        await coordinator.OpenAsync($"/office/{cohort}/people/{Id(holt)}");
        await coordinator.Link("Write down a clearance").ClickAsync();
        await coordinator.Field("Day it was given").FillAsync(Day(days: -10));
        await coordinator.Field("Last day on which it counts").FillAsync(Day(years: 1));
        await coordinator.Button("Write it down").ClickAsync();
        await Assertions.Expect(coordinator.Page.GetByText("The clearance is written down.")).ToBeVisibleAsync();
        await office.BoardAsync(cohort, 2, 1);

        var run = await office.RunAsync(cohort);
        Assert.Equal(2, run["matched"]!.GetValue<int>());
        using (var matching = office.Matching)
            await School.PostAsync(matching, $"runs/{run["id"]!.GetValue<Guid>()}/publish", new { goesOutInMinutes = 0 });
        foreach (var student in new[] { noor, omar })
            await system.MailAsync(student, "offer");
        Assert.Single(system.MailsTo(samira));

        // Her mother takes it back by the same link: out of the pool, and the mentor is told.
        await mother.FollowAsync(asked);
        await Assertions.Expect(mother.Heading("Su permiso está en vigor")).ToBeVisibleAsync();
        await mother.Button("Retiro mi permiso").ClickAsync();
        await Assertions.Expect(mother.Heading("Usted ha retirado su permiso")).ToBeVisibleAsync();
        await office.BoardAsync(cohort, 1, 1);
        await Eventually.True("her offer is withdrawn", async () => await StateAsync(system, Id(noor)) == "Withdrawn");
        var told = await system.MailAsync(holt, "an offer was taken back");
        Assert.Contains("Noor Haddad", told.Text.ReplaceLineEndings(" "));
        Assert.Equal("Offered", await StateAsync(system, Id(omar)));

        // He is of age: nobody decides for him any more, and his offer stands.
        await office.ImportAsync(cohort, "students", $"email,name,stage,interests,minor_until\n{omar},Omar Farah,college,Cardiology,adult\n");
        await office.BoardAsync(cohort, 1, 1);
        await using (var grown = await browsers.VisitAsync(system.Address, width: Phone))
        {
            await grown.SignInAsync(system, omar, "/your-guardian");
            await Assertions.Expect(grown.Heading("Nobody has to agree for you")).ToBeVisibleAsync();
            Assert.Empty(await PageCheck.AllAsync(grown.Page));
        }
        Assert.Equal("Offered", await StateAsync(system, Id(omar)));

        // Nothing of the guardians stands in a log, and nothing of them was on the bus.
        foreach (var word in new[] { samira, karim, "Samira", "Karim" })
            Assert.DoesNotContain(word, system.Logs(), StringComparison.Ordinal);
        Assert.Equal(0, await system.CountAsync("profile", "SELECT COUNT(*) FROM outbox WHERE body LIKE '%amira%' OR body LIKE '%@home.example%'"));
    }

    static string Day(int days = 0, int years = 0) =>
        TimeProvider.System.GetUtcNow().AddDays(days).AddYears(years).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static async Task<string> StateAsync(RunningSystem system, Guid student) =>
        Assert.Single(await system.RowsAsync("matching", $"SELECT state FROM pairs WHERE lower(CAST(student_id AS text)) = '{student}'"));

    static async Task RefusedPinAsync(Office office, Guid cohort, Guid student, Guid mentor, string code)
    {
        using var matching = office.Matching;
        using var answer = await matching.PutAsJsonAsync(new Uri($"cohorts/{cohort}/pins/{student}", UriKind.Relative), new { mentorId = mentor });
        Assert.Equal(code, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"]?.GetValue<string>());
    }
}
