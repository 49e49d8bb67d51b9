using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Notification.Deliveries;

/// <summary>For the office: who was told what, and whether it went out. Not what it said.</summary>
internal static class ListDeliveries
{
    const int Newest = 500;

    internal sealed record Item(Guid PersonId, string Kind, Channel Channel, DeliveryState State, DateTimeOffset At);

    public static void Map(RouteGroupBuilder api) => api.MapGet("cohorts/{id:guid}/deliveries", HandleAsync)
        .WithSummary("Who of a cohort was told what, over which channel, and how it went. For its coordinators.");

    static async Task<Results<Ok<List<Item>>, NotFound>> HandleAsync(Guid id, Guid? person, HttpContext http, NotificationDb db, CancellationToken ct)
    {
        var mine = http.User.CoordinatedProgrammes();
        if (!await db.Cohorts.AnyAsync(c => c.CohortId == id && mine.Contains(c.ProgrammeId), ct))
            return TypedResults.NotFound();
        var rows = db.Deliveries.AsNoTracking().Where(d => d.CohortId == id);
        if (person is not null)
            rows = rows.Where(d => d.PersonId == person);
        return TypedResults.Ok(await rows.OrderByDescending(d => d.CreatedAt).Take(Newest)
            .Select(d => new Item(d.PersonId, d.Kind, d.Channel, d.State, d.SentAt ?? d.CreatedAt)).ToListAsync(ct));
    }
}
