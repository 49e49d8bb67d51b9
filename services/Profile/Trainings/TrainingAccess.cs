using System.Security.Claims;
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

    public static IQueryable<Training> MentorTrainings(this ProfileDb db, Guid programme) =>
        db.Trainings.Where(t => t.ProgrammeId == programme && t.Audience == Training.Mentors);
}
