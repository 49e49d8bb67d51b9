using MassTransit;
using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Messaging;

/// <summary>
/// Each consumer's effect once, however often a message comes. The inbox is taken late: the consumer works on
/// tracked entities, may pull over HTTP meanwhile, and then inbox row, change and outbox rows are saved in one
/// transaction. Opening the transaction first would hold SQLite's only write lock across those pulls. Who loses a
/// race on the inbox row is retried in a new scope and finds it.
/// </summary>
internal sealed class InboxFilter<T>(Queues queues, IServiceProvider scope, TimeProvider time) : IFilter<ConsumeContext<T>> where T : class
{
    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        var (queue, db) = queues.Of(context.ReceiveContext.InputAddress, scope);
        var message = context.MessageId ?? throw new InvalidOperationException("A message without an id cannot be told from its copies.");
        var consumer = $"{queue}/{typeof(T).Name}";
        if (await db.Set<InboxRow>().AnyAsync(row => row.MessageId == message && row.Consumer == consumer, context.CancellationToken))
        {
            // Without this a copy would count as unconsumed and land in the _skipped queue.
            await context.NotifyConsumed(TimeSpan.Zero, "duplicate");
            return;
        }

        db.Add(new InboxRow { MessageId = message, Consumer = consumer, ProcessedAt = time.GetUtcNow() });
        Cause.Current = new Cause(context.ConversationId, message);
        await next.Send(context);
        await db.SaveChangesAsync(context.CancellationToken);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("inbox");
}
