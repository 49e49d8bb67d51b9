using Mentorship.Notification.Deliveries;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Notification.Strangers;

/// <summary>Somebody named a student, who is asked once whether they want to apply.</summary>
internal static class MailNomination
{
    internal sealed record Request(Guid Id, Guid CohortId, string Name, string Email, string By, DateTimeOffset Until);

    public static void Map(RouteGroupBuilder api) => api.MapPost("nominations", HandleAsync)
        .OnlyFor("portal").RetryRaces<NotificationDb>()
        .WithSummary("Tells a student that somebody named them, once per nomination.");

    static async Task<Results<Accepted, ValidationProblem>> HandleAsync(
        Request request, NotificationDb db, DataKeys<NotificationDb> keys, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (request.Until <= now)
            return Invalid.Field("until", "The nomination has ended already.");

        var @event = $"nomination/{request.Id}";
        if (!await db.Deliveries.AnyAsync(d => d.Event == @event, ct))
        {
            var delivery = Delivery.Of(LetterKind.Nomination, @event, request.Id, Channel.Mail,
                new Facts { CohortId = request.CohortId, Until = request.Until }, now, request.Until);
            delivery.Address(new Stranger(request.Name, request.Email, request.By).Seal(await keys.ForAsync(delivery.Id, ct)));
            db.Add(delivery);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.Accepted((string?)null);
    }
}
