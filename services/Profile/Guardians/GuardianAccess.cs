using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.Profile.Programmes;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Guardians;

internal static class GuardianAccess
{
    /// <summary>The cohort, where the caller runs it and the person is a student in it.</summary>
    public static Task<Cohort?> CohortOfStudentAsync(this ProfileDb db, ClaimsPrincipal user, Guid cohort, Guid person, CancellationToken ct) =>
        db.CohortsRunBy(user).AsNoTracking().SingleOrDefaultAsync(c => c.Id == cohort
            && db.Memberships.Any(m => m.CohortId == cohort && m.PersonId == person && m.Role == Membership.Student), ct);

    /// <summary>Matching's copy of the student says something else from now on.</summary>
    public static async Task TellOfConsentAsync(this ProfileDb db, Guid student, DateTimeOffset now, CancellationToken ct) =>
        (await db.People.Include(p => p.Student).Include(p => p.Mentor).SingleAsync(p => p.Id == student, ct)).Changed(db, now);
}
