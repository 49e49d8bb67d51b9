using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Conflicts;

internal sealed record DeclaredConflict(Guid Id, string Kind, string Words);

internal static class ShowConflicts
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("me/conflicts", Handle)
        .WithSummary("The conflicts of interest that one declared as a mentor, in one's own words").OnlyForPeople();

    static async Task<Ok<DeclaredConflict[]>> Handle(ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, CancellationToken ct)
    {
        var me = user.PersonId();
        var declared = await db.Declarations.AsNoTracking().Where(d => d.MentorId == me).OrderBy(d => d.SaidAt).ToListAsync(ct);
        var key = await keys.OfAsync(me, ct);
        return TypedResults.Ok(declared.Select(d => new DeclaredConflict(d.Id, d.Kind, d.WordsIn(key))).ToArray());
    }
}
