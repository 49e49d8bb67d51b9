using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.PersonalData;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Notification.PersonalData;

internal static class GetCopy
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("me/export", HandleAsync)
        .WithSummary("Everything Notification holds about the caller.");

    static async Task<Results<Ok<PersonalCopy>, ForbidHttpResult>> HandleAsync(HttpContext http, NotificationDb db, DataKeys<NotificationDb> keys, CancellationToken ct) =>
        http.User.PersonIdOrNull() is { } me
            ? TypedResults.Ok(await db.CopyAsync("notification", Held.Tables, me, await keys.OfAsync(me, ct), ct))
            : TypedResults.Forbid();
}
