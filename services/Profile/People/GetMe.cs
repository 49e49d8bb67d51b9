using System.Security.Claims;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.People;

internal static class GetMe
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("me", Handle)
        .WithSummary("One's own name, address, pages and cohorts").OnlyForPeople();

    static async Task<Results<Ok<PersonView>, NotFound>> Handle(ClaimsPrincipal user, ProfileDb db, TermsInForce inForce, CancellationToken ct)
    {
        var me = user.PersonId();
        var person = await PersonView.Load(db).AsNoTracking().SingleOrDefaultAsync(p => p.Id == me, ct);
        return person is null ? TypedResults.NotFound() : TypedResults.Ok(PersonView.Of(person).Now(await inForce.GetAsync(db, ct)));
    }
}
