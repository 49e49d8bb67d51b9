using Mentorship.Matching.Engine;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Pool;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Outcomes;

/// <summary>Whether a publication went out, and if so what it did, by ids: Profile knows whose.</summary>
/// <param name="State">Everything else is there only once it is out.</param>
sealed record OutcomesView(PublicationState State, DateTimeOffset? OutAt, Measures? Measures, StudentOutcomeView[]? Students, MentorOutcomeView[]? Mentors);

enum PublicationState { Pending, TakenBack, Out }

/// <param name="Before">They stood in a round that went out before this one, of whatever cohort.</param>
sealed record StudentOutcomeView(Guid Id, string Stage, bool Matched, int? Choice, Band? Band, int Days, bool Before);

/// <param name="Before">They were a mentor already when an earlier round of one of their cohorts went out.</param>
sealed record MentorOutcomeView(Guid Id, int Load, int Capacity, bool Before);

static class GetOutcomes
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("views/outcomes", Handle)
        .WithSummary("What a publication did, for outcome figures: ids, stages, outcomes, loads. No reason and no text.").OnlyFor("profile");

    static async Task<Results<Ok<OutcomesView>, NotFound>> Handle(Guid publication, MatchingDb db, Pools pools, CancellationToken ct)
    {
        if (await db.Publications.AsNoTracking().SingleOrDefaultAsync(p => p.Id == publication, ct) is not { } found)
            return TypedResults.NotFound();
        if (found.OutAt is not { } outAt)
            return TypedResults.Ok(new OutcomesView(found.TakenBackAt is null ? PublicationState.Pending : PublicationState.TakenBack, null, null, null, null));

        var outcome = await Outcome.OfPublicationAsync(db, pools, found, outAt, ct);
        var earlier = (await db.Publications.Where(p => p.OutAt <= outAt && p.Id != publication).Select(p => new Earlier(p.Id, p.RunId, p.CohortId, p.OutAt!.Value)).ToListAsync(ct))
            .FindAll(p => p.OutAt < outAt || p.Id.CompareTo(publication) < 0);
        var (students, mentors) = (await StudentsBeforeAsync(db, found.RunId, earlier, ct), await MentorsBeforeAsync(db, found.CohortId, earlier, ct));
        return TypedResults.Ok(new OutcomesView(
            PublicationState.Out, outAt, Measures.Of(outcome),
            [.. outcome.Students.Select(s => new StudentOutcomeView(s.Id.Value, s.Stage, s.Matched, s.Choice, s.Band, s.Days, students.Contains(s.Id)))],
            [.. outcome.Mentors.Select(m => new MentorOutcomeView(m.Id.Value, m.Load, m.Capacity, mentors.Contains(m.Id)))]));
    }

    sealed record Earlier(Guid Id, Guid RunId, Guid CohortId, DateTimeOffset OutAt);

    static async Task<HashSet<StudentId>> StudentsBeforeAsync(MatchingDb db, Guid runId, List<Earlier> earlier, CancellationToken ct)
    {
        var runs = earlier.ConvertAll(p => p.RunId);
        var here = db.RunPairs.Where(p => p.RunId == runId).Select(p => p.StudentId).Concat(db.RunUnmatched.Where(u => u.RunId == runId).Select(u => u.StudentId));
        var before = await db.RunPairs.Where(p => runs.Contains(p.RunId) && here.Contains(p.StudentId)).Select(p => p.StudentId).Distinct().ToListAsync(ct);
        before.AddRange(await db.RunUnmatched.Where(u => runs.Contains(u.RunId) && here.Contains(u.StudentId)).Select(u => u.StudentId).Distinct().ToListAsync(ct));
        return [.. before];
    }

    static async Task<HashSet<MentorId>> MentorsBeforeAsync(MatchingDb db, Guid cohortId, List<Earlier> earlier, CancellationToken ct)
    {
        var last = earlier.GroupBy(p => p.CohortId).ToDictionary(g => g.Key, g => g.Max(p => p.OutAt));
        Guid[] cohorts = [.. last.Keys];
        var here = db.PoolMentors.Where(m => m.CohortId == cohortId).Select(m => m.MentorId);
        var parts = await db.PoolMentors.Where(m => cohorts.Contains(m.CohortId) && here.Contains(m.MentorId)).Select(m => new { m.CohortId, m.MentorId, m.JoinedAt }).ToListAsync(ct);
        return [.. parts.Where(m => m.JoinedAt <= last[m.CohortId]).Select(m => m.MentorId)];
    }
}
