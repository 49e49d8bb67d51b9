namespace Mentorship.ServiceDefaults.PersonalData;

/// <summary>Whether a file says something, read without knowing how it parts its cells.</summary>
public static class Cells
{
    /// <summary>
    /// One of the words stands in the text; case does not count. An address, or a name of several words, counts wherever it
    /// stands by itself. A single word counts as a whole cell only, between commas, semicolons, tabs or the ends of lines, quoted
    /// or not: whoever is called Kim is not named by every sentence about a Kim, nor by a file of people from Kimball.
    /// </summary>
    public static bool Hold(string text, IReadOnlyCollection<string> words)
    {
        var cells = new Lazy<string>(() => Parted(text));
        return words.Any(word => word.AsSpan().IndexOfAny(" @") >= 0 ? Stands(text, word) : cells.Value.Contains(Parted(word), StringComparison.OrdinalIgnoreCase));
    }

    static bool Stands(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
            if (!GoesOn(text, at - 1, -1) && !GoesOn(text, at + word.Length, 1))
                return true;
        return false;
    }

    /// <summary>Letters and digits make another word or address of it, and so does what joins them to it: maya.ortiz@… is not ortiz@….</summary>
    static bool GoesOn(string text, int at, int step) =>
        IsPart(text, at) || (at >= 0 && at < text.Length && text[at] is '.' or '-' or '_' or '+' && IsPart(text, at + step));

    static bool IsPart(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);

    /// <summary>Each cell between two line breaks.</summary>
    static string Parted(string text) =>
        $"\n{string.Join('\n', text.Split(['\n', '\r', ',', ';', '\t', '"'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))}\n";
}
