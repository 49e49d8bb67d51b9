using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Profile.Narratives;

internal static class GetNarrative
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("me/narrative", ForMyself)
            .WithSummary("What one told in one's own words").OnlyForPeople();
        api.MapGet("cohorts/{id:guid}/students/{studentId:guid}/narrative", ForOffice)
            .WithSummary("What a student told in their own words").OnlyForPeople();
    }

    static async Task<Ok<NarrativeView>> ForMyself(ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, CancellationToken ct) =>
        TypedResults.Ok(await NarrativeView.OfAsync(db, keys, user.PersonId(), ct));

    static async Task<Results<Ok<NarrativeView>, NotFound>> ForOffice(
        Guid id, Guid studentId, ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, CancellationToken ct) =>
        await db.CohortWithAsync(user, id, studentId, Membership.Student, ct) is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(await NarrativeView.OfAsync(db, keys, studentId, ct));
}
