using Mentorship.Portal.Clients;

namespace Mentorship.Portal.Shell;

// The models of the partials in Pages/Shared: the same part for the same thing, on every page.

/// <summary><c>_Note</c>: a message in its place on the page. Tone: brand, good, warn, bad. What needs care at once is an alert.</summary>
internal sealed record Note(string Tone, string Strong, string? Text = null, string? Href = null, string? Link = null)
{
    public string Icon => Tone switch { "good" => "circle-check", "warn" => "alert-triangle", "bad" => "alert-circle", _ => "info-circle" };

    public static Note Refused(Refused refused) => new("bad", "That was not done.", $"{refused.Sentence} Nothing was changed.");
}

/// <summary><c>_Empty</c>: what is missing, why it matters, the act that fills it.</summary>
internal sealed record Empty(string Icon, string Heading, string Text, string? Href = null, string? Act = null);

/// <summary><c>_Wrong</c>: what needs a correction, by the ids of its fields, and what did not happen.</summary>
internal sealed record Wrong(IEnumerable<(string Id, string Label, string Mistake)> Fields, string Then)
{
    /// <summary>Where each field's id is its name.</summary>
    public Wrong(Mistakes mistakes, string then) : this(mistakes.All.Select(m => (m.Field, "", m.Mistake)), then) { }
}

/// <summary><c>_Pager</c>: count and paging below a list. The address keeps its other parts.</summary>
internal sealed record Pager(int Page, int Size, int Total, string What)
{
    public int First => Total == 0 ? 0 : (Page - 1) * Size + 1;

    public int Last => Math.Min(Page * Size, Total);

    public bool HasNext => Last < Total;
}

/// <summary><c>_Answers</c>: both answers of an offer, the reader's own first.</summary>
internal sealed record Answers(Side First, Side Second);

/// <summary>One answer: whose, its state (waiting, yes, no) and what to know about when.</summary>
internal sealed record Side(string Whose, string State, string? When);

/// <summary><c>_Skeleton</c>: lines of the height that the loading part will have.</summary>
internal sealed record Skeleton(string What, int Lines = 4);
