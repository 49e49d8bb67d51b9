using System.Globalization;

namespace Mentorship.Matching.Engine;

/// <summary>Puts the criteria of a pair into words for one reader.</summary>
sealed class Wording(Taxonomy taxonomy, ScoringPolicy policy, Rarity rarity)
{
    /// <summary>A criterion below this share speaks against the pair.</summary>
    const int Weak = 350_000;

    /// <summary>Fewer shared hours than this are worth saying.</summary>
    const double FewHours = 2;

    const int ChipLength = 40;

    static readonly string[] Ordinals = ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    public IReadOnlyList<Reason> Reasons(StudentProfile s, MentorProfile m, in Measures measures, Viewer viewer, TimeZoneInfo zone)
    {
        var found = new List<(Reason Reason, long Order)>();
        foreach (var criterion in Enum.GetValues<Criterion>())
        {
            if (policy[criterion] == Weight.Off || Say(criterion, s, m, measures[criterion], viewer, zone) is not { } reason)
                continue;
            var value = measures[criterion];
            // Where what was asked for stands among the reasons would tell how far the mentor meets it.
            var gain = criterion == Criterion.Asked ? 0 : (long)policy[criterion] * (!reason.Stated ? 1 : reason.Against ? Measures.One - value : value);
            found.Add((reason, (reason.Stated ? reason.Against ? 1L : 0 : 2) * long.MaxValue / 4 - gain));
        }
        return [.. found.OrderBy(f => f.Order).ThenBy(f => f.Reason.Criterion).Select(f => f.Reason)];
    }

    Reason? Say(Criterion criterion, StudentProfile s, MentorProfile m, int value, Viewer viewer, TimeZoneInfo zone) => criterion switch
    {
        Criterion.Interests => Interests(s, m, value, viewer),
        Criterion.Goals => Goals(s, m, value, viewer),
        Criterion.Stage => Stage(s, m, value, viewer),
        Criterion.Languages => SharedLanguages(s, m, value, viewer),
        Criterion.Time => Time(s, m, value, viewer, zone),
        Criterion.Asked => Asked(s, viewer),
        _ => Rankings(s, m, value, viewer),
    };

    Reason Interests(StudentProfile s, MentorProfile m, int value, Viewer viewer)
    {
        const Criterion about = Criterion.Interests;
        if (value == Measures.NotStated)
            return Silent(about, "Interests", !Known(s.Interests).Any(), !Known(m.Interests).Any(), "any interests", viewer);

        var shared = Known(s.Interests).Where(m.Interests.Contains).Where(t => t != Taxonomy.Exploring).OrderByDescending(t => rarity[t]).ToArray();
        if (shared.Length > 0)
            return new(about, Names(shared), $"{Both(viewer)} named {List(shared.Select(Low))}.", false);
        if (s.Interests.Contains(Taxonomy.Exploring) || m.Interests.Contains(Taxonomy.Exploring))
        {
            var open = s.Interests.Contains(Taxonomy.Exploring);
            var sentence = viewer switch
            {
                Viewer.Student when open => $"You are **still exploring**. Here you would get to know {Bold(Low(Known(m.Interests).First()))}.",
                Viewer.Student => "This mentor is open to **any area**.",
                Viewer.Mentor when open => "The student is **still exploring** and open to your areas.",
                _ => "**Still exploring**, open to any area.",
            };
            return new(about, "Open to any area", sentence, false);
        }
        var near = (from a in Known(s.Interests)
                    from b in Known(m.Interests)
                    let closeness = taxonomy.Similarity(a, b)
                    where closeness > 0
                    orderby closeness descending, a, b
                    select (Mine: a, Theirs: b)).FirstOrDefault();
        if (near.Mine is null)
            return new(about, "No shared interest", $"{Both(viewer)} named **no interest in common**.", true);
        var (mine, other) = (Bold(Low(near.Mine)), Bold(Low(near.Theirs)));
        var close = viewer switch
        {
            Viewer.Student => $"You named {mine}, which is close to {other} here.",
            Viewer.Mentor => $"The student named {mine}, which is close to your {other}.",
            _ => $"{Bold(taxonomy.NameOf(near.Mine))} is close to {other}.",
        };
        return new(about, $"Close to {taxonomy.NameOf(near.Mine)}", close, value < Weak);
    }

