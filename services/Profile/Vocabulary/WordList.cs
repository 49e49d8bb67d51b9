using System.Reflection;
using System.Text.Json;

namespace Mentorship.Profile.Vocabulary;

/// <summary>A thing with a stable code and the words people write for it. Hints lead to a suggestion but are never accepted: "sophomore" may be at school or at college.</summary>
internal record Word(string Code, string Name)
{
    public string[] Synonyms { get; init; } = [];
    public string[] Hints { get; init; } = [];
    /// <summary>Codes of words that were merged into this one; they go on being read.</summary>
    public string[] Formerly { get; init; } = [];
}

internal sealed class WordList<T> where T : Word
{
    readonly Dictionary<string, T> _byCode;
    readonly Dictionary<string, T> _byText = new(StringComparer.Ordinal);
    readonly Dictionary<string, T> _hints = new(StringComparer.Ordinal);

    public WordList(IReadOnlyList<T> words, bool strict = true)
    {
        All = words;
        _byCode = words.ToDictionary(w => w.Code, StringComparer.Ordinal);
        foreach (var word in words)
        {
            foreach (var text in word.Synonyms.Concat(word.Formerly).Append(word.Name).Append(word.Code))
                if (!_byText.TryAdd(Plain(text), word) && strict && _byText[Plain(text)] != word)
                    throw new InvalidDataException($"“{text}” stands for both {word.Code} and {_byText[Plain(text)].Code}.");
            foreach (var hint in word.Hints)
                _hints.Add(Plain(hint), word);
        }
    }

    public IReadOnlyList<T> All { get; }

    /// <summary>Everything that can be written for a word, in the form in which texts are compared.</summary>
    public IReadOnlyDictionary<string, T> Texts => _byText;

    public bool Has(string code) => _byCode.ContainsKey(code);

    public string NameOf(string code) => _byCode.TryGetValue(code, out var word) ? word.Name : code;

    public string[] NamesOf(IEnumerable<string> codes) => [.. codes.Select(NameOf)];

    public T? Find(string text) => _byText.GetValueOrDefault(Plain(text));

    /// <summary>What the writer most likely meant, or nothing when no word is near enough.</summary>
    public string? Near(string text)
    {
        var plain = Plain(text);
        if (_hints.TryGetValue(plain, out var hinted))
            return hinted.Name;
        return NearWord.In(_byText.Keys, plain) is { } near ? _byText[near].Name : null;
    }

    /// <summary>Lower case, one space between words; hyphens, underscores and slashes count as spaces and curly apostrophes as straight ones.</summary>
    public static string Plain(string text) =>
        string.Join(' ', text.ToLowerInvariant().Replace('’', '\'').Split([' ', '\t', '\n', '\r', '-', '_', '/', '\u00a0'], StringSplitOptions.RemoveEmptyEntries));
}

internal static class Embedded
{
    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static T Read<T>(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Mentorship.Profile.Vocabulary.{file}")
            ?? throw new InvalidOperationException($"{file} is not embedded.");
        return JsonSerializer.Deserialize<T>(stream, Web) ?? throw new InvalidDataException($"{file} is empty.");
    }
}
