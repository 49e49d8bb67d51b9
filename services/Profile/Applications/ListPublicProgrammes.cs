using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Applications;

internal static class ListPublicProgrammes
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("public/programmes", Handle)
        .WithSummary("The programmes that have a public page, with the cohort that takes applications").OnlyFor("portal");

    static async Task<Ok<PublicProgramme[]>> Handle(ProfileDb db, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var programmes = await db.Programmes.AsNoTracking().Where(p => p.IsPublic).OrderBy(p => p.NameKey).ToListAsync(ct);
        Guid[] ids = [.. programmes.Select(p => p.Id)];
        var cohorts = (await db.Cohorts.AsNoTracking().Where(c => ids.Contains(c.ProgrammeId) && c.AppliesFrom != null).ToListAsync(ct)).ToLookup(c => c.ProgrammeId);
        return TypedResults.Ok(programmes.Select(p => PublicProgrammes.View(p, cohorts[p.Id].Current(now), [], now)).ToArray());
    }
}
