using Mentorship.Profile.Vocabulary;

namespace Mentorship.Profile.People;

/// <summary>One person as an office writes them down, checked as far as that goes without looking anybody up. What is null was left blank.</summary>
internal sealed record Entry(int Line, string Role, string Email, string Name)
{
    public string? Stage { get; init; }
    public string[] Interests { get; init; } = [];
    public string[]? Goals { get; init; }
    public string[]? Languages { get; init; }
    public string? TimeZone { get; init; }
    public string[]? Availability { get; init; }
    public bool? Flexible { get; init; }
    public MinorUntil? MinorUntil { get; init; }
    public string? About { get; init; }
    public string? Format { get; init; }
    public string? Place { get; init; }
    public string? Rhythm { get; init; }
    public string? Headline { get; init; }
    public string[]? Stages { get; init; }
    public int? Capacity { get; init; }
    public int? Minimum { get; init; }
}

/// <summary>Reads an <see cref="Entry"/> from named cells: the columns of a file, or the fields of a form under the same names.</summary>
internal static class EntryReader
{
    public const int LongestAbout = 2000;
    public const int LongestHeadline = 120;

    public static readonly string[] StudentColumns =
        ["email", "name", "stage", "interests", "goals", "languages", "time_zone", "availability", "minor_until", "about", "format", "place", "rhythm"];

    public static readonly string[] MentorColumns = [.. StudentColumns, "headline", "stages", "capacity", "minimum"];

    public static string[] Required(string role) =>
        role == Membership.Student ? ["email", "name", "stage", "interests"] : ["email", "name", "interests"];

    /// <summary>The entry, or null when something in it is wrong; the reader then holds why.</summary>
    public static Entry? Read(int line, string role, Func<string, string> cell, FormReader read, Terms terms, DateOnly today)
    {
        var required = Required(role);
        foreach (var column in required.Where(c => string.IsNullOrWhiteSpace(cell(c))))
            read.Bad(column, "", $"Required. Only {string.Join(", ", required[..^1])} and {required[^1]} must be filled.");

        string[]? List(string column) =>
            cell(column).Split([';', '|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } words ? words : null;
        T? Unless<T>(string column, Func<string, T?> how) where T : class => string.IsNullOrWhiteSpace(cell(column)) ? null : how(cell(column));
        int? Number(string column, int least) => string.IsNullOrWhiteSpace(cell(column)) ? null : read.Number(column, cell(column), least, Membership.MostPlaces);

        var (interests, goals) = read.Terms(terms, "interests", List("interests") ?? [], "goals", List("goals") ?? []);
        if (interests.Length == 0 && goals.Length > 0 && read.Ok)
            read.Bad("interests", cell("interests"), "At least one interest is needed; write “exploring” for somebody who does not know yet.");
        var (hours, flexible) = Hours(role, List("availability"), read);
        var meeting = Meeting.Read(read, cell("format"), cell("place"), cell("rhythm"), Meeting.NotStated);
        var entry = new Entry(line, role,
            Unless("email", t => read.Email("email", t)) ?? "",
            Unless("name", t => read.Name("name", t)) ?? "")
        {
            Interests = interests,
            Goals = goals is [] ? null : goals,
            Languages = List("languages") is { } words && read.Languages("languages", words) is { Length: > 0 } languages ? languages : null,
            TimeZone = Unless("time_zone", t => read.Zone("time_zone", t)),
            Availability = hours,
            Flexible = flexible,
            MinorUntil = Minor(role, cell("minor_until"), read, today),
            About = Unless("about", t => read.Text("about", t, LongestAbout)),
            Format = meeting.Format is { Length: > 0 } format ? format : null,
            Place = meeting.Place is { Length: > 0 } place ? place : null,
            Rhythm = meeting.Rhythm is { Length: > 0 } rhythm ? rhythm : null,
        };
        entry = role == Membership.Student
            ? entry with { Stage = Unless("stage", t => read.Stage("stage", t)) }
            : entry with
            {
                Headline = Unless("headline", t => read.Line("headline", t, LongestHeadline)) ?? Unless("stage", t => OwnStage(t, read)),
                Stages = List("stages") is { } stages ? read.StageList("stages", stages) : null,
                Capacity = Number("capacity", 1),
                Minimum = Number("minimum", 0),
            };
        if (entry.Minimum > entry.Capacity)
            read.Bad("minimum", cell("minimum"), "More than the capacity. The minimum is how many students are promised at least.");
        return read.Ok ? entry : null;
    }

    /// <summary>Where a mentor stands themselves, in our words or theirs: it becomes the line under their name.</summary>
    static string OwnStage(string text, FormReader read) =>
        Vocabulary.Stages.Known.Find(text)?.Name ?? read.Line("stage", text, LongestHeadline);

    static (string[]? Hours, bool? Flexible) Hours(string role, string[]? entries, FormReader read)
    {
        if (entries is null)
            return (null, null);
        var flexible = entries.Any(e => e.Equals("flexible", StringComparison.OrdinalIgnoreCase));
        var hours = read.Hours("availability", entries.Where(e => !e.Equals("flexible", StringComparison.OrdinalIgnoreCase)));
        if (role == Membership.Mentor)
            return (hours, flexible);
        return (flexible ? WeekHours.Always : hours, null);
    }

    static MinorUntil? Minor(string role, string text, FormReader read, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (!MinorUntil.TryRead(text, out var minor, out var wrong))
        {
            read.Bad("minor_until", text, wrong);
            return null;
        }
        if (minor.UnderThirteen(today))
            read.Bad("minor_until", text, "Under 13. Nobody under 13 can take part; nothing about them may be kept.");
        else if (role == Membership.Mentor && minor.IsMinor(null, today))
            read.Bad("minor_until", text, "A mentor must be an adult.");
        return minor;
    }
}
