using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Matching.Pool;
using Mentorship.Matching.Runs;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Overrides;

static class UndoMove
{
    static readonly Refusal NothingToUndo = new("NothingToUndo", "This draft came from a run, not from a move, so there is no move to undo.");

    public static void Map(RouteGroupBuilder api) => api.MapPost("runs/{id:guid}/moves/undo", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("Undoes the last move: the draft before it becomes the cohort's next one. Undoing again goes one move further back.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Ok<MovedTo>, NotFound, ProblemHttpResult>> Handle(
        Guid id, ClaimsPrincipal user, MatchingDb db, Pools pools, DataKeys<MatchingDb> keys, LedgerOf<MatchingDb> ledger, TimeProvider time, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        if (await OpenDraft.LineAsync(db.RunsOf(user), id, ct) is not { } latest)
            return TypedResults.NotFound();
        var (no, newest) = await OpenDraft.RefusalAsync(db, latest, ct);
        if (no is not null)
            return no.Problem();
        if (await LastMoveAsync(db, latest.Origin, latest.MoveId, ct) is not { } undone)
            return NothingToUndo.Problem();
        var (before, refusal) = await OpenDraft.OpenAsync(db, pools, (await OpenDraft.LineAsync(db.Runs, undone.RunId, ct))!, newest, ct);
        if (before is null)
            return refusal!.Problem();

        var now = time.GetUtcNow();
        var pin = await db.Pins.FindAsync([latest.CohortId, undone.StudentId], ct);
        // What was decided by hand after the move stays decided.
        var stands = pin?.MentorId == undone.MentorId && pin?.At == undone.At;
        var (change, full) = stands || pin is null
            ? before.Again(undone.StudentId, stands && undone.HadPin, undone.FormerMentorId)
            : before.Again(undone.StudentId, true, pin.MentorId);
        if (change is null)
            return full!.Problem();

        var undoId = Guid.CreateVersion7(now);
        var next = await before.NextRunAsync(db, keys, change, RunOrigin.Undo, latest, undoId, user.PersonId(), now, time.GetElapsedTime(began), ct);
        var undo = new Move(undoId, latest.CohortId, latest.Id, next.Id, undone.StudentId, undone.FormerMentorId, undone.Mode, undone.FormerBend, undone.Reason, null, user.PersonId(), now);
        undo.UndoOf(undone.Id);
        undo.Replaces(pin);
        db.Add(undo);
        if (stands && undone.HadPin)
            pin!.Set(undone.FormerMentorId, Reasons.PairedByHand, null, undone.FormerBend, user.PersonId(), now);
        else if (stands)
            db.Remove(pin!);
        await ledger.RecordAsync(new Act("move.undone", user.PersonId(), now)
        {
            Subject = undone.StudentId.Value,
            Partner = undone.MentorId?.Value,
            Cohort = latest.CohortId,
            Details = new { MentorId = undone.MentorId?.Value, next.Number, RunId = next.Id, Undoes = undone.Id },
        }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new MovedTo(next.Id, next.Number));
    }

    /// <summary>The move that led to a draft of that origin; past an undo, the one before what it undid.</summary>
    public static async Task<Move?> LastMoveAsync(MatchingDb db, RunOrigin origin, Guid? moveId, CancellationToken ct)
    {
        while (origin != RunOrigin.Fill && moveId is { } id)
        {
            var move = await db.Moves.AsNoTracking().SingleAsync(m => m.Id == id, ct);
            if (origin == RunOrigin.Move)
                return move;
            var undone = await db.Moves.AsNoTracking().SingleAsync(m => m.Id == move.Undoes, ct);
            var before = await db.Runs.Where(r => r.Id == undone.RunId).Select(r => new { r.Origin, r.MoveId }).SingleAsync(ct);
            (origin, moveId) = (before.Origin, before.MoveId);
        }
        return null;
    }
}
