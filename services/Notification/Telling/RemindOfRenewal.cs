using System.Globalization;
using MassTransit;
using Mentorship.Contracts;
using Mentorship.Notification.Deliveries;

namespace Mentorship.Notification.Telling;

/// <summary>A training runs out soon: a mail and a message to whoever has done it, as long as its last day has not come.</summary>
internal sealed class RemindOfRenewal(NotificationDb db, TimeProvider time) : IConsumer<RenewalAsked>
{
    /// <summary>A reminder that is days late may cross the renewal.</summary>
    static readonly TimeSpan Worth = TimeSpan.FromDays(3);

    public async Task Consume(ConsumeContext<RenewalAsked> context)
    {
        var (asked, now, ct) = (context.Message, time.GetUtcNow(), context.CancellationToken);
        await db.WantContactsAsync(now, ct, asked.PersonId);
        var over = new DateTimeOffset(DateOnly.ParseExact(asked.LastDay, Facts.DayFormat, CultureInfo.InvariantCulture).AddDays(1), default, TimeSpan.Zero);
        var facts = new Facts { ProgrammeId = asked.ProgrammeId, TrainingId = asked.TrainingId, Day = asked.LastDay, Until = over };
        await db.TellAsync(asked.PersonId, LetterKind.Renewal, $"renewal/{asked.TrainingId}/{asked.LastDay}/{asked.DaysBefore}",
            facts, now, over < asked.AskedAt + Worth ? over : asked.AskedAt + Worth, [Channel.Mail, Channel.InApp], ct);
    }
}
