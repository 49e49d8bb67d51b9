namespace Mentorship.Matching.Engine;

/// <summary>Why some partners are not possible.</summary>
/// <param name="Code">A reason code: the name of a <see cref="Rule"/>, or <c>NothingGoodEnough</c> for pairs under the floor.</param>
/// <param name="Sentence">For a coordinator: "3 do not take college students."</param>
/// <param name="Count">How many partners it keeps away; each is counted once, at the first rule it breaks.</param>
public sealed record Hindrance(string Code, string Sentence, int Count);

/// <summary>Why a student is unmatched.</summary>
/// <param name="Code">A reason code: the name of a <see cref="Rule"/>, <c>NothingGoodEnough</c>, or <c>NoMentors</c>.</param>
/// <param name="Sentence">What is in the way, for the student and the office alike.</param>
/// <param name="Change">What would change it.</param>
public sealed record WhyUnmatched(string Code, string Sentence, string Change);

/// <summary>Hard rules in words.</summary>
public static class Rules
{
    /// <summary>The code of pairs under the cohort's floor.</summary>
    public const string NothingGoodEnough = nameof(NothingGoodEnough);

    /// <summary>The code of a cohort without mentors.</summary>
    public const string NoMentors = nameof(NoMentors);

    /// <summary>Whether a coordinator may bend the rule for one pair: only what the cohort's own policy set up.</summary>
    public static bool MayBend(Rule rule) => rule is Rule.NoSharedTime or Rule.NotRanked;

    /// <summary>What the rule says about one pair, for a coordinator.</summary>
    public static string Sentence(Rule rule, Scoring scoring, StudentProfile student, MentorProfile mentor) => rule switch
    {
        Rule.ConflictOfInterest => "A conflict of interest is declared for these two.",
        Rule.Forbidden => "This pair is forbidden.",
        Rule.StageNotAccepted => $"This mentor does not take {Stages.ManyOf(student.Stage)}.",
        Rule.Paused => "This mentor takes nobody new for now.",
        Rule.TrainingMissing => "This mentor still has to do a training that the programme requires.",
        Rule.GuardianConsentMissing => "This student is or may be under 18, and no guardian’s consent is in force.",
        Rule.MentorNotCleared => "This student is under 18, and this mentor is not cleared for work with minors.",
        Rule.NotRanked => "The policy pairs only those whom the student named, and this mentor was not named.",
        Rule.NoSharedTime => $"The policy asks for {Hours(scoring.Policy.MinSharedHours)} a week together; they share {Hours(Shared(student, mentor))}.",
        _ => "This mentor has no place left.",
    };

    /// <summary>Why partners of a student are not possible, most frequent first.</summary>
    public static IReadOnlyList<Hindrance> NotPossible(Scoring scoring, StudentProfile student, IEnumerable<MentorProfile> mentors) =>
        Count(scoring, mentors.Select(m => (student, m)), n => new Dictionary<Rule, string>
        {
            [Rule.ConflictOfInterest] = $"{n} would be a conflict of interest.",
            [Rule.Forbidden] = $"{n} {Is(n)} forbidden for this student.",
            [Rule.StageNotAccepted] = $"{n} {Do(n)} not take {Stages.ManyOf(student.Stage)}.",
            [Rule.Paused] = $"{n} {Take(n)} nobody new for now.",
            [Rule.TrainingMissing] = $"{n} still {(n == 1 ? "has" : "have")} to do a required training.",
            [Rule.GuardianConsentMissing] = "This student is or may be under 18, and no guardian’s consent is in force.",
            [Rule.MentorNotCleared] = $"{n} {Is(n)} not cleared for work with minors.",
            [Rule.NotRanked] = $"{n} {(n == 1 ? "was" : "were")} not named by the student.",
            [Rule.NoSharedTime] = $"{n} {(n == 1 ? "shares" : "share")} less than {Hours(scoring.Policy.MinSharedHours)} a week.",
        });

    /// <summary>Why partners of a mentor are not possible, most frequent first.</summary>
    public static IReadOnlyList<Hindrance> NotPossible(Scoring scoring, MentorProfile mentor, IEnumerable<StudentProfile> students) =>
        Count(scoring, students.Select(s => (s, mentor)), n => new Dictionary<Rule, string>
        {
            [Rule.ConflictOfInterest] = $"{n} would be a conflict of interest.",
            [Rule.Forbidden] = $"{n} {Is(n)} forbidden for this mentor.",
            [Rule.StageNotAccepted] = $"{n} {Is(n)} at a stage this mentor does not take.",
            [Rule.Paused] = "This mentor takes nobody new for now.",
            [Rule.TrainingMissing] = "This mentor still has to do a required training.",
            [Rule.GuardianConsentMissing] = $"{n} {Is(n)} or may be under 18 without a guardian’s consent in force.",
            [Rule.MentorNotCleared] = $"{n} {Is(n)} under 18, and this mentor is not cleared for work with minors.",
            [Rule.NotRanked] = $"{n} did not name this mentor.",
            [Rule.NoSharedTime] = $"{n} {(n == 1 ? "shares" : "share")} less than {Hours(scoring.Policy.MinSharedHours)} a week.",
        });

