using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Guardians;

/// <summary>In which programmes some students have a guardian's consent in force. Where a programme names no safeguarding adult, none is.</summary>
internal sealed class ConsentGate
{
    readonly HashSet<(Guid Programme, Guid Person)> inForce;

    ConsentGate(HashSet<(Guid, Guid)> inForce) => this.inForce = inForce;

    public static async Task<ConsentGate> OfAsync(ProfileDb db, IReadOnlyCollection<Guid> people, CancellationToken ct) =>
        new([.. (await db.Consents.Where(c => people.Contains(c.PersonId) && c.State == Consent.Confirmed && db.SafeguardingAdults.Any(a => a.ProgrammeId == c.ProgrammeId))
            .Select(c => new { c.ProgrammeId, c.PersonId }).ToListAsync(ct)).Select(c => (c.ProgrammeId, c.PersonId))]);

    public bool Open(Guid programme, Guid student) => inForce.Contains((programme, student));
}
