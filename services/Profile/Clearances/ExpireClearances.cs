using Mentorship.Profile.People;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Clearances;

/// <summary>A clearance that has run out counts no more from that day on, and Matching is told.</summary>
internal sealed class ExpireClearances(IServiceScopeFactory scopes, TimeProvider time, ILogger<ExpireClearances> log) : HourlyWork(scopes, time, log)
{
    const int PerSave = 200;

    protected override Task WorkAsync(ProfileDb db, DateTimeOffset now, CancellationToken ct) => InBatchesAsync(db, () => SomeAsync(db, now, ct), ct);

    static async Task<int> SomeAsync(ProfileDb db, DateTimeOffset now, CancellationToken ct)
    {
        var today = Person.Today(now);
        var over = await db.Clearances.Where(c => !c.Lapsed && c.ExpiresOn < today).OrderBy(c => c.PersonId).ThenBy(c => c.ProgrammeId).Take(PerSave).ToListAsync(ct);
        var ids = over.Select(c => c.PersonId).Distinct().ToList();
        foreach (var clearance in over)
            clearance.Lapse();
        await db.TellOfAsync(p => ids.Contains(p.Id), now, ct);
        await db.SaveChangesAsync(ct);
        return over.Count;
    }
}
