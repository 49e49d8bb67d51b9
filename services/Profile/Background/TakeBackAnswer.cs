using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Background;

internal static class TakeBackAnswer
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("me/facets/{code}", Handle)
        .WithSummary("Takes one's answer back, whatever stands there now; every part of the system forgets it").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound>> Handle(string code, ClaimsPrincipal user, ProfileDb db, TimeProvider time, CancellationToken ct)
    {
        var me = user.PersonId();
        var person = await db.People.Include(p => p.Student).Include(p => p.Mentor).SingleOrDefaultAsync(p => p.Id == me, ct);
        var answer = await db.FacetAnswers.SingleOrDefaultAsync(a => a.PersonId == me && a.Facet == code, ct);
        if (person is null || answer is null)
            return TypedResults.NotFound();

        var now = time.GetUtcNow();
        db.Remove(answer);
        db.Add(PurposeChange.To(null, me, code, now));
        if (answer.OpenedForMatching)
            person.Changed(db, now);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
