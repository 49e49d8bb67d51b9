using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Programmes;

/// <param name="Recovering">Until when another address opens their account; null where none does.</param>
internal sealed record CoordinatorView(Guid Id, string Name, string Email, DateTimeOffset AppointedAt, DateTimeOffset? Recovering);

internal static class ListCoordinators
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("programmes/{id:guid}/coordinators", Handle)
        .WithSummary("Who runs a programme: administrators appoint them, and see nobody else").OnlyForAdministrators();

    static async Task<Results<Ok<CoordinatorView[]>, NotFound>> Handle(Guid id, ProfileDb db, TimeProvider time, CancellationToken ct)
    {
        if (!await db.Programmes.AnyAsync(p => p.Id == id, ct))
            return TypedResults.NotFound();
        var now = time.GetUtcNow();
        var rows = from c in db.Coordinators
                   join p in db.People on c.PersonId equals p.Id
                   where c.ProgrammeId == id
                   orderby p.Name, p.Id
                   select new { p.Id, p.Name, p.Email, c.AppointedAt, Ends = db.Recoveries.Where(r => r.PersonId == p.Id && r.EndsAt > now).Max(r => (DateTimeOffset?)r.EndsAt) };
        return TypedResults.Ok<CoordinatorView[]>([.. (await rows.AsNoTracking().ToListAsync(ct)).Select(r => new CoordinatorView(r.Id, r.Name, r.Email, r.AppointedAt, r.Ends))]);
    }
}
