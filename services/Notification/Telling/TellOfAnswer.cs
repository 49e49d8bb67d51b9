using MassTransit;
using Mentorship.Contracts;
using Mentorship.Notification.Deliveries;
using Mentorship.Notification.Reminders;

namespace Mentorship.Notification.Telling;

/// <summary>The other side learns of an answer; a pair that became active is news for both.</summary>
internal sealed class TellOfAnswer(NotificationDb db, TimeProvider time) : IConsumer<OfferAnswered>, IConsumer<PairActivated>
{
    public async Task Consume(ConsumeContext<OfferAnswered> context)
    {
        var (answered, now, ct) = (context.Message, time.GetUtcNow(), context.CancellationToken);
        await db.WantContactsAsync(now, ct, answered.StudentId, answered.MentorId);
        await db.KnowCohortAsync(answered.CohortId, answered.ProgrammeId, ct);
        (await db.OpenOfferAsync(answered.PairId, ct)).Answered(answered.By, answered.Answer);
        var facts = new Facts
        {
            ProgrammeId = answered.ProgrammeId,
            CohortId = answered.CohortId,
            PairId = answered.PairId,
            StudentId = answered.StudentId,
            MentorId = answered.MentorId,
            By = answered.By,
            Answer = answered.Answer,
            ByOffice = answered.ByOffice,
            Until = answered.AnsweredAt,
        };
        var @event = $"answer/{answered.PairId}/{answered.Version}";
        var (own, other) = answered.By == "student" ? (answered.StudentId, answered.MentorId) : (answered.MentorId, answered.StudentId);

        // A single yes is progress, not an end: it waits in the inbox, and the mail comes with the pair.
        Channel[] channels = answered.Answer == "no" ? [Channel.Mail, Channel.InApp] : [Channel.InApp];
        await db.TellAsync(other, LetterKind.Answer, @event, facts, now, answered.AnsweredAt + Tell.Worth, channels, ct);
        if (answered.ByOffice)
            await db.TellAsync(own, LetterKind.Answer, @event, facts, now, answered.AnsweredAt + Tell.Worth, [Channel.Mail, Channel.InApp], ct);
    }

    public Task Consume(ConsumeContext<PairActivated> context)
    {
        var active = context.Message;
        var facts = new Facts
        {
            ProgrammeId = active.ProgrammeId,
            CohortId = active.CohortId,
            PairId = active.PairId,
            StudentId = active.StudentId,
            MentorId = active.MentorId,
            Until = active.ActivatedAt,
        };
        return db.TellOfEndAsync(LetterKind.Active, active.Version, facts, [active.StudentId, active.MentorId], time.GetUtcNow(), context.CancellationToken);
    }
}
