namespace Mentorship.Profile.Vocabulary;

internal sealed record Term(string Code, string Name, string? Parent, string Kind) : Word(Code, Name);

/// <summary>The words a profile is made of. They ship with the program: a code, once released, keeps its meaning for ever; new terms raise the version.</summary>
internal static class Terms
{
    public const string Exploring = "exploring";

    static readonly TaxonomyFile Taxonomy = Embedded.Read<TaxonomyFile>("taxonomy.json");

    public static int Version => Taxonomy.Version;
    public static IReadOnlyList<Term> All => Taxonomy.Terms;
    public static WordList<Term> Interests { get; } = new([.. Taxonomy.Terms.Where(t => t.Kind == "interest")]);
    public static WordList<Term> Goals { get; } = new([.. Taxonomy.Terms.Where(t => t.Kind == "goal")]);

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
