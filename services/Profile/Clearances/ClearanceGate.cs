using Mentorship.Profile.People;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Clearances;

/// <summary>In which programmes some mentors are cleared for work with minors today.</summary>
internal sealed class ClearanceGate
{
    readonly HashSet<(Guid Programme, Guid Person)> cleared;

    ClearanceGate(HashSet<(Guid, Guid)> cleared) => this.cleared = cleared;

    public static async Task<ClearanceGate> OfAsync(ProfileDb db, IReadOnlyCollection<Guid> people, DateTimeOffset now, CancellationToken ct)
    {
        var today = Person.Today(now);
        return new([.. (await db.Clearances.Where(c => people.Contains(c.PersonId) && c.ExpiresOn >= today)
            .Select(c => new { c.ProgrammeId, c.PersonId }).ToListAsync(ct)).Select(c => (c.ProgrammeId, c.PersonId))]);
    }

    public bool Open(Guid programme, Guid mentor) => cleared.Contains((programme, mentor));
}
