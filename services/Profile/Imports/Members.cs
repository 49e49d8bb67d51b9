using Mentorship.Profile.People;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Imports;

/// <summary>Who of the addresses in a batch is in the cohort as what.</summary>
internal sealed class Members(Dictionary<(string, string), Guid> found)
{
    readonly Dictionary<string, string[]> _addresses = [];

    public static async Task<Members> AmongAsync(ProfileDb db, Guid cohort, IEnumerable<string> addresses, CancellationToken ct)
    {
        string[] keys = [.. addresses.Distinct()];
        var found = from address in db.Addresses
                    join member in db.Memberships on address.PersonId equals member.PersonId
                    where member.CohortId == cohort && keys.Contains(address.Key)
                    select new { address.Key, member.Role, member.PersonId };
        return new Members(await found.ToDictionaryAsync(m => (m.Key, m.Role), m => m.PersonId, ct));
    }

    public Guid? Find(string key, string role) => found.TryGetValue((key, role), out var id) ? id : null;

    public async Task<string[]> AddressesAsync(ProfileDb db, Guid cohort, string role, CancellationToken ct)
    {
        if (!_addresses.TryGetValue(role, out var addresses))
            _addresses[role] = addresses = await db.Memberships.Where(m => m.CohortId == cohort && m.Role == role).Select(m => m.Person.EmailKey).ToArrayAsync(ct);
        return addresses;
    }
}
