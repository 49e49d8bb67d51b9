using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Erasures;

internal static class ListErasures
{
    const int Most = 200;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("erasures", Handle)
        .WithSummary("Requests to be erased and how far they are, newest first: for administrators all, without names; for coordinators those of their people, until they are done")
        .OnlyForOffice();

    static async Task<Ok<ErasureView[]>> Handle(ClaimsPrincipal user, ProfileDb db, CancellationToken ct)
    {
        var mine = user.CoordinatedProgrammes();
        var erasures = await db.ErasuresSeenBy(user).AsNoTracking().Include(e => e.Reports).OrderByDescending(e => e.AskedAt).Take(Most).ToListAsync(ct);
        Guid[] ids = [.. erasures.Select(e => e.PersonId)];
        var names = await db.People.Where(p => ids.Contains(p.Id) && p.Memberships.Any(m => mine.Contains(m.Cohort.ProgrammeId))).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return TypedResults.Ok(erasures.Select(e => ErasureView.Of(e, names.GetValueOrDefault(e.PersonId))).ToArray());
    }
}
