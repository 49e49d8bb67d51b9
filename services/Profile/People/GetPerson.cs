using System.Security.Claims;
using Mentorship.Profile.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.People;

internal static class GetPerson
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("cohorts/{id:guid}/people/{personId:guid}", Handle)
        .WithSummary("One person of a cohort, with the roles held in it");

    static async Task<Results<Ok<PersonView>, NotFound>> Handle(Guid id, Guid personId, ClaimsPrincipal user, ProfileDb db, TermsInForce inForce, CancellationToken ct)
    {
        var mine = db.CohortsRunBy(user);
        var person = await PersonView.Load(db).AsNoTracking()
            .SingleOrDefaultAsync(p => p.Id == personId && p.Memberships.Any(m => m.CohortId == id && mine.Any(c => c.Id == m.CohortId)), ct);
        return person is null ? TypedResults.NotFound() : TypedResults.Ok(PersonView.Of(person, id).Now(await inForce.GetAsync(db, ct)));
    }
}
