using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Offers;

static class FreePlace
{
    /// <summary>
    /// The lowest free number within a limit, or null where it is full. Whoever races takes the same number, and the
    /// unique index lets one of them have it. Counted as well as looked for: places above a lowered limit stand until
    /// they are given back.
    /// </summary>
    public static int? Lowest(IReadOnlyCollection<int> taken, int limit)
    {
        if (taken.Count >= limit)
            return null;
        var place = 1;
        while (taken.Contains(place))
            place++;
        return place;
    }

    public static async Task<Dictionary<MentorId, HashSet<int>>> TakenAsync(IQueryable<Pair> holding, CancellationToken ct) =>
        (await holding.Where(p => p.MentorPlace != null).Select(p => new { p.MentorId, p.MentorPlace }).ToListAsync(ct))
            .GroupBy(p => p.MentorId).ToDictionary(g => g.Key, g => g.Select(p => p.MentorPlace!.Value).ToHashSet());
}
