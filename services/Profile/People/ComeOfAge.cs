using Mentorship.Profile.Guardians;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.People;

/// <summary>Somebody whose eighteenth birthday has come counts as an adult from then on, and Matching is told. What guardians agreed to for whoever is of age lapses.</summary>
internal sealed class ComeOfAge(IServiceScopeFactory scopes, TimeProvider time, ILogger<ComeOfAge> log) : HourlyWork(scopes, time, log)
{
    const int PerSave = 200;

    protected override async Task WorkAsync(ProfileDb db, DateTimeOffset now, CancellationToken ct)
    {
        await InBatchesAsync(db, () => SomeAsync(db, now, ct), ct);
        await InBatchesAsync(db, () => LapseConsents.SomeAsync(db, now, ct), ct);
    }

    static async Task<int> SomeAsync(ProfileDb db, DateTimeOffset now, CancellationToken ct)
    {
        // "adult" and "unknown" sort behind every date.
        var today = MinorUntil.Birthday(Person.Today(now)).ToString();
#pragma warning disable CA1309 // The database compares, and EF Core knows no ordinal comparison.
        var grown = await db.People.Include(p => p.Student).Include(p => p.Mentor)
            .Where(p => string.Compare(p.MinorUntilText, today) <= 0).OrderBy(p => p.Id).Take(PerSave).ToListAsync(ct);
#pragma warning restore CA1309
        foreach (var person in grown)
        {
            person.SetMinorUntil(MinorUntil.Adult);
            person.Changed(db, now);
        }
        await db.SaveChangesAsync(ct);
        return grown.Count;
    }
}
