namespace Mentorship.Portal.Pages;

/// <summary><c>Intake/_Text</c>: several lines, which may stay empty.</summary>
internal sealed record TextArea(string Id, string Name, string Label, string Hint, string? Value, string? Mistake);

/// <summary><c>Intake/_Radios</c>: one of a few, or none.</summary>
internal sealed record Radios(string Id, string Name, string Legend, (string Code, string Says)[] Choices, string? Chosen, string? Mistake);
