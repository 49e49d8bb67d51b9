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
            .OnlyFor("portal")
            .WithSummary("An offer that the link of a mail leads to, without its reasons.");
        api.MapPost("pairs/{id:guid}/answer-by-link", Handle)
            .OnlyFor("portal").RetryRaces<MatchingDb>()
            .WithSummary("The answer of a person who came by the link of a mail and pressed the button.")
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    static async Task<Results<Ok<PairView>, NotFound>> Show(Guid id, MatchingDb db, CancellationToken ct) =>
        await db.Pairs.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.OfferedAt != null, ct) is { } pair
            ? TypedResults.Ok(PairViews.Bare(pair))
            : TypedResults.NotFound();

    static async Task<Results<Ok<PairView>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, LinkAnswerRequest request, MatchingDb db, TimeProvider time, CancellationToken ct)
    {
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
}
