using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Offers;

sealed record LinkAnswerRequest(Guid PersonId, Answer? Answer);

/// <summary>What a page without a session may know: states and times, no reasons.</summary>
static class AnswerByLink
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("pairs/{id:guid}", Show)
            .WithSummary("For the Portal alone: an offer that the link of a mail leads to, without its reasons.");
        api.MapPost("pairs/{id:guid}/answer-by-link", Handle)
            .RetryRaces<MatchingDb>()
            .WithSummary("For the Portal alone: the answer of a person who came by the link of a mail and pressed the button.")
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    static async Task<Results<Ok<PairView>, NotFound, ForbidHttpResult>> Show(Guid id, ClaimsPrincipal user, MatchingDb db, CancellationToken ct)
    {
        if (!user.IsService("portal"))
            return Forbidden();
        return await db.Pairs.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.OfferedAt != null, ct) is { } pair
            ? TypedResults.Ok(PairViews.Bare(pair))
            : TypedResults.NotFound();
    }

    static async Task<Results<Ok<PairView>, NotFound, ForbidHttpResult, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, LinkAnswerRequest request, ClaimsPrincipal user, MatchingDb db, TimeProvider time, CancellationToken ct)
    {
        if (!user.IsService("portal"))
            return Forbidden();
        var pair = await db.Pairs.SingleOrDefaultAsync(p => p.Id == id && p.OfferedAt != null, ct);
        if (pair is null || !pair.IsOf(request.PersonId))
            return TypedResults.NotFound();
        if (request.Answer is not (Answer.Yes or Answer.No))
            return Invalid.Field("answer", "Say yes or no.");

        if (await db.AnswerAsync(pair, pair.SideOf(request.PersonId), request.Answer.Value, reason: null, byOffice: false, time.GetUtcNow(), ct) is { } refusal)
            return refusal.Problem();
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(PairViews.Bare(pair));
    }

    static ForbidHttpResult Forbidden() => TypedResults.Forbid(authenticationSchemes: ["token-matching"]);
}
