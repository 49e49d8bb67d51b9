using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Mentorship.ServiceDefaults;

/// <summary>
/// A service's own database, the same model on SQLite and PostgreSQL: snake case names, times as UTC truncated to
/// microseconds (SQLite cannot compare offsets, PostgreSQL keeps no more), enums as words, string lists as JSON.
/// </summary>
/// <remarks>
/// SQLite's write lock is unfair and starves waiters, so each database file has one gate that saves pass in turn.
/// </remarks>
public abstract class ServiceDb(DbContextOptions options) : DbContext(options)
{
    static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new();

    /// <summary>The entities; called once per context type.</summary>
    protected abstract void Entities(ModelBuilder model);

    /// <inheritdoc />
    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Entities(modelBuilder);
        modelBuilder.UseSnakeCase();
    }

    /// <inheritdoc />
    protected sealed override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMicroseconds>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<string[]>().HaveConversion<JsonStrings, JsonStringsComparer>();
    }

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // Inside a transaction SQLite's lock is already held, and whoever holds the gate is waiting for it.
        if (!Database.IsSqlite() || Database.CurrentTransaction is not null)
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        using var turn = await EnterWriteGateAsync(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>A turn to write. Raw statements take one too; on PostgreSQL it is free at once.</summary>
    public async Task<IDisposable> EnterWriteGateAsync(CancellationToken ct)
    {
        if (!Database.IsSqlite()) return NoTurn.Instance;
        var gate = Gates.GetOrAdd(((SqliteConnection)Database.GetDbConnection()).DataSource, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(ct);
        return new Turn(gate);
    }

    /// <summary>
    /// SQLite keeps what was deleted in its write-ahead log until that is written over: this empties it, unless somebody
    /// reads from it for longer than a moment. On PostgreSQL the vacuum does it in its time.
    /// </summary>
    public async Task EmptyWriteAheadLogAsync(CancellationToken ct)
    {
        if (!Database.IsSqlite()) return;
        await Database.OpenConnectionAsync(ct);
        try
        {
            await using var checkpoint = Database.GetDbConnection().CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            for (var attempt = 0; attempt < 20; attempt++)
            {
                using (await EnterWriteGateAsync(ct))
                    if (await checkpoint.ExecuteScalarAsync(ct) is 0L) return;
                await Task.Delay(50, ct);
            }
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }

    sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }

    sealed class NoTurn : IDisposable
    {
        public static readonly NoTurn Instance = new();
        public void Dispose() { }
    }

    sealed class UtcMicroseconds() : ValueConverter<DateTimeOffset, DateTime>(
        value => Truncate(value.UtcDateTime),
        value => new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Utc)))
    {
        static DateTime Truncate(DateTime utc) => new(utc.Ticks - utc.Ticks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
    }

    sealed class JsonStrings() : ValueConverter<string[], string>(
        value => JsonSerializer.Serialize(value, JsonSerializerOptions.Default),
        value => JsonSerializer.Deserialize<string[]>(value, JsonSerializerOptions.Default) ?? Array.Empty<string>());

    sealed class JsonStringsComparer() : ValueComparer<string[]>(
        (a, b) => a == b || (a != null && b != null && a.SequenceEqual(b)),
        value => value.Aggregate(0, (hash, item) => HashCode.Combine(hash, item.GetHashCode(StringComparison.Ordinal))),
        value => value.ToArray());
}
