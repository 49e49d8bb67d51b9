using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Trainings;

internal static class WithdrawCompletion
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("me/trainings/{id:guid}", Handle)
        .WithSummary("Takes back what one stated by mistake").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound>> Handle(Guid id, ClaimsPrincipal user, ProfileDb db, TimeProvider time, CancellationToken ct)
    {
        var me = user.PersonId();
        if (await db.TrainingsFor(me).SingleOrDefaultAsync(t => t.Id == id, ct) is not { } training
            || await db.Completions.FindAsync([id, me], ct) is not { } completion)
            return TypedResults.NotFound();
        db.Remove(completion);
        await StateCompletion.TellAsync(db, training, me, time.GetUtcNow(), ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
