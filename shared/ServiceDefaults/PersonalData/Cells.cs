namespace Mentorship.ServiceDefaults.PersonalData;

/// <summary>Whether a file says something, read without knowing how it parts its cells.</summary>
public static class Cells
{
    /// <summary>One of the words stands in the text as whole cells: between commas, semicolons, tabs or the ends of lines, quoted or not. Case does not count.</summary>
    public static bool Hold(string text, IEnumerable<string> words)
    {
        var lines = Parted(text);
        return words.Any(word => lines.Contains(Parted(word), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Each cell between two line breaks; a word with a comma of its own is parted the same way.</summary>
    static string Parted(string text) =>
        $"\n{string.Join('\n', text.Split(['\n', '\r', ',', ';', '\t', '"'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))}\n";
}
