using System.Text.RegularExpressions;
using Mentorship.Cli.CommandLine;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;

namespace Mentorship.Cli.Tests;

/// <summary>A real office's data folder: saved while it runs, destroyed, brought back.</summary>
public sealed partial class BackupTests : IAsyncLifetime
{
    const UnixFileMode OnlyMine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    static readonly string[] Marks = ["zqmark", "zqgiven", "zqfamily", "zqwords"];

    readonly string _folder = Directory.CreateTempSubdirectory("mentorship-office-").FullName;

    string Data => Path.Combine(_folder, "data");

    string Saved => Path.Combine(_folder, "backup");

    string List => Path.Combine(Saved, "erasures.txt");

    [Fact]
    public async Task After_destroying_the_data_folder_everything_is_back_but_who_was_erased()
    {
        var office = await RunningOffice.StartAsync(Data);
        await using var _ = office;
        var (programme, cohort, people) = await OpenSchoolAsync(office);

        var (archive, keys) = await BackupAsync();
        Assert.All([archive, keys], file => Assert.Equal(OnlyMine, File.GetUnixFileMode(file)));
        var refused = (await Said.ByAsync("restore", "--archive", archive, "--keys", keys, "--data", Data, "--overwrite")).Is(Exit.Failed);
        Assert.Contains("The application is using", refused.Error);

        await office.StopAsync();
        var before = await RunningOffice.RowsOfAllAsync(Data);
        Assert.True(before["notification.contacts"].Length >= 3, "there are sealed copies");
        var mails = Directory.GetFiles(Path.Combine(Data, "mail")).Length;
        Directory.Delete(Data, recursive: true);

        (await RestoreAsync(archive, keys)).Is(Exit.Done);
        AssertSame(before, await RunningOffice.RowsOfAllAsync(Data));
        Assert.Equal(mails, Directory.GetFiles(Path.Combine(Data, "mail")).Length);
        Assert.All(Directory.GetFiles(Path.Combine(Data, "keys"), "*", SearchOption.AllDirectories), key => Assert.Equal(OnlyMine, File.GetUnixFileMode(key)));
        Assert.False(Directory.Exists(Path.Combine(Data, ".restore")));

        var student = people.First(p => p.Role == "student");
        await using (var again = await RunningOffice.StartAsync(Data))
        {
            // The keys are back: a token signed before is a token still, and what was sealed opens.
            var school = await School.OpenAsync(again);
            using var profile = school.As("profile", programme.Coordinator, $"coordinator:{programme.Programme}");
            Assert.Equal(people.Count, (await School.GetAsync(profile, $"cohorts/{cohort}/people?page=1&size=100"))["total"]!.GetValue<int>());
            await again.StopAsync();
        }

        Assert.Contains("is not empty", (await RestoreAsync(archive, keys)).Is(Exit.Failed).Error);
        await File.AppendAllTextAsync(List, $"2027-03-15T09:00:00Z {student.Id}\n");
        Assert.Contains("1 person was erased again.", (await RestoreAsync(archive, keys, "--overwrite")).Is(Exit.Done).Out);
        await AssertErasedAsync(student);
        Assert.Contains($"{student.Id}", await File.ReadAllTextAsync(Path.Combine(Data, "erasures.txt")));

        // Every kept event is sent again at this start, the invitation of the erased person too.
        await using (var last = await RunningOffice.StartAsync(Data))
        {
            var school = await School.OpenAsync(last);
            var other = await (await school.ProgrammeAsync("After the fire")).CohortAsync("2028", "rolling");
            Assert.NotEqual(cohort, other);
            await last.StopAsync();
        }
        await AssertErasedAsync(student);

        // The folder's own list outlives the archive's.
        await File.WriteAllTextAsync(List, "# nobody\n");
        Assert.Contains("1 person was erased again.", (await RestoreAsync(archive, keys, "--overwrite")).Is(Exit.Done).Out);
        await AssertErasedAsync(student);
    }

