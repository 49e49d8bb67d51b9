using System.Globalization;
using System.Text;
using Mentorship.Cli.Solving;
using Mentorship.Matching.Engine;

namespace Mentorship.Cli.Cohorts;

/// <summary>A draft in words, for a coordinator: how well it went first, then each pair with its reasons, then everyone without one.</summary>
sealed class DraftPage(Draft draft, TextWriter to)
{
    const int Width = 100;
    const int LongestBar = 40;
    const int MostMoves = 3;

    readonly string[] students = Names(draft.Cohort.Students);
    readonly string[] mentors = Names(draft.Cohort.Mentors);

    public async Task WriteAsync(bool explain, CancellationToken ct)
    {
        var page = new StringBuilder();
        Summary(page);
        Load(page);
        Pairs(page, explain, ct);
        Without(page, explain, ct);
        Left(page);
        await to.WriteAsync(page, ct);
    }

    void Summary(StringBuilder page)
    {
        var (of, matched) = (draft.Students.Length, draft.Solution.Matched);
        Line(page, $"Draft for {Count(of, "student")} and {Count(draft.Mentors.Length, "mentor")}: {Striving(draft.Solution.Objective)}, lottery seed {draft.Instance.Seed}.");
        Line(page);
        Line(page, $"{matched} of {of} have a mentor{(of == 0 ? "" : $" ({Percent(matched, of)})")}.");
        var most = Math.Max(1, draft.Matched.GroupBy(i => Scoring.BandOf(draft.ScoreOf(i))).Select(g => g.Count()).DefaultIfEmpty().Max());
        foreach (var band in Enum.GetValues<Band>())
        {
            var n = draft.Matched.Count(i => Scoring.BandOf(draft.ScoreOf(i)) == band);
            Line(page, $"  {band,-8} {n,5}  {new string('█', (n * LongestBar + most - 1) / most)}".TrimEnd());
        }
        Line(page, "Checked: of all possible drafts none does better by this objective.");
    }

    void Load(StringBuilder page)
    {
        Head(page, "Mentors");
        var load = new int[mentors.Length];
        foreach (var i in draft.Matched)
            load[draft.Solution.MentorOf[i]]++;
        var width = mentors.Select(m => m.Length).DefaultIfEmpty().Max();
        foreach (var j in ByName(mentors, Enumerable.Range(0, mentors.Length)))
            Line(page, $"  {mentors[j].PadRight(width)}  {load[j]} of {draft.Instance.Max[j]}{(load[j] < draft.Instance.Min[j] ? $", wishes for at least {draft.Instance.Min[j]}" : "")}");
    }

    void Pairs(StringBuilder page, bool explain, CancellationToken ct)
    {
        foreach (var band in draft.Matched.GroupBy(i => Scoring.BandOf(draft.ScoreOf(i))).OrderBy(g => g.Key))
        {
            Head(page, $"{band.Key} pairs");
            foreach (var i in ByName(students, band))
            {
                Line(page, $"  {students[i]} with {mentors[draft.Solution.MentorOf[i]]}");
                var reasons = draft.FitOf(i).Reasons.Where(r => r.Criterion != Criterion.Rankings || r.Stated).ToLookup(r => !r.Stated ? "" : r.Against ? "But: " : "Because: ");
                foreach (var kind in new[] { "Because: ", "But: " })
                    if (reasons[kind].Any())
                        Wrapped(page, kind + Plain(string.Join(' ', reasons[kind].Select(r => r.Sentence))));
                if (reasons[""].Any())
                    Wrapped(page, $"{string.Join(", ", reasons[""].Select(r => r.Chip))}.");
                if (explain)
                    WhyNot(page, i, ct);
            }
        }
    }

    void Without(StringBuilder page, bool explain, CancellationToken ct)
    {
        if (!draft.Unmatched.Any())
            return;
        Head(page, "Without a mentor");
        foreach (var i in ByName(students, draft.Unmatched))
        {
            var why = draft.WhyUnmatched(i);
            Line(page, $"  {students[i]}");
            var change = explain && why.Code == nameof(Rule.CapacityFull) ? OneMorePlace(i) : Low(why.Change);
            Wrapped(page, $"{why.Sentence} What would change it: {change}");
            if (explain)
                WhyNot(page, i, ct);
        }
    }

    void Left(StringBuilder page)
    {
        if (draft.Cohort.Minors is not [])
        {
            Head(page, "Left out");
            Wrapped(page, $"{Names(draft.Cohort.Minors).Order(StringComparer.Ordinal).Aggregate((all, next) => $"{all}, {next}")}: {(draft.Cohort.Minors.Count == 1 ? "is or may be a minor" : "are or may be minors")}. "
                + "Nobody is paired with a minor without a guardian's consent and a cleared mentor, and a file cannot carry either. Write a date or “adult” under minor_until for whoever is of age.", indent: 2);
        }
        if (draft.Cohort.Remarks is [])
            return;
        Head(page, "Remarks");
        foreach (var remark in draft.Cohort.Remarks)
            Wrapped(page, remark, indent: 2);
    }

