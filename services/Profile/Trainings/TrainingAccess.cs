using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.Profile.Programmes;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Trainings;

/// <summary>Which trainings are whose business, decided in the query.</summary>
internal static class TrainingAccess
{
    public static IQueryable<Training> TrainingsRunBy(this ProfileDb db, ClaimsPrincipal user)
    {
        var programmes = db.ProgrammesRunBy(user).Select(p => p.Id);
        return db.Trainings.Where(t => programmes.Contains(t.ProgrammeId));
    }

    /// <summary>What a person's programmes ask of them, as mentor or as coordinator.</summary>
    public static IQueryable<Training> TrainingsFor(this ProfileDb db, Guid person) => db.Trainings.Where(t =>
        t.Audience == Training.Mentors && db.Memberships.Any(m => m.PersonId == person && m.Role == Membership.Mentor && m.Cohort.ProgrammeId == t.ProgrammeId)
        || t.Audience == Training.Coordinators && db.Coordinators.Any(c => c.PersonId == person && c.ProgrammeId == t.ProgrammeId));

    public static IQueryable<Training> MentorTrainings(this ProfileDb db, Guid programme) =>
        db.Trainings.Where(t => t.ProgrammeId == programme && t.Audience == Training.Mentors);
}