    [Fact]
    public async Task Of_somebody_erased_no_trace_is_left_and_yesterday_s_backup_brings_none_back()
    {
        Guid student, pair;
        string archive, keys;
        await using (var office = await RunningOffice.StartAsync(Data))
        {
            var school = await School.OpenAsync(office);
            var programme = await school.ProgrammeAsync("Summer Scholars");
            var cohort = await programme.CohortAsync("2027", "rolling");
            using (var profile = programme.Profile)
            {
                await School.PostAsync(profile, $"cohorts/{cohort}/people", new { role = "mentor", email = "beatrix@hospital.example", name = "Beatrix Oyelaran", stages = new[] { "college" }, interests = new[] { "Cardiology" } });
                await School.PostAsync(profile, $"cohorts/{cohort}/people", new { role = "student", email = "zqmark@school.example", name = "Zqgiven Zqfamily", stage = "college", interests = new[] { "Cardiology" }, about = "Zqwords about me" });
            }
            var people = await programme.InviteAsync(cohort);
            await programme.BoardAsync(cohort, students: 1, mentors: 1);
            student = people.Single(p => p.Role == "student").Id;
            var mentor = people.Single(p => p.Role == "mentor").Id;
            using (var asking = school.As("matching", student, "student"))
                pair = (await School.PostAsync(asking, $"me/cohorts/{cohort}/ask", new { mentorId = mentor }))["id"]!.GetValue<Guid>();
            using (var answering = school.As("matching", mentor, "mentor"))
                await School.PostAsync(answering, $"me/pairs/{pair}/answer", new { answer = "yes" });
            await office.MailAsync("beatrix@hospital.example", "you have a mentee");
            await office.MailAsync("zqmark@school.example", "you have a mentor");
            Assert.NotEmpty(await TracesAsync());
            (archive, keys) = await BackupAsync();

            using var own = school.As("profile", student, "student");
            await School.PostAsync(own, "me/erasure/now");
            await ErasedEverywhereAsync(office);
            await office.MailAsync("beatrix@hospital.example", "you are no longer a pair");
            Assert.Empty(await TracesAsync());
            Assert.DoesNotContain("zq", office.Logs(), StringComparison.OrdinalIgnoreCase);
            await office.StopAsync();
        }
        Assert.Empty(await TracesAsync());
        (await Said.ByAsync("verify", "ledger", "--data", Data)).Is(Exit.Done);

        Assert.Contains("1 person was erased again.", (await RestoreAsync(archive, keys, "--overwrite")).Is(Exit.Done).Out);
        Assert.Empty(await TracesAsync());
        Assert.Equal(["Active"], await RunningOffice.RowsOfAsync(Data, "matching", $"SELECT state FROM pairs WHERE lower(id) = '{pair}'"));
        await using (var again = await RunningOffice.StartAsync(Data))
        {
            // What takes more than forgetting, every service does again: the pair ends, and the other side is told.
            await ErasedEverywhereAsync(again);
            await again.MailAsync("beatrix@hospital.example", "you are no longer a pair");
            await again.StopAsync();
        }
        Assert.Equal(["Ended"], await RunningOffice.RowsOfAsync(Data, "matching", $"SELECT state FROM pairs WHERE lower(id) = '{pair}'"));
        Assert.Empty(await TracesAsync());
        (await Said.ByAsync("verify", "ledger", "--data", Data)).Is(Exit.Done);

        static Task ErasedEverywhereAsync(RunningOffice office) => Eventually.True("every service has erased its part",
            async () => await office.CountAsync("profile", "SELECT COUNT(*) FROM erasure_reports") == 4);
    }

