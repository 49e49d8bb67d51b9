using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Matching.Pool;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Overrides;

sealed record ForbidRequest(string? Reason, string? Text);

static class ForbidPair
{
    static readonly Refusal Held = new("AlreadyPaired", "These two have an offer or are mentor and student already. Withdraw or end that first.");

    public static void Map(RouteGroupBuilder api) => api.MapPut("cohorts/{id:guid}/forbids/{studentId:guid}/{mentorId:guid}", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("Lets two people never be paired in this cohort, with a reason. Doing it twice is fine.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<NoContent, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, Guid studentId, Guid mentorId, ForbidRequest request, ClaimsPrincipal user, MatchingDb db, Pools pools, DataKeys<MatchingDb> keys,
        LedgerOf<MatchingDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        if (Reasons.Mistake(request.Reason, request.Text) is { } mistake)
            return mistake;
        if (user.PersonId() == studentId || user.PersonId() == mentorId)
            return Conflicts.OwnPair.Problem();
        // A pin of these two at the same moment touches no row in common; the ledger that both write settles it.
        await ledger.HoldAsync(ct);
        var pool = await pools.OpenAsync(id, ct);
        var (student, mentor) = (new StudentId(studentId), new MentorId(mentorId));
        if (!pool.Students.ContainsKey(student) || !pool.Mentors.ContainsKey(mentor))
            return TypedResults.NotFound();
        if (await db.Pins.AnyAsync(p => p.CohortId == id && p.StudentId == student && p.MentorId == mentor, ct))
            return Conflicts.PinnedByHand.Problem();
        if (await db.Pairs.AnyAsync(p => p.CohortId == id && p.StudentId == student && p.MentorId == mentor && p.MentorPlace != null, ct))
            return Held.Problem();
        if (await db.Forbids.AnyAsync(f => f.CohortId == id && f.StudentId == student && f.MentorId == mentor && f.InForce, ct))
            return TypedResults.NoContent();

        var (now, key, text) = (time.GetUtcNow(), await keys.ForAsync(studentId, ct), request.Text is { Length: > 0 } said ? said : null);
        await db.ForbidAsync(id, student, mentor, inForce: true, request.Reason!, text, key, user.PersonId(), now, ct);
        await ledger.RecordAsync(new Act("pair.forbidden", user.PersonId(), now)
        {
            Subject = studentId,
            Partner = mentorId,
            Cohort = id,
            Key = key,
            Details = new { MentorId = mentorId, request.Reason, text },
        }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }

    public static async Task ForbidAsync(
        this MatchingDb db, Guid cohort, StudentId student, MentorId mentor, bool inForce, string reason, string? text, DataKey key, Guid by, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Forbids.FindAsync([cohort, student, mentor], ct) is not { } forbid)
            db.Add(forbid = new Forbid(cohort, student, mentor));
        forbid.Set(inForce, reason, text is null ? null : key.Seal("forbids", "text", text), by, now);
    }
}
