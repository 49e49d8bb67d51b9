using System.Security.Claims;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Pool;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Board;

/// <summary>A student of the pool. For one in a draft, <see cref="Pair"/> is the draft's pair and has no id yet.</summary>
sealed record StudentLine(
    Guid StudentId, string Stage, StudentState State, PairView? Pair, Guid? PinMentorId, string? ReasonCode, string? Reason, int WaitingDays, string Next,
    bool GoesFirst, EndedOffer? Ended);

/// <summary>How the last offer of a student without a mentor ended: declined or expired.</summary>
sealed record EndedOffer(Guid MentorId, PairState State, DateTimeOffset At);

static class ListStudents
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("cohorts/{id:guid}/students", Handle)
        .WithSummary("The students of the pool: whom the last time left without a mentor first, then the longest wait. state: one of the board's states, unpaired (nobody yet, neither a pair nor a pin) or again (an offer ended with a no or in silence, and nobody yet). due: student or mentor, whose answer to an offer is due. reason: why the latest draft left them without a mentor.");

    static async Task<Results<Ok<PageOf<StudentLine>>, NotFound>> Handle(
        Guid id, string? state, string? stage, string? due, string? reason, int? page, int? size, string? ids,
        ClaimsPrincipal user, MatchingDb db, Pools pools, PairViews views, TimeProvider time, CancellationToken ct)
    {
        if (await db.CohortsOf(user).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } cohort)
            return TypedResults.NotFound();

        var now = time.GetUtcNow();
        var pool = await pools.OpenAsync(id, ct);
        var standing = await Standing.LoadAsync(db, id, ct);
        var wanted = IdLists.Parse(ids);
        var found = pool.Students.Values
            .Where(s => wanted is null || wanted.Contains(s.Id.Value))
            .Where(s => string.IsNullOrEmpty(stage) || s.Profile.Stage == stage)
            .Where(s => state switch
            {
                null or "" => true,
                "unpaired" => standing.Unpaired(s.Id),
                "again" => standing.Again(s.Id),
                _ => string.Equals(standing.Of(s.Id).ToString(), state, StringComparison.OrdinalIgnoreCase),
            })
            .Where(s => string.IsNullOrEmpty(due) || Enum.TryParse<Side>(due, ignoreCase: true, out var side) && standing.Due(s.Id, side))
            .Where(s => string.IsNullOrEmpty(reason) || standing.Of(s.Id) == StudentState.Unmatched && standing.Unmatched[s.Id].Code == reason)
            .OrderByDescending(s => standing.GoesFirst(s.Id)).ThenBy(s => s.JoinedAt).ThenBy(s => s.Id).ToList();
        var shown = Page.Of(page, size).Cut(found).ToList();

        var pairIds = shown.Select(s => standing.Pairs.GetValueOrDefault(s.Id)?.Id).OfType<Guid>().ToList();
        var open = await db.Pairs.AsNoTracking().Where(p => pairIds.Contains(p.Id)).ToListAsync(ct);
        var pairs = (await views.OfAsync(open, Viewer.Office, ct)).ToDictionary(p => p.StudentId);
        foreach (var drafted in await DraftPairsAsync(db, views.Keys, standing, id, shown, ct))
            pairs.TryAdd(drafted.StudentId, drafted);

        return TypedResults.Ok(new PageOf<StudentLine>(found.Count, [.. shown.Select(s =>
        {
            var unmatched = standing.Of(s.Id) == StudentState.Unmatched ? standing.Unmatched[s.Id] : null;
            return new StudentLine(
                s.Id.Value, s.Profile.Stage, standing.Of(s.Id), pairs.GetValueOrDefault(s.Id.Value), standing.Pins.GetValueOrDefault(s.Id)?.MentorId?.Value,
                unmatched?.Code, unmatched is null ? null : Sentences.Unmatched(unmatched.Code, unmatched.Fitting),
                Math.Max(0, (int)(now - s.JoinedAt).TotalDays), standing.Next(s.Id, cohort.Rolling),
                standing.GoesFirst(s.Id),
                standing.Again(s.Id) && standing.Fallen[s.Id] is var ended ? new EndedOffer(ended.MentorId.Value, ended.State, ended.At) : null);
        })]));
    }

    static async Task<PairView[]> DraftPairsAsync(
        MatchingDb db, DataKeys<MatchingDb> keys, Standing standing, Guid cohortId, List<OpenStudent> shown, CancellationToken ct)
    {
        var inDraft = shown.Where(s => standing.Of(s.Id) == StudentState.InDraft).Select(s => s.Id).ToList();
        if (inDraft.Count == 0)
            return [];
        var rows = await db.RunPairs.AsNoTracking().Where(p => p.RunId == standing.Done!.Id && inDraft.Contains(p.StudentId)).ToListAsync(ct);
        var opening = await keys.ForAsync([.. rows.Select(r => r.StudentId.Value)], ct);
        return [.. rows.Select(r => new PairView(
            Guid.Empty, cohortId, r.StudentId.Value, r.MentorId.Value, PairState.Proposed, r.Band, r.Choice,
            PairReasons.Open(opening.GetValueOrDefault(r.StudentId.Value), r.Reasons).Office, Answer.Waiting, Answer.Waiting,
            null, null, PairOrigin.Publication, null, null, null, 0))];
    }
}
