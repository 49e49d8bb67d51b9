using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Erasures;

internal static class TakeBackErasure
{
    static readonly Refusal NotTheirs = new("AskedInPerson", "They asked for this on their own page, so only they can take it back. An administrator can hold it.");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapDelete("me/erasure", Own)
            .WithSummary("Takes one's request to be erased back, as long as it is not done. Doing it twice is fine").OnlyForPeople().RetryRaces<ProfileDb>();
        api.MapDelete("erasures/{personId:guid}", Office)
            .WithSummary("Takes back what the office wrote down by mistake").OnlyForPeople().RetryRaces<ProfileDb>();
    }

    static async Task<NoContent> Own(ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        var me = user.PersonId();
        if (await db.Erasures.SingleOrDefaultAsync(e => e.PersonId == me && e.State != Erasure.Done, ct) is { } erasure)
        {
            // Taking back what nobody asked for is asking to be kept.
            if (erasure.ByRule && await db.Farewells.SingleOrDefaultAsync(f => f.PersonId == me && f.DueOn != null, ct) is { } farewell)
                farewell.Keep();
            await TakeBackAsync(erasure, me, db, ledger, time.GetUtcNow(), ct);
        }
        return TypedResults.NoContent();
    }

    static async Task<Results<NoContent, NotFound, ProblemHttpResult>> Office(
        Guid personId, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.ErasuresSeenBy(user).SingleOrDefaultAsync(e => e.PersonId == personId && e.State != Erasure.Done, ct) is not { } erasure)
            return TypedResults.NotFound();
        if (!erasure.ByOffice)
            return NotTheirs.Problem();
        await TakeBackAsync(erasure, user.PersonId(), db, ledger, time.GetUtcNow(), ct);
        return TypedResults.NoContent();
    }

    static async Task TakeBackAsync(Erasure erasure, Guid actor, ProfileDb db, LedgerOf<ProfileDb> ledger, DateTimeOffset now, CancellationToken ct)
    {
        db.Remove(erasure);
        await ledger.RecordAsync(new Act("erasure.taken-back", actor, now) { Subject = erasure.PersonId }, ct);
        await db.SaveChangesAsync(ct);
    }
}
