using Mentorship.Notification.Deliveries;
using Mentorship.Notification.Telling;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Notification.Codes;

/// <summary>The Portal hands over a sign-in code. It comes by a command, never over the bus, and lies here sealed until it is sent.</summary>
internal static class MailCode
{
    internal sealed record Request(Guid PersonId, string Code, DateTimeOffset ExpiresAt);

    static readonly Refusal Erased = new("PersonErased", "This person was erased. Nothing is sent to them any more.");

    public static void Map(RouteGroupBuilder api) => api.MapPost("codes", HandleAsync)
        .RetryRaces<NotificationDb>()
        .WithSummary("Mails a sign-in code to a person, ahead of everything else. For the Portal.").ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Accepted, ValidationProblem, ForbidHttpResult, ProblemHttpResult>> HandleAsync(
        Request request, HttpContext http, NotificationDb db, DataKeys<NotificationDb> keys, TimeProvider time, CancellationToken ct)
    {
        if (!http.User.IsService("portal"))
            return TypedResults.Forbid();
        var now = time.GetUtcNow();
        if (request.Code.Length is 0 or > 40)
            return Invalid.Field("code", "A code has 1 to 40 characters.");
        if (request.ExpiresAt <= now)
            return Invalid.Field("expiresAt", "The code has ended already.");

        if (await db.IsErasedAsync(request.PersonId, ct))
            return Erased.Problem();
        var key = await keys.ForAsync(request.PersonId, ct);
        await db.WantContactsAsync(now, ct, request.PersonId);
        // Each code is an event of its own: the last one asked for is the one that works.
        var delivery = Delivery.Of(LetterKind.Code, $"code/{Guid.CreateVersion7(now)}", request.PersonId, Channel.Mail,
            new Facts { Until = request.ExpiresAt }, now, request.ExpiresAt);
        delivery.Seal(key.Seal(Secrets.Table, Secrets.Column, request.Code));
        db.Add(delivery);
        await db.SaveChangesAsync(ct);
        return TypedResults.Accepted((string?)null);
    }
}
