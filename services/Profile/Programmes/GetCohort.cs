using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Programmes;

internal sealed record CohortView(
    Guid Id, Guid ProgrammeId, string ProgrammeName, string Name, string Kind, string TimeZone, DateOnly OpensOn, int Students, int Mentors, int NotInvited);

internal static class GetCohort
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("cohorts/{id:guid}", Handle)
        .WithSummary("A cohort and how many people are in it");

    static async Task<Results<Ok<CohortView>, NotFound>> Handle(Guid id, ClaimsPrincipal user, ProfileDb db, CancellationToken ct)
    {
        // Counts only, so the administrator may see them too.
        var cohort = await (user.IsAdministrator() ? db.Cohorts : db.CohortsRunBy(user)).Where(c => c.Id == id)
            .Select(c => new CohortView(c.Id, c.ProgrammeId, c.Programme.Name, c.Name, c.Kind, c.TimeZone, c.OpensOn,
                db.Memberships.Count(m => m.CohortId == c.Id && m.Role == Membership.Student),
                db.Memberships.Count(m => m.CohortId == c.Id && m.Role == Membership.Mentor),
                db.Memberships.Count(m => m.CohortId == c.Id && m.InvitedAt == null)))
            .SingleOrDefaultAsync(ct);
        return cohort is null ? TypedResults.NotFound() : TypedResults.Ok(cohort);
    }
}
