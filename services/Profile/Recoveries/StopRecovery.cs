using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Recoveries;

internal static class StopRecovery
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapDelete("cohorts/{id:guid}/people/{personId:guid}/recovery", ForOneOfCohort)
            .WithSummary("Stops it: the address opens nothing any more. Doing it again changes nothing").OnlyForPeople().RetryRaces<ProfileDb>();
        api.MapDelete("programmes/{id:guid}/coordinators/{personId:guid}/recovery", ForCoordinator)
            .WithSummary("The same for a coordinator").OnlyForAdministrators().RetryRaces<ProfileDb>();
        api.MapDelete("me/recovery", ForMyself)
            .WithSummary("Stops it for oneself, as whoever can still sign in does who never asked for it").OnlyForPeople().RetryRaces<ProfileDb>();
    }

    static async Task<Results<NoContent, NotFound>> ForOneOfCohort(
        Guid id, Guid personId, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct) =>
        await db.CohortOfAsync(user, id, personId, ct) is null || await db.Coordinators.AnyAsync(c => c.PersonId == personId, ct)
            ? TypedResults.NotFound()
            : await StopAsync(personId, user, db, ledger, time.GetUtcNow(), ct);

    static async Task<Results<NoContent, NotFound>> ForCoordinator(
        Guid id, Guid personId, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct) =>
        await db.Coordinators.AnyAsync(c => c.ProgrammeId == id && c.PersonId == personId, ct)
            ? await StopAsync(personId, user, db, ledger, time.GetUtcNow(), ct)
            : TypedResults.NotFound();

    static Task<NoContent> ForMyself(ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct) =>
        StopAsync(user.PersonId(), user, db, ledger, time.GetUtcNow(), ct);

    static async Task<NoContent> StopAsync(Guid id, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Recoveries.FindAsync([id], ct) is { } recovery)
        {
            db.Remove(recovery);
            (await db.People.SingleAsync(p => p.Id == id, ct)).MovedAddress(db, now);
            await ledger.RecordAsync(new Act("recovery.stopped", user.PersonId(), now) { Subject = id }, ct);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.NoContent();
    }
}
