using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Matching.Pool;
using Mentorship.Matching.Runs;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Overrides;

sealed record OverrideRequest(
    OverrideKind Kind, Guid? StudentId, Guid? OtherStudentId, Guid? MentorId, int? Places, MoveMode Mode, string? PriceToken, bool Bend, string? Reason, string? Text)
{
    public OverrideQuestion Question => new(Kind, StudentId, OtherStudentId, MentorId, Places, Mode);
}

/// <summary>The draft that stands after the decision.</summary>
sealed record OverriddenTo(Guid RunId, int Number);

static class ConfirmOverride
{
    static readonly Refusal StalePrice = new("StalePrice", "The cohort changed since this price was worked out, so the decision would cost something else now. Look at the new price first.");

    public static void Map(RouteGroupBuilder api) => api.MapPost("runs/{id:guid}/overrides", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("Makes an override whose price was shown: the decision by hand and the cohort's next draft in one, with a reason.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Ok<OverriddenTo>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, OverrideRequest request, ClaimsPrincipal user, MatchingDb db, Pools pools, StandingDrafts drafts, DataKeys<MatchingDb> keys,
        LedgerOf<MatchingDb> ledger, TimeProvider time, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        if (!await db.RunsOf(user).AnyAsync(r => r.Id == id, ct))
            return TypedResults.NotFound();
        if ((request.Question.Mistake() ?? Reasons.Mistake(request.Reason, request.Text)) is { } mistake)
            return mistake;
        var (priced, no, found) = await PriceOverride.WorkOutAsync(id, request.Question, user, db, pools, drafts, ct);
        if (!found)
            return TypedResults.NotFound();
        if (priced is null)
            return no!.Problem;
        if (Array.Find(priced.Bent, b => !(request.Bend && b.MayBend)) is { } unbent)
            return new Refusal(unbent.Code, unbent.Sentence).Problem(("mayBend", unbent.MayBend));
        if (request.PriceToken != priced.Token)
            return StalePrice.Problem();

        var (now, by, cohort) = (time.GetUtcNow(), user.PersonId(), priced.Draft.Run.CohortId);
        var subject = (request.StudentId ?? request.MentorId)!.Value;
        var key = await keys.ForAsync(subject, ct);
        var text = request.Text is { Length: > 0 } said ? said : null;
        var (first, nextId) = (Guid.CreateVersion7(now), Guid.CreateVersion7(now));
        var next = await priced.Draft.NextRunAsync(db, keys, priced.Change, RunOrigin.Override, priced.Draft.Run, nextId, first, by, now, time.GetElapsedTime(began), ct);
        await DecideAsync();
        await ledger.RecordAsync(new Act(Act(request.Kind), by, now)
        {
            Subject = subject,
            Partner = request.StudentId is null ? null : request.OtherStudentId ?? request.MentorId,
            Cohort = cohort,
            Key = key,
            Details = new
            {
                request.MentorId,
                request.Places,
                request.Mode,
                request.Reason,
                text,
                bent = priced.Bent is [var bent, ..] ? Enum.Parse<Engine.Rule>(bent.Code) : (Engine.Rule?)null,
                priced.Change.Effect.MeanBefore,
                priced.Change.Effect.MeanAfter,
                Moved = priced.Change.Effect.Others.Count,
                next.Number,
                RunId = next.Id,
            },
        }, ct);
        await db.SaveChangesAsync(ct);
        drafts.OpenSoon(next.Id, priced.Change.Input);
        return TypedResults.Ok(new OverriddenTo(next.Id, next.Number));

        // A run comes from the override that has its id; the second of a swap has one of its own.
        Override Row(bool second = false) => db.Add(new Override(second ? Guid.CreateVersion7(now) : first, request.Kind, cohort, id, next.Id, request.Mode, request.Reason!, by, now)
            .Costs(priced.Change.Effect)).Entity;

        async Task DecideAsync()
        {
            var question = request.Question;
            StudentId? student = question.Students.Cast<StudentId?>().FirstOrDefault();
            switch (request.Kind)
            {
                case OverrideKind.LeaveOut:
                    await PinAsync(Row(), student!.Value, null, key);
                    break;
                case OverrideKind.Pair or OverrideKind.Swap:
                    foreach (var (n, (who, with)) in PriceOverride.Made(priced.Draft, question).Index())
                        await PinAsync(Row(n > 0), who, with, n == 0 ? key : await keys.ForAsync(who.Value, ct));
                    break;
                case OverrideKind.Lift when question.Mentor is null:
                    var pin = await db.Pins.FindAsync([cohort, student!.Value], ct);
                    Row().Pairs(student.Value, null, bend: false, pin).Says(Sealed(key));
                    db.Remove(pin!);
                    break;
                case OverrideKind.Forbid or OverrideKind.Lift:
                    Row().About(student, question.Mentor).Says(Sealed(key));
                    await db.ForbidAsync(cohort, student!.Value, question.Mentor!.Value, request.Kind == OverrideKind.Forbid, request.Reason!, text, key, by, now, ct);
                    break;
                case OverrideKind.Places:
                    var mentor = (await db.PoolMentors.FindAsync([cohort, question.Mentor!.Value], ct))!;
                    Row().Gives(mentor.MentorId, request.Places!.Value, mentor.Capacity).Says(Sealed(key));
                    mentor.Give(request.Places.Value);
                    break;
                default:
                    Row().About(student, question.Mentor).Says(Sealed(key));
                    break;
            }
        }

        async Task PinAsync(Override row, StudentId student, MentorId? mentor, DataKey sealing)
        {
            var (pin, bends) = (await db.Pins.FindAsync([cohort, student], ct), priced.Bent.Any(b => b.StudentId == student.Value));
            row.Pairs(student, mentor, bends, pin).Says(Sealed(sealing));
            if (pin is null)
                db.Add(pin = new Pin(cohort, student));
            pin.Set(mentor, request.Reason!, text is null ? null : sealing.Seal("pins", "text", text), bends, by, now);
        }

        byte[]? Sealed(DataKey sealing) => text is null ? null : sealing.Seal("overrides", "text", text);
    }

    static string Act(OverrideKind kind) => kind switch
    {
        OverrideKind.Pair => "pair.moved",
        OverrideKind.LeaveOut => "student.left-out",
        OverrideKind.Swap => "mentors.swapped",
        OverrideKind.Forbid => "pair.forbidden",
        OverrideKind.Lift => "decision.lifted",
        OverrideKind.Places => "places.given",
        _ => "person.added",
    };
}
