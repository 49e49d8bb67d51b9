using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Programmes;

internal sealed record CohortSummary(Guid Id, Guid ProgrammeId, string ProgrammeName, string Name, string Kind, string TimeZone);

internal static class GetCohortSummary
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("cohorts/{id:guid}/summary", Handle)
        .WithSummary("What other services show and reckon a cohort by").OnlyFor("matching", "notification", "portal");

    static async Task<Results<Ok<CohortSummary>, NotFound>> Handle(Guid id, ProfileDb db, CancellationToken ct)
    {
        var cohort = await db.Cohorts.Where(c => c.Id == id)
            .Select(c => new CohortSummary(c.Id, c.ProgrammeId, c.Programme.Name, c.Name, c.Kind, c.TimeZone))
            .SingleOrDefaultAsync(ct);
        return cohort is null ? TypedResults.NotFound() : TypedResults.Ok(cohort);
    }
}
