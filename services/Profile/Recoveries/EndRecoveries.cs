using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Recoveries;

/// <summary>An address that nobody used within three days opens nothing any more, and the Portal is told.</summary>
internal sealed class EndRecoveries(IServiceScopeFactory scopes, TimeProvider time, ILogger<EndRecoveries> log) : HourlyWork(scopes, time, log)
{
    const int PerSave = 200;

    protected override Task WorkAsync(ProfileDb db, DateTimeOffset now, CancellationToken ct) => InBatchesAsync(db, () => SomeAsync(db, now, ct), ct);

    static async Task<int> SomeAsync(ProfileDb db, DateTimeOffset now, CancellationToken ct)
    {
        var over = await db.Recoveries.Where(r => r.EndsAt <= now).OrderBy(r => r.EndsAt).Take(PerSave).ToListAsync(ct);
        var ids = over.Select(r => r.PersonId).ToList();
        foreach (var person in await db.People.Where(p => ids.Contains(p.Id)).ToListAsync(ct))
            person.MovedAddress(db, now);
        db.RemoveRange(over);
        await db.SaveChangesAsync(ct);
        return over.Count;
    }
}
