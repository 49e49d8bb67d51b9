using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Overrides;

static class AllowPair
{
    public static void Map(RouteGroupBuilder api) => api.MapDelete("cohorts/{id:guid}/forbids/{studentId:guid}/{mentorId:guid}", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("Lets two people be paired again whom the office had forbidden.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<NoContent, NotFound, ProblemHttpResult>> Handle(
        Guid id, Guid studentId, Guid mentorId, ClaimsPrincipal user, MatchingDb db, LedgerOf<MatchingDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct)
            || await db.Forbids.FindAsync([id, new StudentId(studentId), new MentorId(mentorId)], ct) is not { InForce: true } forbid)
            return TypedResults.NotFound();
        if (user.PersonId() == studentId || user.PersonId() == mentorId)
            return Conflicts.OwnPair.Problem();
        var now = time.GetUtcNow();
        forbid.Set(inForce: false, forbid.Reason, null, user.PersonId(), now);
        await ledger.RecordAsync(new Act("decision.lifted", user.PersonId(), now) { Subject = studentId, Partner = mentorId, Cohort = id, Details = new { MentorId = mentorId } }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
