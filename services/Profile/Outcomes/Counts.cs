namespace Mentorship.Profile.Outcomes;

/// <summary>How many people of each group went each way. Names nobody, and may be as small as one: it is sealed where it is kept.</summary>
internal sealed class Counts
{
    /// <summary>By group, then by way.</summary>
    public Dictionary<string, int[]> Groups { get; init; } = [];

    public int People => Groups.Values.Sum(ways => ways.Sum());

    public void Count(string group, int way, int ways) => Of(group, ways)[way]++;

    public void Add(Counts other)
    {
        foreach (var (group, ways) in other.Groups)
            for (var way = 0; way < ways.Length; way++)
                Of(group, ways.Length)[way] += ways[way];
    }

    public Counts Less(Counts other) => new()
    {
        Groups = Groups.ToDictionary(g => g.Key, g => g.Value.Select((n, way) => n - (other.Groups.TryGetValue(g.Key, out var taken) ? taken[way] : 0)).ToArray()),
    };

    /// <summary>Everybody of these groups, whichever way they went.</summary>
    public int PeopleIn(IEnumerable<string> groups) => groups.Sum(g => Groups.TryGetValue(g, out var ways) ? ways.Sum() : 0);

    public int PeopleIn(IEnumerable<string> groups, IReadOnlyCollection<int> ways) => groups.Sum(g => Groups.TryGetValue(g, out var all) ? ways.Sum(w => all[w]) : 0);

    public static Counts Sum(IEnumerable<Counts> all)
    {
        var sum = new Counts();
        foreach (var counts in all)
            sum.Add(counts);
        return sum;
    }

    int[] Of(string group, int ways) => Groups.TryGetValue(group, out var counted) ? counted : Groups[group] = new int[ways];
}
