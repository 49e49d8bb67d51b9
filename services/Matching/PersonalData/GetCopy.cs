using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.PersonalData;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Matching.PersonalData;

static class GetCopy
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("me/export", Handle)
        .OnlyForPeople().WithSummary("Everything Matching holds about the caller.");

    static async Task<Ok<PersonalCopy>> Handle(ClaimsPrincipal user, MatchingDb db, DataKeys<MatchingDb> keys, CancellationToken ct)
    {
        var me = user.PersonId();
        return TypedResults.Ok(await db.CopyAsync("matching", Held.Tables, me, await keys.OfAsync(me, ct), ct));
    }
}
