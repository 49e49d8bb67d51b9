using Mentorship.Cli.CommandLine;
using Mentorship.Ledger;
using Mentorship.Matching;
using Mentorship.Profile;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Mentorship.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Mentorship.Cli.Tests;

public sealed class Ledgers_on_SQLite(Servers servers) : LedgerTests(servers, Provider.Sqlite)
{
    [Theory]
    [InlineData("at = 'yesterday'")]
    [InlineData("actor = 'nobody'")]
    [InlineData("details = 7")]
    public async Task A_value_that_no_service_would_write_is_found(string edit)
    {
        await AlterAsync($"UPDATE ledger SET {edit} WHERE seq = 3");
        Assert.Contains("matching: Row 3 ", (await VerifyAsync("--head", Heads)).Is(Exit.Failed).Error);
    }

    [Fact]
    public async Task What_is_no_database_is_said_so_on_one_line()
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, "portal.db"), new string('x', 4096), TestContext.Current.CancellationToken);
        Assert.StartsWith("portal: its database cannot be read.", Assert.Single(Lines((await VerifyAsync()).Is(Exit.BadInput).Error)));
    }

    [Fact]
    public async Task A_folder_without_databases_is_said_so()
    {
        Assert.Contains("holds no database", (await Said.ByAsync("verify", "ledger", "--data", Path.Combine(Folder, "nowhere"))).Is(Exit.BadInput).Error);
        Assert.Contains("holds no database of portal", (await VerifyAsync("--service", "portal")).Is(Exit.BadInput).Error);
    }
}

public sealed class Ledgers_on_PostgreSQL(Servers servers) : LedgerTests(servers, Provider.Postgres)
{
    [Fact]
    public async Task Without_the_services_own_settings_there_is_nothing_to_look_into()
    {
        var said = await Said.WithAsync(new() { ["Database__Provider"] = "postgres" }, "verify", "ledger");
        Assert.Equal("ConnectionStrings__profile is not set, so there is no database to look into.", Assert.Single(Lines(said.Is(Exit.BadInput).Error)));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_said_so_without_its_password()
    {
        var said = await Said.WithAsync(new() { ["Database__Provider"] = "postgres", ["ConnectionStrings__matching"] = $"Host=127.0.0.1;Port={FreePort.Next()};Username=m;Password=zqsecret;Timeout=2" }, "verify", "ledger");
        Assert.StartsWith("matching: its database cannot be read.", Assert.Single(Lines(said.Is(Exit.BadInput).Error)));
        Assert.DoesNotContain("zqsecret", said.Error);
    }
}

/// <summary>Two services' ledgers, a head kept after every act, and what somebody with access to the database may do to them.</summary>
public abstract class LedgerTests(Servers servers, Provider provider) : IAsyncLifetime
{
    static readonly Guid Person = new("01890a5d-ac96-774b-bcce-b302099a8057");

    TestDatabase<MatchingDb> _matching = null!;
    TestDatabase<ProfileDb> _profile = null!;

    protected string Folder { get; } = Directory.CreateTempSubdirectory("mentorship-ledgers-").FullName;

    protected string Heads => Path.Combine(Folder, "ledger-heads");

    string KeysFolder => Path.Combine(Folder, "keys");

    [Fact]
    public async Task An_untouched_ledger_holds_and_reaches_every_head()
    {
        var said = (await VerifyAsync("--head", Heads)).Is(Exit.Done);
        Assert.Equal(["profile: 3 rows hold together and reach all 3 heads.", "matching: 5 rows hold together and reach all 5 heads."], Lines(said.Out));
        Assert.Empty(said.Error);
    }

    public static TheoryData<string, string> Tamperings => new()
    {
        { "UPDATE ledger SET act = 'something.else' WHERE seq = 3", "Row 3 was altered." },
        { "UPDATE ledger SET partner = actor WHERE seq = 3", "Row 3 was altered." },
        { "UPDATE ledger SET programme = actor WHERE seq = 5", "Row 5 was altered." },
        { "UPDATE ledger SET details = (SELECT details FROM ledger WHERE seq = 1) WHERE seq = 2", "Row 2 was altered." },
        { "DELETE FROM ledger WHERE seq = 2", "Row 2 is missing." },
        { "UPDATE ledger SET seq = 99 WHERE seq = 2; UPDATE ledger SET seq = 2 WHERE seq = 3; UPDATE ledger SET seq = 3 WHERE seq = 99", "Row 2 does not follow the row before it." },
        { "DELETE FROM ledger WHERE seq = 5", "The ledger ends at row 4; the head names row 5. Its end was cut off." },
        { "DELETE FROM ledger", "The ledger ends at row 0; the head names row 5. Its end was cut off." },
    };

