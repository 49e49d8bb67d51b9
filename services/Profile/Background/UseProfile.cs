using Mentorship.Profile.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Background;

/// <summary>
/// What the school lets every facet be used for, as its counsel advised. It caps what owners chose, at once and for
/// everybody. A change is a new version.
/// </summary>
internal sealed class UseProfile
{
    /// <summary>Before an administrator has decided anything: what the law protects is for reporting only.</summary>
    public static readonly UseProfile Shipped = new()
    {
        Uses = [.. Facets.All.Select(f => new FacetUse(f.Code, f.Protected ? Use.Reporting : Use.Matching))],
    };

    UseProfile() { }

    public int Version { get; private set; }
    public string Counsel { get; private set; } = "";
    public DateOnly? DecidedOn { get; private set; }
    public Guid MadeBy { get; private set; }
    public DateTimeOffset MadeAt { get; private set; }
    public List<FacetUse> Uses { get; private set; } = [];

    /// <summary>A facet that came with a later version of the program is not asked for before somebody has decided on it.</summary>
    public Use Of(string facet) => Uses.Find(u => u.Facet == facet)?.Use ?? Use.NotCollected;

    public UseProfile Next(IEnumerable<FacetUse> uses, string counsel, DateOnly decidedOn, Guid by, DateTimeOffset now) => new()
    {
        Version = Version + 1,
        Counsel = counsel,
        DecidedOn = decidedOn,
        MadeBy = by,
        MadeAt = now,
        Uses = [.. uses],
    };
}

internal sealed class FacetUse
{
    FacetUse() { }

    internal FacetUse(string facet, Use use) => (Facet, Use) = (facet, use);

    public int Version { get; private set; }
    public string Facet { get; private set; } = "";
    public Use Use { get; private set; }
}

internal static class UseInForce
{
    public static async Task<UseProfile> UseInForceAsync(this ProfileDb db, CancellationToken ct) =>
        await db.UseProfiles.AsNoTracking().OrderByDescending(p => p.Version).FirstOrDefaultAsync(ct) ?? UseProfile.Shipped;
}
