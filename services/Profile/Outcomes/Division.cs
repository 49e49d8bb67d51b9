using Mentorship.Profile.Background;
using Mentorship.Profile.People;
using Mentorship.Profile.Vocabulary;

namespace Mentorship.Profile.Outcomes;

/// <summary>
/// A way to divide people into groups that are compared: by stage, or by what they answered to one facet. Everybody who
/// answered is in exactly one group, so that no group can be taken from another to see who is in both.
/// </summary>
internal sealed record Division(string Code, string Name, string[] Groups)
{
    public const string OfStage = "stage";

    /// <summary>More than one choice is true of them.</summary>
    public const string Several = "several";

    /// <summary>They answered in their own words, which nobody counts one by one.</summary>
    public const string OwnWords = "own-words";

    static readonly Division Stage = new(OfStage, "Stage", Stages.All);

    /// <summary>Background, and not something that the office knows of people anyway.</summary>
    public bool IsBackground => Code != OfStage;

    /// <summary>May be shown to coordinators, where the school lets it be used in matching.</summary>
    public bool IsUnprotected => Facets.Find(Code) is { Protected: false };

    /// <summary>All there are. A facet that is answered in one's own words alone divides nobody.</summary>
    public static IReadOnlyList<Division> All { get; } = [Stage, .. Facets.All.Select(Of).Where(d => d.Groups.Length > 1)];

    public static IEnumerable<Division> For(string role) => All.Where(d => role == Membership.Student || d.IsBackground);

    static Division Of(Facet facet) => new(facet.Code, facet.Name,
        [.. facet.Choices.Select(c => c.Code), .. facet.Several ? (string[])[Several] : [], .. facet.OwnWords ? (string[])[OwnWords] : []]);

    /// <summary>Who would rather not say is in none, like who was silent.</summary>
    public static string? GroupOf(Said said) => said switch
    {
        { Declined: true } => null,
        { Choices.Length: > 1 } => Several,
        { Choices: [var only] } => only,
        { Words.Length: > 0 } => OwnWords,
        _ => null,
    };

    public string NameOf(string group) => group switch
    {
        Several => "More than one answer",
        OwnWords => "In their own words",
        _ when Code == OfStage => Stages.Known.NameOf(group),
        _ => Facets.Find(Code)?.NamesOf([group])[0] ?? group,
    };
}
