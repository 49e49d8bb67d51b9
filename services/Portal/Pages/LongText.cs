namespace Mentorship.Portal.Pages;

/// <summary><c>_Text</c>: a few lines in somebody's own words.</summary>
internal sealed record LongText(string Id, string Name, string Label, string? Value, string? Mistake, string Hint);
