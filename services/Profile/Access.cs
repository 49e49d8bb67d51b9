using System.Security.Claims;
using Mentorship.Profile.Programmes;
using Mentorship.ServiceDefaults;

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

    /// <summary>Files come from the cohort's coordinators and from <c>mentorship import</c>, which an operator runs for any of them.</summary>
    public static IQueryable<Cohort> CohortsFilledBy(this ProfileDb db, ClaimsPrincipal user) =>
        user.IsService(CommandLine) ? db.Cohorts : db.CohortsRunBy(user);

    public static IQueryable<Imports.Import> ImportsRunBy(this ProfileDb db, ClaimsPrincipal user)
    {
        var mine = user.CoordinatedProgrammes();
        return user.IsService(CommandLine) ? db.Imports : db.Imports.Where(i => mine.Contains(i.Cohort.ProgrammeId));
    }
}
