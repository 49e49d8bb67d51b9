namespace Mentorship.Portal.Pages;

/// <summary><c>_Radios</c>: one of a few, or none.</summary>
internal sealed record Radios(string Id, string Name, string Legend, (string Code, string Says)[] Choices, string? Chosen, string? Mistake);
