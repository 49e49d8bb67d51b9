using Mentorship.Notification.Deliveries;
using Mentorship.Notification.Mails;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Notification.Inbox;

/// <summary>What a person was told, newest first, in the same words as their mail.</summary>
internal static class ReadInbox
{
    const int Newest = 100;

    internal sealed record Response(int Unread, IReadOnlyList<Item> Items);

    /// <param name="Link">A path of the Portal, for someone who is signed in.</param>
    internal sealed record Item(Guid Id, DateTimeOffset At, string Subject, string Text, string? Link, DateTimeOffset? ReadAt);

    public static void Map(RouteGroupBuilder api) => api.MapGet("me/inbox", HandleAsync)
        .WithSummary("What the caller was told, newest first.");

    static async Task<Results<Ok<Response>, ForbidHttpResult>> HandleAsync(HttpContext http, NotificationDb db, GatherFacts gather, CancellationToken ct)
    {
        if (http.User.PersonIdOrNull() is not { } me)
            return TypedResults.Forbid();
        var mine = db.InboxOf(me).AsNoTracking();
        var unread = await mine.CountAsync(d => d.ReadAt == null, ct);
        var rows = await mine.OrderByDescending(d => d.CreatedAt).Take(Newest).ToListAsync(ct);
        var gathered = await gather.ForAsync(rows, ct);
        return TypedResults.Ok(new Response(unread, [.. rows.Where(r => gathered.ContainsKey(r.Id)).Select(r => Show(r, gathered[r.Id].About))]));
    }

    static Item Show(Delivery row, About about)
    {
        var letter = Letters.Write(row.Kind, about);
        // The first paragraph greets; in an inbox nobody needs that.
        var text = letter.Paragraphs[^1].Text;
        return new(row.Id, row.CreatedAt, letter.Heading, char.ToUpperInvariant(text[0]) + text[1..], letter.Button?.Link.Page, row.ReadAt);
    }
}

internal static class InboxRows
{
    public static IQueryable<Delivery> InboxOf(this NotificationDb db, Guid person) =>
        db.Deliveries.Where(d => d.PersonId == person && d.Channel == Channel.InApp && d.State == DeliveryState.Sent);
}
