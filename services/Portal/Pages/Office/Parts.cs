using Mentorship.Portal.Shell;

namespace Mentorship.Portal.Pages.Office;

// The models of this folder's partials.

/// <summary>What a person said about themselves, as the office reads it.</summary>
internal sealed record Told(
    string Title, string? About, string[] Interests, string[] Goals, string[]? Stages, string[] Languages, string[] Hours, bool Flexible, Clients.Taxonomy Taxonomy);

/// <summary>Lines of an import that cannot be read, or were read with a remark.</summary>
internal sealed record Problems(string Title, bool Bad, IEnumerable<Clients.ImportProblem> Lines, Clients.ImportView Import, string? Download);

/// <summary>Drafts, or what drafts would be, side by side: <c>_SideBySide</c> as a table, <c>_Points</c> as a picture.</summary>
internal sealed record SideBySide((string Name, Clients.DraftFigures Figures)[] Sides);

/// <summary><c>_Because</c>: why something is decided by hand: a word from a list, and one's own.</summary>
internal sealed record Because(string? Reason, string? Text, Mistakes Mistakes);

/// <summary>Counts as bars, with the numbers beside them.</summary>
/// <param name="First">What the lines are, above their names.</param>
/// <param name="Last">What is counted.</param>
internal sealed record Bars(string What, string First, string Last, (string Name, int Count)[] Rows)
{
    public int Most => Math.Max(1, Rows.Max(r => r.Count));
}
