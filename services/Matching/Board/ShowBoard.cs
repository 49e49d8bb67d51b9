using System.Security.Claims;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Pool;
using Mentorship.Matching.Runs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Board;

sealed record BoardView(
    Guid CohortId, string Kind, Guid ProgrammeId, int Students, int Mentors, BoardCounts Counts, BoardReason[] Unmatched, BoardPlaces Places, BoardRun? LatestRun,
    int Stale, int Pins, BoardPublication? Publication, Attention[] Attention, InterestLine[] ByInterest);

/// <summary>
/// Everyone is in one of the first six. Of those offered or asked for: whose answer is due, of either or of both. Of
/// those without a pair: whose offer ended with a no or in silence.
/// </summary>
sealed record BoardCounts(int Waiting, int InDraft, int Unmatched, int Offered, int Active, int Requested, int MentorsDue, int StudentsDue, int Again);

/// <summary>How many students the latest draft leaves without a mentor, by reason.</summary>
sealed record BoardReason(string Code, string Sentence, int Students);

sealed record BoardPlaces(int Total, int Held, int InDraft, int Free);

sealed record BoardRun(Guid Id, int Number, RunState State, bool Published);

sealed record BoardPublication(Guid Id, DateTimeOffset GoesOutAt, int Pairs, bool CanTakeBack);

/// <summary>Something that needs a person: a code for the page's act, a sentence with its consequence.</summary>
sealed record Attention(string Code, int Count, string Sentence);

sealed record InterestLine(string Code, string Name, int Students, int Places);

