namespace Mentorship.Profile.Vocabulary;

/// <summary>
/// Something that was done to the terms here: one was added, a word was given to one, or one was merged into another.
/// Changes are only ever added; on top of the file that ships, in their order, they are the terms of this installation.
/// </summary>
internal sealed class TermChange
{
    public const string Added = "added";
    public const string Named = "named";
    public const string Merged = "merged";

    /// <summary>Codes of terms that are only known here; the file that ships has none that begins so.</summary>
    public const string Local = "local-";

    TermChange() { }

    /// <summary>Counted from 1 without a gap: of two changes at once, one finds its number taken.</summary>
    public int Number { get; private set; }
    public string Act { get; private set; } = Added;
    public string Code { get; private set; } = "";
    /// <summary>What an added term is called, or the word that is given to one.</summary>
    public string? Name { get; private set; }
    /// <summary>The term under which one is added, or into which one is merged.</summary>
    public string? Into { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }

    public static TermChange Add(Terms terms, string name, Term parent, DateTimeOffset now) =>
        new() { Number = Next(terms), Act = Added, Code = CodeFor(terms, name), Name = name, Into = parent.Code, ChangedAt = now };

    public static TermChange NameAlso(Terms terms, Term term, string word, DateTimeOffset now) =>
        new() { Number = Next(terms), Act = Named, Code = term.Code, Name = word, ChangedAt = now };

    public static TermChange Merge(Terms terms, Term gone, Term into, DateTimeOffset now) =>
        new() { Number = Next(terms), Act = Merged, Code = gone.Code, Into = into.Code, ChangedAt = now };

    /// <summary>The terms as these changes leave them.</summary>
    public static Terms Apply(Terms shipped, IReadOnlyCollection<TermChange> changes)
    {
        if (changes.Count == 0)
            return shipped;
        var terms = shipped.All.ToDictionary(t => t.Code, StringComparer.Ordinal);
        foreach (var change in changes)
            change.Apply(terms);
        return new(shipped.Version + changes.Count, [.. terms.Values]);
    }

    void Apply(Dictionary<string, Term> terms)
    {
        switch (Act)
        {
            case Added:
                terms.Add(Code, new Term(Code, Name!, Into, terms[Into!].Kind));
                break;
            case Named:
                terms[Code] = terms[Code] with { Synonyms = [.. terms[Code].Synonyms, Name!] };
                break;
            default:
                // Whatever led to the old term leads to the other one, and what hung below it hangs there.
                var (gone, into) = (terms[Code], terms[Into!]);
                terms.Remove(Code);
                terms[Into!] = into with
                {
                    Synonyms = [.. into.Synonyms, gone.Name, .. gone.Synonyms],
                    Formerly = [.. into.Formerly, gone.Code, .. gone.Formerly],
                };
                foreach (var below in terms.Values.Where(t => t.Parent == Code).ToList())
                    terms[below.Code] = below with { Parent = Into };
                break;
        }
    }

    static int Next(Terms terms) => terms.Version - Terms.Shipped.Version + 1;

    /// <summary>"local-sports-nutrition"; a name without Latin letters leaves only the number.</summary>
    static string CodeFor(Terms terms, string name)
    {
        var words = string.Join('-', string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var code = $"{Local}{words}";
        return words.Length > 0 && terms.Find(code) is null ? code : $"{code}{(words.Length > 0 ? "-" : "")}{Next(terms)}";
    }
}
