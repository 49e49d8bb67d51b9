namespace Mentorship.Matching.Engine;

/// <summary>
/// Hard rules, criteria and scores of one cohort: its policy, the taxonomy and how rare terms are in its pool.
/// Immutable and safe to share between threads. The formulas are in the README beside this file.
/// </summary>
public sealed class Scoring
{
    readonly Criteria criteria;
    readonly Wording wording;

    /// <summary>Prepares the tables.</summary>
    /// <param name="taxonomy">Terms for interests and goals.</param>
    /// <param name="policy">Weights and rules.</param>
    /// <param name="rarity">How rare terms are in the pool.</param>
    /// <exception cref="ArgumentOutOfRangeException">The floor is outside 0..100000 or the shared hours outside 0..168.</exception>
    public Scoring(Taxonomy taxonomy, ScoringPolicy policy, Rarity rarity)
    {
        if (policy.Floor is < 0 or > 100_000)
            throw new ArgumentOutOfRangeException(nameof(policy), policy.Floor, "The floor is a score, 0 to 100000.");
        if (policy.MinSharedHours is not (>= 0 and <= 168))
            throw new ArgumentOutOfRangeException(nameof(policy), policy.MinSharedHours, "A week has 0 to 168 hours.");
        (Taxonomy, Policy) = (taxonomy, policy);
        criteria = new Criteria(taxonomy, policy, rarity);
        wording = new Wording(taxonomy, policy, rarity);
    }

    /// <summary>The terms.</summary>
    public Taxonomy Taxonomy { get; }

    /// <summary>Weights and rules.</summary>
    public ScoringPolicy Policy { get; }

    /// <summary>The band of a score.</summary>
    public static Band BandOf(int score) => score switch
    {
        >= 80_000 => Band.Strong,
        >= 60_000 => Band.Good,
        >= 40_000 => Band.Possible,
        _ => Band.Stretch,
    };

    /// <summary>The first hard rule that the pair breaks, in the order of <see cref="Rule"/>, or null. Knows no places and no floor.</summary>
    public Rule? Broken(StudentProfile student, MentorProfile mentor) =>
        criteria.Broken(criteria.Read(student), criteria.Read(mentor));

    /// <summary>The score of a pair, 0..100000, whether or not a rule forbids it; 50000 when no criterion applies.</summary>
    public int Score(StudentProfile student, MentorProfile mentor) =>
        criteria.Score(criteria.Measure(criteria.Read(student), criteria.Read(mentor)));

    /// <summary>Score, rule and reasons of a pair.</summary>
    /// <param name="student">The student.</param>
    /// <param name="mentor">The mentor.</param>
    /// <param name="viewer">Who reads the reasons.</param>
    /// <param name="zone">The reader's time zone, for hours.</param>
    public Fit Explain(StudentProfile student, MentorProfile mentor, Viewer viewer, TimeZoneInfo zone)
    {
        var (s, m) = (criteria.Read(student), criteria.Read(mentor));
        var measures = criteria.Measure(s, m);
        return new Fit(criteria.Broken(s, m), criteria.Score(measures), wording.Reasons(student, mentor, measures, viewer, zone));
    }

    /// <summary>The best possible mentors for a student: no broken rule, not under the floor, best first, equal scores by id.</summary>
    /// <param name="student">The student.</param>
    /// <param name="mentors">Whom to consider; order does not matter.</param>
    /// <param name="k">How many at most; <see cref="int.MaxValue"/> for all.</param>
    public IReadOnlyList<Suggestion> Best(StudentProfile student, IEnumerable<MentorProfile> mentors, int k)
    {
        var s = criteria.Read(student);
        return Best(mentors.Select(m => (m.Id, Score: Possible(s, criteria.Read(m)))), k);
    }

    /// <summary>The best possible students for a mentor: no broken rule, not under the floor, best first, equal scores by id.</summary>
    /// <param name="mentor">The mentor.</param>
    /// <param name="students">Whom to consider; order does not matter.</param>
    /// <param name="k">How many at most; <see cref="int.MaxValue"/> for all.</param>
    public IReadOnlyList<Suggestion> Best(MentorProfile mentor, IEnumerable<StudentProfile> students, int k)
    {
        var m = criteria.Read(mentor);
        return Best(students.Select(s => (s.Id, Score: Possible(criteria.Read(s), m))), k);
    }

    /// <summary>Makes a pool's mentors ready to be compared with many students.</summary>
    /// <param name="mentors">Mentors, no id twice; their positions are the columns of results.</param>
    /// <param name="cancel">Stops within 100 ms.</param>
    /// <exception cref="ArgumentException">An id is given twice; the message names it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public PreparedMentors Prepare(IReadOnlyList<MentorProfile> mentors, CancellationToken cancel = default) => new(criteria, mentors, cancel);

    /// <summary>As <see cref="PreparedMentors.Pairs"/>, for a pool that is asked once.</summary>
    /// <param name="students">The pool's students; their positions are the rows of the result.</param>
    /// <param name="mentors">The pool's mentors, no id twice; their positions are the columns.</param>
    /// <param name="progress">Called now and then from any thread, one call at a time, with rising counts of students.</param>
    /// <param name="cancel">Stops within 100 ms.</param>
    /// <exception cref="ArgumentException">A mentor's id is given twice; the message names it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Candidates Pairs(IReadOnlyList<StudentProfile> students, IReadOnlyList<MentorProfile> mentors, Action<Progress>? progress = null, CancellationToken cancel = default) =>
        Prepare(mentors, cancel).Pairs(students, progress, cancel);

    int Possible(ReadStudent student, ReadMentor mentor)
    {
        if (criteria.Broken(student, mentor) is not null)
            return -1;
        var score = criteria.Score(criteria.Measure(student, mentor));
        return score < Policy.Floor ? -1 : score;
    }

    static List<Suggestion> Best(IEnumerable<(Guid Id, int Score)> scored, int k)
    {
        var all = scored.Where(p => p.Score >= 0).Select(p => new Suggestion(p.Id, p.Score)).ToList();
        all.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Id.CompareTo(b.Id));
        if (all.Count > k)
            all.RemoveRange(k, all.Count - k);
        return all;
    }
}
