namespace Mentorship.Portal.Pages.Office;

/// <summary>A text field with its label, hint and, when something is wrong, one sentence that says what to write.</summary>
internal sealed record Field(string Id, string Name, string Label, string? Value, string? Mistake)
{
    public string Type { get; init; } = "text";
    public string? Hint { get; init; }
    public bool Required { get; init; } = true;
}

/// <summary>What a person said about themselves, as the office reads it.</summary>
internal sealed record Told(
    string Title, string? About, string[] Interests, string[] Goals, string[]? Stages, string[] Languages, string[] Hours, bool Flexible, Clients.Taxonomy Taxonomy);

/// <summary>Lines of an import that cannot be read, or were read with a remark.</summary>
internal sealed record Problems(string Title, bool Bad, IEnumerable<Clients.ImportProblem> Lines, Clients.ImportView Import, string? Download);

/// <summary>A number with its bounds.</summary>
internal sealed record NumberField(string Id, string Name, string Label, double Value, double Least, double Most, string? Mistake)
{
    public string Step { get; init; } = "1";
    public string? Hint { get; init; }
}
