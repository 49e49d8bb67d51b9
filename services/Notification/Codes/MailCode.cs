using Mentorship.Notification.Contacts;
using Mentorship.Notification.Deliveries;
using Mentorship.Notification.Sending;
using Mentorship.Notification.Telling;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Notification.Codes;

/// <summary>The Portal hands over a sign-in code. It comes by a command, never over the bus, and lies here sealed until it is sent.</summary>
internal static class MailCode
{
    /// <param name="PersonId">Whose code it is.</param>
    /// <param name="Code">What they type.</param>
    /// <param name="ExpiresAt">Until when it works.</param>
    /// <param name="Email">Where it goes, if not to the person's first address.</param>
    /// <param name="For">What it is for, where it signs nobody in: <c>address</c>.</param>
    internal sealed record Request(Guid PersonId, string Code, DateTimeOffset ExpiresAt, string? Email = null, string? For = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("codes", HandleAsync)
        .OnlyFor("portal").RetryRaces<NotificationDb>()
        .WithSummary("Mails a sign-in code to a person, ahead of everything else.").ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Accepted, ValidationProblem, ProblemHttpResult>> HandleAsync(
        Request request, NotificationDb db, DataKeys<NotificationDb> keys, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (request.Code.Length is 0 or > 40)
            return Invalid.Field("code", "A code has 1 to 40 characters.");
        if (request.ExpiresAt <= now)
            return Invalid.Field("expiresAt", "The code has ended already.");
        if (request.Email is { } email && Mailbox.Create("", email) is null)
            return Invalid.Field("email", "Not an address that mail can be sent to.");
        if (request.For is not (null or "address"))
            return Invalid.Field("for", "A code signs in, or is for an address.");

        if (await db.IsErasedAsync(request.PersonId, ct))
            return Contact.WasErased.Problem();
        var key = await keys.ForAsync(request.PersonId, ct);
        await db.WantContactsAsync(now, ct, request.PersonId);
        // Each code is an event of its own: the last one asked for is the one that works.
        var delivery = Delivery.Of(LetterKind.Code, $"code/{Guid.CreateVersion7(now)}", request.PersonId, Channel.Mail,
            new Facts { Until = request.ExpiresAt, For = request.For }, now, request.ExpiresAt);
        delivery.Seal(new Secret(request.Code, request.Email).Seal(key));
        db.Add(delivery);
        await db.SaveChangesAsync(ct);
        return TypedResults.Accepted((string?)null);
    }
}
