using Mentorship.Profile.Applications;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Readings;

/// <summary>How much each reader of a cohort has been asked to read, so that the next goes to who has least.</summary>
internal sealed class Load(IEnumerable<Guid> readers, IReadOnlyDictionary<Guid, int> asked)
{
    readonly SortedDictionary<Guid, int> _asked = new(readers.ToDictionary(r => r, r => asked.GetValueOrDefault(r)));

    /// <summary>Whatever an application still misses of its two readers.</summary>
    public IEnumerable<Reading> Share(Application application)
    {
        var with = application.Readings.Select(r => r.ReaderId).ToHashSet();
        foreach (var place in Enumerable.Range(1, Reading.Pair).Except(application.Readings.Select(r => r.Place)).ToList())
            if (Next(with) is { } reader)
            {
                with.Add(reader);
                yield return Reading.Ask(application, place, reader);
            }
    }

    /// <summary>Who has least; of several, always the same.</summary>
    public Guid? Next(IReadOnlySet<Guid> but)
    {
        if (_asked.Where(r => !but.Contains(r.Key)).OrderBy(r => r.Value).Select(r => (Guid?)r.Key).FirstOrDefault() is not { } least)
            return null;
        _asked[least]++;
        return least;
    }
}

internal static class Loads
{
    public static async Task<Load> LoadAsync(this ProfileDb db, Guid cohort, IReadOnlyCollection<Guid> readers, CancellationToken ct) =>
        new(readers, await db.Readings.Where(r => r.Application.CohortId == cohort).GroupBy(r => r.ReaderId)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct));
}