    [Theory, MemberData(nameof(Tamperings))]
    public async Task What_was_done_to_it_is_found_and_the_other_ledger_holds(string tampering, string finding)
    {
        await AlterAsync(tampering);
        var said = (await VerifyAsync("--head", Heads)).Is(Exit.Failed);
        Assert.Equal($"matching: {finding}", Assert.Single(Lines(said.Error)));
        Assert.StartsWith("profile: 3 rows hold together", Assert.Single(Lines(said.Out)));
    }

    [Fact]
    public async Task Without_a_head_a_cut_end_is_not_seen_and_that_is_said()
    {
        await AlterAsync("DELETE FROM ledger WHERE seq = 5");
        Assert.Contains("matching: 4 rows hold together. Without a head it cannot be excluded that the end was cut off.", (await VerifyAsync()).Is(Exit.Done).Out);
    }

    [Fact]
    public async Task A_ledger_without_a_row_needs_no_key_yet()
    {
        await AlterAsync("DELETE FROM ledger");
        File.Delete(Path.Combine(KeysFolder, "matching-ledger.key"));
        Assert.Contains("matching: There is no row yet.", (await VerifyAsync()).Is(Exit.Done).Out);
    }

    [Fact]
    public async Task One_file_of_heads_is_for_the_service_it_is_named_after()
    {
        var said = (await VerifyAsync("--head", HeadsOf("matching"))).Is(Exit.Done).Out;
        Assert.Contains("matching: 5 rows hold together and reach all 5 heads.", said);
        Assert.Contains("profile: 3 rows hold together. Without a head", said);
        var other = Path.Combine(Folder, "from-the-safe.txt");
        File.Copy(HeadsOf("matching"), other);
        Assert.Contains("say whose heads these are with --service", (await VerifyAsync("--head", other)).Is(Exit.BadInput).Error);
        Assert.Contains("reach all 5 heads", (await VerifyAsync("--head", other, "--service", "matching")).Is(Exit.Done).Out);
    }

    [Fact]
    public async Task An_older_head_must_lie_on_the_chain_as_well()
    {
        // As if the whole chain had been written anew with a stolen key, and the newest head with it.
        var lines = await File.ReadAllLinesAsync(HeadsOf("matching"), TestContext.Current.CancellationToken);
        lines[1] = $"{lines[1][..^64]}{new string('0', 64)}";
        await File.WriteAllLinesAsync(HeadsOf("matching"), lines, TestContext.Current.CancellationToken);
        Assert.Contains("matching: Row 2 is not the one the head names.", (await VerifyAsync("--head", Heads)).Is(Exit.Failed).Error);
    }

    [Fact]
    public async Task A_head_is_written_as_number_and_hash_too_and_what_came_after_it_is_said_to_be_unproved()
    {
        var head = (await File.ReadAllLinesAsync(HeadsOf("matching"), TestContext.Current.CancellationToken))[2].Split(' ') is [_, var seq, var hash] ? $"{seq}:{hash}" : "";
        var said = (await VerifyAsync("--service", "matching", "--head", head)).Is(Exit.Done);
        Assert.Equal("matching: 5 rows hold together and reach the head, which ends at row 3. Whether rows after row 5 were cut off, no head says.", Assert.Single(Lines(said.Out)));
        Assert.Contains("Row 3 is not the one", (await VerifyAsync("--service", "matching", "--head", $"3:{new string('a', 64)}")).Is(Exit.Failed).Error);
    }

    [Fact]
    public async Task Keys_of_erased_people_leave_it_valid()
    {
        await AlterAsync("UPDATE data_keys SET wrapped = NULL");
        (await VerifyAsync("--head", Heads)).Is(Exit.Done);
    }

    [Fact]
    public async Task Without_the_key_nothing_is_checked_and_none_is_made()
    {
        var key = Path.Combine(KeysFolder, "matching-ledger.key");
        File.Move(key, key + ".away");
        Assert.StartsWith($"{key}: there is no such file", Assert.Single(Lines((await VerifyAsync("--head", Heads)).Is(Exit.BadInput).Error)));
        Assert.False(File.Exists(key));
        await File.WriteAllTextAsync(key, "short", TestContext.Current.CancellationToken);
        Assert.Contains("holds 5 bytes, not 32", Assert.Single(Lines((await VerifyAsync()).Is(Exit.BadInput).Error)));
        await File.WriteAllBytesAsync(key, new byte[32], TestContext.Current.CancellationToken);
        Assert.Contains("this is not the key that they were signed with", (await VerifyAsync()).Is(Exit.Failed).Error);
    }

