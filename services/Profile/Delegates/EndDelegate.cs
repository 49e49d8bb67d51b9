using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Delegates;

internal static class EndDelegate
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("me/delegates/{delegateId:guid}", Handle)
        .WithSummary("Somebody answers for the caller no more, from this moment").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound>> Handle(
        Guid delegateId, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        var me = user.PersonId();
        if (await db.Delegates.SingleOrDefaultAsync(d => d.MentorId == me && d.DelegateId == delegateId && d.EndedAt == null, ct) is not { } named)
            return TypedResults.NotFound();
        var now = time.GetUtcNow();
        named.End(now);
        await ledger.RecordAsync(new Act("delegate.ended", me, now) { Subject = delegateId }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
