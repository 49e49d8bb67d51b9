using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Programmes;

internal static class GetProgrammes
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("programmes", Handle)
        .WithSummary("The programmes one has to do with: all for administrators, theirs for coordinators, those with a cohort they are in for students and mentors")
        .OnlyForPeople();

    static async Task<Ok<ProgrammeView[]>> Handle(ClaimsPrincipal user, ProfileDb db, CancellationToken ct)
    {
        var me = user.PersonId();
        var runs = await db.ProgrammesRunBy(user).Select(p => p.Id).ToListAsync(ct);
        var cohorts = await db.Cohorts
            .Where(c => runs.Contains(c.ProgrammeId) || db.Memberships.Any(m => m.PersonId == me && m.CohortId == c.Id))
            .OrderByDescending(c => c.OpensOn).ThenBy(c => c.Name)
            .Select(c => new { c.ProgrammeId, Brief = new CohortBrief(c.Id, c.Name, c.Kind, c.OpensOn) })
            .ToListAsync(ct);
        var ids = cohorts.Select(c => c.ProgrammeId).Concat(runs).Distinct().ToList();
        var programmes = await db.Programmes.Where(p => ids.Contains(p.Id)).OrderBy(p => p.NameKey).ToListAsync(ct);
        var byProgramme = cohorts.ToLookup(c => c.ProgrammeId, c => c.Brief);
        return TypedResults.Ok(programmes.Select(p => new ProgrammeView(p.Id, p.Name, p.Description, [.. byProgramme[p.Id]])).ToArray());
    }
}
