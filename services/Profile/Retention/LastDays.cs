using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Retention;

/// <summary>
/// Until when people's data is kept: as many months as each programme says, from the day they last took part in it; the
/// latest of these days counts, and none where a programme sets no end or somebody still takes part.
/// </summary>
internal static class LastDays
{
    /// <summary>Whom the rule may concern: nobody who runs a programme or reviews figures, who is in anything that goes on, or of whom a programme says nothing.</summary>
    public static IQueryable<Guid> PeopleWhoLeft(this ProfileDb db, DateOnly today)
    {
        var parts = db.Parts();
        return db.People.Where(p => !db.Coordinators.Any(c => c.PersonId == p.Id) && !db.Reviewers.Any(r => r.PersonId == p.Id)
            && parts.Any(t => t.PersonId == p.Id)
            && !parts.Any(t => t.PersonId == p.Id && (t.KeepMonths == null || t.Last == null || t.Last >= today))).OrderBy(p => p.Id).Select(p => p.Id);
    }

    /// <summary>The day for each of these whom the rule concerns.</summary>
    public static async Task<Dictionary<Guid, DateOnly>> LastDaysOfAsync(this ProfileDb db, Guid[] people, DateOnly today, CancellationToken ct)
    {
        var left = await db.PeopleWhoLeft(today).Where(id => people.Contains(id)).ToListAsync(ct);
        var parts = await db.Parts().Where(t => left.Contains(t.PersonId)).ToListAsync(ct);
        var kept = await db.Farewells.Where(f => left.Contains(f.PersonId) && f.KeptUntil != null).ToDictionaryAsync(f => f.PersonId, f => f.KeptUntil!.Value, ct);
        return parts.GroupBy(t => t.PersonId).ToDictionary(g => g.Key, g => Later(g.Max(t => t.Last!.Value.AddMonths(t.KeepMonths!.Value)), kept.GetValueOrDefault(g.Key)));
    }

    static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    /// <summary>What somebody took part in, or applied for: an application is over with its cohort.</summary>
    static IQueryable<Part> Parts(this ProfileDb db) =>
        db.Memberships.Select(m => new Part { PersonId = m.PersonId, KeepMonths = m.Cohort.Programme.KeepMonths, Last = m.LastDay ?? m.Cohort.EndsOn })
            .Concat(db.Applications.Where(a => a.PersonId != null).Select(a => new Part
            {
                PersonId = a.PersonId!.Value,
                KeepMonths = a.Cohort.Programme.KeepMonths,
                Last = a.Cohort.EndsOn,
            }));

    sealed class Part
    {
        public required Guid PersonId { get; init; }
        public required int? KeepMonths { get; init; }
        /// <summary>The last day of it; null while it goes on.</summary>
        public required DateOnly? Last { get; init; }
    }
}
