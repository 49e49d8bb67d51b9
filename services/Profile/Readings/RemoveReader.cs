using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Readings;

internal static class RemoveReader
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("programmes/{id:guid}/readers/{personId:guid}", Handle)
        .WithSummary("Somebody reads no more: what they have given stays, what they have not can be shared out again").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound>> Handle(
        Guid id, Guid personId, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (!user.Coordinates(id) || await db.Readers.FindAsync([id, personId], ct) is not { } reader)
            return TypedResults.NotFound();
        var now = time.GetUtcNow();
        db.Remove(reader);
        db.RemoveRange(await db.Readings.Where(r => r.ReaderId == personId && r.GivenAt == null && r.Application.Cohort.ProgrammeId == id).ToListAsync(ct));
        // The Portal takes the role away.
        (await db.People.SingleAsync(p => p.Id == personId, ct)).MovedAddress(db, now);
        await ledger.RecordAsync(new Act("reader.removed", user.PersonId(), now) { Subject = personId, Programme = id }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
