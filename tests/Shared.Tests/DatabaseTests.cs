using Mentorship.ServiceDefaults;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.SharedTests;

public sealed class DatabaseTests(Servers servers)
{
    public static TheoryData<Provider> Databases => [Provider.Sqlite, Provider.Postgres];

    [Theory, MemberData(nameof(Databases))]
    public async Task Times_and_words_come_back_as_they_were_stored(Provider provider)
    {
        await using var database = await servers.DatabaseAsync<OneDb>(provider);
        var at = new DateTimeOffset(2027, 3, 14, 2, 30, 0, TimeSpan.FromHours(-6)).AddTicks(1_234_567);
        await using (var db = database.Open())
        {
            db.Add(new Effect { Id = Guid.CreateVersion7(at), What = "é", Words = ["a;b", "\"c\""], At = at });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        await using var again = database.Open();
        var effect = await again.Effects.SingleAsync(e => e.At > at.AddSeconds(-1) && e.At < at.AddSeconds(1), TestContext.Current.CancellationToken);
        Assert.Equal(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMicrosecond, effect.At.UtcTicks);
        Assert.Equal(TimeSpan.Zero, effect.At.Offset);
        Assert.Equal(["a;b", "\"c\""], effect.Words);
    }

    [Fact]
    public async Task Who_is_broken_off_in_a_deadlock_tries_again()
    {
        await using var database = await servers.DatabaseAsync<OneDb>(Provider.Postgres);
        Guid[] rows = [Guid.CreateVersion7(), Guid.CreateVersion7()];
        await using (var db = database.Open())
        {
            db.AddRange(rows.Select(id => new Effect { Id = id, What = "" }));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        using var both = new CountdownEvent(2);
        var tries = 0;

        await Task.WhenAll(WriteAsync(rows[0], rows[1]), WriteAsync(rows[1], rows[0])).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(3, tries);

        Task WriteAsync(Guid first, Guid second) => Task.Run(async () =>
        {
            await using var db = database.Open();
            await Races.RetryAsync(db, async () =>
            {
                Interlocked.Increment(ref tries);
                await using var transaction = await db.Database.BeginTransactionAsync();
                await SetAsync(db, first);
                if (!both.IsSet)
                    both.Signal();
                both.Wait(TimeSpan.FromSeconds(10));
                await SetAsync(db, second);
                await transaction.CommitAsync();
                return 0;
            }, CancellationToken.None);
        });

        static async Task SetAsync(OneDb db, Guid id)
        {
            (await db.Effects.SingleAsync(e => e.Id == id)).What += "x";
            await db.SaveChangesAsync();
        }
    }

    [Fact]
    public async Task A_migrated_file_is_written_ahead_so_that_readers_hold_up_no_commit()
    {
        var folder = Directory.CreateTempSubdirectory("mentorship-sample-").FullName;
        await using (var process = await SampleProcess.StartAsync(new Dictionary<string, string?>
        {
            ["Keys:Folder"] = Path.Combine(folder, "keys"), ["Ledger:Heads"] = Path.Combine(folder, "heads"), ["Database:Folder"] = folder,
        }))
            Assert.Equal("wal", await process.InAsync<OneDb, string>(db => db.Database.SqlQueryRaw<string>("SELECT journal_mode AS \"Value\" FROM pragma_journal_mode").SingleAsync()));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_held_place_is_a_unique_violation_whatever_the_database_calls_it(Provider provider)
    {
        await using var database = await servers.DatabaseAsync<OneDb>(provider);
        await using var db = database.Open();
        db.Add(new Effect { Id = Guid.CreateVersion7(), What = "first", Place = 1 });
        db.Add(new Effect { Id = Guid.CreateVersion7(), What = "second", Place = 1 });
        var race = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));
        Assert.True(race.IsUniqueViolation());
        Assert.True(race.IsUniqueViolation("place"));
        Assert.False(race.IsUniqueViolation("email"));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Twenty_racers_for_twenty_places_each_get_one(Provider provider)
    {
        await using var database = await servers.DatabaseAsync<OneDb>(provider);
        await Parallel.ForEachAsync(Enumerable.Range(0, 20), new ParallelOptions { MaxDegreeOfParallelism = 10 }, async (_, ct) =>
        {
            await using var db = database.Open();
            await Races.RetryAsync(db, async () =>
            {
                var next = (await db.Effects.MaxAsync(e => e.Place, ct) ?? 0) + 1;
                db.Add(new Effect { Id = Guid.CreateVersion7(), What = "racer", Place = next });
                return await db.SaveChangesAsync(ct);
            }, ct);
        });
        await using var look = database.Open();
        Assert.Equal(Enumerable.Range(1, 20), await look.Effects.Select(e => e.Place!.Value).OrderBy(p => p).ToArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_migrated_database_has_the_schema_of_the_model(Provider provider) => await Schema.AssertMigratedAsModelledAsync<OneDb>(servers, provider);
}
