using System.Security.Claims;
using Mentorship.Profile.Applications;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.People;

/// <param name="State"><c>in</c> for who takes part, else where the application stands.</param>
internal sealed record PathwayStep(
    Guid ProgrammeId, string ProgrammeName, Guid CohortId, string CohortName, string Kind, DateOnly OpensOn, string Role, string State, DateOnly? FirstDay, DateOnly? LastDay);

internal static class GetPathway
{
    const string TakesPart = "in";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("me/pathway", ForMe).WithSummary("One's own way through programmes over the years, the newest first").OnlyForPeople();
        api.MapGet("cohorts/{id:guid}/people/{personId:guid}/pathway", ForOffice).WithSummary("The same of one person of a cohort, in the programmes that the coordinator runs");
    }

    static async Task<Ok<PathwayStep[]>> ForMe(ClaimsPrincipal user, ProfileDb db, CancellationToken ct) =>
        TypedResults.Ok(await StepsAsync(db, user.PersonId(), null, ct));

    static async Task<Results<Ok<PathwayStep[]>, NotFound>> ForOffice(Guid id, Guid personId, ClaimsPrincipal user, ProfileDb db, CancellationToken ct)
    {
        var mine = db.CohortsRunBy(user);
        return await db.Memberships.AnyAsync(m => m.CohortId == id && m.PersonId == personId && mine.Any(c => c.Id == id), ct)
            ? TypedResults.Ok(await StepsAsync(db, personId, user.CoordinatedProgrammes(), ct))
            : TypedResults.NotFound();
    }

    static async Task<PathwayStep[]> StepsAsync(ProfileDb db, Guid person, Guid[]? programmes, CancellationToken ct)
    {
        var took = await db.Memberships.AsNoTracking().Include(m => m.Cohort.Programme)
            .Where(m => m.PersonId == person && (programmes == null || programmes.Contains(m.Cohort.ProgrammeId))).ToListAsync(ct);
        var asked = await db.Applications.AsNoTracking().Include(a => a.Cohort.Programme)
            .Where(a => a.PersonId == person && (programmes == null || programmes.Contains(a.Cohort.ProgrammeId))).ToListAsync(ct);
        return [.. took.Select(m => Step(m.Cohort, m.Role, TakesPart, m.FirstDay, m.LastDay))
            .Concat(asked.Where(a => !took.Exists(m => m.CohortId == a.CohortId && m.Role == Membership.Student)).Select(a => Step(a.Cohort, Membership.Student, a.State)))
            .OrderByDescending(s => s.OpensOn).ThenBy(s => s.ProgrammeName, StringComparer.Ordinal).ThenBy(s => s.Role, StringComparer.Ordinal)];
    }

    static PathwayStep Step(Programmes.Cohort c, string role, string state, DateOnly? firstDay = null, DateOnly? lastDay = null) =>
        new(c.ProgrammeId, c.Programme.Name, c.Id, c.Name, c.Kind, c.OpensOn, role, state, firstDay, lastDay);
}
