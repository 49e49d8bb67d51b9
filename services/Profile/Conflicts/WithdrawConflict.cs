using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Conflicts;

internal static class WithdrawConflict
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("me/conflicts/{id:guid}", Handle)
        .WithSummary("Takes back a conflict of interest that one declared").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound>> Handle(Guid id, ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, TimeProvider time, CancellationToken ct)
    {
        var me = user.PersonId();
        if (await db.Declarations.SingleOrDefaultAsync(d => d.Id == id && d.MentorId == me, ct) is not { } declared)
            return TypedResults.NotFound();
        db.Remove(declared);
        var meant = await DeclareConflict.MeantAsync(db, declared.WordsIn(await keys.OfAsync(me, ct)), ct);
        await db.TellOfAsync(p => meant.Contains(p.Id), time.GetUtcNow(), ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
