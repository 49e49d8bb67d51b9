using System.Globalization;
using System.Text;

namespace Mentorship.Profile.People;

internal static class PersonName
{
    public const int Longest = 200;

    static readonly HashSet<string> Titles = new(StringComparer.OrdinalIgnoreCase)
        { "dr", "prof", "professor", "mr", "mrs", "ms", "mx", "miss", "sir", "dame", "rev" };

    /// <summary>One line of text: breaks and runs of spaces become one space; characters that steer a terminal or turn the writing direction go.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text.Trim())
            if (char.IsWhiteSpace(c))
                clean.Append(clean.Length > 0 && clean[^1] == ' ' ? "" : " ");
            else if (!char.IsControl(c) && c is not (>= '\u202a' and <= '\u202e') and not (>= '\u2066' and <= '\u2069'))
                clean.Append(c);
        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>How to greet somebody: "Amelia" of "Dr. Amelia Holt" and of "Holt, Amelia".</summary>
    public static string Given(string name)
    {
        var comma = name.IndexOf(", ", StringComparison.Ordinal);
        var words = (comma > 0 && !IsDegree(name[(comma + 2)..]) ? name[(comma + 2)..] : name)
            .Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return words.FirstOrDefault(w => !Titles.Contains(w.TrimEnd('.'))) ?? name;
    }

    /// <summary>"MD", "Ph.D.", "MD, PhD": capitals for the most part, so what follows the comma is no given name.</summary>
    static bool IsDegree(string text) =>
        text.Length <= 4 || text.Count(c => char.GetUnicodeCategory(c) == UnicodeCategory.UppercaseLetter) > 1;
}
