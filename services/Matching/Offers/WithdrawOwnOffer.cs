using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Offers;

static class WithdrawOwnOffer
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("me/pairs/{id:guid}/withdraw", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("The caller backs out of a request or an offer before both have said yes. The place is free at once; doing it twice is fine.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Ok<PairView>, NotFound, ProblemHttpResult>> Handle(
        Guid id, ClaimsPrincipal user, MatchingDb db, PairViews views, TimeProvider time, CancellationToken ct)
    {
        if (await db.OwnPairsOf(user).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } pair)
            return TypedResults.NotFound();
        var me = user.PersonId();
        if (await db.WithdrawAsync(pair, OfferEvents.Word(pair.SideOf(me)), time.GetUtcNow(), ct) is { } refusal)
            return refusal.Problem();
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(await views.OfAsync(pair, pair.ViewerOf(me), ct));
    }
}
