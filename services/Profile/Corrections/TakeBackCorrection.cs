using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Corrections;

internal static class TakeBackCorrection
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("me/corrections/{id:guid}", Handle)
        .WithSummary("Takes back what one asked to be put right, as long as nobody has answered").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ProblemHttpResult>> Handle(Guid id, ClaimsPrincipal user, ProfileDb db, CancellationToken ct)
    {
        var me = user.PersonId();
        if (await db.Corrections.SingleOrDefaultAsync(c => c.Id == id && c.PersonId == me, ct) is not { } correction)
            return TypedResults.NotFound();
        if (correction.State != Correction.Asked)
            return DecideCorrection.AnsweredAlready.Problem();
        db.Remove(correction);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
