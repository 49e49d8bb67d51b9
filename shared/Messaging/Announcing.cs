using System.Diagnostics;
using System.Text.Json;
using Mentorship.Contracts;
using Mentorship.ServiceDefaults;

namespace Mentorship.Messaging;

/// <summary>Events leave a service with the change that caused them, or not at all.</summary>
public static class Announcing
{
    /// <summary>
    /// Adds an event to the context's outbox. The caller's one <c>SaveChangesAsync</c> stores change and event
    /// together; the relay takes it from there.
    /// </summary>
    /// <param name="db">The service's context.</param>
    /// <param name="event">A record of <see cref="EventCatalogue"/>: ids, codes, times and a version, nothing about a person.</param>
    /// <param name="now">The time of the act, UTC.</param>
    public static void Announce(this ServiceDb db, object @event, DateTimeOffset now)
    {
        var cause = Cause.Current;
        var id = Guid.CreateVersion7(now);
        db.Add(new OutboxRow
        {
            Id = id,
            Type = EventCatalogue.NameOf[@event.GetType()],
            Body = JsonSerializer.Serialize(@event, @event.GetType(), JsonSerializerOptions.Web),
            TraceParent = Activity.Current?.Id,
            ConversationId = cause?.Conversation ?? id,
            CausationId = cause?.Message,
            CreatedAt = now,
            VisibleAt = now,
        });
    }
}

/// <summary>The message being consumed, so that what it leads to can name it.</summary>
internal sealed record Cause(Guid? Conversation, Guid? Message)
{
    static readonly AsyncLocal<Cause?> Flowing = new();

    public static Cause? Current { get => Flowing.Value; set => Flowing.Value = value; }
}
