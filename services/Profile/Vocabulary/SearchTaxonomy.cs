using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Profile.Vocabulary;

/// <summary>A term somebody may mean: what of its words fits, where that is not its name, and the wider terms above it.</summary>
internal sealed record FoundTerm(string Code, string Name, string Kind, string? Said, string[] Under);

internal static class SearchTaxonomy
{
    const int MostFound = 10;
    const int LongestQuestion = 60;

    /// <summary>A slip among the first letters would fit half the taxonomy.</summary>
    const int ShortestUnfinished = 4;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("taxonomy/search", Handle)
        .WithSummary("Terms that what was typed so far may mean, the likeliest first; kind is interest or goal, else both");

    static async Task<Ok<FoundTerm[]>> Handle(ProfileDb db, TermsInForce inForce, CancellationToken ct, string? q = null, string? kind = null)
    {
        var terms = await inForce.GetAsync(db, ct);
        string[] kinds = kind is Term.Interest or Term.Goal ? [kind] : [Term.Interest, Term.Goal];
        var texts = kinds.SelectMany(k => terms.Of(k).Texts);
        return TypedResults.Ok(Find(texts, q ?? "").Take(MostFound)
            .Select(f => new FoundTerm(f.Term.Code, f.Term.Name, f.Term.Kind, Said(f.Term, f.Text), [.. terms.Above(f.Term).Select(t => t.Name)])).ToArray());
    }

    /// <summary>The very word, names that begin so, names with a word that does, then other words for a term; only where there are none, what was typed with slips.</summary>
    internal static (Term Term, string Text)[] Find(IEnumerable<KeyValuePair<string, Term>> texts, string written)
    {
        var typed = WordList<Term>.Plain(written);
        if (typed.Length is 0 or > LongestQuestion)
            return [];
        var all = texts.ToList();
        var found = Best(all, (text, term) => Rank(text, term, typed));
        return found.Length > 0 ? found : Best(all, (text, _) => Slips(text, typed));
    }

    static (Term, string)[] Best(IEnumerable<KeyValuePair<string, Term>> texts, Func<string, Term, int?> rank) =>
    [
        .. from text in texts
           let at = rank(text.Key, text.Value)
           where at is not null
           group (Rank: at, Text: text.Key) by text.Value into of
           let best = of.OrderBy(t => t.Rank).ThenBy(t => t.Text.Length).First()
           orderby best.Rank, best.Text.Length, of.Key.Name
           select (of.Key, best.Text)
    ];

    static int? Rank(string text, Term term, string typed)
    {
        if (text == typed)
            return 0;
        var name = text == WordList<Term>.Plain(term.Name);
        if (text.StartsWith(typed, StringComparison.Ordinal))
            return name ? 1 : 3;
        if (text.Contains($" {typed}", StringComparison.Ordinal))
            return name ? 2 : 4;
        // "children heart": each of the words begins one of the text's.
        return typed.Split(' ') is { Length: > 1 } words && words.All(w => $" {text}".Contains($" {w}", StringComparison.Ordinal)) ? 5 : null;
    }

    static int? Slips(string text, string typed)
    {
        var allowed = NearWord.Slips(typed);
        var least = Math.Abs(text.Length - typed.Length) <= allowed ? NearWord.Distance(typed, text) : allowed + 1;
        for (var at = 0; least > 0 && typed.Length >= ShortestUnfinished && at >= 0 && at < text.Length; at = text.IndexOf(' ', at) is > 0 and var space ? space + 1 : -1)
            least = Math.Min(least, NearWord.ToBeginning(typed, text.AsSpan(at)));
        return allowed > 0 && least <= allowed ? least : null;
    }

    static string? Said(Term term, string text) =>
        text == WordList<Term>.Plain(term.Name) || text == WordList<Term>.Plain(term.Code) ? null
            : Array.Find(term.Synonyms, s => WordList<Term>.Plain(s) == text) ?? text;
}
