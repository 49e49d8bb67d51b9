using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Offers;

/// <summary>Yes or no; with a no, a reason from <see cref="NoReasons"/> if one is given.</summary>
sealed record AnswerRequest(Answer? Answer, string? Reason);

static class AnswerOffer
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("me/pairs/{id:guid}/answer", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("The caller's answer to an offer. Any no closes it; the second yes makes a pair. Saying the same again is answered with what was done.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Ok<PairView>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, AnswerRequest request, ClaimsPrincipal user, MatchingDb db, PairViews views, TimeProvider time, CancellationToken ct)
    {
        if (await db.OwnPairsOf(user).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } pair)
            return TypedResults.NotFound();
        if (request.Answer is not (Answer.Yes or Answer.No))
            return Invalid.Field("answer", "Say yes or no.");
        if (request.Reason is { Length: > 0 } given && !NoReasons.All.Contains(given))
            return Invalid.Field("reason", "Choose a reason from the list.");

        var me = user.PersonId();
        if (await db.AnswerAsync(pair, pair.SideOf(me), request.Answer.Value, request is { Answer: Answer.No, Reason.Length: > 0 } ? request.Reason : null, byOffice: false, time.GetUtcNow(), ct) is { } refusal)
            return refusal.Problem();
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(await views.OfAsync(pair, pair.ViewerOf(me), ct));
    }
}
