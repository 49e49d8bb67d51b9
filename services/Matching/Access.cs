using System.Security.Claims;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Pool;
using Mentorship.Matching.Runs;
using Mentorship.ServiceDefaults;

namespace Mentorship.Matching;

/// <summary>Whose rows a caller may see, decided in the query: what is not theirs is not found.</summary>
static class Access
{
    /// <summary>Cohorts of the programmes that the caller coordinates.</summary>
    public static IQueryable<Cohort> CohortsOf(this MatchingDb db, ClaimsPrincipal user)
    {
        var programmes = user.CoordinatedProgrammes();
        return db.Cohorts.Where(c => programmes.Contains(c.ProgrammeId));
    }

    public static IQueryable<Run> RunsOf(this MatchingDb db, ClaimsPrincipal user)
    {
        var programmes = user.CoordinatedProgrammes();
        return db.Runs.Where(r => db.Cohorts.Any(c => c.Id == r.CohortId && programmes.Contains(c.ProgrammeId)));
    }

    public static IQueryable<Publication> PublicationsOf(this MatchingDb db, ClaimsPrincipal user)
    {
        var programmes = user.CoordinatedProgrammes();
        return db.Publications.Where(p => db.Cohorts.Any(c => c.Id == p.CohortId && programmes.Contains(c.ProgrammeId)));
    }

    /// <summary>Pairs of the programmes that the caller coordinates.</summary>
    public static IQueryable<Pair> OfficePairsOf(this MatchingDb db, ClaimsPrincipal user)
    {
        var programmes = user.CoordinatedProgrammes();
        return db.Pairs.Where(p => programmes.Contains(p.ProgrammeId));
    }

    /// <summary>The caller in the part of a student; nobody where a service calls.</summary>
    public static StudentId AsStudent(this ClaimsPrincipal user) => new(user.PersonIdOrNull() ?? Guid.Empty);

    /// <summary>The caller in the part of a mentor; nobody where a service calls.</summary>
    public static MentorId AsMentor(this ClaimsPrincipal user) => new(user.PersonIdOrNull() ?? Guid.Empty);

    /// <summary>Cohorts in whose pool the caller is a student.</summary>
    public static IQueryable<Cohort> OwnCohortsOf(this MatchingDb db, ClaimsPrincipal user)
    {
        var me = user.AsStudent();
        return db.Cohorts.Where(c => db.PoolStudents.Any(s => s.CohortId == c.Id && s.StudentId == me && s.Here));
    }

    /// <summary>The caller's own pairs, from the moment they were offered.</summary>
    public static IQueryable<Pair> OwnPairsOf(this MatchingDb db, ClaimsPrincipal user)
    {
        var (student, mentor) = (user.AsStudent(), user.AsMentor());
        return db.Pairs.Where(p => p.OfferedAt != null && (p.StudentId == student || p.MentorId == mentor));
    }
}
