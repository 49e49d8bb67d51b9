using System.Globalization;
using MassTransit;
using Mentorship.Contracts;
using Mentorship.Notification.Deliveries;

namespace Mentorship.Notification.Telling;

/// <summary>Nobody disappears without knowing, thirty days ahead, also where a rule says so and nobody asked.</summary>
internal sealed class TellOfForeseenErasure(NotificationDb db, TimeProvider time) : IConsumer<ErasureForeseen>
{
    public async Task Consume(ConsumeContext<ErasureForeseen> context)
    {
        var (foreseen, now, ct) = (context.Message, time.GetUtcNow(), context.CancellationToken);
        await db.WantContactsAsync(now, ct, foreseen.PersonId);
        var day = new DateTimeOffset(DateOnly.ParseExact(foreseen.Day, Facts.DayFormat, CultureInfo.InvariantCulture), default, TimeSpan.Zero);
        await db.TellAsync(foreseen.PersonId, LetterKind.Foreseen, $"foreseen/{foreseen.PersonId}/{foreseen.Day}",
            new Facts { Day = foreseen.Day, Until = day }, now, day, [Channel.Mail], ct);
    }
}
