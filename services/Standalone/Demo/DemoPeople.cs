using System.Globalization;
using System.Text;

namespace Mentorship.Standalone.Demo;

/// <summary>A term of the taxonomy, as far as the demonstration needs it.</summary>
internal sealed record DemoTerm(string Code, string Name, string? Parent, string Kind);

/// <summary>
/// Believable cohorts in the import's own format, the same at every first start. A school is strong in a few branches
/// of the taxonomy and people lean towards one of them, so that reasons and bands come out as varied as real ones.
/// </summary>
internal sealed class DemoPeople
{
    static readonly string[] Zones = ["America/Chicago", "America/Chicago", "America/Chicago", "America/New_York", "America/Denver", "America/Los_Angeles"];
    static readonly string[] Slots =
    [
        "Mon 09-12", "Mon 16-19", "Tue 12-14", "Tue 17-20", "Wed 09-11", "Wed 16-18", "Thu 12-15", "Thu 18-20", "Fri 09-12", "Fri 15-17", "Sat 10-13", "Sun 16-18",
    ];
    static readonly (string Code, int Weight)[] Languages = [("es", 5), ("fr", 2), ("zh", 2), ("ar", 1), ("vi", 1), ("hi", 1), ("yo", 1), ("pt", 1)];

    const int Strengths = 6;

    readonly Random _chance;
    readonly string[][] _branches;
    readonly string[] _goals;
    readonly HashSet<string> _taken = [];

    public DemoPeople(IReadOnlyCollection<DemoTerm> terms, int seed)
    {
        _chance = new Random(seed);
        var parents = terms.Select(t => t.Parent).ToHashSet();
        _branches = [.. terms.Where(t => t.Kind == "interest" && t.Parent is not null && !parents.Contains(t.Code))
            .GroupBy(t => t.Parent).Where(g => g.Count() >= 3)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(Strengths)
            .Select(g => g.Select(t => t.Name).Order(StringComparer.Ordinal).ToArray())];
        _goals = [.. terms.Where(t => t.Kind == "goal" && !parents.Contains(t.Code)).Select(t => t.Name).Order(StringComparer.Ordinal)];
    }

    /// <summary>Student lines; the first person is always the one the welcome page lets people look through.</summary>
    public DemoCohort Make(int students, string[] studentStages, int mentors, string[] mentorStages, (string Student, string Mentor)? known)
    {
        List<(string Email, int Home)> studentEmails = [], mentorEmails = [];
        var studentLines = new StringBuilder("email,name,stage,interests,goals,languages,time_zone,availability,minor_until\n");
        for (var i = 0; i < students; i++)
        {
            var (name, email) = i == 0 && known is { } k ? Known(k.Student, "students") : Unused(DemoNames.Given, DemoNames.Family, "", "students");
            var home = _chance.Next(_branches.Length);
            studentEmails.Add((email, home));
            var exploring = i > 0 && Chance(10);
            // Some give the least that is asked for, as in every real cohort.
            var sparse = i > 8 && Chance(6);
            studentLines.AppendJoin(',',
                email, name, Any(studentStages),
                exploring ? "still exploring" : Interests(home, 2 + _chance.Next(2)),
                sparse ? "" : Several(_goals, 1 + _chance.Next(2)),
                sparse ? "" : Spoken(), sparse ? "" : Any(Zones), sparse ? "" : Several(Slots, 2 + _chance.Next(3)), "adult").Append('\n');
        }

        var mentorLines = new StringBuilder("email,name,stage,interests,goals,languages,time_zone,availability,minor_until,stages,capacity,minimum\n");
        for (var i = 0; i < mentors; i++)
        {
            var (name, email) = i == 0 && known is { } k ? Known(k.Mentor, "faculty") : Unused(DemoNames.Given, DemoNames.MentorFamily, "Dr. ", "faculty");
            var home = i % _branches.Length;
            mentorEmails.Add((email, home));
            var capacity = 1 + _chance.Next(4);
            mentorLines.AppendJoin(',',
                email, name, "junior-faculty", Interests(home, 2 + _chance.Next(3)), Several(_goals, 5 + _chance.Next(3)), Spoken(), Any(Zones),
                Chance(5) ? "" : Several(Slots, 3 + _chance.Next(4)), "adult",
                Chance(3) ? Several(mentorStages, Math.Max(1, mentorStages.Length - 1)) : string.Join("; ", mentorStages),
                capacity.ToString(CultureInfo.InvariantCulture), capacity > 2 && Chance(4) ? "1" : "").Append('\n');
        }

        var choices = new StringBuilder("student_email,mentor_email,rank\n");
        foreach (var (student, home) in studentEmails.Where(_ => !Chance(5)))
        {
            var near = mentorEmails.Where(m => m.Home == home).ToArray();
            var ranked = Enumerable.Range(0, 2 + _chance.Next(4)).Select(_ => Popular(Chance(3) ? [.. mentorEmails] : near)).Distinct().ToArray();
            for (var rank = 0; rank < ranked.Length; rank++)
                choices.Append(CultureInfo.InvariantCulture, $"{student},{ranked[rank]},{rank + 1}\n");
        }
        return new(studentLines.ToString(), mentorLines.ToString(), choices.ToString());
    }

    string Interests(int home, int count) =>
        Listed(Enumerable.Range(0, count).Select(i => i > 0 && Chance(4) ? Any(Any(_branches)) : Any(_branches[home])));

    string Spoken()
    {
        if (!Chance(3)) return "en";
        var pick = _chance.Next(Languages.Sum(l => l.Weight));
        foreach (var (code, weight) in Languages)
            if ((pick -= weight) < 0) return $"en; {code}";
        return "en";
    }

    /// <summary>A few mentors are named by many, as everywhere.</summary>
    string Popular((string Email, int Home)[] mentors) => mentors[Math.Min(_chance.Next(mentors.Length), _chance.Next(mentors.Length))].Email;

    (string Name, string Email) Unused(string[] given, string[] family, string title, string house)
    {
        while (true)
        {
            var (name, email) = Known($"{title}{Any(given)} {Any(family)}", house);
            if (_taken.Add(email)) return (name, email);
        }
    }

    static (string Name, string Email) Known(string name, string house)
    {
        var plain = new string([.. name.Replace("Dr. ", "", StringComparison.Ordinal).Normalize(NormalizationForm.FormD).Where(char.IsAscii)]);
        return (name, $"{plain.Replace(' ', '.').ToLowerInvariant()}@{house}.northmoor.example");
    }

    string Several(string[] from, int count) => Listed(Enumerable.Range(0, count).Select(_ => Any(from)));

    /// <summary>One CSV field; a term's own name may hold a comma.</summary>
    static string Listed(IEnumerable<string> items) => $"\"{string.Join("; ", items.Distinct())}\"";

    T Any<T>(T[] from) => from[_chance.Next(from.Length)];

    bool Chance(int oneIn) => _chance.Next(oneIn) == 0;
}

/// <summary>Three files as a coordinator would import them.</summary>
internal sealed record DemoCohort(string Students, string Mentors, string Choices);
