using System.Globalization;
using Mentorship.Profile.Vocabulary;

namespace Mentorship.Profile.People;

/// <summary>Something a person should know about what was written: a mistake, or a remark about how it was read.</summary>
internal sealed record Finding(string Column, string Written, string Reason, bool Bad);

/// <summary>
/// Reads what somebody wrote about a person, in a file or on a page, and gathers every mistake with what to write
/// instead. Files are read leniently where leaving a word out does no harm.
/// </summary>
internal sealed class FormReader(bool lenient)
{
    public const int MostWords = 20;
    const int LongestWritten = 200;

    public List<Finding> Findings { get; } = [];

    public bool Ok => !Findings.Exists(f => f.Bad);

    public void Bad(string column, string written, string reason) => Findings.Add(new Finding(column, Short(written), reason, Bad: true));

    public void Remark(string column, string written, string reason) => Findings.Add(new Finding(column, Short(written), reason, Bad: false));

    public string Email(string column, string text)
    {
        var email = text.Trim();
        if (EmailAddress.Wrong(email) is { } wrong)
            Bad(column, email, wrong);
        return email;
    }

    public string Name(string column, string text) => Line(column, text, PersonName.Longest);

    public string Line(string column, string text, int longest) => Limited(column, PersonName.Clean(text), longest);

    /// <summary>Several lines; a NUL would be refused by PostgreSQL.</summary>
    public string Text(string column, string text, int longest) =>
        Limited(column, text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal).Trim(), longest);

    public string? Stage(string column, string text)
    {
        if (Stages.Known.Find(text) is { } stage)
            return stage.Code;
        Bad(column, text, Stages.Known.Near(text) is { } near
            ? $"Not a stage. Did you mean “{near}”?"
            : $"Not a stage. Write one of: {string.Join(", ", Stages.Known.All.Select(s => s.Name))}.");
        return null;
    }

    /// <summary>One of a few codes, however it is capitalised; empty is not stated.</summary>
    public string OneOf(string column, string text, string[] codes, string otherwise)
    {
        var code = text.Trim().ToLowerInvariant().Replace(' ', '-');
        if (code.Length == 0 || codes.Contains(code))
            return code;
        Bad(column, text, otherwise);
        return "";
    }

    public string[] StageList(string column, IEnumerable<string> words)
    {
        var stages = words.Select(w => Stage(column, w)).OfType<string>().ToHashSet();
        return [.. Stages.All.Where(stages.Contains)];
    }

    /// <summary>Interests and goals together: a word written in the other column is moved there and said so.</summary>
    public (string[] Interests, string[] Goals) Terms(Terms known, string interestColumn, IEnumerable<string> interests, string goalColumn, IEnumerable<string> goals)
    {
        List<string> found = [], aimed = [];
        foreach (var word in interests)
            Sort(interestColumn, word, known.Interests, found, known.Goals, aimed, "goal");
        foreach (var word in goals)
            Sort(goalColumn, word, known.Goals, aimed, known.Interests, found, "interest");
        return (Few(interestColumn, found), Few(goalColumn, aimed));
    }

    void Sort(string column, string word, WordList<Term> own, List<string> into, WordList<Term> other, List<string> otherInto, string otherKind)
    {
        if (own.Find(word) is { } term)
            into.Add(term.Code);
        else if (other.Find(word) is { } moved)
        {
            otherInto.Add(moved.Code);
            Remark(column, word, $"Read as {(otherKind == "goal" ? "a goal" : "an interest")}: {moved.Name}.");
        }
        else if (word.Split(',') is { Length: > 1 } parts && parts.All(p => (own.Find(p) ?? other.Find(p)) is not null))
            Bad(column, word, $"Separate several with “;”: write “{string.Join("; ", parts.Select(p => p.Trim()))}”.");
        else if ((own.Near(word) ?? other.Near(word)) is { } near)
            Bad(column, word, $"“{Short(word)}” is not in the taxonomy. Did you mean “{near}”?");
        else
            Bad(column, word, $"“{Short(word)}” is not in the taxonomy. Choose from the list of interests and goals, or write “exploring”.");
    }

    public string[] Languages(string column, IEnumerable<string> words)
    {
        List<string> found = [];
        foreach (var word in words)
            if (Vocabulary.Languages.Known.Find(word) is { } language)
                found.Add(language.Code);
            else
            {
                var near = Vocabulary.Languages.Known.Near(word) is { } name ? $" “{name}” is." : "";
                if (lenient)
                    Remark(column, word, $"Left out: not a language we know.{near}");
                else
                    Bad(column, word, $"Not a language we know.{near}");
            }
        return Few(column, found);
    }

    public string? Zone(string column, string text)
    {
        if (TimeZones.Find(text) is { } zone)
            return zone;
        Bad(column, text, TimeZones.Near(text) is { } near
            ? $"Not a time zone. Did you mean “{near}”?"
            : "Not a time zone. Write it like “America/Chicago” or “Central Time”.");
        return null;
    }

    public string[] Hours(string column, IEnumerable<string> entries)
    {
        List<WeekHours> hours = [];
        foreach (var entry in entries)
            if (WeekHours.TryRead(entry, out var read, out var wrong))
                hours.Add(read);
            else
                Bad(column, entry, wrong);
        return WeekHours.Text(hours);
    }

    public int? Number(string column, string text, int least, int most)
    {
        if (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Bad(column, text, $"Not a whole number from {least} to {most}.");
        return null;
    }

    string[] Few(string column, List<string> codes)
    {
        string[] distinct = [.. codes.Distinct()];
        if (distinct.Length > MostWords)
            Bad(column, string.Join("; ", distinct), $"More than {MostWords}. Keep the ones that matter most.");
        return distinct;
    }

    string Limited(string column, string text, int longest)
    {
        if (text.Length > longest)
            Bad(column, text, $"Longer than {longest} characters.");
        return text;
    }

    public static string Short(string text) => text.Length <= LongestWritten ? text : string.Concat(text.AsSpan(0, LongestWritten), "…");
}
