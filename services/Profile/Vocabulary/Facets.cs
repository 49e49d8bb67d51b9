namespace Mentorship.Profile.Vocabulary;

/// <summary>
/// A background attribute that people may tell of themselves. Where no list of choices does people justice it can be
/// said in one's own words, instead or besides.
/// </summary>
internal sealed record Facet(string Code, string Name, string Question, Word[] Choices)
{
    /// <summary>More than one choice may be true of a person.</summary>
    public bool Several { get; init; }
    public bool OwnWords { get; init; }
    /// <summary>Protected by law: as shipped it is for reporting only.</summary>
    public bool Protected { get; init; }

    public string[] NamesOf(IEnumerable<string> choices) => [.. choices.Select(c => Array.Find(Choices, w => w.Code == c)?.Name ?? c)];
}

/// <summary>All facets there are. Immigration status is not among them and never will be.</summary>
internal static class Facets
{
    public static IReadOnlyList<Facet> All { get; } = Embedded.Read<Facet[]>("facets.json");

    public static Facet? Find(string code) => All.FirstOrDefault(f => f.Code == code);
}
