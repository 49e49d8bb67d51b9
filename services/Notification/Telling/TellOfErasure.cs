using MassTransit;
using Mentorship.Contracts;
using Mentorship.Notification.Deliveries;

namespace Mentorship.Notification.Telling;

/// <summary>Nobody disappears without knowing: the request may have come by letter, or from somebody else at their machine.</summary>
internal sealed class TellOfErasure(NotificationDb db, TimeProvider time) : IConsumer<ErasureAsked>
{
    public async Task Consume(ConsumeContext<ErasureAsked> context)
    {
        var (asked, now, ct) = (context.Message, time.GetUtcNow(), context.CancellationToken);
        await db.WantContactsAsync(now, ct, asked.PersonId);
        // Asked, taken back and asked again is two letters, though nothing else about the person changed.
        await db.TellAsync(asked.PersonId, LetterKind.Erasure, $"erasure/{asked.PersonId}/{asked.AskedAt.ToUnixTimeMilliseconds()}",
            new Facts { ByOffice = asked.ByOffice, Until = asked.DueAt }, now, asked.DueAt, [Channel.Mail], ct);
    }
}
