namespace Mentorship.ServiceDefaults.PersonalData;

/// <summary>
/// A table that says something about people: by which columns a row is somebody's, what of it stands in the copy they may
/// take, and whether it outlives them.
/// </summary>
/// <param name="Table">The table's name.</param>
/// <param name="Title">What it holds, in words for the person it is about.</param>
/// <param name="Of">The columns whose value is the person: any of them makes a row theirs.</param>
public sealed record Holding(string Table, string Title, params string[] Of)
{
    /// <summary>Columns of words that are sealed with a person's key; those that the reader's own key does not open are left out.</summary>
    public IReadOnlyList<string> Sealed { get; init; } = [];

    /// <summary>The table that the seal is bound to, where it is another one.</summary>
    public string? SealedAs { get; init; }

    /// <summary>The column whose word the seal is bound to as well.</summary>
    public string? SealedOf { get; init; }

    /// <summary>Columns that name a person in somebody else's row, and why that row is in no copy of theirs. It goes with them all the same.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>Columns that are in no copy, and why.</summary>
    public IReadOnlyDictionary<string, string> LeftOut { get; init; } = new Dictionary<string, string>();

    /// <summary>Rows that are in no copy yet, because what they say is not decided.</summary>
    public Undecided? Undecided { get; init; }

    /// <summary>Why rows stay when the person is erased, under an id that names nobody any more. Without a reason they are deleted.</summary>
    public string? Stays { get; init; }
}

/// <summary>Rows with this value in this column, and why they are in no copy.</summary>
public sealed record Undecided(string Column, object Value, string Why);

/// <summary>
/// Every table of a service: those about people, and those that are not, with the reason. A test holds it against the
/// schema, so that a new table or column is in everybody's copy and in every erasure, or is left out on purpose.
/// </summary>
public sealed record Holdings(IReadOnlyList<Holding> About)
{
    /// <summary>What concerns nobody, as <c>table</c>; and as <c>table.column</c> an id in it that is a person's all the same.</summary>
    public required IReadOnlyDictionary<string, string> AboutNobody { get; init; }
}
