using MassTransit;
using Mentorship.Contracts;
using Mentorship.Notification.Deliveries;
using Mentorship.Notification.Reminders;

namespace Mentorship.Notification.Telling;

/// <summary>An offer that ended without an answer or was taken back, and a pair that is over.</summary>
internal sealed class TellOfEnd(NotificationDb db, TimeProvider time) : IConsumer<OfferExpired>, IConsumer<PairWithdrawn>, IConsumer<PairEnded>
{
    static readonly TimeSpan Worth = TimeSpan.FromDays(7);

    public async Task Consume(ConsumeContext<OfferExpired> context)
    {
        var (expired, now, ct) = (context.Message, time.GetUtcNow(), context.CancellationToken);
        await db.WantContactsAsync(now, ct, expired.StudentId, expired.MentorId);
        await db.KnowCohortAsync(expired.CohortId, expired.ProgrammeId, ct);
        (await db.OpenOfferAsync(expired.PairId, ct)).End();
        var facts = new Facts
        {
            ProgrammeId = expired.ProgrammeId,
            CohortId = expired.CohortId,
            PairId = expired.PairId,
            StudentId = expired.StudentId,
            MentorId = expired.MentorId,
            By = expired.SilentSide,
            Until = expired.ExpiredAt,
        };
        foreach (var person in new[] { expired.StudentId, expired.MentorId })
            await db.TellAsync(person, LetterKind.Expired, $"expired/{expired.PairId}/{expired.Version}", facts, now, expired.ExpiredAt + Worth, [Channel.Mail, Channel.InApp], ct);
    }

    public async Task Consume(ConsumeContext<PairWithdrawn> context)
    {
        var (withdrawn, now, ct) = (context.Message, time.GetUtcNow(), context.CancellationToken);
        await db.WantContactsAsync(now, ct, withdrawn.StudentId, withdrawn.MentorId);
        await db.KnowCohortAsync(withdrawn.CohortId, withdrawn.ProgrammeId, ct);
        (await db.OpenOfferAsync(withdrawn.PairId, ct)).End();
        var facts = new Facts
        {
            ProgrammeId = withdrawn.ProgrammeId,
            CohortId = withdrawn.CohortId,
            PairId = withdrawn.PairId,
            StudentId = withdrawn.StudentId,
            MentorId = withdrawn.MentorId,
            By = withdrawn.By,
            Until = withdrawn.WithdrawnAt,
        };
        // Whoever stepped back knows it.
        Guid[] people = withdrawn.By switch
        {
            "student" => [withdrawn.MentorId],
            "mentor" => [withdrawn.StudentId],
            _ => [withdrawn.StudentId, withdrawn.MentorId],
        };
        foreach (var person in people)
            await db.TellAsync(person, LetterKind.Withdrawn, $"withdrawn/{withdrawn.PairId}/{withdrawn.Version}", facts, now, withdrawn.WithdrawnAt + Worth, [Channel.Mail, Channel.InApp], ct);
    }

    public async Task Consume(ConsumeContext<PairEnded> context)
    {
        var (ended, now, ct) = (context.Message, time.GetUtcNow(), context.CancellationToken);
        await db.WantContactsAsync(now, ct, ended.StudentId, ended.MentorId);
        await db.KnowCohortAsync(ended.CohortId, ended.ProgrammeId, ct);
        (await db.OpenOfferAsync(ended.PairId, ct)).End();
        var facts = new Facts
        {
            ProgrammeId = ended.ProgrammeId,
            CohortId = ended.CohortId,
            PairId = ended.PairId,
            StudentId = ended.StudentId,
            MentorId = ended.MentorId,
            By = ended.By,
            Until = ended.EndedAt,
        };
        await db.TellAsync(ended.By == "student" ? ended.MentorId : ended.StudentId, LetterKind.Ended, $"ended/{ended.PairId}/{ended.Version}",
            facts, now, ended.EndedAt + Worth, [Channel.Mail, Channel.InApp], ct);
    }
}