static class ShowBoard
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("cohorts/{id:guid}/board", Handle)
        .WithSummary("Where everyone of a cohort stands, places, and what needs a coordinator first.");

    static async Task<Results<Ok<BoardView>, NotFound>> Handle(
        Guid id, ClaimsPrincipal user, MatchingDb db, Pools pools, TimeProvider time, CancellationToken ct)
    {
        if (await db.CohortsOf(user).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } cohort)
            return TypedResults.NotFound();

        var now = time.GetUtcNow();
        var pool = await pools.OpenAsync(id, ct);
        var standing = await Standing.LoadAsync(db, id, ct);
        var held = await HeldPlaces.LoadAsync(db, id, ct);
        var stale = await db.StaleIn(id).CountAsync(ct);
        var waitForGuardian = await db.PoolStudents.CountAsync(s => s.CohortId == id && s.WaitsForGuardian, ct);
        var publication = await db.Publications.AsNoTracking().Where(p => p.CohortId == id && p.TakenBackAt == null)
            .OrderByDescending(p => p.PublishedAt).FirstOrDefaultAsync(ct);

        var counts = Counts(pool, standing);
        var places = Places(pool, standing, held);

        return TypedResults.Ok(new BoardView(
            id, cohort.Kind, cohort.ProgrammeId, pool.Students.Count, pool.Mentors.Count, counts, Reasons(pool, standing), places,
            standing.Latest is { } run ? new BoardRun(run.Id, run.Number, run.State, run.Published) : null,
            stale, standing.Pins.Values.Count(p => p.MentorId is not null),
            publication is null ? null : new BoardPublication(publication.Id, publication.GoesOutAt, publication.Pairs, publication.Pending && publication.GoesOutAt > now),
            [.. Attentions(counts, pool, standing, held, stale, waitForGuardian, now)],
            ByInterest(pool, standing, held)));
    }

    public static BoardCounts Counts(CohortPool pool, Standing standing)
    {
        var states = pool.Students.Keys.CountBy(standing.Of).ToDictionary();
        int Count(StudentState state) => states.GetValueOrDefault(state);
        return new BoardCounts(Count(StudentState.Waiting), Count(StudentState.InDraft), Count(StudentState.Unmatched),
            Count(StudentState.Offered), Count(StudentState.Active), Count(StudentState.Requested),
            pool.Students.Keys.Count(s => standing.Due(s, Side.Mentor)), pool.Students.Keys.Count(s => standing.Due(s, Side.Student)),
            pool.Students.Keys.Count(standing.Again));
    }

    static BoardReason[] Reasons(CohortPool pool, Standing standing) =>
        [.. pool.Students.Keys.Where(s => standing.Of(s) == StudentState.Unmatched).CountBy(s => standing.Unmatched[s].Code)
            .OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => new BoardReason(c.Key, Sentences.Because(c.Key), c.Value))];

    public static BoardPlaces Places(CohortPool pool, Standing standing, HeldPlaces held)
    {
        var taken = pool.Mentors.Values.Sum(m => held.Held(m.Id));
        // A capacity lowered under what is held evicts nobody: the places stand until they are given back.
        var total = pool.Mentors.Values.Sum(m => Math.Max(m.Limit, held.Held(m.Id)));
        var inDraft = standing.InDraft.Keys.Count(s => !standing.Pairs.ContainsKey(s));
        return new BoardPlaces(total, taken, inDraft, Math.Max(0, total - taken - inDraft));
    }

    static IEnumerable<Attention> Attentions(
        BoardCounts counts, CohortPool pool, Standing standing, HeldPlaces held, int stale, int waitForGuardian, DateTimeOffset now)
    {
        var soon = now.AddDays(2);
        if (standing.Pairs.Values.Count(p => p.State == PairState.Offered && p.Deadline <= soon) is > 0 and var ending)
            yield return new("OffersEnding", ending, $"{Many(ending, "offer ends", "offers end")} within two days. Without an answer the place opens again.");
        if (counts.Unmatched > 0)
            yield return new("Unmatched", counts.Unmatched, $"{Many(counts.Unmatched, "student has", "students have")} no mentor in the latest draft. Each has a reason.");
        if (counts.Again > 0)
            yield return new("Again", counts.Again, $"{Many(counts.Again, "student’s offer", "students’ offers")} ended with a no or in silence. Suggestions are ready.");
        if (standing is { Latest: { State: RunState.Done, Published: false } draft })
            yield return new("Draft", counts.InDraft, $"Draft {draft.Number} is not published. Nobody outside the office has seen it.");
        if (pool.Mentors.Values.Count(m => !m.Closed && m.Minimum > 0 && held.Held(m.Id) + held.Pinned(m.Id) < m.Minimum) is > 0 and var below)
            yield return new("BelowMinimum", below, $"{Many(below, "mentor has", "mentors have")} fewer students than they asked for.");
        if (pool.Mentors.Values.Count(m => held.Held(m.Id) > m.Capacity) is > 0 and var over)
            yield return new("OverCapacity", over, $"{Many(over, "mentor lowered", "mentors lowered")} their places below what they hold. Nobody loses a mentor by that.");
        if (waitForGuardian > 0)
            yield return new("GuardianConsentMissing", waitForGuardian, $"{Many(waitForGuardian, "student is or may be", "students are or may be")} under 18 and cannot be paired before a guardian agrees.");
        if (stale > 0)
            yield return new("Stale", stale, $"{Many(stale, "person’s changes are", "people’s changes are")} still on their way. A run waits for them.");
    }

    static string Many(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count:N0} {many}";

    /// <summary>First interests of the students who have nobody yet, against free places of mentors who name the term.</summary>
    static InterestLine[] ByInterest(CohortPool pool, Standing standing, HeldPlaces held)
    {
        var places = new Dictionary<string, int>();
        foreach (var mentor in pool.Mentors.Values)
            foreach (var code in mentor.Profile.Interests)
                places[code] = places.GetValueOrDefault(code) + held.LessPins(mentor).Free;
        // Whoever is still exploring is short of nothing: every place may be theirs.
        return [.. pool.Students.Values.Where(s => standing.Unpaired(s.Id)).Select(s => s.Profile.Interests.FirstOrDefault())
            .Where(first => first is not null and not Engine.Taxonomy.Exploring)
            .CountBy(first => first!)
            .OrderByDescending(c => c.Value - places.GetValueOrDefault(c.Key)).ThenByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Take(8)
            .Select(c => new InterestLine(c.Key, pool.Taxonomy.NameOf(c.Key), c.Value, places.GetValueOrDefault(c.Key)))];
    }
}
