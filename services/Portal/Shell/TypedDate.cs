using System.Globalization;

namespace Mentorship.Portal.Shell;

/// <summary>What was typed into a date field. What is no date is a mistake there and stays as it was typed; it never counts as nothing typed.</summary>
internal readonly record struct TypedDate(string? Typed)
{
    public DateOnly? Day => DateOnly.TryParseExact(Typed?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public string? Mistake => string.IsNullOrWhiteSpace(Typed) || Day is not null ? null : "That is no date. Write it like 2027-03-31.";
}
