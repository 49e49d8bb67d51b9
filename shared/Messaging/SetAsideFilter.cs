using System.Text.Json;
using MassTransit;
using Mentorship.Contracts;
using Mentorship.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mentorship.Messaging;

/// <summary>
/// In memory an error queue is gone with the process, so a message that failed every retry goes to the consuming
/// service's <c>dead_letters</c>, where the command line lists it and drives it again. Retries lie around every filter
/// of a consumer, this one too, whatever the order they are added in; so it acts on the last attempt alone.
/// </summary>
internal sealed partial class SetAsideFilter<T>(Queues queues, BusOptions options, IServiceScopeFactory scopes, TimeProvider time, ILogger<SetAsideFilter<T>> log)
    : IFilter<ConsumeContext<T>> where T : class
{
    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        try
        {
            await next.Send(context);
        }
        catch (Exception failure) when (context.GetRetryAttempt() >= options.Retries.Length && !context.CancellationToken.IsCancellationRequested)
        {
            await using var scope = scopes.CreateAsyncScope();
            var (queue, db) = queues.Of(context.ReceiveContext.InputAddress, scope.ServiceProvider);
            var now = time.GetUtcNow();
            db.Add(new DeadLetterRow
            {
                Id = Guid.CreateVersion7(now),
                MessageId = context.MessageId ?? Guid.Empty,
                Queue = queue,
                Type = EventCatalogue.NameOf[typeof(T)],
                Body = JsonSerializer.Serialize(context.Message, JsonSerializerOptions.Web),
                Error = failure.GetType().FullName ?? "",
                At = now,
            });
            await db.SaveChangesAsync(CancellationToken.None);
            SetAside(failure, context.MessageId, queue);
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("set-aside");

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} of queue {Queue} failed every retry and is set aside")]
    partial void SetAside(Exception failure, Guid? messageId, string queue);
}
