using MassTransit;
using Mentorship.Contracts;
using Mentorship.Notification.Cohorts;
using Mentorship.Notification.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Notification.Telling;

internal sealed class TellOfInvitation(NotificationDb db, TimeProvider time) : IConsumer<PersonInvited>
{
    static readonly TimeSpan Worth = TimeSpan.FromDays(14);

    public async Task Consume(ConsumeContext<PersonInvited> context)
    {
        var (invited, now, ct) = (context.Message, time.GetUtcNow(), context.CancellationToken);
        await db.WantContactsAsync(now, ct, invited.MentorId is { } mentor ? [invited.PersonId, mentor] : [invited.PersonId]);
        if (invited.CohortId is { } cohort)
            await db.KnowCohortAsync(cohort, invited.ProgrammeId, ct);
        if (invited.Role == "coordinator" && !await db.IsErasedAsync(invited.PersonId, ct) && !await db.Coordinators.AnyAsync(c => c.ProgrammeId == invited.ProgrammeId && c.PersonId == invited.PersonId, ct))
            db.Add(KnownCoordinator.Of(invited.ProgrammeId, invited.PersonId));

        var subject = invited.CohortId ?? invited.ProgrammeId;
        var facts = new Facts { ProgrammeId = invited.ProgrammeId, CohortId = invited.CohortId, MentorId = invited.MentorId, Role = invited.Role, Until = invited.InvitedAt };
        await db.TellAsync(invited.PersonId, LetterKind.Invitation, $"invited/{subject}/{invited.Role}/{invited.Version}",
            facts, now, invited.InvitedAt + Worth, [Channel.Mail, Channel.InApp], ct);
    }
}
