namespace Mentorship.Profile.Outcomes;

/// <summary>The groups that may be shown, and by how many measures. Answers that are too few alone are one group together, the last.</summary>
internal sealed record Cut(string[][] Groups, bool LastIsRest, int Measures);

/// <summary>
/// What may be shown of counted people without telling anything of one of them. Pure: the same counts give the same
/// answer. Every shown group holds ten people at least, and so does everybody else together; in every shown group, every
/// way that can be told apart was gone by five at least. Where the groups do not allow it, the small ones are put together;
/// where that does not help, there is nothing to say.
/// </summary>
/// <remarks>
/// Measures are nested (a first choice is a mentor, too), so one taken from another would tell how many are between them:
/// therefore the five hold for whatever the shown measures tell apart together, not for each by itself. Since groups have
/// nobody in common, adding up and taking away leads to unions of such cells, and to nothing smaller.
/// </remarks>
internal static class Disclosure
{
    public const int SmallestGroup = 10, SmallestCell = 5;

    /// <param name="groups">All that there could be. One that nobody is in tells as much as one with a single person, and is put together with others like it.</param>
    /// <returns>Null where it is too few to say.</returns>
    public static Cut? Of(Counts counts, IReadOnlyCollection<string> groups, Yardstick yardstick)
    {
        var shown = groups.Where(g => Holds(counts, [g], yardstick, 1)).OrderBy(g => counts.PeopleIn([g])).ThenBy(g => g, StringComparer.Ordinal).ToList();
        var rest = groups.Except(shown).ToList();
        while (rest.Count > 0 && shown.Count > 0 && !Holds(counts, rest, yardstick, 1))
        {
            rest.Add(shown[0]);
            shown.RemoveAt(0);
        }
        if (shown.Count + Math.Min(rest.Count, 1) < 2 || shown.Count == 0)
            return null;
        string[][] cut = [.. groups.Where(shown.Contains).Select(g => new[] { g }), .. rest.Count > 0 ? (string[][])[[.. groups.Where(rest.Contains)]] : []];
        return new Cut(cut, rest.Count > 0, Enumerable.Range(1, yardstick.Measures.Length).Last(n => Fits(counts, cut, yardstick, n)));
    }

    /// <summary>Whether these counts, too, could be shown in groups and by measures that were chosen for others.</summary>
    public static bool Fits(Counts counts, Cut cut, Yardstick yardstick) => Fits(counts, cut.Groups, yardstick, cut.Measures);

    static bool Fits(Counts counts, string[][] cut, Yardstick yardstick, int measures) => Array.TrueForAll(cut, g => Holds(counts, g, yardstick, measures));

    static bool Holds(Counts counts, IReadOnlyCollection<string> group, Yardstick yardstick, int measures) =>
        counts.PeopleIn(group) >= SmallestGroup && yardstick.Cells(measures).All(ways => counts.PeopleIn(group, ways) >= SmallestCell);
}

/// <summary>
/// One year's figure of one division, and the parts of it that may stand beside it. Programmes whose office may see a figure
/// get their own where taking it from the whole, alone or with others, leaves nothing that could not be shown itself.
/// </summary>
internal sealed record Release(Cut Cut, Counts All, IReadOnlyDictionary<Guid, Counts> Programmes)
{
    /// <param name="programmes">What programmes may see of their own, where it is enough.</param>
    /// <param name="others">The rest of the pool.</param>
    public static Release? Of(IReadOnlyDictionary<Guid, Counts> programmes, Counts others, IReadOnlyCollection<string> groups, Yardstick yardstick)
    {
        var all = Counts.Sum(programmes.Values.Append(others));
        if (Disclosure.Of(all, groups, yardstick) is not { } cut)
            return null;
        // The smallest last: it is the first to go back into the rest, where that is too small without it.
        var parts = programmes.Where(p => Disclosure.Fits(p.Value, cut, yardstick)).OrderByDescending(p => p.Value.People).ThenBy(p => p.Key).ToList();
        while (parts.Count > 0 && all.Less(Counts.Sum(parts.Select(p => p.Value))) is { People: > 0 } rest && !Disclosure.Fits(rest, cut, yardstick))
            parts.RemoveAt(parts.Count - 1);
        return new Release(cut, all, parts.ToDictionary());
    }
}
