using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Mentorship.Profile.Readings;

/// <summary>
/// Takes out of somebody's words what says who they are: the parts of given names and addresses, and everybody's addresses,
/// numbers to call and links. Rather a word too many than a name too few.
/// </summary>
internal sealed partial class Mask(IEnumerable<string> names, IEnumerable<string> addresses)
{
    const string Name = "[name]", Address = "[address]", Number = "[phone number]", Link = "[link]";
    const int ShortestPart = 2;

    /// <summary>Of names, and ordinary words in one language or another.</summary>
    static readonly HashSet<string> Particles = ["al", "bin", "da", "de", "del", "den", "der", "di", "do", "dos", "du", "el", "la", "le", "los", "van", "von"];

    readonly HashSet<string> _parts =
    [
        .. names.Concat(addresses.Select(a => a.Split('@')[0])).SelectMany(n => Words().Matches(n).Select(w => Fold(w.Value)))
            .Where(part => part.Length >= ShortestPart && !Particles.Contains(part)),
    ];

    public string In(string text)
    {
        text = Addresses().Replace(text, Address);
        text = Links().Replace(text, Link);
        text = Handles().Replace(text, Address);
        text = Numbers().Replace(text, Number);
        return Words().Replace(text, word => _parts.Contains(Fold(word.Value)) && !IsOurs(text, word) ? Name : word.Value);
    }

    /// <summary>A word that was put there in place of something.</summary>
    static bool IsOurs(string text, Match word) => word.Index > 0 && text[word.Index - 1] == '[' && word.Index + word.Length < text.Length && text[word.Index + word.Length] == ']';

    /// <summary>Whoever is José writes Jose at times.</summary>
    static string Fold(string word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var c in word.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
            folded.Append(char.ToLowerInvariant(c));
        return folded.ToString();
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(@"[^\s@<>()\[\],;:""]+(?:@|\s?(?:\(at\)|\[at\])\s?)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"(?:https?://|www\.)[^\s<>]+|(?<![\p{L}\p{N}.@-])[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.[a-z]{2,24}(?:/[^\s<>]*)?(?![\p{L}\p{N}@])", RegexOptions.CultureInvariant)]
    private static partial Regex Links();

    /// <summary>As in “find me as @maya”.</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{N}])@[\p{L}\p{N}_][\p{L}\p{N}_.]+", RegexOptions.CultureInvariant)]
    private static partial Regex Handles();

    /// <summary>Seven digits or more, but not “2019-2024”.</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{N}])(?!(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d(?!\d))\+?\(?\d(?:[\s().\-/]{0,3}\d){6,}(?![\p{L}\p{N}])", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
