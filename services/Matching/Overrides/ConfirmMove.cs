using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Matching.Pool;
using Mentorship.Matching.Runs;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Overrides;

sealed record MoveRequest(Guid StudentId, Guid? MentorId, MoveMode Mode, string? PriceToken, bool Bend, string? Reason, string? Text);

/// <summary>The draft that stands after the decision.</summary>
sealed record MovedTo(Guid RunId, int Number);

static class ConfirmMove
{
    static readonly Refusal StalePrice = new("StalePrice", "The cohort changed since this price was worked out, so the move would cost something else now. Look at the new price first.");

    public static void Map(RouteGroupBuilder api) => api.MapPost("runs/{id:guid}/moves", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("Makes a move whose price was shown: the decision by hand and the cohort's next draft in one, with a reason.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Ok<MovedTo>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, MoveRequest request, ClaimsPrincipal user, MatchingDb db, Pools pools, DataKeys<MatchingDb> keys,
        LedgerOf<MatchingDb> ledger, TimeProvider time, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        if (!await db.RunsOf(user).AnyAsync(r => r.Id == id, ct))
            return TypedResults.NotFound();
        if (Reasons.Mistake(request.Reason, request.Text) is { } mistake)
            return mistake;
        var (priced, refusal, found) = await PriceMove.WorkOutAsync(id, new PriceQuestion(request.StudentId, request.MentorId, request.Mode), user, db, pools, ct);
        if (!found)
            return TypedResults.NotFound();
        if (priced is null)
            return refusal!.Problem();
        if (priced.Rule is { } rule && !(request.Bend && Rules.MayBend(rule)))
            return Rules.Refuse(rule, priced.Draft.Policy).Problem(("mayBend", Rules.MayBend(rule)));
        if (request.PriceToken != priced.Token)
            return StalePrice.Problem();

        var now = time.GetUtcNow();
        var (draft, cohort, key) = (priced.Draft, priced.Draft.Run.CohortId, await keys.ForAsync(request.StudentId, ct));
        var text = request.Text is { Length: > 0 } said ? said : null;
        var bent = priced.Rule is not null;
        var moveId = Guid.CreateVersion7(now);
        var next = await draft.NextRunAsync(db, keys, priced.Change, RunOrigin.Move, draft.Run, moveId, user.PersonId(), now, time.GetElapsedTime(began), ct);
        var pin = await db.Pins.FindAsync([cohort, priced.Student], ct);
        var move = new Move(moveId, cohort, id, next.Id, priced.Student, priced.Mentor, request.Mode, bent, request.Reason!,
            text is null ? null : key.Seal("moves", "text", text), user.PersonId(), now);
        move.Replaces(pin);
        db.Add(move);
        if (pin is null)
            db.Add(pin = new Pin(cohort, priced.Student));
        pin.Set(priced.Mentor, request.Reason!, text is null ? null : key.Seal("pins", "text", text), bent, user.PersonId(), now);
        await ledger.RecordAsync(new Act("pair.moved", user.PersonId(), now)
        {
            Subject = request.StudentId,
            Partner = request.MentorId,
            Cohort = cohort,
            Key = key,
            Details = new { request.MentorId, request.Mode, request.Reason, text, bent = priced.Rule, next.Number, RunId = next.Id },
        }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new MovedTo(next.Id, next.Number));
    }
}
