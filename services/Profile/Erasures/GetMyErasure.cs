using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Erasures;

internal static class GetMyErasure
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("me/erasure", Handle)
        .WithSummary("One's own request to be erased, if there is one").OnlyForPeople();

    static async Task<Results<Ok<ErasureView>, NotFound>> Handle(ClaimsPrincipal user, ProfileDb db, CancellationToken ct)
    {
        var me = user.PersonId();
        return await db.Erasures.AsNoTracking().Include(e => e.Reports).SingleOrDefaultAsync(e => e.PersonId == me, ct) is { } erasure
            ? TypedResults.Ok(ErasureView.Of(erasure))
            : TypedResults.NotFound();
    }
}