    string OneMorePlace(int student) => draft.PlacesThatHelp(student) switch
    {
        [] => "more places than one. One more with any of them would go to somebody else.",
        var helpful => $"one more place with {OneOf([.. helpful.Take(MostMoves).Select(j => mentors[j])])}{(helpful.Count > MostMoves ? $", or with {helpful.Count - MostMoves} others" : "")}.",
    };

    void WhyNot(StringBuilder page, int student, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var (better, ruledOut) = (draft.Better(student), draft.RuledOut(student));
        if (better is not null)
            Wrapped(page, $"Why not {mentors[better.Subject.To]} ({better.Subject.ToBand})? {Full(better.Subject.To)}{Price(better)}");
        if (ruledOut is { } other)
            Wrapped(page, $"Why not {mentors[other.Mentor]} (would be {Scoring.BandOf(other.Score)})? " + (other.Rule is { } rule
                ? Rules.Sentence(rule, draft.Scoring, draft.Students[student], draft.Mentors[other.Mentor])
                : "The pair is under this cohort's floor."));
        if (better is null && ruledOut is null && draft.Solution.MentorOf[student] >= 0)
            Wrapped(page, "No mentor of this cohort would fit better.");
    }

    string Full(int mentor) => draft.Solution.MentorOf.AsSpan().Count(mentor) is var held && held < draft.Instance.Max[mentor] ? ""
        : held switch { 0 => "No places are offered. ", 1 => "The place is taken. ", _ => $"All {held} places are taken. " };

    /// <summary>What giving a student another mentor does to everyone else.</summary>
    string Price(Effect effect)
    {
        var others = effect.Others.Count == 0 ? "Nobody else would move" : $"{Count(effect.Others.Count, "other")} would move: "
            + string.Join("; ", effect.Others.Take(MostMoves).Select(Moved)) + (effect.Others.Count > MostMoves ? $"; and {effect.Others.Count - MostMoves} more" : "");
        others = others.TrimEnd('.');
        if (effect.MatchedAfter < effect.MatchedBefore)
            return $"{others}. {Count(effect.MatchedBefore - effect.MatchedAfter, "student")} fewer would have a mentor.";
        return (effect.TotalBefore - effect.TotalAfter) switch
        {
            > 0 and var points => $"{others}. It would cost the cohort {Points(points)}.",
            0 when effect.CostAfter == effect.CostBefore => $"{others}. It would cost nothing: between equals the lottery decides.",
            0 => $"{others}. It would cost nothing in all, but leave those who are behind further behind.",
            var points => $"{others}. It would gain {Points(-points)} in all, but leave those who are behind further behind.",
        };
    }

    string Moved(Move move) => move.To < 0
        ? $"{students[move.Student]} would be left without a mentor"
        : $"{students[move.Student]} {(move.From < 0 ? "" : $"from {mentors[move.From]} ")}to {mentors[move.To]} ({(move.FromBand is { } from ? $"{from} to " : "")}{move.ToBand})";

    static string Points(long points) => string.Create(CultureInfo.InvariantCulture, $"{points:N0} {(points == 1 ? "point" : "points")} (a pair has up to 100,000)");

    static string Striving(Objective objective) => Objectives.Word(objective) switch
    {
        "fair" => "nobody far behind",
        "welfare" => "the most in total",
        _ => "the worst pair as good as can be",
    };

    static string OneOf(string[] names) => names is [var only] ? only : $"{string.Join(", ", names[..^1])} or {names[^1]}";

    static string Percent(int part, int whole) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.#} %");

    static string Count(int n, string what) => $"{n} {what}{(n == 1 ? "" : "s")}";

    static string Low(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];

    /// <summary>Pages print the telling words bold; a terminal has one weight.</summary>
    static string Plain(string marked) => marked.Replace("**", "", StringComparison.Ordinal);

    /// <summary>Names, with the address where two people have the same.</summary>
    static string[] Names(IReadOnlyList<Someone> people)
    {
        var shared = people.GroupBy(p => p.Name).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        return [.. people.Select(p => shared.Contains(p.Name) ? $"{p.Name} <{p.Entry.Email}>" : p.Name)];
    }

    static IEnumerable<int> ByName(string[] names, IEnumerable<int> people) => people.OrderBy(p => names[p], StringComparer.OrdinalIgnoreCase);

    static void Head(StringBuilder page, string words) => page.Append('\n').Append(words).Append('\n');

    static void Line(StringBuilder page, string text = "") => page.Append(text).Append('\n');

    static void Wrapped(StringBuilder page, string text, int indent = 4)
    {
        var used = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (used > 0 && used + 1 + word.Length > Width)
            {
                page.Append('\n');
                used = 0;
            }
            page.Append(used == 0 ? new string(' ', indent) : " ").Append(word);
            used = used == 0 ? indent + word.Length : used + 1 + word.Length;
        }
        page.Append('\n');
    }
}
