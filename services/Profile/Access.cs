using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.Profile.Programmes;
using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile;

/// <summary>Who may see what is decided in the query: what is not yours is not found.</summary>
internal static class Access
{
    const string CommandLine = "cli";

    public static IQueryable<Programme> ProgrammesRunBy(this ProfileDb db, ClaimsPrincipal user)
    {
        var mine = user.CoordinatedProgrammes();
        return user.IsAdministrator() ? db.Programmes : db.Programmes.Where(p => mine.Contains(p.Id));
    }

    public static IQueryable<Cohort> CohortsRunBy(this ProfileDb db, ClaimsPrincipal user)
    {
        var mine = user.CoordinatedProgrammes();
        return db.Cohorts.Where(c => mine.Contains(c.ProgrammeId));
    }

    /// <summary>The cohort, where the caller runs it and the person has this role in it.</summary>
    public static Task<Cohort?> CohortWithAsync(this ProfileDb db, ClaimsPrincipal user, Guid cohort, Guid person, string role, CancellationToken ct) =>
        db.CohortsRunBy(user).AsNoTracking().SingleOrDefaultAsync(c => c.Id == cohort
            && db.Memberships.Any(m => m.CohortId == cohort && m.PersonId == person && m.Role == role), ct);

    /// <summary>The same, whatever their role.</summary>
    public static Task<Cohort?> CohortOfAsync(this ProfileDb db, ClaimsPrincipal user, Guid cohort, Guid person, CancellationToken ct) =>
        db.CohortsRunBy(user).AsNoTracking().SingleOrDefaultAsync(c => c.Id == cohort && db.Memberships.Any(m => m.CohortId == cohort && m.PersonId == person), ct);

    /// <summary>Files come from the cohort's coordinators and from <c>mentorship import</c>, which an operator runs for any of them.</summary>
    public static IQueryable<Cohort> CohortsFilledBy(this ProfileDb db, ClaimsPrincipal user) =>
        user.IsService(CommandLine) ? db.Cohorts : db.CohortsRunBy(user);

    public static IQueryable<Imports.Import> ImportsRunBy(this ProfileDb db, ClaimsPrincipal user)
    {
        var mine = user.CoordinatedProgrammes();
        return user.IsService(CommandLine) ? db.Imports : db.Imports.Where(i => mine.Contains(i.Cohort.ProgrammeId));
    }
}
