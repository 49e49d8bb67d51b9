using System.Security.Claims;
using Mentorship.Profile.Applications;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Readings;

/// <param name="Given">Whether one's own reading is in.</param>
/// <param name="BothIn">Whether both are, so that they can be seen side by side.</param>
internal sealed record ToRead(Guid ApplicationId, int Number, string Programme, string Cohort, bool Given, bool BothIn);

internal static class ListMyReadings
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("me/readings", Handle)
        .WithSummary("Applications the caller reads, by number; what was decided before they came to it is not among them").OnlyForPeople();

    static async Task<Ok<ToRead[]>> Handle(ClaimsPrincipal user, ProfileDb db, CancellationToken ct)
    {
        var rows = from r in db.ReadingsOf(user.PersonId())
                   let a = r.Application
                   where r.GivenAt != null || a.State == Application.Applied
                   orderby a.Cohort.Programme.Name, a.Cohort.Name, a.CohortId, a.Number
                   select new ToRead(a.Id, a.Number!.Value, a.Cohort.Programme.Name, a.Cohort.Name, r.GivenAt != null,
                       r.GivenAt != null && a.Readings.Count(x => x.Place <= Reading.Pair && x.GivenAt != null) == Reading.Pair);
        return TypedResults.Ok(await rows.AsNoTracking().ToArrayAsync(ct));
    }
}
