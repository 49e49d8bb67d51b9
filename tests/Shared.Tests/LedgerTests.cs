using Mentorship.Ledger;
using Mentorship.ServiceDefaults.Sealing;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mentorship.SharedTests;

public sealed class LedgerTests(Servers servers) : IAsyncDisposable
{
    static readonly Guid Person = new("01890a5d-ac96-774b-bcce-b302099a8057");

    readonly string _folder = Directory.CreateTempSubdirectory("mentorship-ledger-").FullName;

    public static TheoryData<Provider> Databases => [Provider.Sqlite, Provider.Postgres];

    [Theory, MemberData(nameof(Databases))]
    public async Task An_untouched_chain_holds_and_reaches_its_head(Provider provider)
    {
        await using var process = await FiveActsAsync(provider);
        var head = await InLedgerAsync(process, ledger => ledger.HeadAsync());
        Assert.True((await InLedgerAsync(process, ledger => ledger.VerifyAsync(head))).Holds);
        Assert.Contains("cannot be excluded", (await InLedgerAsync(process, ledger => ledger.VerifyAsync())).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Provider.Sqlite, "UPDATE ledger SET act = 'something.else' WHERE seq = 3", "Row 3 was altered.")]
    [InlineData(Provider.Postgres, "UPDATE ledger SET act = 'something.else' WHERE seq = 3", "Row 3 was altered.")]
    [InlineData(Provider.Sqlite, "UPDATE ledger SET details = X'7B7D' WHERE seq = 2", "Row 2 was altered.")]
    [InlineData(Provider.Sqlite, "DELETE FROM ledger WHERE seq = 2", "Row 2 is missing.")]
    [InlineData(Provider.Sqlite, "UPDATE ledger SET seq = 99 WHERE seq = 2; UPDATE ledger SET seq = 2 WHERE seq = 3; UPDATE ledger SET seq = 3 WHERE seq = 99", "Row 2 does not follow the row before it.")]
    [InlineData(Provider.Sqlite, "DELETE FROM ledger WHERE seq = 5", "Its end was cut off.")]
    public async Task Tampering_is_found(Provider provider, string tampering, string finding)
    {
        await using var process = await FiveActsAsync(provider);
        var head = await InLedgerAsync(process, ledger => ledger.HeadAsync());
#pragma warning disable EF1002 // the statements stand a few lines above
        await process.InAsync<OneDb, int>(db => db.Database.ExecuteSqlRawAsync(tampering));
#pragma warning restore EF1002
        var found = await InLedgerAsync(process, ledger => ledger.VerifyAsync(head));
        Assert.False(found.Holds);
        Assert.Contains(finding, found.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chain_outlives_the_key_its_details_were_sealed_with()
    {
        await using var process = await FiveActsAsync(Provider.Sqlite);
        await process.InAsync<OneDb, int>(db => db.Set<DataKeyRow>().ExecuteUpdateAsync(set => set.SetProperty(r => r.Wrapped, (byte[]?)null)));
        Assert.True((await InLedgerAsync(process, ledger => ledger.VerifyAsync())).Holds);
        Assert.Null(await process.InAsync<OneDb, object?>(async db => (await db.Set<LedgerRow>().FirstAsync(r => r.Seq == 5)).Read(null)));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Acts_that_race_for_a_number_all_get_one(Provider provider)
    {
        await using var process = await FiveActsAsync(provider);
        await Parallel.ForEachAsync(Enumerable.Range(0, 12), async (_, ct) =>
        {
            await using var scope = process.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<OneDb>();
            await Mentorship.ServiceDefaults.Races.RetryAsync(db, async () =>
            {
                await scope.ServiceProvider.GetRequiredService<LedgerOf<OneDb>>().RecordAsync(new Act("race.run", Person, TimeProvider.System.GetUtcNow()), ct);
                return await db.SaveChangesAsync(ct);
            }, ct);
        });
        var head = await InLedgerAsync(process, ledger => ledger.HeadAsync());
        Assert.Equal(17, head!.Seq);
        Assert.True((await InLedgerAsync(process, ledger => ledger.VerifyAsync(head))).Holds);
    }

    [Fact]
    public async Task Keeping_the_head_leaves_a_line_outside_the_database()
    {
        await using var process = await FiveActsAsync(Provider.Sqlite);
        await InLedgerAsync(process, async ledger => { await ledger.KeepHeadAsync(); return true; });
        var head = await InLedgerAsync(process, ledger => ledger.HeadAsync());
        Assert.EndsWith($" 5 {Convert.ToHexStringLower(head!.Hash)}", Assert.Single(await File.ReadAllLinesAsync(Path.Combine(_folder, "heads", "one.heads"), TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    async Task<SampleProcess> FiveActsAsync(Provider provider)
    {
        var settings = new Dictionary<string, string?> { ["Keys:Folder"] = Path.Combine(_folder, "keys"), ["Ledger:Heads"] = Path.Combine(_folder, "heads"), ["Database:Folder"] = _folder };
        if (provider == Provider.Postgres)
        {
            settings["Database:Provider"] = "postgres";
            settings["ConnectionStrings:one"] = (await servers.EmptyDatabaseAsync<OneDb>(provider)).ConnectionString;
            settings["ConnectionStrings:other"] = (await servers.EmptyDatabaseAsync<OtherDb>(provider)).ConnectionString;
        }
        var process = await SampleProcess.StartAsync(settings);
        await using var scope = process.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OneDb>();
        var ledger = scope.ServiceProvider.GetRequiredService<LedgerOf<OneDb>>();
        var key = await scope.ServiceProvider.GetRequiredService<DataKeys<OneDb>>().ForAsync(Person);
        for (var i = 1; i <= 5; i++)
            await ledger.RecordAsync(new Act("sample.done", Person, TimeProvider.System.GetUtcNow()) { Subject = Person, Details = new { i }, Key = i == 5 ? key : null });
        await db.SaveChangesAsync();
        return process;
    }

    static async Task<T> InLedgerAsync<T>(SampleProcess process, Func<LedgerOf<OneDb>, Task<T>> act)
    {
        await using var scope = process.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<LedgerOf<OneDb>>());
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
