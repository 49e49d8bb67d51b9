using Mentorship.Notification.Deliveries;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Notification.Strangers;

/// <summary>Somebody typed an address on a public page. The code goes to it, whoever has it, and nobody is looked up.</summary>
internal static class MailAddressCheck
{
    /// <param name="Id">Of the application or nomination that waits.</param>
    internal sealed record Request(Guid Id, Guid CohortId, string Email, string Code, DateTimeOffset Until);

    public static void Map(RouteGroupBuilder api) => api.MapPost("address-checks", HandleAsync)
        .OnlyFor("portal").RetryRaces<NotificationDb>()
        .WithSummary("Mails a code to an address that somebody typed on a public page, ahead of everything else.");

    static async Task<Results<Accepted, ValidationProblem>> HandleAsync(
        Request request, NotificationDb db, DataKeys<NotificationDb> keys, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (request.Code.Length is 0 or > 40)
            return Invalid.Field("code", "A code has 1 to 40 characters.");
        if (request.Until <= now)
            return Invalid.Field("until", "The code has ended already.");

        var delivery = Delivery.Of(LetterKind.AddressCheck, $"address-check/{Guid.CreateVersion7(now)}", request.Id, Channel.Mail,
            new Facts { CohortId = request.CohortId, Until = request.Until }, now, request.Until);
        var key = await keys.ForAsync(delivery.Id, ct);
        delivery.Seal(new Secret(request.Code).Seal(key));
        // Without the name that was typed: whoever types a stranger's address chooses no word of what the stranger reads.
        delivery.Address(new Stranger("", request.Email).Seal(key));
        db.Add(delivery);
        await db.SaveChangesAsync(ct);
        return TypedResults.Accepted((string?)null);
    }
}
