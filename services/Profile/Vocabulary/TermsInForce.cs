using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Vocabulary;

/// <summary>The terms as this installation has them: those that ship and what was changed here. Put together once per change; every process sees the next one at once.</summary>
internal sealed class TermsInForce
{
    volatile Terms _kept = Terms.Shipped;

    public async Task<Terms> GetAsync(ProfileDb db, CancellationToken ct)
    {
        var last = await db.TermChanges.MaxAsync(c => (int?)c.Number, ct) ?? 0;
        if (_kept is { } kept && kept.Version == Terms.Shipped.Version + last)
            return kept;
        return _kept = TermChange.Apply(Terms.Shipped, await db.TermChanges.AsNoTracking().OrderBy(c => c.Number).ToListAsync(ct));
    }
}
