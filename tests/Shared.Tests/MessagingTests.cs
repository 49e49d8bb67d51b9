using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.SharedTests;

/// <summary>One process, the bus in memory. Kills of separate processes on RabbitMQ are system tests.</summary>
public sealed class MessagingTests(Servers servers) : IAsyncLifetime
{
    readonly string _folder = Directory.CreateTempSubdirectory("mentorship-sample-").FullName;

    public static TheoryData<Provider> Databases => [Provider.Sqlite, Provider.Postgres];

    [Theory, MemberData(nameof(Databases))]
    public async Task An_event_reaches_every_service_once_and_what_it_leads_to_follows(Provider provider)
    {
        await using var process = await SampleProcess.StartAsync(await SettingsAsync(provider));
        await process.AnnounceAsync<OneDb>(SampleProcess.Changed(1));
        await Eventually.True("the effects are there", async () => await CountAsync<OtherDb>(process) == 2);
        Assert.Equal(["one heard 1"], await EffectsAsync<OneDb>(process));
        Assert.Equal(["other heard mentor 1", "other heard student 1"], await EffectsAsync<OtherDb>(process));
    }

    [Fact]
    public async Task What_was_sent_before_a_stop_is_sent_again_at_the_next_start_and_works_once()
    {
        var settings = await SettingsAsync(Provider.Sqlite);
        await using (var first = await SampleProcess.StartAsync(settings))
        {
            for (var version = 20; version < 30; version++) await first.AnnounceAsync<OneDb>(SampleProcess.Changed(version));
            await Eventually.True("the effects are there", async () => await CountAsync<OtherDb>(first) == 20);
        }

        await using var second = await SampleProcess.StartAsync(settings);
        await second.AnnounceAsync<OneDb>(SampleProcess.Changed(99));
        await Eventually.True("the effects are there", async () => (await EffectsAsync<OtherDb>(second)).Contains("other heard mentor 99"));
        Assert.Equal(11, await CountAsync<OneDb>(second));
        Assert.Equal(22, await CountAsync<OtherDb>(second));
    }

    [Fact]
    public async Task An_event_lost_with_the_memory_of_a_process_is_heard_after_the_next_start()
    {
        var settings = await SettingsAsync(Provider.Sqlite);
        await using (var first = await SampleProcess.StartAsync(settings))
        {
            await first.AnnounceAsync<OneDb>(SampleProcess.Changed(5));
            await Eventually.True("the effects are there", async () => await CountAsync<OtherDb>(first) == 2);
            // As a kill between publishing and consuming leaves it: marked sent, and nothing came of it.
            await first.InAsync<OtherDb, int>(async db => await db.Effects.ExecuteDeleteAsync() + await db.Database.ExecuteSqlRawAsync("DELETE FROM inbox"));
        }

        await using var second = await SampleProcess.StartAsync(settings);
        await Eventually.True("the effects are there", async () => await CountAsync<OtherDb>(second) == 2);
        Assert.Equal(1, await CountAsync<OneDb>(second));
    }

    [Fact]
    public async Task A_change_that_is_not_saved_announces_nothing()
    {
        await using var process = await SampleProcess.StartAsync(await SettingsAsync(Provider.Sqlite));
        await process.InAsync<OneDb, int>(db =>
        {
            db.Add(new Effect { Id = Guid.CreateVersion7(), What = "holds the place", Place = 1 });
            return db.SaveChangesAsync();
        });
        await Assert.ThrowsAsync<DbUpdateException>(() => process.InAsync<OneDb, int>(db =>
        {
            db.Add(new Effect { Id = Guid.CreateVersion7(), What = "wants it too", Place = 1 });
            Mentorship.Messaging.Announcing.Announce(db, SampleProcess.Changed(7), TimeProvider.System.GetUtcNow());
            return db.SaveChangesAsync();
        }));
        Assert.Equal(0, await process.InAsync<OneDb, int>(db => db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM outbox").SingleAsync()));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_message_that_fails_every_time_is_set_aside_and_the_others_flow(Provider provider)
    {
        await using var process = await SampleProcess.StartAsync(await SettingsAsync(provider));
        await process.AnnounceAsync<OneDb>(SampleProcess.Changed(13));
        await process.AnnounceAsync<OneDb>(SampleProcess.Changed(14));
        await Eventually.True("the effects are there", async () => await process.InAsync<OneDb, int>(db => db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM dead_letters WHERE queue = 'one-hear'").SingleAsync()) == 1);
        await Eventually.True("the effects are there", async () => (await EffectsAsync<OneDb>(process)).Contains("one heard 14"));
        Assert.Contains("other heard student 13", await EffectsAsync<OtherDb>(process));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_message_that_fails_once_is_tried_again_and_not_set_aside(Provider provider)
    {
        await using var process = await SampleProcess.StartAsync(await SettingsAsync(provider));
        await process.AnnounceAsync<OneDb>(SampleProcess.Changed(12));
        await Eventually.True("the effects are there", async () => (await EffectsAsync<OneDb>(process)).Contains("one heard 12"));
        Assert.Equal(0, await process.InAsync<OneDb, int>(db => db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM dead_letters").SingleAsync()));
    }

    async Task<Dictionary<string, string?>> SettingsAsync(Provider provider)
    {
        var settings = new Dictionary<string, string?> { ["Keys:Folder"] = Path.Combine(_folder, "keys"), ["Ledger:Heads"] = Path.Combine(_folder, "heads"), ["Database:Folder"] = _folder };
        if (provider == Provider.Postgres)
        {
            settings["Database:Provider"] = "postgres";
            settings["ConnectionStrings:one"] = (await servers.EmptyDatabaseAsync<OneDb>(provider)).ConnectionString;
            settings["ConnectionStrings:other"] = (await servers.EmptyDatabaseAsync<OtherDb>(provider)).ConnectionString;
        }
        return settings;
    }

    static Task<int> CountAsync<TDb>(SampleProcess process) where TDb : SampleDb => process.InAsync<TDb, int>(db => db.Effects.CountAsync());

    static Task<string[]> EffectsAsync<TDb>(SampleProcess process) where TDb : SampleDb =>
        process.InAsync<TDb, string[]>(db => db.Effects.Select(e => e.What).OrderBy(w => w).ToArrayAsync());

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
