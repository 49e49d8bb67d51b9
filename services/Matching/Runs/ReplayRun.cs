using System.Security.Claims;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Overrides;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Runs;

/// <param name="Same">The pairs, their scores and the fingerprint are those that were stored.</param>
/// <param name="Pairs">How many pairs came out now.</param>
/// <param name="Differing">Students who have another mentor, or none, or another score in what was stored.</param>
/// <param name="Certificate">Of what came out now.</param>
sealed record ReplayView(bool Same, int Pairs, int Differing, double Milliseconds, string Certificate);

static class ReplayRun
{
    static readonly Refusal NotDone = new("RunNotDone", "This run made no draft, so there are no pairs to work out again.");

    public static void Map(RouteGroupBuilder api) => api.MapPost("runs/{id:guid}/replay", Handle)
        .WithSummary("Solves a run again from what its solver saw and compares the pairs with those that were stored. Changes nothing.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Ok<ReplayView>, NotFound, ProblemHttpResult>> Handle(
        Guid id, ClaimsPrincipal user, MatchingDb db, TimeProvider time, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var run = await db.RunsOf(user).Where(r => r.Id == id).Select(r => new { r.State, r.Objective, r.OverrideId, r.Input, r.Prices, r.Fingerprint }).SingleOrDefaultAsync(ct);
        if (run is null)
            return TypedResults.NotFound();
        if (run.State != RunState.Done)
            return NotDone.Problem();

        var input = SolverInput.Unpack(run.Input!);
        var kept = MentorPrices.Unpack(run.Prices!).KeptMoves ? await KeptAsync(db, input, run.OverrideId!.Value, ct) : null;
        var instance = input.ToInstance();
        var solution = kept is null
            ? Solver.Solve(instance, run.Objective, null, ct)
            : Solver.SolveWithFewestMoves(instance, run.Objective, kept, null, ct);
        if (Verifier.Check(instance, solution) is [var fault, ..])
            throw new InvalidOperationException(fault);

        var pins = instance.PinOf();
        var found = Enumerable.Range(0, input.Students.Length).Where(i => solution.MentorOf[i] >= 0)
            .ToDictionary(i => input.Students[i], i => (input.Mentors[solution.MentorOf[i]], pins[i]?.Score ?? instance.ScoreOf(i, solution.MentorOf[i])));
        var stored = await db.RunPairs.Where(p => p.RunId == id).Select(p => new { p.StudentId, p.MentorId, p.Score })
            .ToDictionaryAsync(p => p.StudentId.Value, p => (p.MentorId.Value, p.Score), ct);
        var differing = found.Keys.Union(stored.Keys).Count(s => !found.TryGetValue(s, out var now) || !stored.TryGetValue(s, out var then) || now != then);
        return TypedResults.Ok(new ReplayView(differing == 0 && RunDraft.FingerprintOf(solution) == run.Fingerprint, found.Count, differing,
            time.GetElapsedTime(began).TotalMilliseconds, RunDraft.CertificateOf(solution)));
    }

    /// <summary>
    /// With fewest moves a draft depends on the one it began from: who has whom there is kept where it can be, but for the
    /// student whom the override was about. An undo begins from the draft before what it undoes, and is about nobody.
    /// </summary>
    static async Task<int[]> KeptAsync(MatchingDb db, SolverInput input, Guid overrideId, CancellationToken ct)
    {
        var made = await db.Overrides.AsNoTracking().SingleAsync(o => o.Id == overrideId, ct);
        var from = made.Undoes is { } undone ? await db.Overrides.Where(o => o.Id == undone).Select(o => o.RunId).SingleAsync(ct) : made.RunId;
        var mentorOf = await db.RunPairs.Where(p => p.RunId == from).Select(p => new { p.StudentId, p.MentorId }).ToDictionaryAsync(p => p.StudentId.Value, p => p.MentorId.Value, ct);
        var at = input.Mentors.Select((m, j) => (m, j)).ToDictionary(m => m.m, m => m.j);
        var about = made.Undoes is null && made.Kind != OverrideKind.Add ? made.StudentId?.Value : null;
        return [.. input.Students.Select(s => s != about && mentorOf.TryGetValue(s, out var mentor) ? at.GetValueOrDefault(mentor, ByHand.Nobody) : ByHand.Nobody)];
    }
}
