namespace Mentorship.Matching.Pool;

static class Staleness
{
    /// <summary>
    /// People of a cohort of whom a newer version is known than the one kept. Someone who was never pulled might
    /// belong to any cohort, so they count for each.
    /// </summary>
    public static IQueryable<Person> StaleIn(this MatchingDb db, Guid cohortId) =>
        db.People.Where(p => p.Stale && (p.KeptVersion == 0
            || db.PoolStudents.Any(s => s.CohortId == cohortId && (Guid)(object)s.StudentId == p.Id)
            || db.PoolMentors.Any(m => m.CohortId == cohortId && (Guid)(object)m.MentorId == p.Id)));
}
