using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Overrides;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Offers;

sealed record WithdrawRequest(string? Reason);

static class WithdrawOffer
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("pairs/{id:guid}/withdraw", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("The office withdraws an offer that is not active yet, with a reason for the ledger. Both are told, and the place is free.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Ok<PairView>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, WithdrawRequest request, ClaimsPrincipal user, MatchingDb db, PairViews views, DataKeys<MatchingDb> keys,
        LedgerOf<MatchingDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.OfficePairsOf(user).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } pair)
            return TypedResults.NotFound();
        if (string.IsNullOrWhiteSpace(request.Reason))
            return Invalid.Field("reason", "Say in a few words why. It is kept in the ledger.");
        if (request.Reason.Length > Reasons.LongestText)
            return Invalid.Field("reason", $"Keep it under {Reasons.LongestText:N0} characters.");
        if (pair.IsOf(user.PersonId()))
            return Conflicts.OwnPair.Problem();

        var (now, before) = (time.GetUtcNow(), pair.Version);
        if (await db.WithdrawAsync(pair, Withdrawing.Office, now, ct) is { } refusal)
            return refusal.Problem();
        if (pair.Version != before)
        {
            await ledger.RecordAsync(await OfficeActs.OnAsync(keys, "offer.withdrawn", pair, user.PersonId(), now, key => new
            {
                PairId = pair.Id,
                MentorId = pair.MentorId.Value,
                Reason = key ? request.Reason : null,
            }, ct), ct);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.Ok(await views.OfAsync(pair, Viewer.Office, ct));
    }
}
