using System.IO.Compression;
using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

/// <summary>What is held about somebody is theirs: on a phone, with a keyboard only.</summary>
public sealed class YourDataTests(Systems systems, Browsers browsers)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_student_takes_a_copy_changes_their_mind_about_going_and_then_goes(bool script)
    {
        var system = await systems.AsIt("embedded");
        var office = await (await School.OpenAsync(system)).ProgrammeAsync("Your data");
        var cohort = await office.CohortAsync("2027", "batch");
        await office.ImportAsync(cohort, "students", new People().Students(1));
        var student = (await office.InviteAsync(cohort)).Single();
        await using var phone = await browsers.VisitAsync(system.Address, 390, 844, script: script);
        await phone.SignInAsync(system, student.Email);

        await phone.OpenAsync("/your-data");
        if (script) Assert.Empty(await PageCheck.AllAsync(phone.Page));
        var download = await phone.Page.RunAndWaitForDownloadAsync(() => phone.PressAsync(phone.Button("Download a copy")));
        using (var copy = ZipFile.OpenRead(await download.PathAsync()))
        {
            Assert.Equal(["your-data.html", "your-data.json"], copy.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
            foreach (var entry in copy.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                Assert.Contains(student.Email, await reader.ReadToEndAsync(), StringComparison.Ordinal);
            }
        }

        await phone.PressAsync(phone.Button("Ask to be erased"));
        await Assertions.Expect(phone.Page.GetByText("We have your request.")).ToBeVisibleAsync();
        await Assertions.Expect(phone.Page.GetByText("You will be erased on")).ToBeVisibleAsync();
        if (script) Assert.Empty(await PageCheck.AllAsync(phone.Page));
        await phone.FollowAsync(await system.MailAsync(student.Email, "will be erased on"));
        await phone.ArriveAsync("/your-data");
        await phone.PressAsync(phone.Button("Take it back and stay"));
        await Assertions.Expect(phone.Page.GetByText("You stay.")).ToBeVisibleAsync();

        await phone.PressAsync(phone.Page.GetByText("Erase me now, without waiting"));
        await phone.PressAsync(phone.Field("I know that this cannot be undone"), "Space");
        await phone.PressAsync(phone.Button("Erase me now"));
        await phone.ArriveAsync("/erased");
        if (script) Assert.Empty(await PageCheck.AllAsync(phone.Page));
        await phone.OpenAsync("/home");
        await Assertions.Expect(phone.Heading("Sign in")).ToBeVisibleAsync();
    }
}
