using System.Diagnostics;
using System.Text.Json;
using MassTransit;
using Mentorship.Contracts;
using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mentorship.Messaging;

/// <summary>
/// Publishes a service's outbox, at least once, in any number of processes: rows are claimed by a lease, never by
/// a "last seen" number, since sequence numbers are handed out before commit.
/// </summary>
internal sealed partial class Relay<TDb>(
    IServiceScopeFactory scopes, IBusControl bus, BusOptions options, Wake<TDb> wake, Queues queues, KeptSince kept,
    IHostApplicationLifetime lifetime, TimeProvider time, ILogger<Relay<TDb>> log) : BackgroundService where TDb : ServiceDb
{
    static readonly ActivitySource Activities = new("Mentorship");
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(30), Poll = TimeSpan.FromSeconds(1), Tidy = TimeSpan.FromMinutes(10),
        Keep = TimeSpan.FromDays(1), KeepInbox = TimeSpan.FromDays(7), PublishWithin = TimeSpan.FromSeconds(10);
    static readonly DateTimeOffset Never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StartedAsync(stoppingToken);
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, stoppingToken);

        var tidied = default(DateTimeOffset);
        var resent = !options.InMemory;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!resent)
                {
                    // Whatever its age: what lay in a queue when the process died was on nobody's disk but here.
                    await ResendAsync(stoppingToken);
                    resent = true;
                }
                while (await PublishBatchAsync(stoppingToken) > 0) { }
                if (time.GetUtcNow() - tidied > Tidy)
                {
                    await TidyAsync(stoppingToken);
                    tidied = time.GetUtcNow();
                }
                await wake.WaitAsync(Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            // The database or the broker may be away in any of a dozen exception types; the relay outlives them all.
            catch (Exception failure)
            {
                Paused(failure, typeof(TDb).Name);
                await Task.Delay(Poll, stoppingToken);
            }
        }
    }

    /// <summary>The bus starts before the web server listens; an event consumed then would pull from a closed port.</summary>
    async Task StartedAsync(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registered = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(ct);
    }

    async Task<int> PublishBatchAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var rows = await ClaimAsync(db, ct);
        if (rows.Count == 0) return 0;

        var outcomes = await Task.WhenAll(rows.OrderBy(r => r.Seq).Select(row => PublishAsync(row, ct)));
        var sent = outcomes.Where(o => o.Error is null).Select(o => o.Row.Seq).ToArray();
        using (await db.EnterWriteGateAsync(ct))
        {
            var published = db.Set<OutboxRow>().Where(r => sent.Contains(r.Seq));
            if (!options.InMemory) await published.ExecuteDeleteAsync(ct);
            else
            {
                var now = time.GetUtcNow();
                await published.ExecuteUpdateAsync(set => set.SetProperty(r => r.SentAt, now), ct);
            }
            foreach (var failed in outcomes.Where(o => o.Error is not null))
                await PostponeAsync(db, failed, ct);
        }
        return sent.Length;
    }

    async Task<List<OutboxRow>> ClaimAsync(TDb db, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var due = db.Set<OutboxRow>().Where(r => r.SentAt == null && r.VisibleAt <= now);
        // A cheap look first: an idle relay then takes no turn at SQLite's write lock, once a second and service.
        if (!await due.AnyAsync(ct)) return [];

        var skipLocked = db.Database.IsNpgsql() ? "FOR UPDATE SKIP LOCKED" : "";
        using var turn = await db.EnterWriteGateAsync(ct);
#pragma warning disable EF1002 // the only interpolated part is the constant above
        return await db.Set<OutboxRow>().FromSqlRaw(
            $$"""
            UPDATE outbox SET visible_at = {0} WHERE seq IN (
                SELECT seq FROM outbox WHERE sent_at IS NULL AND visible_at <= {1} ORDER BY seq LIMIT 200 {{skipLocked}})
            RETURNING *
            """, (now + Lease).UtcDateTime, now.UtcDateTime).AsNoTracking().ToListAsync(ct);
#pragma warning restore EF1002
    }

    async Task<Outcome> PublishAsync(OutboxRow row, CancellationToken ct)
    {
        if (!EventCatalogue.ByName.TryGetValue(row.Type, out var type)) return new(row, "unknown event type", Never, CountsAgainstRow: true);
        // Started inside each row's own method, so that publishing a batch at once does not mix their traces.
        using var activity = Activities.StartActivity("outbox publish", ActivityKind.Producer, row.TraceParent);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        // A publish may hang for as long as a broker alarm lasts.
        patience.CancelAfter(PublishWithin);
        try
        {
            var @event = JsonSerializer.Deserialize(row.Body, type, JsonSerializerOptions.Web)!;
            await bus.Publish(@event, type, context =>
            {
                context.MessageId = row.Id;
                context.ConversationId = row.ConversationId;
                context.InitiatorId = row.CausationId;
                // RabbitMQ confirms and drops what no queue is bound for, unless it must be routed.
                if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit)) rabbit.Mandatory = true;
            }, patience.Token);
            return new(row, null, default, false);
        }
        catch (JsonException failure)
        {
            return new(row, failure.GetType().Name, Never, CountsAgainstRow: true);
        }
        catch (MessageReturnedException failure)
        {
            var pause = TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, row.Attempts)));
            return new(row, failure.GetType().Name, time.GetUtcNow() + pause, CountsAgainstRow: true);
        }
        // Whatever the broker's absence looks like from here, it is not the message's fault.
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            return new(row, failure.GetType().Name, time.GetUtcNow() + Poll, CountsAgainstRow: false);
        }
    }

    async Task PostponeAsync(TDb db, Outcome failed, CancellationToken ct)
    {
        var (row, error, until, counts) = failed;
        await db.Set<OutboxRow>().Where(r => r.Seq == row.Seq).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.VisibleAt, until)
            .SetProperty(r => r.LastError, error)
            .SetProperty(r => r.Attempts, row.Attempts + (counts ? 1 : 0)), ct);
        Postponed(row.Id, row.Type, error, until);
    }

    async Task ResendAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var now = time.GetUtcNow();
        using var turn = await db.EnterWriteGateAsync(ct);
        await db.Set<OutboxRow>().Where(r => r.SentAt != null || r.VisibleAt < Never)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.SentAt, (DateTimeOffset?)null).SetProperty(r => r.VisibleAt, now), ct);
    }

    /// <summary>
    /// Forgets what can no longer come again. A message still kept in any outbox of this process may be sent again
    /// at the next start, so no inbox row younger than the oldest of those goes.
    /// </summary>
    async Task TidyAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var now = time.GetUtcNow();
        var old = now - Keep;
        using var turn = await db.EnterWriteGateAsync(ct);
        await db.Set<OutboxRow>().Where(r => r.SentAt < old).ExecuteDeleteAsync(ct);
        kept.Report(typeof(TDb), await db.Set<OutboxRow>().MinAsync(r => (DateTimeOffset?)r.CreatedAt, ct) ?? now);

        var forget = now - KeepInbox;
        if (options.InMemory)
        {
            if (kept.Oldest(queues.Relays) is not { } oldest) return;
            if (oldest < forget) forget = oldest;
        }
        await db.Set<InboxRow>().Where(r => r.ProcessedAt < forget).ExecuteDeleteAsync(ct);
    }

    readonly record struct Outcome(OutboxRow Row, string? Error, DateTimeOffset Until, bool CountsAgainstRow);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The relay of {Context} pauses")]
    partial void Paused(Exception failure, string context);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Event {MessageId} ({Type}) was not taken ({Error}) and waits until {Until}")]
    partial void Postponed(Guid messageId, string type, string? error, DateTimeOffset until);
}

/// <summary>The oldest event each relay of this process still keeps.</summary>
internal sealed class KeptSince
{
    readonly Lock _lock = new();
    readonly Dictionary<Type, DateTimeOffset> _oldest = [];

    public void Report(Type context, DateTimeOffset oldest)
    {
        lock (_lock) _oldest[context] = oldest;
    }

    /// <summary>The oldest of all, or null until every relay has reported.</summary>
    public DateTimeOffset? Oldest(int relays)
    {
        lock (_lock) return _oldest.Count < relays ? null : _oldest.Values.Min();
    }
}
