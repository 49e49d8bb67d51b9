using Mentorship.Profile.People;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Trainings;

/// <summary>A completion that has run out counts no more from that day on, and Matching is told.</summary>
internal sealed class ExpireTrainings(IServiceScopeFactory scopes, TimeProvider time, ILogger<ExpireTrainings> log) : HourlyWork(scopes, time, log)
{
    const int PerSave = 200;

    protected override Task WorkAsync(ProfileDb db, DateTimeOffset now, CancellationToken ct) => InBatchesAsync(db, () => SomeAsync(db, now, ct), ct);

    static async Task<int> SomeAsync(ProfileDb db, DateTimeOffset now, CancellationToken ct)
    {
        var today = Person.Today(now);
        var over = await db.Completions.Where(c => !c.Lapsed && c.ExpiresOn < today).OrderBy(c => c.PersonId).ThenBy(c => c.TrainingId).Take(PerSave).ToListAsync(ct);
        var ids = over.Select(c => c.PersonId).Distinct().ToList();
        foreach (var completion in over)
            completion.Lapse();
        await db.TellOfAsync(p => ids.Contains(p.Id), now, ct);
        await db.SaveChangesAsync(ct);
        return over.Count;
    }
}
