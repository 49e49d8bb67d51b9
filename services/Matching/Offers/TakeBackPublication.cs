using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Offers;

static class TakeBackPublication
{
    static readonly Refusal AlreadyOut = new("AlreadyOut", "The time to take it back is over, and the offers are on their way. Single offers can still be withdrawn.");

    public static void Map(RouteGroupBuilder api) => api.MapPost("publications/{id:guid}/take-back", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("Takes a publication back before it goes out: nobody is told, the places are free, and the draft is open again. Doing it twice is fine.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<NoContent, NotFound, ProblemHttpResult>> Handle(
        Guid id, ClaimsPrincipal user, MatchingDb db, LedgerOf<MatchingDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.PublicationsOf(user).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } publication)
            return TypedResults.NotFound();
        if (publication.TakenBackAt is not null)
            return TypedResults.NoContent();
        var now = time.GetUtcNow();
        if (!publication.Pending || publication.GoesOutAt <= now)
            return AlreadyOut.Problem();

        publication.TakeBack(now);
        foreach (var pair in await db.Pairs.Where(p => p.PublicationId == id && p.State == PairState.Proposed).ToListAsync(ct))
            pair.Withdraw(now);
        (await db.Runs.SingleAsync(r => r.Id == publication.RunId, ct)).TakeBack();
        await ledger.RecordAsync(new Act("publication.taken-back", user.PersonId(), now)
        {
            Cohort = publication.CohortId,
            Details = new { PublicationId = id, publication.RunId, publication.Pairs },
        }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
