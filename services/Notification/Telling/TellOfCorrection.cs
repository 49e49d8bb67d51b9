using MassTransit;
using Mentorship.Contracts;
using Mentorship.Notification.Deliveries;

namespace Mentorship.Notification.Telling;

/// <summary>What somebody asked to be put right was answered. What it was about stands on their page alone.</summary>
internal sealed class TellOfCorrection(NotificationDb db, TimeProvider time) : IConsumer<CorrectionDecided>
{
    static readonly TimeSpan Worth = TimeSpan.FromDays(14);

    public async Task Consume(ConsumeContext<CorrectionDecided> context)
    {
        var (decided, now, ct) = (context.Message, time.GetUtcNow(), context.CancellationToken);
        await db.WantContactsAsync(now, ct, decided.PersonId);
        await db.TellAsync(decided.PersonId, LetterKind.Correction, $"correction/{decided.CorrectionId}/{decided.Version}",
            new Facts { ProgrammeId = decided.ProgrammeId, Decision = decided.Decision, Until = decided.DecidedAt }, now, decided.DecidedAt + Worth, [Channel.Mail, Channel.InApp], ct);
    }
}