    Reason Goals(StudentProfile s, MentorProfile m, int value, Viewer viewer)
    {
        const Criterion about = Criterion.Goals;
        if (value == Measures.NotStated)
            return Silent(about, "Goals", s.Goals.Count == 0, m.Goals.Count == 0, "what they want help with", viewer, "what they help with");
        var met = s.Goals.Distinct().Where(m.Goals.Contains).ToArray();
        if (met.Length == 0)
        {
            if (s.Goals.Contains(Taxonomy.Exploring))
                return new(about, "Open to any goal", "The student's goals are **still open**.", false);
            var wanted = List(s.Goals.Distinct().Take(2).Select(Low));
            return new(about, "Goals not offered", viewer switch
            {
                Viewer.Student => $"This mentor has not said that they help with {wanted}.",
                Viewer.Mentor => $"The student wants help with {wanted}, which you have not offered.",
                _ => $"The student wants help with {wanted}, which the mentor has not offered.",
            }, true);
        }
        var goals = List(met.Select(Low));
        return new(about, Names(met), viewer switch
        {
            Viewer.Student => $"Offers help with {goals}, which you want.",
            Viewer.Mentor => $"Wants help with {goals}, which you offer.",
            _ => $"The student wants help with {goals}; the mentor offers it.",
        }, value < Weak);
    }

    static Reason? Stage(StudentProfile s, MentorProfile m, int value, Viewer viewer)
    {
        const Criterion about = Criterion.Stage;
        if (value == Measures.NotStated)
            return null; // a mentor without stages takes everyone: nothing was left unanswered
        var many = Stages.ManyOf(s.Stage);
        if (value == 0)
            return new(about, "Stage not taken", $"{(viewer == Viewer.Mentor ? "You do" : "This mentor does")} not take **{many}**.", true);
        var only = m.Stages.Count == 1;
        return new(about, m.Stages.Count <= 2 ? "Likes this stage" : "Takes this stage",
            $"{(viewer == Viewer.Mentor ? "You take" : "Takes")} {(only ? "only " : "")}**{many}**{(viewer == Viewer.Student ? ", your stage" : "")}.", false);
    }

    static Reason SharedLanguages(StudentProfile s, MentorProfile m, int value, Viewer viewer)
    {
        const Criterion about = Criterion.Languages;
        if (value == Measures.NotStated)
            return Silent(about, "Languages", s.Languages.Count == 0, m.Languages.Count == 0, "any languages", viewer);
        // English is the language of the programmes, so any other shared one is more telling.
        var shared = s.Languages.Distinct().Where(m.Languages.Contains).OrderBy(l => l == "en").ThenBy(l => l, StringComparer.Ordinal).Select(Languages.NameOf).ToArray();
        return shared.Length == 0
            ? new(about, "No shared language", $"{Both(viewer)} named **no language in common**.", true)
            : new(about, string.Join(", ", shared.Take(2)), $"{Both(viewer)} speak {List(shared)}.", false);
    }

    static Reason Time(StudentProfile s, MentorProfile m, int value, Viewer viewer, TimeZoneInfo zone)
    {
        const Criterion about = Criterion.Time;
        if (value == Measures.NotStated)
            return Silent(about, "Hours", s.Time is null, m.Time is null && !m.Flexible, "any free hours", viewer);
        var both = m.Flexible ? s.Time! : s.Time!.And(m.Time!);
        var hours = both.Hours;
        if (hours == 0)
            return new(about, "No shared hours", $"{Both(viewer)} gave **no hours in common**.", true);
        var are = viewer == Viewer.Office ? "Both are" : "You are both";
        var slot = both.LongestSlot(zone);
        var few = hours < FewHours;
        var sentence = both.Equals(WeeklyTime.Always) ? $"{are} free **at any time**."
            : few ? $"{are} free just **{Hours(hours)} a week**: {slot}."
            : $"{are} free **{slot}**, {Hours(hours)} a week in all.";
        return new(about, $"{Number(hours)} h shared", sentence, few);
    }

    /// <summary>Says that wishes were weighed, never which, nor how far the mentor meets them: that would tell what the mentor has told of themselves.</summary>
    static Reason? Asked(StudentProfile s, Viewer viewer) => s.Wishes.Count == 0 || viewer == Viewer.Mentor ? null
        : new(Criterion.Asked, "Wishes weighed", viewer == Viewer.Student
            ? "What **you asked for** in a mentor was weighed, as a whole."
            : "What the student **asked for** in a mentor was weighed, as a whole.", false);

