using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Notification.Inbox;

/// <summary>One entry, or all of them, were read. Reading twice changes nothing.</summary>
internal static class MarkRead
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("me/inbox/{id:guid}/read", OneAsync).RetryRaces<NotificationDb>().WithSummary("Marks one entry as read.");
        api.MapPost("me/inbox/read-all", AllAsync).RetryRaces<NotificationDb>().WithSummary("Marks every entry as read.");
    }

    static async Task<Results<NoContent, NotFound, ForbidHttpResult>> OneAsync(Guid id, HttpContext http, NotificationDb db, TimeProvider time, CancellationToken ct)
    {
        if (http.User.PersonIdOrNull() is not { } me)
            return TypedResults.Forbid();
        if (await db.InboxOf(me).FirstOrDefaultAsync(d => d.Id == id, ct) is not { } entry)
            return TypedResults.NotFound();
        entry.Read(time.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }

    static async Task<Results<NoContent, ForbidHttpResult>> AllAsync(HttpContext http, NotificationDb db, TimeProvider time, CancellationToken ct)
    {
        if (http.User.PersonIdOrNull() is not { } me)
            return TypedResults.Forbid();
        foreach (var entry in await db.InboxOf(me).Where(d => d.ReadAt == null).ToListAsync(ct))
            entry.Read(time.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
