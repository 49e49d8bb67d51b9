using System.Security.Claims;
using Mentorship.Matching.Board;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Pool;
using Mentorship.Matching.Runs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Reports;

/// <summary>
/// What a cohort came to so far, in numbers. Pairs are those that hold a place: offered or active. ByHand: of these, the ones
/// that the office made. Without: the students who hold none, by the reason of the newest draft, empty where there is none.
/// </summary>
sealed record ReportView(
    int Students, int Mentors, BoardPlaces Places, BoardCounts Counts, ReportStage[] Stages, int Pairs, int ByHand, BandCounts Bands, ChoicesObtained Choices,
    OfferFigures Offers, ReportLoad[] Load, ReasonLine[] Without, int Drafts, DateTimeOffset? LastPublishedAt);

sealed record ReportStage(string Stage, int Students, int Active, int Offered, int Without);

/// <summary>Offers that were made. InTime: of those that are answered or over, how many had both answers before the deadline. Days: median from offer to pair.</summary>
sealed record OfferFigures(int Made, int Active, int Open, int Declined, int Expired, int Withdrawn, int Ended, int Settled, int InTime, double? Days);

/// <summary>How many mentors have so many students.</summary>
sealed record ReportLoad(int Students, int Mentors);

sealed record ReasonLine(string Code, string Sentence, int Students);

static class ShowReport
{
    const string InDraft = "InDraft", NoDraft = "NoDraft", OfferEnded = "OfferEnded";

    public static void Map(RouteGroupBuilder api) => api.MapGet("cohorts/{id:guid}/report", Handle)
        .WithSummary("What a cohort came to so far, in numbers and without anybody's name.");

    static async Task<Results<Ok<ReportView>, NotFound>> Handle(Guid id, ClaimsPrincipal user, MatchingDb db, Pools pools, CancellationToken ct)
    {
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        var pool = await pools.OpenAsync(id, ct);
        var standing = await Standing.LoadAsync(db, id, ct);
        var held = await HeldPlaces.LoadAsync(db, id, ct);
        var shown = await db.Pairs.AsNoTracking().Where(p => p.CohortId == id && p.OfferedAt != null)
            .Select(p => new { p.StudentId, p.MentorId, p.State, p.Score, p.Choice, p.OfferedAt, p.ActiveAt, p.Deadline, p.ClosedAt }).ToListAsync(ct);
        var open = shown.Where(p => p.State is PairState.Offered or PairState.Active).ToList();
        // A pin ends when its offer goes out; the draft that was published remembers it.
        var byHand = (await db.RunPairs.Where(p => p.Pinned && db.Publications.Any(o => o.CohortId == id && o.RunId == p.RunId && o.TakenBackAt == null))
            .Select(p => new { p.StudentId, p.MentorId }).ToListAsync(ct)).Select(p => (p.StudentId, p.MentorId)).ToHashSet();
        int Made(PairState state) => shown.Count(p => p.State == state);
        // Expired is the only end that came too late; a no came in time, and so did every pair that is or was active.
        var settled = shown.Where(p => p.State is not (PairState.Offered or PairState.Withdrawn)).ToList();
        var days = shown.Where(p => p.ActiveAt is not null).Select(p => (p.ActiveAt!.Value - p.OfferedAt!.Value).TotalDays).Order().ToList();
        var figures = DraftFigures.Of(open.Count, pool.Students.Values.Count(s => s.Profile.Rankings.Count > 0), [.. open.Select(p => new Earlier(p.MentorId, p.Score, p.Choice))]);
        var without = pool.Students.Values.Where(s => !standing.Pairs.ContainsKey(s.Id)).ToList();

        return TypedResults.Ok(new ReportView(
            pool.Students.Count, pool.Mentors.Count, ShowBoard.Places(pool, standing, held), ShowBoard.Counts(pool, standing),
            [.. pool.Students.Values.GroupBy(s => s.Profile.Stage).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new ReportStage(g.Key, g.Count(),
                g.Count(s => standing.Of(s.Id) == StudentState.Active), g.Count(s => standing.Of(s.Id) is StudentState.Offered or StudentState.Requested), g.Count(s => !standing.Pairs.ContainsKey(s.Id))))],
            open.Count, open.Count(p => byHand.Contains((p.StudentId, p.MentorId))),
            figures.Bands, figures.Choices,
            new OfferFigures(shown.Count, Made(PairState.Active), Made(PairState.Offered), Made(PairState.Declined), Made(PairState.Expired), Made(PairState.Withdrawn), Made(PairState.Ended),
                settled.Count, settled.Count(p => p.State != PairState.Expired), days.Count == 0 ? null : days[days.Count / 2]),
            [.. pool.Mentors.Values.CountBy(m => held.Held(m.Id)).OrderBy(c => c.Key).Select(c => new ReportLoad(c.Key, c.Value))],
            [.. without.CountBy(s => standing.InDraft.ContainsKey(s.Id) ? InDraft : standing.Again(s.Id) ? OfferEnded : standing.Unmatched.GetValueOrDefault(s.Id)?.Code ?? NoDraft).OrderByDescending(c => c.Value)
                .Select(c => new ReasonLine(c.Key, c.Key switch { InDraft => "In a draft that is not published.", OfferEnded => "An offer ended with a no or in silence.", NoDraft => "Not in a draft yet.", _ => Sentences.Because(c.Key) }, c.Value))],
            await db.Runs.CountAsync(r => r.CohortId == id && r.State == RunState.Done, ct),
            await db.Publications.Where(p => p.CohortId == id && p.TakenBackAt == null).MaxAsync(p => (DateTimeOffset?)p.PublishedAt, ct)));
    }
}
