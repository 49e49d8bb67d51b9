using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Reviewers;

internal static class RemoveReviewer
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("reviewers/{personId:guid}", Handle)
        .WithSummary("Somebody reviews outcome figures no more").OnlyForAdministrators().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound>> Handle(Guid personId, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.Reviewers.FindAsync([personId], ct) is not { } reviewer)
            return TypedResults.NotFound();
        var now = time.GetUtcNow();
        db.Remove(reviewer);
        // The Portal takes the role away.
        (await db.People.SingleAsync(p => p.Id == personId, ct)).MovedAddress(db, now);
        await ledger.RecordAsync(new Act("reviewer.removed", user.PersonId(), now) { Subject = personId }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
