using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.People;

internal static class DropSecondAddress
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("me/second-address", Handle)
        .WithSummary("Gives up one's second address; doing it again changes nothing").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound>> Handle(ClaimsPrincipal user, ProfileDb db, TimeProvider time, CancellationToken ct)
    {
        var me = user.PersonId();
        if (await db.People.Include(p => p.Addresses).SingleOrDefaultAsync(p => p.Id == me, ct) is not { } person)
            return TypedResults.NotFound();
        if (person.SecondEmail is not null)
        {
            person.DropSecond();
            person.MovedAddress(db, time.GetUtcNow());
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.NoContent();
    }
}
