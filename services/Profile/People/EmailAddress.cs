namespace Mentorship.Profile.People;

/// <summary>What can be told of an address without writing to it.</summary>
internal static class EmailAddress
{
    public const int Longest = 254;

    /// <summary>What is the matter with it and what to write; nothing when it can be used.</summary>
    public static string? Wrong(string email)
    {
        if (email.Length > Longest)
            return $"Longer than an address can be ({Longest} characters).";
        if (email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '"' or ',' or ';' or '(' or ')' or '\\'))
            return "Not one plain address: write it without spaces, names or brackets, like “maya@example.edu”.";
        var at = email.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
            return "Not an address: there is no @. Write it like “maya@example.edu”.";
        if (at == 0 || at > 64)
            return "Not a complete address: the part before the @ is missing or too long.";
        var domain = email[(at + 1)..];
        if (domain.Contains('@', StringComparison.Ordinal))
            return "Not one address: there is more than one @. Write one address per line.";
        var labels = domain.Split('.');
        if (labels.Length < 2 || labels[^1].Length < 2)
            return "Not a complete address: the part after the @ has no ending, like “.edu”.";
        return labels.Any(l => l.Length is 0 or > 63 || l.StartsWith('-') || l.EndsWith('-') || email.Contains("..", StringComparison.Ordinal))
            ? "Not a complete address: there is a dot or hyphen too many."
            : null;
    }
}
