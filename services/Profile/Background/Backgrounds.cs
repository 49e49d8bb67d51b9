using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Background;

/// <summary>Answers of several people, opened as far as school and owner allow a use.</summary>
internal sealed class Backgrounds(ProfileDb db, DataKeys<ProfileDb> keys)
{
    public async Task<ILookup<Guid, (string Facet, Said Said)>> AllowedAsync(Use use, IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        var inForce = await db.UseInForceAsync(ct);
        string[] facets = [.. inForce.Uses.Where(u => u.Use >= use).Select(u => u.Facet)];
        var answers = (await db.FacetAnswers.AsNoTracking()
            .Where(a => people.Contains(a.PersonId) && facets.Contains(a.Facet) && (use == Use.Reporting || a.Purpose != Purpose.Reporting)).OrderBy(a => a.Facet).ToListAsync(ct))
            .FindAll(a => a.Purpose.Under(inForce.Of(a.Facet)) >= use);
        var opening = await keys.ForAsync([.. answers.Select(a => a.PersonId).Distinct()], ct);
        return answers.Where(a => opening.ContainsKey(a.PersonId)).ToLookup(a => a.PersonId, a => (a.Facet, a.Read(opening[a.PersonId])));
    }
}
