using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Profile.Recoveries;

internal static class ShowRecovery
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("cohorts/{id:guid}/people/{personId:guid}/recovery", ForOneOfCohort)
            .WithSummary("Whether the office is helping somebody back in, and with which address").OnlyForPeople();
        api.MapGet("me/recovery", ForMyself)
            .WithSummary("Whether the office is moving one's own account to another address").OnlyForPeople();
    }

    static async Task<Results<Ok<RecoveryView>, NotFound>> ForOneOfCohort(
        Guid id, Guid personId, ClaimsPrincipal user, ProfileDb db, TimeProvider time, CancellationToken ct) =>
        await db.CohortOfAsync(user, id, personId, ct) is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(await RecoveryView.OfAsync(db, personId, time.GetUtcNow(), ct));

    static async Task<Ok<RecoveryView>> ForMyself(ClaimsPrincipal user, ProfileDb db, TimeProvider time, CancellationToken ct) =>
        TypedResults.Ok(await RecoveryView.OfAsync(db, user.PersonId(), time.GetUtcNow(), ct));
}