    static Reason? Rankings(StudentProfile s, MentorProfile m, int value, Viewer viewer)
    {
        const Criterion about = Criterion.Rankings;
        if (value == Measures.NotStated)
            return viewer == Viewer.Office ? new(about, "Choices not stated", "Neither has ranked anyone.", false, false) : null;

        var (chosen, chose) = (s.Rankings.TryGetValue(m.Id, out var rank), m.Rankings.TryGetValue(s.Id, out var back));
        if (viewer == Viewer.Mentor)
            return chose ? new(about, $"Your {Ordinal(back)} choice", $"You ranked this student **{Word(back)}**.", false)
                : chosen ? new(about, "Asked for you", "You are **among the student's choices**.", false)
                : null; // what the student left out is theirs
        var also = viewer == Viewer.Office && chose ? $" The mentor ranked the student **{Word(back)}**." : "";
        if (chosen)
            return new(about, $"{Ordinal(rank)} choice", viewer == Viewer.Student
                ? $"This mentor was **your {Word(rank)} choice**."
                : $"The student's **{Word(rank)} choice**.{also}", false);
        if (s.Rankings.Count > 0)
            return new(about, "Not among the choices", viewer == Viewer.Student
                ? "This mentor is **not among your choices**."
                : $"**Not among the student's choices**.{also}", true);
        if (viewer == Viewer.Student)
            return null; // how the mentor ranked is the mentor's
        return chose
            ? new(about, $"Mentor's {Ordinal(back)} choice", also.TrimStart(), false)
            : new(about, "Not among the mentor's choices", "**Not among the mentor's choices**.", true);
    }

    static Reason Silent(Criterion about, string what, bool student, bool mentor, string missing, Viewer viewer, string? mentorMissing = null)
    {
        var theirs = mentorMissing ?? missing;
        var who = (student, mentor) switch
        {
            (true, true) => $"Neither side has stated {missing}.",
            (true, false) => viewer == Viewer.Student ? $"You have not stated {missing.Replace("they want", "you want", StringComparison.Ordinal)}." : $"The student has not stated {missing}.",
            _ => viewer == Viewer.Mentor ? $"You have not stated {theirs.Replace("they help", "you help", StringComparison.Ordinal)}." : $"The mentor has not stated {theirs}.",
        };
        return new(about, $"{what} not stated", who, false, false);
    }

    IEnumerable<string> Known(IEnumerable<string> codes) => codes.Distinct().Where(c => taxonomy.IndexOf(c) >= 0).OrderBy(c => c, StringComparer.Ordinal);

    string Names(string[] codes)
    {
        var names = string.Join(", ", codes.Take(2).Select(taxonomy.NameOf));
        var shown = names.Length <= ChipLength ? Math.Min(2, codes.Length) : 1;
        if (shown == 1)
            names = taxonomy.NameOf(codes[0]);
        return codes.Length > shown ? $"{names} and {codes.Length - shown} more" : names;
    }

    /// <summary>The name as it stands inside a sentence: proper names and abbreviations keep their capital.</summary>
    string Low(string code)
    {
        var name = taxonomy.NameOf(code);
        var word = name.Split(' ', 2)[0];
        var keeps = word.Length < 2 || word.Skip(1).Any(char.IsUpper) || word.Contains('\'', StringComparison.Ordinal) || word.Contains('’', StringComparison.Ordinal) || Proper.Contains(word);
        return keeps ? name : char.ToLowerInvariant(name[0]) + name[1..];
    }

    static readonly HashSet<string> Proper = new(StringComparer.Ordinal)
    { "African", "Alzheimer", "American", "Asian", "Black", "Chinese", "English", "French", "Hispanic", "Indigenous", "Latina", "Latino", "Latinx", "Medicaid", "Medicare", "Native", "Pacific", "Parkinson", "Spanish" };

    static string Both(Viewer viewer) => viewer == Viewer.Office ? "Both" : "You both";

    static string Bold(string text) => $"**{text}**";

    static string List(IEnumerable<string> words)
    {
        var bold = words.Select(Bold).ToArray();
        return bold.Length == 1 ? bold[0] : $"{string.Join(", ", bold[..^1])} and {bold[^1]}";
    }

    internal static string Hours(double hours) => hours == 1 ? "1 hour" : $"{Number(hours)} hours";

    /// <summary>"1½" for 1.5.</summary>
    static string Number(double hours)
    {
        var whole = (int)hours;
        var part = (int)((hours - whole) * 4) switch { 1 => "¼", 2 => "½", 3 => "¾", _ => "" };
        return whole == 0 && part.Length > 0 ? part : whole.ToString(CultureInfo.InvariantCulture) + part;
    }

    static string Word(int rank) => rank is > 0 and <= 10 ? Ordinals[rank] : Ordinal(rank);

    static string Ordinal(int rank) => (rank % 100 is >= 11 and <= 13 ? 0 : rank % 10) switch
    {
        1 => $"{rank}st",
        2 => $"{rank}nd",
        3 => $"{rank}rd",
        _ => $"{rank}th",
    };
}
