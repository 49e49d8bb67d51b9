using MassTransit;
using Mentorship.Contracts;
using Mentorship.Notification.Deliveries;
using Mentorship.Notification.Reminders;

namespace Mentorship.Notification.Telling;

/// <summary>Both sides are told of an offer by mail, since an offer waits for an answer, and are reminded while it does.</summary>
internal sealed class TellOfOffer(NotificationDb db, TimeProvider time) : IConsumer<OfferMade>
{
    public async Task Consume(ConsumeContext<OfferMade> context)
    {
        var (offer, now, ct) = (context.Message, time.GetUtcNow(), context.CancellationToken);
        // Both answered before anybody could be asked: the news is the pair, which has its own event.
        if (offer is { StudentAnswer: "yes", MentorAnswer: "yes" })
            return;

        await db.WantContactsAsync(now, ct, offer.StudentId, offer.MentorId);
        await db.KnowCohortAsync(offer.CohortId, offer.ProgrammeId, ct);
        var facts = new Facts
        {
            ProgrammeId = offer.ProgrammeId,
            CohortId = offer.CohortId,
            PairId = offer.PairId,
            StudentId = offer.StudentId,
            MentorId = offer.MentorId,
            Origin = offer.Origin,
            StudentAnswer = offer.StudentAnswer,
            MentorAnswer = offer.MentorAnswer,
            Until = offer.Deadline,
        };
        (await db.OpenOfferAsync(offer.PairId, ct)).Made(facts, offer.MadeAt);
        var @event = $"offer/{offer.PairId}/{offer.Version}";
        // The student who has just asked sees it on the page and needs no mail about their own act.
        Channel[] student = offer.Origin == "request" ? [Channel.InApp] : [Channel.Mail, Channel.InApp];
        await db.TellAsync(offer.StudentId, LetterKind.Offer, @event, facts, now, offer.Deadline, student, ct);
        await db.TellAsync(offer.MentorId, LetterKind.Offer, @event, facts, now, offer.Deadline, [Channel.Mail, Channel.InApp], ct);
    }
}
