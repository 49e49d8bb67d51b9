using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.PersonalData;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Notification.PersonalData;

internal static class GetCopy
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("me/export", HandleAsync).OnlyForPeople()
        .WithSummary("Everything Notification holds about the caller.");

    static async Task<Ok<PersonalCopy>> HandleAsync(ClaimsPrincipal user, NotificationDb db, DataKeys<NotificationDb> keys, CancellationToken ct)
    {
        var me = user.PersonId();
        return TypedResults.Ok(await db.CopyAsync("notification", Held.Tables, me, await keys.OfAsync(me, ct), ct));
    }
}
