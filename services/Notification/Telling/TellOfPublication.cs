using MassTransit;
using Mentorship.Contracts;
using Mentorship.Notification.Cohorts;
using Mentorship.Notification.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Notification.Telling;

/// <summary>Everyone who runs the programme learns what goes out and until when it can be stopped; students and mentors hear of
/// it through their offers.</summary>
internal sealed class TellOfPublication(NotificationDb db, CohortNames cohorts, TimeProvider time) : IConsumer<RunPublished>
{
    static readonly TimeSpan Worth = TimeSpan.FromDays(1);

    public async Task Consume(ConsumeContext<RunPublished> context)
    {
        var (published, now, ct) = (context.Message, time.GetUtcNow(), context.CancellationToken);
        // Asked for where the event came before the one that opened the cohort; without it nobody knows whom to tell.
        var cohort = (await cohorts.LearnAsync([published.CohortId], ct))[published.CohortId];
        var coordinators = await db.Coordinators.Where(c => c.ProgrammeId == cohort.ProgrammeId).Select(c => c.PersonId).ToArrayAsync(ct);
        await db.WantContactsAsync(now, ct, coordinators);
        var facts = new Facts { ProgrammeId = cohort.ProgrammeId, CohortId = cohort.CohortId, Pairs = published.Pairs, Until = published.GoesOutAt };
        foreach (var coordinator in coordinators)
            await db.TellAsync(coordinator, LetterKind.Published, $"published/{published.PublicationId}/{published.Version}",
                facts, now, published.PublishedAt + Worth, [Channel.Mail, Channel.InApp], ct);
    }
}
