namespace Mentorship.Profile.Outcomes;

/// <summary>What is shown of a division: shares in whole percent and differences in points; never how many went which way.</summary>
internal sealed record Figure(int People, Share[] All, FigureGroup[] Groups)
{
    public static Figure Of(Cut cut, Counts counts, Yardstick yardstick)
    {
        var measures = yardstick.Measures[..cut.Measures];
        string[] everybody = [.. cut.Groups.SelectMany(g => g)];
        var people = counts.PeopleIn(everybody);
        return new Figure(people,
            [.. measures.Select(m => new Share(m.Code, Percent(counts.PeopleIn(everybody, m.Ways), people)))],
            [.. cut.Groups.Select((group, i) => new FigureGroup(group, cut.LastIsRest && i == cut.Groups.Length - 1, counts.PeopleIn(group),
                [.. measures.Select(m => Compare(m, counts.PeopleIn(group, m.Ways), counts.PeopleIn(group), counts.PeopleIn(everybody, m.Ways), people))]))]);
    }

    static GroupShare Compare(Measure measure, int did, int group, int allDid, int all)
    {
        var difference = Interval.OfDifference(did, group, allDid - did, all - group);
        return new GroupShare(measure.Code, Percent(did, group), Points(difference.Between), Points(difference.Low), Points(difference.High));
    }

    /// <summary>All and nobody are never true here, and never said.</summary>
    static int Percent(int part, int of) => Math.Clamp((int)Math.Round(100.0 * part / of, MidpointRounding.AwayFromZero), 1, 99);

    static int Points(double share) => (int)Math.Round(100 * share, MidpointRounding.AwayFromZero);
}

/// <param name="Codes">Several where answers are put together.</param>
/// <param name="Rest">They are put together because one of them is too few alone.</param>
internal sealed record FigureGroup(string[] Codes, bool Rest, int People, GroupShare[] Shares);

internal sealed record Share(string Measure, int Percent);

/// <param name="Points">Difference to everybody else who answered, in percentage points, between low and high with 95 % confidence.</param>
internal sealed record GroupShare(string Measure, int Percent, int Points, int Low, int High);
