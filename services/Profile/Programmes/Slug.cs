using System.Globalization;
using System.Text;

namespace Mentorship.Profile.Programmes;

/// <summary>Words as they stand in an address: lower-case letters without accents, digits, single hyphens.</summary>
internal static class Slug
{
    public const int Longest = 60;

    public static string Of(string words)
    {
        var slug = new StringBuilder(words.Length);
        foreach (var c in words.ToLowerInvariant().Normalize(NormalizationForm.FormD))
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-' && char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                slug.Append('-');
        return slug.ToString(0, Math.Min(slug.Length, Longest)).Trim('-');
    }

    /// <summary>The words' own slug, or the first of "-2", "-3", … that nobody has; names in other scripts are counted too.</summary>
    public static string Free(string words, string otherwise, IReadOnlyCollection<string> taken)
    {
        var slug = Of(words) is { Length: > 0 } own ? own : otherwise;
        return taken.Contains(slug) ? Enumerable.Range(2, taken.Count).Select(n => $"{slug}-{n}").First(s => !taken.Contains(s)) : slug;
    }
}
