using Mentorship.Matching.Engine;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Pool;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Outcomes;

/// <summary>What one round brings a student.</summary>
/// <param name="Named">They had named mentors.</param>
/// <param name="Choice">Which of their choices the mentor is; null without a mentor, and with one they did not name.</param>
/// <param name="Days">For how many whole days they have been in the cohort.</param>
sealed record StudentOutcome(StudentId Id, string Stage, bool Matched, bool Named, int? Choice, Band? Band, int Days);

/// <summary>How many students a mentor has with it, of how many places in the cohort.</summary>
sealed record MentorOutcome(MentorId Id, int Load, int Capacity);

/// <summary>How a draft, or a publication, comes out for everybody it is about.</summary>
sealed record Outcome(IReadOnlyCollection<StudentOutcome> Students, IReadOnlyCollection<MentorOutcome> Mentors)
{
    /// <summary>What a draft would do: to its students, and to mentors together with what they hold already.</summary>
    public static async Task<Outcome> OfDraftAsync(MatchingDb db, Pools pools, Guid cohortId, Guid runId, DateTimeOffset now, CancellationToken ct)
    {
        var pairs = await db.RunPairs.AsNoTracking().Where(p => p.RunId == runId).Select(p => new Paired(p.StudentId, p.MentorId, p.Choice, p.Score)).ToListAsync(ct);
        var drafted = pairs.Select(p => p.StudentId).ToHashSet();
        var held = await db.Pairs.AsNoTracking().Where(p => p.CohortId == cohortId && p.MentorPlace != null)
            .Select(p => new { p.StudentId, p.MentorId, p.State }).ToListAsync(ct);
        // A proposal that nobody has seen gives way to the draft when that is published.
        var load = held.Where(p => p.State != PairState.Proposed || !drafted.Contains(p.StudentId)).Select(p => p.MentorId).Concat(pairs.Select(p => p.MentorId));
        return await WriteAsync(db, pools, cohortId, runId, pairs, load, now, ct);
    }

    /// <summary>What a publication did at the moment it went out, whatever has become of its pairs since.</summary>
    public static async Task<Outcome> OfPublicationAsync(MatchingDb db, Pools pools, Publication publication, DateTimeOffset outAt, CancellationToken ct)
    {
        // A pair that ended unseen never went out; one that was offered did, however short it lasted.
        var standing = await db.Pairs.AsNoTracking()
            .Where(p => p.CohortId == publication.CohortId && p.CreatedAt <= outAt
                && (p.ClosedAt == null || (p.PublicationId == publication.Id ? p.OfferedAt != null : p.ClosedAt > outAt)))
            .Select(p => new { p.StudentId, p.MentorId, p.Choice, p.Score, p.PublicationId }).ToListAsync(ct);
        var pairs = standing.FindAll(p => p.PublicationId == publication.Id).ConvertAll(p => new Paired(p.StudentId, p.MentorId, p.Choice, p.Score));
        return await WriteAsync(db, pools, publication.CohortId, publication.RunId, pairs, standing.Select(p => p.MentorId), outAt, ct);
    }

    sealed record Paired(StudentId StudentId, MentorId MentorId, int? Choice, int Score);

    static async Task<Outcome> WriteAsync(
        MatchingDb db, Pools pools, Guid cohortId, Guid runId, List<Paired> pairs, IEnumerable<MentorId> held, DateTimeOffset at, CancellationToken ct)
    {
        var pool = await pools.OpenAsync(cohortId, ct);
        var round = await db.RunPairs.Where(p => p.RunId == runId).Select(p => p.StudentId)
            .Concat(db.RunUnmatched.Where(u => u.RunId == runId).Select(u => u.StudentId)).ToListAsync(ct);
        var joined = await db.PoolStudents.AsNoTracking().Where(s => s.CohortId == cohortId).ToDictionaryAsync(s => s.StudentId, s => s.JoinedAt, ct);
        var places = await db.PoolMentors.AsNoTracking().Where(m => m.CohortId == cohortId).Select(m => new { m.MentorId, m.Capacity, m.Here }).ToListAsync(ct);
        var with = pairs.ToDictionary(p => p.StudentId);
        var load = held.CountBy(m => m).ToDictionary();
        return new Outcome(
            [.. round.Distinct().Order().Select(id => Of(id, pool.Students.GetValueOrDefault(id), with.GetValueOrDefault(id), Days(joined, id, at)))],
            [.. places.Where(m => m.Here || load.ContainsKey(m.MentorId)).Select(m => new MentorOutcome(m.MentorId, load.GetValueOrDefault(m.MentorId), m.Capacity)).OrderBy(m => m.Id)]);
    }

    static StudentOutcome Of(StudentId id, OpenStudent? student, Paired? pair, int days) => new(
        id, student?.Profile.Stage ?? "", pair is not null, pair?.Choice is not null || student is { Profile.Rankings.Count: > 0 },
        pair?.Choice, pair is null ? null : Scoring.BandOf(pair.Score), days);

    static int Days(Dictionary<StudentId, DateTimeOffset> joined, StudentId id, DateTimeOffset at) =>
        joined.TryGetValue(id, out var since) ? Math.Max(0, (int)(at - since).TotalDays) : 0;
}
