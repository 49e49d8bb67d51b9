using Mentorship.SystemTests.Browser;
using Mentorship.SystemTests.Running;
using Microsoft.Playwright;

namespace Mentorship.SystemTests.Journeys;

/// <summary>A list as the office already has it goes in, and comes out again.</summary>
public sealed class ListsTests(Systems systems, Browsers browsers)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_list_with_column_names_of_its_own_goes_in_and_comes_out_as_a_file(bool script)
    {
        var system = await systems.AsIt("embedded");
        var office = await (await School.OpenAsync(system)).ProgrammeAsync("Lists");
        var cohort = await office.CohortAsync("2027", "batch");
        await using var coordinator = await browsers.VisitAsync(system.Address, script: script);
        await coordinator.SignInAsync(system, office.Email);
        var file = new FilePayload { Name = "ours.csv", MimeType = "text/csv", Buffer = "Full name,E-mail,Year in school,Loves,Shoe size\nMaya Ortiz,maya@students.example,college,cardiology,38\nNoor Haddad,noor@students.example,college,stroke,41\n"u8.ToArray() };

        await coordinator.OpenAsync($"/office/{cohort}/import?kind=students");
        await coordinator.Page.GetByLabel("File (CSV").SetInputFilesAsync(file);
        await coordinator.Button("Check the file").ClickAsync();
        await Assertions.Expect(coordinator.Heading("What the columns mean")).ToBeVisibleAsync();
        await Assertions.Expect(coordinator.Field("E-mail means")).ToHaveValueAsync("email");
        if (script) Assert.Empty(await PageCheck.AllAsync(coordinator.Page));
        await coordinator.Button("Check the file by these columns").ClickAsync();
        await Assertions.Expect(coordinator.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say also which column is “interests”");
        await Assertions.Expect(coordinator.Field("Full name means")).ToHaveValueAsync("name");
        await coordinator.Field("Loves means").SelectOptionAsync("interests");
        await coordinator.Button("Check the file by these columns").ClickAsync();
        await Assertions.Expect(coordinator.Heading("All 2 lines can be read")).ToBeVisibleAsync();
        await coordinator.Button("Import 2 lines").ClickAsync();
        await Assertions.Expect(coordinator.Heading("2 lines are in")).ToBeVisibleAsync(new() { Timeout = 30_000 });

        await coordinator.OpenAsync($"/office/{cohort}/people");
        for (var times = 0; times < 2; times++)
        {
            if (!await coordinator.Button("Students").IsVisibleAsync()) await coordinator.Page.GetByText("Take out a list").ClickAsync();
            var download = await coordinator.Page.RunAndWaitForDownloadAsync(() => coordinator.Button("Students").ClickAsync());
            Assert.Equal("students.csv", download.SuggestedFilename);
            var text = await File.ReadAllTextAsync(await download.PathAsync());
            Assert.Contains("maya@students.example,Maya Ortiz,College,Cardiology,", text, StringComparison.Ordinal);
        }
    }
}
