using System.Globalization;
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

/// <summary><c>_Field</c>: one line to write on, with its label, its hint and, when something is wrong, one sentence that says what to write.</summary>
internal sealed record Field(string Id, string Name, string Label, string? Value = null, string? Mistake = null)
{
    public string Type { get; init; } = "text";

    public string? Hint { get; init; }

    /// <summary>A few words behind the label, as "if it ends".</summary>
    public string? Aside { get; init; }

    public bool Required { get; init; } = true;

    public bool Focus { get; init; }

    /// <summary>Whether the mistake is read out at once: where no list of them stands above the form.</summary>
    public bool Alert { get; init; }

    /// <summary>What the browser may fill in by itself.</summary>
    public string Fills { get; init; } = "off";

    /// <summary>Which keys a phone shows, where the type does not say it.</summary>
    public string? Keys { get; init; }

    /// <summary>The id of a list of words to choose from.</summary>
    public string? List { get; init; }

    public string? Class { get; init; }

    public int? Longest { get; init; }

    public string? Least { get; init; }

    public string? Most { get; init; }

    public string? Step { get; init; }

    public static Field Number(string id, string name, string label, double? value, int least, int most, string? mistake) =>
        new(id, name, label, value?.ToString(CultureInfo.InvariantCulture), mistake) { Type = "number", Keys = "numeric", Class = "m-short", Least = $"{least}", Most = $"{most}" };
}

/// <summary><c>_Select</c>: one of a list.</summary>
internal sealed record Select(string Id, string Name, string Label, IEnumerable<(string Value, string Says)> Choices, string? Chosen, string? Mistake);

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
