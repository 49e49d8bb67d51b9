using Mentorship.Profile.People;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Guardians;

/// <summary>Nobody decides for whoever is of age: their guardians' consents lapse, and the guardians are forgotten.</summary>
internal static class LapseConsents
{
    const int PerSave = 200;

    public static async Task<int> SomeAsync(ProfileDb db, DateTimeOffset now, CancellationToken ct)
    {
        var adults = db.PeopleOfAge();
        var grown = await db.Consents.Where(c => c.State != Consent.Lapsed && adults.Any(p => p.Id == c.PersonId)).Take(PerSave).ToListAsync(ct);
        foreach (var consent in grown)
            consent.Lapse(now);
        await db.SaveChangesAsync(ct);
        return grown.Count;
    }
}