    /// <summary>
    /// Why a student whom a run left unmatched has no mentor. With any possible mentor the reason is that all of them are
    /// full, since a run matches as many as it can; else it is the rule that the nearest mentors fail at.
    /// </summary>
    public static WhyUnmatched WhyUnmatched(Scoring scoring, StudentProfile student, IReadOnlyCollection<MentorProfile> mentors)
    {
        if (mentors.Count == 0)
            return new(NoMentors, "The cohort has no mentors yet.", "Mentors who join.");
        var (possible, underFloor) = (0, 0);
        var broken = new int[Enum.GetValues<Rule>().Length];
        foreach (var mentor in mentors)
        {
            if (scoring.Broken(student, mentor) is { } rule)
                broken[(int)rule]++;
            else if (scoring.Score(student, mentor) < scoring.Policy.Floor)
                underFloor++;
            else
                possible++;
        }
        var many = Stages.ManyOf(student.Stage);
        if (possible > 0)
            return scoring.Policy.RankedOnly
                ? new(nameof(Rule.CapacityFull), possible == 1 ? "The one mentor named who fits is full." : $"All {possible} mentors named who fit are full.", "More choices, or one more place with one of them.")
                : new(nameof(Rule.CapacityFull), possible == 1 ? "The one mentor who fits is full." : $"All {possible} mentors who fit are full.", "One more place with one of them.");
        if (underFloor > 0)
            return new(NothingGoodEnough, $"{Mentors(underFloor)} would be possible, but no pair is good enough for this cohort.", "More interests or hours in the profile, or a lower floor in the policy.");
        var n = broken[(int)Rule.NoSharedTime];
        if (n > 0)
            return new(nameof(Rule.NoSharedTime), $"{Mentors(n)} {(n == 1 ? "fits" : "fit")}, but none is free {Hours(scoring.Policy.MinSharedHours)} a week at the times given.", "More free hours in the profile.");
        n = broken[(int)Rule.NotRanked];
        if (n > 0)
            return student.Rankings.Count == 0
                ? new(nameof(Rule.NotRanked), $"{Mentors(n)} {Is(n)} possible, but nobody was named, and this cohort pairs only those who were.", "A list of choices.")
                : new(nameof(Rule.NotRanked), $"{Mentors(n)} {Is(n)} possible, but none of them was named, and this cohort pairs only those who were.", "More choices.");
        n = broken[(int)Rule.MentorNotCleared];
        if (n > 0)
            return new(nameof(Rule.MentorNotCleared), $"{Mentors(n)} {Take(n)} {many}, but {(n == 1 ? "is" : "none is")} {(n == 1 ? "not " : "")}cleared for work with minors.", "A mentor who is cleared.");
        n = broken[(int)Rule.GuardianConsentMissing];
        if (n > 0)
            return new(nameof(Rule.GuardianConsentMissing), "No guardian’s consent is in force.", "A guardian who agrees, and the office that confirms it.");
        n = broken[(int)Rule.TrainingMissing];
        if (n > 0)
            return new(nameof(Rule.TrainingMissing), $"{Mentors(n)} {Take(n)} {many}, but still {(n == 1 ? "has" : "have")} to do a required training.", "A mentor who does the training.");
        n = broken[(int)Rule.Paused];
        if (n > 0)
            return new(nameof(Rule.Paused), $"{Mentors(n)} {Take(n)} {many}, but nobody new for now.", "A mentor who ends the pause.");
        n = broken[(int)Rule.StageNotAccepted];
        if (n > 0)
            return new(nameof(Rule.StageNotAccepted), $"No mentor takes {many}.", $"A mentor who takes {many}.");
        return broken[(int)Rule.Forbidden] > 0
            ? new(nameof(Rule.Forbidden), "Every mentor who could be asked is ruled out for this student.", "A pair that is allowed again, or another mentor.")
            : new(nameof(Rule.ConflictOfInterest), "Every mentor who could be asked has a conflict of interest.", "Another mentor.");
    }

    static List<Hindrance> Count(Scoring scoring, IEnumerable<(StudentProfile Student, MentorProfile Mentor)> pairs, Func<int, Dictionary<Rule, string>> sentences)
    {
        var counts = new SortedDictionary<int, int>();
        const int floor = int.MaxValue;
        foreach (var (student, mentor) in pairs)
        {
            var at = scoring.Broken(student, mentor) is { } rule ? (int)rule : scoring.Score(student, mentor) < scoring.Policy.Floor ? floor : -1;
            if (at >= 0)
                counts[at] = counts.GetValueOrDefault(at) + 1;
        }
        return [.. counts.OrderByDescending(c => c.Value).Select(c => c.Key == floor
            ? new Hindrance(NothingGoodEnough, $"{c.Value} would not be good enough for this cohort.", c.Value)
            : new Hindrance(((Rule)c.Key).ToString(), sentences(c.Value)[(Rule)c.Key], c.Value))];
    }

    static double Shared(StudentProfile student, MentorProfile mentor) =>
        student.Time is null ? 0 : mentor.Flexible ? student.Time.Hours : mentor.Time is null ? 0 : student.Time.SharedHours(mentor.Time);

    static string Mentors(int n) => n == 1 ? "1 mentor" : $"{n} mentors";
    static string Is(int n) => n == 1 ? "is" : "are";
    static string Do(int n) => n == 1 ? "does" : "do";
    static string Take(int n) => n == 1 ? "takes" : "take";
    static string Hours(double hours) => Wording.Hours(hours);
}
