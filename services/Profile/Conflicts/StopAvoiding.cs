using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Conflicts;

internal static class StopAvoiding
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("me/avoided/{mentorId:guid}", Handle)
        .WithSummary("Takes a mentor off the list of whom one avoids").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound>> Handle(Guid mentorId, ClaimsPrincipal user, ProfileDb db, TimeProvider time, CancellationToken ct)
    {
        var me = user.PersonId();
        if (await db.Conflicts.SingleOrDefaultAsync(c => c.StudentId == me && c.MentorId == mentorId && c.SaidBy == Conflict.SaidByStudent, ct) is not { } conflict)
            return TypedResults.NotFound();
        db.Remove(conflict);
        await db.TellOfAsync(p => p.Id == me, time.GetUtcNow(), ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
