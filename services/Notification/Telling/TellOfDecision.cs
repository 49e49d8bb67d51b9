using MassTransit;
using Mentorship.Contracts;
using Mentorship.Notification.Deliveries;

namespace Mentorship.Notification.Telling;

/// <summary>An application that was decided without a place. Whoever gets one is invited.</summary>
internal sealed class TellOfDecision(NotificationDb db, TimeProvider time) : IConsumer<ApplicationDecided>
{
    static readonly TimeSpan Worth = TimeSpan.FromDays(14);

    public async Task Consume(ConsumeContext<ApplicationDecided> context)
    {
        var (decided, now, ct) = (context.Message, time.GetUtcNow(), context.CancellationToken);
        await db.WantContactsAsync(now, ct, decided.PersonId);
        await db.KnowCohortAsync(decided.CohortId, decided.ProgrammeId, ct);
        var facts = new Facts { ProgrammeId = decided.ProgrammeId, CohortId = decided.CohortId, Decision = decided.Decision, Until = decided.DecidedAt };
        await db.TellAsync(decided.PersonId, LetterKind.Decision, $"decided/{decided.ApplicationId}/{decided.Version}",
            facts, now, decided.DecidedAt + Worth, [Channel.Mail, Channel.InApp], ct);
    }
}
