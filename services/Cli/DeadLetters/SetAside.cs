using Mentorship.Cli.CommandLine;
using Microsoft.Data.Sqlite;

namespace Mentorship.Cli.DeadLetters;

/// <summary>
/// The tables <c>dead_letters</c> of one process. Driving a letter again puts it back into its service's outbox under
/// its own message id, in the transaction that takes it out of here: who has worked on that id already ignores it.
/// </summary>
sealed class SetAside : IDeadLetters
{
    readonly string[] _databases;
    readonly TimeProvider _time;

    SetAside(string[] databases, TimeProvider time) => (_databases, _time) = (databases, time);

    public static SetAside In(string folder, TimeProvider time)
    {
        string[] databases = Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.db").Order(StringComparer.Ordinal)] : [];
        return databases is not [] ? new(databases, time) : throw new FailedException($"{Path.GetFullPath(folder)} is not a data folder: it holds no databases.");
    }

    public async Task<IReadOnlyList<(string Queue, int Count)>> CountAsync(CancellationToken ct)
    {
        var counts = new List<(string, int)>();
        foreach (var database in _databases)
        {
            await using var connection = await OpenAsync(database, ct);
            await using var command = Command(connection, "SELECT queue, COUNT(*) FROM dead_letters GROUP BY queue ORDER BY queue");
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct)) counts.Add((rows.GetString(0), rows.GetInt32(1)));
        }
        return counts;
    }

    public async Task<IReadOnlyList<DeadLetter>> ReadAsync(string queue, int limit, CancellationToken ct)
    {
        var letters = new List<DeadLetter>();
        foreach (var database in _databases)
        {
            await using var connection = await OpenAsync(database, ct);
            await using var command = Command(connection, "SELECT queue, message_id, type, error, at, body FROM dead_letters WHERE queue = $queue ORDER BY at LIMIT $limit",
                ("$queue", queue), ("$limit", limit));
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
                letters.Add(new(rows.GetString(0), rows.GetGuid(1), rows.GetString(2), rows.GetString(3),
                    new DateTimeOffset(DateTime.SpecifyKind(rows.GetDateTime(4), DateTimeKind.Utc)), rows.GetString(5)));
        }
        return letters;
    }

    public Task<int> RedriveAsync(string queue, Guid? message, CancellationToken ct)
    {
        var now = _time.GetUtcNow();
        return ChangeAsync(queue, message, now,
            """
            INSERT INTO outbox (id, type, body, conversation_id, created_at, visible_at, attempts)
            SELECT message_id, type, body, message_id, $now, $now, 0 FROM dead_letters WHERE queue = $queue AND ($message IS NULL OR message_id = $message)
            ON CONFLICT (id) DO UPDATE SET sent_at = NULL, visible_at = excluded.visible_at
            """, ct);
    }

    public Task<int> PurgeAsync(string queue, Guid? message, CancellationToken ct) => ChangeAsync(queue, message, _time.GetUtcNow(), null, ct);

    async Task<int> ChangeAsync(string queue, Guid? message, DateTimeOffset now, string? first, CancellationToken ct)
    {
        var changed = 0;
        foreach (var database in _databases)
        {
            await using var connection = await OpenAsync(database, ct);
            await using var transaction = connection.BeginTransaction();
            (string, object)[] values = [("$queue", queue), ("$message", message ?? (object)DBNull.Value), ("$now", now.UtcDateTime)];
            if (first is not null)
            {
                await using var send = Command(connection, first, values);
                await send.ExecuteNonQueryAsync(ct);
            }
            await using var remove = Command(connection, "DELETE FROM dead_letters WHERE queue = $queue AND ($message IS NULL OR message_id = $message)", values);
            changed += await remove.ExecuteNonQueryAsync(ct);
            await transaction.CommitAsync(ct);
        }
        return changed;
    }

    static async Task<SqliteConnection> OpenAsync(string database, CancellationToken ct)
    {
        var connection = new SqliteConnection($"Data Source={database};Mode=ReadWrite;Pooling=false;Default Timeout=30");
        await connection.OpenAsync(ct);
        return connection;
    }

    static SqliteCommand Command(SqliteConnection connection, string text, params (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // every statement stands in this file
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var (name, value) in values.Where(v => text.Contains(v.Name, StringComparison.Ordinal))) command.Parameters.AddWithValue(name, value);
        return command;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
