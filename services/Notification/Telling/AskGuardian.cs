using MassTransit;
using Mentorship.Contracts;
using Mentorship.Notification.Deliveries;

namespace Mentorship.Notification.Telling;

/// <summary>The one mail to a minor's guardian. It is the minor's delivery, so that it goes when they are erased; who it is written to is pulled when it is written.</summary>
internal sealed class AskGuardian(NotificationDb db, TimeProvider time) : IConsumer<GuardianAsked>
{
    static readonly TimeSpan Worth = TimeSpan.FromDays(14);

    public async Task Consume(ConsumeContext<GuardianAsked> context)
    {
        var (asked, now, ct) = (context.Message, time.GetUtcNow(), context.CancellationToken);
        await db.KnowCohortAsync(asked.CohortId, asked.ProgrammeId, ct);
        await db.TellAsync(asked.StudentId, LetterKind.Guardian, $"guardian/{asked.AskingId}",
            new Facts { ProgrammeId = asked.ProgrammeId, CohortId = asked.CohortId, AskingId = asked.AskingId }, now, asked.AskedAt + Worth, [Channel.Mail], ct);
    }
}