    /// <summary>Files of the data folder, free pages and logs of the databases too, that hold anything of the marked person.</summary>
    async Task<string[]> TracesAsync()
    {
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != ".lock"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            if ((await reader.ReadToEndAsync()) is var text && Marks.Any(m => text.Contains(m, StringComparison.OrdinalIgnoreCase)))
                found.Add(Path.GetRelativePath(Data, file));
        }
        return [.. found];
    }

    [Fact]
    public async Task A_damaged_archive_or_the_keys_of_another_installation_are_refused_and_nothing_is_touched()
    {
        await MakeFolderAsync(Data, "one");
        var (archive, keys) = await BackupAsync();
        var kept = Path.Combine(Data, "keys", "portal-master.key");
        var before = await File.ReadAllBytesAsync(kept);

        var damaged = Path.Combine(_folder, "damaged.tar.gz");
        var bytes = await File.ReadAllBytesAsync(archive);
        bytes[bytes.Length / 2] ^= 0x55;
        await File.WriteAllBytesAsync(damaged, bytes);
        Assert.Contains("is damaged", (await RestoreAsync(damaged, keys, "--overwrite", "--erasures", List)).Is(Exit.Failed).Error);
        Assert.Contains("not a backup of data", (await RestoreAsync(keys, archive, "--overwrite")).Is(Exit.Failed).Error);

        var elsewhere = Path.Combine(_folder, "elsewhere");
        await MakeFolderAsync(elsewhere, "two");
        var other = (await Said.ByAsync("backup", "--data", elsewhere, "--to", Path.Combine(_folder, "other"))).Is(Exit.Done);
        Assert.Contains("is not the key that this data was saved with", (await RestoreAsync(archive, Named(other, "Keys"), "--overwrite")).Is(Exit.Failed).Error);

        Assert.Equal(before, await File.ReadAllBytesAsync(kept));
        Assert.False(Directory.Exists(Path.Combine(Data, ".restore")));
    }

    [Fact]
    public async Task Without_the_list_of_erased_people_nothing_is_restored_unless_told_that_there_is_none()
    {
        await MakeFolderAsync(Data, "one");
        var (archive, keys) = await BackupAsync();
        Directory.Delete(Data, recursive: true);

        File.Delete(List);
        Assert.Contains("There is no list of erased people", (await RestoreAsync(archive, keys)).Is(Exit.Failed).Error);
        await File.WriteAllTextAsync(List, "2027-03-15 somebody\n");
        Assert.Contains("Line 1 of", (await RestoreAsync(archive, keys)).Is(Exit.Failed).Error);
        File.Delete(List);
        Assert.False(File.Exists(Path.Combine(Data, "portal.db")));
        (await RestoreAsync(archive, keys, "--no-erasures")).Is(Exit.Done);
        Assert.True(File.Exists(Path.Combine(Data, "portal.db")));
    }

    [Fact]
    public async Task The_list_of_erased_people_grows_beside_the_archives_and_is_in_neither()
    {
        await MakeFolderAsync(Data, "one");
        var (first, second) = (Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), Guid.CreateVersion7(TimeProvider.System.GetUtcNow()));
        Directory.CreateDirectory(Saved);
        await File.WriteAllTextAsync(List, $"2027-01-01T00:00:00Z {first}\n");
        await File.WriteAllTextAsync(Path.Combine(Data, "erasures.txt"), $"2027-02-01T00:00:00Z {second}\n");
        var (archive, keys) = await BackupAsync();

        Assert.Equal([$"2027-01-01T00:00:00Z {first}", $"2027-02-01T00:00:00Z {second}"], await File.ReadAllLinesAsync(List));
        var empty = Path.Combine(_folder, "fresh");
        Directory.CreateDirectory(empty);
        (await Said.ByAsync("restore", "--archive", archive, "--keys", keys, "--data", empty, "--no-erasures", "--overwrite")).Is(Exit.Done);
        File.Move(List, Path.Combine(_folder, "moved.txt"));
        var bare = Path.Combine(_folder, "bare");
        (await Said.ByAsync("restore", "--archive", archive, "--keys", keys, "--data", bare, "--no-erasures")).Is(Exit.Done);
        Assert.DoesNotContain($"{second}", await File.ReadAllTextAsync(Path.Combine(bare, "erasures.txt")));
    }

    async Task<(Office, Guid Cohort, IReadOnlyList<Member> People)> OpenSchoolAsync(RunningOffice office)
    {
        var school = await School.OpenAsync(office);
        var programme = await school.ProgrammeAsync("Summer Scholars");
        var cohort = await programme.CohortAsync("2027", "rolling");
        using (var profile = programme.Profile)
        {
            await School.PostAsync(profile, $"cohorts/{cohort}/people", new { role = "mentor", email = "beatrix@hospital.example", name = "Beatrix Oyelaran", stages = new[] { "college" }, interests = new[] { "Cardiology" }, capacity = 2 });
            await School.PostAsync(profile, $"cohorts/{cohort}/people", new { role = "student", email = "imani@school.example", name = "Imani Castellane", stage = "college", interests = new[] { "Cardiology" } });
            await School.PostAsync(profile, $"cohorts/{cohort}/people", new { role = "student", email = "tomas@school.example", name = "Tomas Lindqvist", stage = "college", interests = new[] { "Surgery" } });
        }
        var people = await programme.InviteAsync(cohort);
        await programme.BoardAsync(cohort, students: 2, mentors: 1);
        // The mails of these three and the coordinator's are out, so nothing changes any more.
        await Eventually.True("everyone has been mailed", async () =>
            await office.CountAsync("notification", "SELECT COUNT(*) FROM deliveries WHERE channel = 'Mail' AND state = 'Sent'") >= 4
            && await office.CountAsync("notification", "SELECT COUNT(*) FROM deliveries WHERE state <> 'Sent'") == 0);
        return (programme, cohort, people);
    }

    async Task<(string Archive, string Keys)> BackupAsync()
    {
        var said = (await Said.ByAsync("backup", "--data", Data, "--to", Saved)).Is(Exit.Done);
        return (Named(said, "Data"), Named(said, "Keys"));
    }

    Task<Said> RestoreAsync(string archive, string keys, params string[] more) =>
        Said.ByAsync(["restore", "--archive", archive, "--keys", keys, "--data", Data, .. more]);

    async Task AssertErasedAsync(Member person)
    {
        Assert.Empty(await RunningOffice.RowsOfAsync(Data, "profile", $"SELECT id FROM people WHERE email_key = '{person.Email}'"));
        Assert.Empty(await RunningOffice.RowsOfAsync(Data, "profile", $"SELECT person_id FROM memberships WHERE lower(person_id) = '{person.Id}'"));
        foreach (var service in new[] { "matching", "notification", "portal" })
            Assert.Equal([""], await RunningOffice.RowsOfAsync(Data, service, $"SELECT wrapped FROM data_keys WHERE lower(person_id) = '{person.Id}'"));
        Assert.Equal(["1||0"], await RunningOffice.RowsOfAsync(Data, "matching", $"SELECT erased, attributes, stale FROM people WHERE lower(id) = '{person.Id}'"));
        Assert.Equal(["0"], await RunningOffice.RowsOfAsync(Data, "matching", $"SELECT here FROM pool_students WHERE lower(student_id) = '{person.Id}'"));
        Assert.Equal(["1|"], await RunningOffice.RowsOfAsync(Data, "notification", $"SELECT erased, card FROM contacts WHERE lower(person_id) = '{person.Id}'"));
        Assert.Equal(["|"], await RunningOffice.RowsOfAsync(Data, "portal", $"SELECT address_hash, password_hash FROM accounts WHERE lower(id) = '{person.Id}'"));
        Assert.Empty(await RunningOffice.RowsOfAsync(Data, "portal", $"SELECT role FROM account_roles WHERE lower(account_id) = '{person.Id}'"));
        // Not in a free page either.
        Assert.DoesNotContain(person.Email, await File.ReadAllTextAsync(Path.Combine(Data, "profile.db"), System.Text.Encoding.Latin1));
    }

    static void AssertSame(IReadOnlyDictionary<string, string[]> before, IReadOnlyDictionary<string, string[]> after)
    {
        Assert.Equal(before.Keys, after.Keys);
        Assert.All(before, table => Assert.Equal(table.Value, after[table.Key]));
    }

    /// <summary>A folder with one small database and one key.</summary>
    static async Task MakeFolderAsync(string folder, string secret)
    {
        Directory.CreateDirectory(Path.Combine(folder, "keys"));
        await File.WriteAllTextAsync(Path.Combine(folder, "keys", "portal-master.key"), secret.PadRight(32));
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "portal.db")};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            CREATE TABLE data_keys (person_id TEXT PRIMARY KEY, wrapped BLOB); CREATE TABLE account_roles (account_id TEXT); CREATE TABLE sign_in_attempts (account_id TEXT);
            CREATE TABLE mail_links (person_id TEXT); CREATE TABLE sessions (account_id TEXT); CREATE TABLE university_logins (account_id TEXT); CREATE TABLE passkeys (account_id TEXT); CREATE TABLE backup_codes (account_id TEXT);
            CREATE TABLE accounts (id TEXT, address_hash TEXT, second_address_hash TEXT, recovery_hash TEXT, password_hash TEXT, authenticator_secret BLOB, security_stamp TEXT, concurrency_stamp TEXT);
            """;
        await command.ExecuteNonQueryAsync();
    }

    static string Named(Said said, string what) => Line(what).Match(said.Out) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException(said.Out);

    static Regex Line(string what) => what == "Data" ? DataLine() : KeysLine();

    [GeneratedRegex("^Data: (.+)$", RegexOptions.Multiline, 1000)]
    private static partial Regex DataLine();

    [GeneratedRegex("^Keys: (.+)$", RegexOptions.Multiline, 1000)]
    private static partial Regex KeysLine();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
