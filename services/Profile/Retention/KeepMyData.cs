using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Retention;

/// <param name="DueOn">The day on which everything is erased, where the person was told of one.</param>
/// <param name="KeptUntil">Until when it is kept because they asked for it.</param>
internal sealed record OwnFarewell(DateOnly? DueOn, DateOnly? KeptUntil);

internal static class KeepMyData
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("me/farewell", Show)
            .WithSummary("Until when one's own data is kept, where that was said").OnlyForPeople();
        api.MapPost("me/farewell/keep", Keep)
            .WithSummary("Keeps one's own data for another year from the day that was said. Doing it twice is fine").OnlyForPeople().RetryRaces<ProfileDb>();
    }

    static async Task<Results<Ok<OwnFarewell>, NotFound>> Show(ClaimsPrincipal user, ProfileDb db, CancellationToken ct)
    {
        var me = user.PersonId();
        return await db.Farewells.AsNoTracking().SingleOrDefaultAsync(f => f.PersonId == me, ct) is { } farewell
            ? TypedResults.Ok(new OwnFarewell(farewell.DueOn, farewell.KeptUntil))
            : TypedResults.NotFound();
    }

    static async Task<Results<NoContent, NotFound>> Keep(ClaimsPrincipal user, ProfileDb db, CancellationToken ct)
    {
        var me = user.PersonId();
        if (await db.Farewells.SingleOrDefaultAsync(f => f.PersonId == me, ct) is not { } farewell)
            return TypedResults.NotFound();
        if (farewell.DueOn is not null)
        {
            farewell.Keep();
            // The day may have come within the hour: what the rule asked for is taken back, what they asked for is not.
            if (await db.Erasures.SingleOrDefaultAsync(e => e.PersonId == me && e.ByRule && e.State == Erasures.Erasure.Asked, ct) is { } asked)
                db.Remove(asked);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.NoContent();
    }
}
