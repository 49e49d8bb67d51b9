using Mentorship.Contracts;
using Mentorship.Matching.Pool;
using Mentorship.Matching.Requests;
using Mentorship.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Offers;

/// <summary>What a change of an offer brings with it: the event, and where the student stands from now on. The act saves.</summary>
static class OfferEvents
{
    public static void AnnounceMade(this MatchingDb db, Pair pair, DateTimeOffset now) => db.Announce(new OfferMade
    {
        PairId = pair.Id,
        CohortId = pair.CohortId,
        ProgrammeId = pair.ProgrammeId,
        StudentId = pair.StudentId.Value,
        MentorId = pair.MentorId.Value,
        Version = pair.Version,
        Origin = Word(pair.Origin),
        StudentAnswer = Word(pair.StudentAnswer),
        MentorAnswer = Word(pair.MentorAnswer),
        Deadline = pair.Deadline!.Value,
        MadeAt = now,
    }, now);

    public static void AnnounceAnswered(this MatchingDb db, Pair pair, Side side, bool byOffice, DateTimeOffset now) => db.Announce(new OfferAnswered
    {
        PairId = pair.Id,
        CohortId = pair.CohortId,
        ProgrammeId = pair.ProgrammeId,
        StudentId = pair.StudentId.Value,
        MentorId = pair.MentorId.Value,
        Version = pair.Version,
        By = Word(side),
        Answer = Word(pair.AnswerOf(side)),
        ByOffice = byOffice,
        AnsweredAt = now,
    }, now);

    public static void AnnounceActivated(this MatchingDb db, Pair pair, DateTimeOffset now) => db.Announce(new PairActivated
    {
        PairId = pair.Id,
        CohortId = pair.CohortId,
        ProgrammeId = pair.ProgrammeId,
        StudentId = pair.StudentId.Value,
        MentorId = pair.MentorId.Value,
        Version = pair.Version,
        ActivatedAt = now,
    }, now);

    public static void AnnounceExpired(this MatchingDb db, Pair pair, DateTimeOffset now) => db.Announce(new OfferExpired
    {
        PairId = pair.Id,
        CohortId = pair.CohortId,
        ProgrammeId = pair.ProgrammeId,
        StudentId = pair.StudentId.Value,
        MentorId = pair.MentorId.Value,
        Version = pair.Version,
        SilentSide = pair.SilentSide,
        ExpiredAt = now,
    }, now);

    public static void AnnounceWithdrawn(this MatchingDb db, Pair pair, string by, DateTimeOffset now) => db.Announce(new PairWithdrawn
    {
        PairId = pair.Id,
        CohortId = pair.CohortId,
        ProgrammeId = pair.ProgrammeId,
        StudentId = pair.StudentId.Value,
        MentorId = pair.MentorId.Value,
        Version = pair.Version,
        By = by,
        WithdrawnAt = now,
    }, now);

    public static void AnnounceEnded(this MatchingDb db, Pair pair, string by, DateTimeOffset now) => db.Announce(new PairEnded
    {
        PairId = pair.Id,
        CohortId = pair.CohortId,
        ProgrammeId = pair.ProgrammeId,
        StudentId = pair.StudentId.Value,
        MentorId = pair.MentorId.Value,
        Version = pair.Version,
        By = by,
        EndedAt = now,
    }, now);

    /// <summary>After offers ended one way or the other: requests are settled; who got nobody goes first next time.</summary>
    public static async Task SettleAsync(this MatchingDb db, IReadOnlyCollection<Pair> over, DateTimeOffset now, CancellationToken ct)
    {
        var students = over.Select(p => p.StudentId).ToHashSet();
        var cohorts = over.Select(p => p.CohortId).ToHashSet();
        var requests = await db.Requests.Where(r => cohorts.Contains(r.CohortId) && students.Contains(r.StudentId) && r.State == RequestState.Asked)
            .ToDictionaryAsync(r => (r.CohortId, r.StudentId), ct);
        var members = await db.PoolStudents.Where(s => cohorts.Contains(s.CohortId) && students.Contains(s.StudentId))
            .ToDictionaryAsync(s => (s.CohortId, s.StudentId), ct);
        foreach (var pair in over)
        {
            if (pair.Origin == PairOrigin.Request)
                requests.GetValueOrDefault((pair.CohortId, pair.StudentId))?.Settle();
            if (pair.State == PairState.Active)
                members.GetValueOrDefault((pair.CohortId, pair.StudentId))?.Placed();
            else
                members.GetValueOrDefault((pair.CohortId, pair.StudentId))?.LeaveOut(now);
        }
    }

    public static string Word(Side side) => side == Side.Student ? "student" : "mentor";

    static string Word(Answer answer) => answer switch
    {
        Answer.Yes => "yes",
        Answer.No => "no",
        _ => "waiting",
    };

    static string Word(PairOrigin origin) => origin == PairOrigin.Request ? "request" : "publication";
}
