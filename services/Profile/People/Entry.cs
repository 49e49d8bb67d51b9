using Mentorship.Profile.Programmes;
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
        ["email", "name", "stage", "interests", "goals", "languages", "time_zone", "availability", "minor_until", "about"];

    public static readonly string[] MentorColumns = [.. StudentColumns, "headline", "stages", "capacity", "minimum"];

    public static string[] Required(string role) =>
        role == Membership.Student ? ["email", "name", "stage", "interests"] : ["email", "name", "interests"];

    /// <summary>The entry, or null when something in it is wrong; the reader then holds why.</summary>
    public static Entry? Read(int line, string role, Func<string, string> cell, FormReader read, DateOnly today)
    {
        var required = Required(role);
        foreach (var column in required.Where(c => string.IsNullOrWhiteSpace(cell(c))))
            read.Bad(column, "", $"Required. Only {string.Join(", ", required[..^1])} and {required[^1]} must be filled.");

        string[]? List(string column) =>
            cell(column).Split([';', '|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } words ? words : null;
        T? Unless<T>(string column, Func<string, T?> how) where T : class => string.IsNullOrWhiteSpace(cell(column)) ? null : how(cell(column));
        int? Number(string column, int least) => string.IsNullOrWhiteSpace(cell(column)) ? null : read.Number(column, cell(column), least, Membership.MostPlaces);

        var (interests, goals) = read.Terms("interests", List("interests") ?? [], "goals", List("goals") ?? []);
        if (interests.Length == 0 && goals.Length > 0 && read.Ok)
            read.Bad("interests", cell("interests"), "At least one interest is needed; write “exploring” for somebody who does not know yet.");
        var (hours, flexible) = Hours(role, List("availability"), read);
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

internal enum Outcome { Added, Changed, Same, Refused }

/// <summary>What putting an entry came to, and what the office should know about it.</summary>
internal readonly record struct Put(Outcome Outcome, Person? Person, string? Reason = null, string Column = "");

internal static class PutEntry
{
    /// <summary>
    /// Puts an entry into a cohort. What the entry leaves blank stays as it is, and so does a page that its person
    /// has saved themselves; putting the same entry again changes nothing. The caller saves.
    /// </summary>
    public static Put Into(ProfileDb db, Cohort cohort, Entry entry, Person? known, DateTimeOffset now)
    {
        if (Against(entry, known, cohort.Id, now) is { } refused)
            return new Put(Outcome.Refused, known, refused.Reason, refused.Column);

        var person = known ?? db.People.Add(Person.Join(entry.Email, entry.Name, now)).Entity;
        var changed = known is null;
        changed |= person.Rename(entry.Name);
        changed |= entry.MinorUntil is { IsUnknown: false } minor && person.SetMinorUntil(minor);

        var membership = person.In(cohort.Id, entry.Role);
        var added = membership is null;
        membership ??= person.Enter(cohort.Id, entry.Role, now);

        var (written, kept) = entry.Role == Membership.Student
            ? WriteStudent(person, entry, cohort.TimeZone)
            : WriteMentor(person, membership, entry, cohort.TimeZone, added);
        changed |= written;

        if (added || changed)
            person.Changed(db, now);
        var outcome = added ? Outcome.Added : changed ? Outcome.Changed : Outcome.Same;
        return new Put(outcome, person, kept ? "They have filled in their own page since; what they wrote there stays." : null);
    }

    static (string Column, string Reason)? Against(Entry entry, Person? known, Guid cohort, DateTimeOffset now)
    {
        if (entry.Role != Membership.Mentor)
            return null;
        if (known?.IsMinor(now) == true && entry.MinorUntil is not { IsUnknown: false })
            return ("minor_until", "This person is, or may be, under 18. A mentor must be an adult.");
        var capacity = entry.Capacity ?? known?.In(cohort, Membership.Mentor)?.Capacity ?? 1;
        return entry.Minimum > capacity ? ("minimum", $"The minimum is more than the capacity, which is {capacity}.") : null;
    }

    static (bool Changed, bool Kept) WriteStudent(Person person, Entry e, string zone)
    {
        var isNew = person.Student is null;
        var student = person.BecomeStudent();
        var wanted = Merge(student.Read(), e, zone);
        if (student.AnsweredAt is null)
            return (student.MoveTo(e.Stage!) | student.Write(wanted) | isNew, false);
        // Only the office can move somebody of unknown age away from high school.
        var moved = person.MinorUntil.IsUnknown && student.Stage == Stages.HighSchool && student.MoveTo(e.Stage!);
        return (moved, student.Stage != e.Stage || !wanted.SameAs(student.Read()));
    }

    static (bool Changed, bool Kept) WriteMentor(Person person, Membership membership, Entry e, string zone, bool added)
    {
        var isNew = person.Mentor is null;
        var mentor = person.BecomeMentor();
        var wanted = Merge(mentor.Read(), e, zone);
        var headline = e.Headline ?? mentor.Headline;
        var stages = e.Stages ?? (isNew ? Stages.All : mentor.Stages);
        var flexible = e.Flexible ?? mentor.Flexible;
        var (capacity, minimum) = (e.Capacity ?? membership.Capacity, e.Minimum ?? membership.Minimum);
        minimum = Math.Min(minimum, capacity);
        var mayTake = added || mentor.AnsweredAt is null;
        var taken = mayTake && membership.Take(capacity, minimum, membership.Paused);
        if (mentor.AnsweredAt is null)
            return (mentor.Write(wanted, headline, stages, flexible) | isNew | taken, false);
        var differs = !wanted.SameAs(mentor.Read()) || headline != mentor.Headline || !stages.SequenceEqual(mentor.Stages)
            || flexible != mentor.Flexible || (capacity, minimum) != (membership.Capacity, membership.Minimum);
        return (taken, differs);
    }

    static Answers Merge(Answers has, Entry e, string zone) => new(
        e.Interests,
        e.Goals ?? has.Goals,
        e.Languages ?? has.Languages,
        e.TimeZone ?? (has.TimeZone.Length > 0 ? has.TimeZone : zone),
        e.Availability ?? has.Availability,
        e.About ?? has.About);
}
