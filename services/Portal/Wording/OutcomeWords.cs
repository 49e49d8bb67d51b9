using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mentorship.Portal.Wording;

/// <summary>
/// The words of the pages about outcomes: as shipped, or as the school's own file has them, for each word that it names. What a
/// figure may be called is often for counsel to say. Read once, at start: a file that cannot be used stops it.
/// </summary>
internal sealed partial class OutcomeWords
{
    static readonly FrozenDictionary<string, string> Shipped = Parse(Embedded());

    readonly FrozenDictionary<string, string> _words;

    OutcomeWords(Dictionary<string, string> own) =>
        (_words, AreOwn) = (Shipped.Select(w => new KeyValuePair<string, string>(w.Key, own.GetValueOrDefault(w.Key, w.Value))).ToFrozenDictionary(), own.Count > 0);

    /// <summary>The school has said some of them itself.</summary>
    public bool AreOwn { get; }

    public static IReadOnlyCollection<string> Keys => Shipped.Keys;

    public string this[string key] => _words[key];

    /// <summary>A sentence with what its braces stand for.</summary>
    public string Say(string key, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var said = _words[key];
        foreach (var (name, value) in values)
            said = said.Replace($"{{{name}}}", Convert.ToString(value, CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return said;
    }

    /// <param name="path">The school's file; without one the words are as shipped.</param>
    /// <exception cref="InvalidDataException">The file is not there, is no JSON object of texts, names a word that there is not, or leaves a brace open that nothing fills.</exception>
    public static OutcomeWords Read(string? path)
    {
        if (string.IsNullOrWhiteSpace(path))
            return new([]);
        Dictionary<string, string> own;
        try
        {
            own = new(Parse(File.ReadAllText(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InvalidDataException($"Outcomes:Wording: {path} cannot be read as a JSON object of texts. {e.Message}", e);
        }
        foreach (var (key, text) in own)
        {
            if (!Shipped.TryGetValue(key, out var shipped))
                throw new InvalidDataException($"Outcomes:Wording: {path} says “{key}”, and no page has such a word.");
            if (string.IsNullOrWhiteSpace(text))
                throw new InvalidDataException($"Outcomes:Wording: {path} leaves “{key}” empty. Take it out to have it as shipped.");
            if (Brace().Matches(text).Select(m => m.Value).FirstOrDefault(b => !shipped.Contains(b, StringComparison.Ordinal)) is { } unknown)
                throw new InvalidDataException($"Outcomes:Wording: {path} has {unknown} in “{key}”, which stands for nothing there.");
        }
        return new(own);
    }

    static FrozenDictionary<string, string> Parse(string json) =>
        (JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? throw new JsonException("It holds nothing.")).ToFrozenDictionary(StringComparer.Ordinal);

    static string Embedded()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("outcomes.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Brace();
}
