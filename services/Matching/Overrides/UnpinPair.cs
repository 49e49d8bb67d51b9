using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Matching.Pool;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Overrides;

static class UnpinPair
{
    public static void Map(RouteGroupBuilder api) => api.MapDelete("cohorts/{id:guid}/pins/{studentId:guid}", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("Takes a decision by hand back. Taking it back twice is fine.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Ok<PinsLeft>, NotFound, ProblemHttpResult>> Handle(
        Guid id, Guid studentId, ClaimsPrincipal user, MatchingDb db, Pools pools, LedgerOf<MatchingDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        if (await db.Pins.FindAsync([id, new StudentId(studentId)], ct) is { } pin)
        {
            if (user.PersonId() == studentId || user.PersonId() == pin.MentorId?.Value)
                return Conflicts.OwnPair.Problem();
            var now = time.GetUtcNow();
            db.Remove(pin);
            await ledger.RecordAsync(new Act("pair.unpinned", user.PersonId(), now)
            {
                Subject = studentId,
                Partner = pin.MentorId?.Value,
                Cohort = id,
                Details = new { MentorId = pin.MentorId?.Value },
            }, ct);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.Ok(await PinPair.LeftAsync(db, await pools.OpenAsync(id, ct), ct));
    }
}
