namespace Mentorship.Profile.Vocabulary;

internal sealed record Term(string Code, string Name, string? Parent, string Kind) : Word(Code, Name)
{
    public const string Interest = "interest";
    public const string Goal = "goal";
}

/// <summary>The words a profile is made of: a tree of interests and one of goals.</summary>
internal sealed class Terms
{
    public const string Exploring = "exploring";

    readonly Dictionary<string, Term> _byCode;
    readonly Dictionary<string, string> _now;

    /// <param name="strict">Whether a word that stands for two terms is a mistake. Where an installation's own words meet newer ones that ship, the first one keeps it.</param>
    public Terms(int version, IReadOnlyList<Term> all, bool strict = false)
    {
        (Version, All) = (version, all);
        Interests = new([.. all.Where(t => t.Kind == Term.Interest)], strict);
        Goals = new([.. all.Where(t => t.Kind == Term.Goal)], strict);
        _byCode = all.ToDictionary(t => t.Code, StringComparer.Ordinal);
        _now = all.SelectMany(t => t.Formerly, (term, code) => (code, term.Code)).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>As they come with the program: a code, once released, keeps its meaning for ever; new terms raise the version.</summary>
    public static Terms Shipped { get; } = Read();

    public int Version { get; }
    public IReadOnlyList<Term> All { get; }
    public WordList<Term> Interests { get; }
    public WordList<Term> Goals { get; }

    public WordList<Term> Of(string kind) => kind == Term.Goal ? Goals : Interests;

    /// <summary>The term of this code, or the one that it was merged into.</summary>
    public Term? Find(string code) => _byCode.GetValueOrDefault(Now(code));

    /// <summary>The term that a word stands for: its code, name or a synonym.</summary>
    public Term? Named(string word) => Interests.Find(word) ?? Goals.Find(word);

    /// <summary>Codes as they are today: of a term that was merged, the one it became.</summary>
    public string[] Now(string[] codes) => Array.Exists(codes, _now.ContainsKey) ? [.. codes.Select(Now).Distinct()] : codes;

    public string[] NamesOf(IEnumerable<string> codes) => [.. codes.Select(Now).Distinct().Select(c => _byCode.TryGetValue(c, out var term) ? term.Name : c)];

    /// <summary>The wider terms above one, from the top.</summary>
    public IEnumerable<Term> Above(Term term) => term.Parent is { } parent && _byCode.TryGetValue(parent, out var wider) ? Above(wider).Append(wider) : [];

    /// <summary>The term and every one below it.</summary>
    public IEnumerable<Term> Under(Term top) => All.Where(t => t == top || Above(t).Contains(top));

    string Now(string code) => _now.GetValueOrDefault(code, code);

    static Terms Read()
    {
        var file = Embedded.Read<TaxonomyFile>("taxonomy.json");
        return new(file.Version, file.Terms, strict: true);
    }

    sealed record TaxonomyFile(int Version, Term[] Terms);
}

internal static class Languages
{
    /// <summary>ISO 639-1 codes; languages that have none there carry their ISO 639-3 code (American Sign Language, Cantonese, Hmong).</summary>
    public static WordList<Word> Known { get; } = new(Embedded.Read<Word[]>("languages.json"));
}

internal static class Stages
{
    public const string HighSchool = "high-school";

    public static WordList<Word> Known { get; } = new(Embedded.Read<Word[]>("stages.json"));
    public static string[] All { get; } = [.. Known.All.Select(s => s.Code)];
}
