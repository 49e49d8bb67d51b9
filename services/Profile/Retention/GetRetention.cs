using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Retention;

internal sealed record RetentionView(Guid ProgrammeId, string ProgrammeName, int? Months, int Version, CohortEnd[] Cohorts);

internal sealed record CohortEnd(Guid Id, string Name, DateOnly OpensOn, DateOnly? EndsOn, int Version);

internal static class GetRetention
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("programmes/{id:guid}/retention", Handle)
        .WithSummary("For how long a programme keeps people's data, and when its cohorts end").OnlyForPeople();

    static async Task<Results<Ok<RetentionView>, NotFound>> Handle(Guid id, ClaimsPrincipal user, ProfileDb db, CancellationToken ct)
    {
        if (await db.ProgrammesRunBy(user).AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } programme)
            return TypedResults.NotFound();
        var cohorts = await db.Cohorts.Where(c => c.ProgrammeId == id).OrderByDescending(c => c.OpensOn).ThenBy(c => c.Name)
            .Select(c => new CohortEnd(c.Id, c.Name, c.OpensOn, c.EndsOn, c.Version)).ToArrayAsync(ct);
        return TypedResults.Ok(new RetentionView(id, programme.Name, programme.KeepMonths, programme.Version, cohorts));
    }
}
