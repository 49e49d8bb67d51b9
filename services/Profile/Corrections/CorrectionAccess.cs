using System.Security.Claims;
using Mentorship.Profile.Programmes;
using Mentorship.ServiceDefaults;

namespace Mentorship.Profile.Corrections;

/// <summary>Whose corrections are whose business, decided in the query.</summary>
internal static class CorrectionAccess
{
    /// <summary>Programmes that know something of a person: where they are in a cohort, or have applied.</summary>
    public static IQueryable<Programme> ProgrammesThatKnow(this ProfileDb db, Guid person) => db.Programmes.Where(p =>
        db.Memberships.Any(m => m.PersonId == person && m.Cohort.ProgrammeId == p.Id) || db.Applications.Any(a => a.PersonId == person && a.Cohort.ProgrammeId == p.Id));

    /// <summary>An administrator sees no person's data, and so none of these.</summary>
    public static IQueryable<Correction> CorrectionsSeenBy(this ProfileDb db, ClaimsPrincipal user)
    {
        var mine = user.CoordinatedProgrammes();
        return db.Corrections.Where(c => mine.Contains(c.ProgrammeId));
    }
}
