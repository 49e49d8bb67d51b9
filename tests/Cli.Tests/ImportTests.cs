using Mentorship.Cli.CommandLine;
using Mentorship.SystemTests.Running;

namespace Mentorship.Cli.Tests;

/// <summary>The program against a running system, as a school's script would use it.</summary>
public sealed class ImportTests : IAsyncLifetime
{
    readonly string _folder = Directory.CreateTempSubdirectory("mentorship-import-").FullName;
    RunningOffice _system = null!;

    string Data => Path.Combine(_folder, "data");

    public async ValueTask InitializeAsync() => _system = await RunningOffice.StartAsync(Data);

    [Fact]
    public async Task A_file_is_checked_then_imported_then_changes_nothing()
    {
        var school = await School.OpenAsync(_system);
        var office = await school.ProgrammeAsync("Summer Scholars");
        var cohort = await office.CohortAsync("2027", "batch");
        var file = await FileAsync("students.csv", """
            email,name,stage,interests
            imani@school.example,Imani Castellane,college,Cardiology
            tomas@school.example,Tomas Lindqvist,collage,Surgery
            ,Nobody,college,Surgery
            yusra@school.example,Yusra Haddad,college,Surgery

            """);

        var check = (await ImportAsync(cohort, "students", file, "--rejected", Path.Combine(_folder, "rejected.csv"))).Is(Exit.BadRows);
        Assert.Contains("students.csv: 4 rows, 2 new, 0 changed, 0 as they were, 2 that cannot be used.", check.Out);
        Assert.Matches("line 3, stage: \"collage\" .+", check.Out);
        Assert.Matches("line 4, email: .+", check.Out);
        Assert.Contains("Nothing has been written.", check.Out);
        Assert.Empty(await office.PeopleAsync(cohort));
        Assert.Contains("tomas@school.example", await File.ReadAllTextAsync(Path.Combine(_folder, "rejected.csv")));

        var applied = (await ImportAsync(cohort, "students", file, "--apply")).Is(Exit.BadRows);
        Assert.Contains("Imported: 2 new, 0 changed, 0 as they were.", applied.Out);
        Assert.Equal(["Imani Castellane", "Yusra Haddad"], (await office.PeopleAsync(cohort)).Select(p => p.Name).Order());

        var good = await FileAsync("good.csv", """
            email,name,stage,interests
            imani@school.example,Imani Castellane,college,Cardiology
            yusra@school.example,Yusra Haddad,college,Surgery

            """);
        Assert.Contains("Imported: 0 new, 0 changed, 2 as they were.", (await ImportAsync(cohort, "students", good, "--apply")).Is(Exit.Done).Out);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_in_a_sentence()
    {
        var school = await School.OpenAsync(_system);
        var cohort = await (await school.ProgrammeAsync("Refusals")).CohortAsync("2027", "batch");
        var file = await FileAsync("bad.csv", "email,name,stage,interests\n,Nobody,college,Surgery\n");

        Assert.Contains("There is no such cohort", (await ImportAsync(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), "students", file)).Is(Exit.Failed).Error);
        Assert.Contains("There is no row that could be imported.", (await ImportAsync(cohort, "students", file, "--apply")).Is(Exit.Failed).Error);
        Assert.Contains("does not know this secret", (await Said.WithAsync(new() { ["Clients__cli"] = "guessed" },
            "import", file, "--cohort", $"{cohort}", "--kind", "students", "--address", _system.Address)).Is(Exit.Failed).Error);
        Assert.Contains("There is no secret to get in with", (await Said.ByAsync("import", file, "--cohort", $"{cohort}", "--kind", "students", "--data", _folder)).Is(Exit.Failed).Error);
        Assert.Contains("does not answer", (await Said.WithAsync(new() { ["Clients__cli"] = "any" },
            "import", file, "--cohort", $"{cohort}", "--kind", "students", "--address", "http://127.0.0.1:9")).Is(Exit.Failed).Error);
    }

    Task<Said> ImportAsync(Guid cohort, string kind, string file, params string[] more) =>
        Said.ByAsync(["import", file, "--cohort", $"{cohort}", "--kind", kind, "--address", _system.Address, "--data", Data, .. more]);

    async Task<string> FileAsync(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(file, text);
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        await _system.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
