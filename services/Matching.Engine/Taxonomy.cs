namespace Mentorship.Matching.Engine;

/// <summary>A term that students and mentors name: an interest or a mentoring goal.</summary>
/// <param name="Code">Stable code, case-sensitive.</param>
/// <param name="Name">Plain name, as a person would type it.</param>
/// <param name="Parent">Code of the wider term; null at the top of a branch.</param>
public sealed record Term(string Code, string Name, string? Parent);

/// <summary>
/// The tree of terms. Immutable and safe to share between threads. Terms are sorted by code, so the order they were
/// given in changes nothing.
/// </summary>
public sealed class Taxonomy
{
    /// <summary>The code of "still exploring", which fits every branch at 0.5.</summary>
    public const string Exploring = "exploring";

    readonly Dictionary<string, int> index;
    readonly double[] similarity;

    /// <summary>Builds the tree. Time and memory grow with the square of the number of terms (some hundreds).</summary>
    /// <exception cref="ArgumentException">A code is given twice, a parent is unknown, or parents form a circle; the message names the code.</exception>
    public Taxonomy(IEnumerable<Term> terms)
    {
        Terms = [.. terms.OrderBy(t => t.Code, StringComparer.Ordinal)];
        index = new Dictionary<string, int>(Terms.Count, StringComparer.Ordinal);
        for (var t = 0; t < Terms.Count; t++)
            if (!index.TryAdd(Terms[t].Code, t))
                throw new ArgumentException($"The term “{Terms[t].Code}” is given twice.", nameof(terms));

        var paths = new int[Terms.Count][];
        for (var t = 0; t < Terms.Count; t++)
            paths[t] = PathFromTop(t);

        similarity = new double[Terms.Count * Terms.Count];
        for (var a = 0; a < Terms.Count; a++)
            for (var b = 0; b < Terms.Count; b++)
                similarity[a * Terms.Count + b] = Closeness(a, b, paths);
    }

    /// <summary>All terms, by code.</summary>
    public IReadOnlyList<Term> Terms { get; }

    /// <summary>The name of a term, or the code itself when the taxonomy does not know it.</summary>
    public string NameOf(string code) => index.TryGetValue(code, out var t) ? Terms[t].Name : code;

    /// <summary>
    /// How close two terms are, 0..1: 1 for the same term, 0 for different branches, between them
    /// 2·depth(nearest common wider term) / (depth(a) + depth(b)), with the top of a branch at depth 1
    /// (Wu and Palmer, "Verb semantics and lexical selection", ACL 1994). "Still exploring" is 0.5 to every term.
    /// Unknown codes are close to nothing but themselves.
    /// </summary>
    public double Similarity(string a, string b)
    {
        var (x, y) = (IndexOf(a), IndexOf(b));
        if (x >= 0 && y >= 0)
            return Similarity(x, y);
        return string.Equals(a, b, StringComparison.Ordinal) ? 1 : 0;
    }

    internal int IndexOf(string code) => index.GetValueOrDefault(code, -1);

    internal double Similarity(int a, int b) => similarity[a * Terms.Count + b];

    int[] PathFromTop(int term)
    {
        var path = new List<int>();
        for (var t = term; ;)
        {
            if (path.Contains(t))
                throw new ArgumentException($"The term “{Terms[term].Code}” is among its own wider terms.", nameof(term));
            path.Insert(0, t);
            if (Terms[t].Parent is not { } parent)
                return [.. path];
            if (!index.TryGetValue(parent, out t))
                throw new ArgumentException($"The term “{Terms[path[0]].Code}” has the unknown wider term “{parent}”.", nameof(term));
        }
    }

    double Closeness(int a, int b, int[][] paths)
    {
        if (a == b)
            return 1;
        if (Terms[a].Code == Exploring || Terms[b].Code == Exploring)
            return 0.5;
        var (x, y) = (paths[a], paths[b]);
        var common = 0;
        while (common < x.Length && common < y.Length && x[common] == y[common])
            common++;
        return 2.0 * common / (x.Length + y.Length);
    }
}

/// <summary>
/// How rare each term is in a pool, 0 (everybody names it) to 1 (one person does): ln(N / n) / ln N for a term that n of
/// N people name, rounded to three places so that every machine computes the same scores.
/// </summary>
public sealed class Rarity
{
    /// <summary>For a pool of nobody: every term counts as rare.</summary>
    public static readonly Rarity None = new([], 0);

    readonly Dictionary<string, int> named;
    readonly int people;

    Rarity(Dictionary<string, int> named, int people) => (this.named, this.people) = (named, people);

    /// <summary>Counts the interests of a pool. Order does not matter.</summary>
    public static Rarity Of(IEnumerable<StudentProfile> students, IEnumerable<MentorProfile> mentors)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var total = 0;
        foreach (var interests in students.Select(s => s.Interests).Concat(mentors.Select(m => m.Interests)))
        {
            total++;
            foreach (var code in interests.Distinct(StringComparer.Ordinal))
                counts[code] = counts.GetValueOrDefault(code) + 1;
        }
        return new Rarity(counts, total);
    }

    /// <summary>The rarity of a term, 0..1; 1 for a term nobody names.</summary>
    public double this[string code]
    {
        get
        {
            var n = named.GetValueOrDefault(code);
            return n <= 1 || people < 2 ? 1 : Math.Round(Math.Log((double)people / n) / Math.Log(people), 3);
        }
    }
}
