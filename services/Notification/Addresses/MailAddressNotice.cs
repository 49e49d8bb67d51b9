using Mentorship.Notification.Contacts;
using Mentorship.Notification.Deliveries;
using Mentorship.Notification.Sending;
using Mentorship.Notification.Telling;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Notification.Addresses;

/// <summary>The Portal says that somebody's addresses were changed. It comes by a command, since only the change itself knows an address that is gone.</summary>
internal static class MailAddressNotice
{
    const int MostAddresses = 4;
    static readonly TimeSpan Worth = TimeSpan.FromDays(7);

    internal sealed record Request(Guid PersonId, string? Change, string[]? To);

    public static void Map(RouteGroupBuilder api) => api.MapPost("address-notices", HandleAsync)
        .OnlyFor("portal").RetryRaces<NotificationDb>()
        .WithSummary("Tells every address a person had or has that they were changed.").ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Accepted, ValidationProblem, ProblemHttpResult>> HandleAsync(
        Request request, NotificationDb db, DataKeys<NotificationDb> keys, TimeProvider time, CancellationToken ct)
    {
        if (request.Change is not ("added" or "dropped" or "swapped"))
            return Invalid.Field("change", "An address was added, dropped or swapped.");
        if (request.To is not { Length: > 0 and <= MostAddresses } to || to.Any(email => Mailbox.Create("", email) is null))
            return Invalid.Field("to", $"Send 1 to {MostAddresses} addresses that mail can be sent to.");

        if (await db.IsErasedAsync(request.PersonId, ct))
            return Contact.WasErased.Problem();
        var now = time.GetUtcNow();
        var key = await keys.ForAsync(request.PersonId, ct);
        await db.WantContactsAsync(now, ct, request.PersonId);
        foreach (var email in to)
        {
            var delivery = Delivery.Of(LetterKind.Addresses, $"addresses/{Guid.CreateVersion7(now)}", request.PersonId, Channel.Mail,
                new Facts { Change = request.Change }, now, now + Worth);
            delivery.Seal(new Secret(Email: email).Seal(key));
            db.Add(delivery);
        }
        await db.SaveChangesAsync(ct);
        return TypedResults.Accepted((string?)null);
    }
}
