using MassTransit;
using Mentorship.Contracts;
using Mentorship.Notification.Deliveries;

namespace Mentorship.Notification.Telling;

/// <summary>An offer that ended without an answer or was taken back, and a pair that is over. Whoever ended it knows it.</summary>
internal sealed class TellOfEnd(NotificationDb db, TimeProvider time) : IConsumer<OfferExpired>, IConsumer<PairWithdrawn>, IConsumer<PairEnded>
{
    public Task Consume(ConsumeContext<OfferExpired> context)
    {
        var expired = context.Message;
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
        return db.TellOfEndAsync(LetterKind.Expired, expired.Version, facts, [expired.StudentId, expired.MentorId], time.GetUtcNow(), context.CancellationToken);
    }

    public Task Consume(ConsumeContext<PairWithdrawn> context)
    {
        var withdrawn = context.Message;
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
        Guid[] people = withdrawn.By switch
        {
            "student" => [withdrawn.MentorId],
            "mentor" => [withdrawn.StudentId],
            _ => [withdrawn.StudentId, withdrawn.MentorId],
        };
        return db.TellOfEndAsync(LetterKind.Withdrawn, withdrawn.Version, facts, people, time.GetUtcNow(), context.CancellationToken);
    }

    public Task Consume(ConsumeContext<PairEnded> context)
    {
        var ended = context.Message;
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
        Guid[] people = ended.By switch
        {
            "student" => [ended.MentorId],
            "mentor" => [ended.StudentId],
            _ => [ended.StudentId, ended.MentorId],
        };
        return db.TellOfEndAsync(LetterKind.Ended, ended.Version, facts, people, time.GetUtcNow(), context.CancellationToken);
    }
}