    [Theory]
    [InlineData("nowhere", "", "there is no such file or folder of heads")]
    [InlineData("3:abc", "--service matching", "\"abc\" is not a hash of 64 hexadecimal digits.")]
    [InlineData("0:0000000000000000000000000000000000000000000000000000000000000000", "--service matching", "\"0\" is not the number of a row.")]
    [InlineData("3:0000000000000000000000000000000000000000000000000000000000000000", "", "A head belongs to one ledger: name it with --service.")]
    public async Task A_head_that_is_none_is_named(string head, string more, string sentence) =>
        Assert.Contains(sentence, (await VerifyAsync(["--head", head, .. more.Split(' ', StringSplitOptions.RemoveEmptyEntries)])).Is(Exit.BadInput).Error);

    [Fact]
    public async Task A_line_of_heads_that_cannot_be_read_is_named()
    {
        await File.AppendAllTextAsync(HeadsOf("matching"), "2027-03-15 five\n", TestContext.Current.CancellationToken);
        Assert.Equal($"{HeadsOf("matching")}, line 6: a head is a time, a row's number and its hash.", Assert.Single(Lines((await VerifyAsync("--head", Heads)).Is(Exit.BadInput).Error)));
        await File.WriteAllTextAsync(HeadsOf("matching"), "\n", TestContext.Current.CancellationToken);
        Assert.Contains("it holds no head", (await VerifyAsync("--head", HeadsOf("matching"))).Is(Exit.BadInput).Error);
        Assert.Contains("it holds no heads of profile, matching", (await VerifyAsync("--head", KeysFolder)).Is(Exit.BadInput).Error);
    }

    private protected Task<Said> VerifyAsync(params string[] more) => provider == Provider.Sqlite
        ? Said.ByAsync(["verify", "ledger", "--data", Folder, .. more])
        : Said.WithAsync(new()
        {
            ["Database__Provider"] = "postgres",
            ["ConnectionStrings__matching"] = _matching.ConnectionString,
            ["ConnectionStrings__profile"] = _profile.ConnectionString,
            ["Keys__Folder"] = KeysFolder,
        }, ["verify", "ledger", .. more]);

    protected async Task AlterAsync(string statements)
    {
        await using var db = Open<MatchingDb>(_matching);
#pragma warning disable EF1002 // the statements stand a few lines above
        await db.Database.ExecuteSqlRawAsync(statements);
#pragma warning restore EF1002
    }

    protected static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    string HeadsOf(string service) => Path.Combine(Heads, $"{service}.heads");

    /// <summary>On SQLite both files lie in one folder, as one process keeps them.</summary>
    TDb Open<TDb>(TestDatabase<TDb> database) where TDb : ServiceDb => provider == Provider.Postgres ? database.Open()
        : (TDb)Activator.CreateInstance(typeof(TDb), new DbContextOptionsBuilder<TDb>().UseSqlite($"Data Source={Path.Combine(Folder, $"{database.Service}.db")};Pooling=false").Options)!;

    async Task ActAsync<TDb>(TestDatabase<TDb> database, int acts) where TDb : ServiceDb
    {
        if (provider == Provider.Sqlite) File.Copy(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource, Path.Combine(Folder, $"{database.Service}.db"));
        var keys = new Keys(Options.Create(new KeyOptions { Folder = KeysFolder }));
        await using var db = Open(database);
        var ledger = new LedgerOf<TDb>(db, new(database.Service), keys, new LedgerHeads(Options.Create(new LedgerOptions { Heads = Heads }), TimeProvider.System));
        var key = await new DataKeys<TDb>(db, new(database.Service), keys).ForAsync(Person);
        for (var i = 1; i <= acts; i++)
        {
            await ledger.RecordAsync(new Act("sample.done", Person, TimeProvider.System.GetUtcNow()) { Subject = Person, Details = new { i }, Key = i == acts ? key : null });
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
            await ledger.KeepHeadAsync();
        }
    }

    public async ValueTask InitializeAsync()
    {
        (_matching, _profile) = (await servers.DatabaseAsync<MatchingDb>(provider), await servers.DatabaseAsync<ProfileDb>(provider));
        await ActAsync(_matching, 5);
        await ActAsync(_profile, 3);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _matching.DisposeAsync();
        await _profile.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
