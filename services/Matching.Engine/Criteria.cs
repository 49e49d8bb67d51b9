using System.Runtime.InteropServices;

namespace Mentorship.Matching.Engine;

/// <summary>A student made ready for many comparisons: positions instead of codes.</summary>
sealed record ReadStudent(StudentProfile Profile, int[] Interests, string[] Goals, string[] Languages);

/// <summary>A mentor made ready for many comparisons.</summary>
sealed record ReadMentor(MentorProfile Profile, int[] Interests, string[] Goals, string[] Languages, WeeklyTime? Time);

/// <summary>The criteria of a pair in millionths, −1 where not stated. Millionths keep scores the same on every machine.</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct Measures(int Interests, int Goals, int Stage, int Languages, int Time, int Asked, int Rankings)
{
    public const int One = 1_000_000;
    public const int NotStated = -1;

    public int this[Criterion criterion] => criterion switch
    {
        Criterion.Interests => Interests,
        Criterion.Goals => Goals,
        Criterion.Stage => Stage,
        Criterion.Languages => Languages,
        Criterion.Time => Time,
        Criterion.Asked => Asked,
        _ => Rankings,
    };
}

/// <summary>The formulas of rules, criteria and score.</summary>
sealed class Criteria
{
    /// <summary>Shared quarters of an hour a week that are as good as any more: four hours.</summary>
    public const int EnoughQuarters = 16;

    /// <summary>
    /// Two terms agree by so many sixty-thousandths at most. In this unit 0.7 · 2·depth / (depth + depth) comes out even
    /// for sums of depths up to eight, 0.7 + 0.3 · rarity always, and an agreement fits 16 bits.
    /// </summary>
    public const int FullAgreement = 60_000;

    const double SameTerm = 0.7;

    readonly Taxonomy taxonomy;
    readonly ScoringPolicy policy;
    readonly int terms;
    readonly ushort[] agreement;

    public Criteria(Taxonomy taxonomy, ScoringPolicy policy, Rarity rarity)
    {
        (this.taxonomy, this.policy, terms) = (taxonomy, policy, taxonomy.Terms.Count);
        agreement = new ushort[terms * terms];
        for (var a = 0; a < terms; a++)
            for (var b = 0; b < terms; b++)
                agreement[a * terms + b] = (ushort)Math.Round(Agreement(a, b, rarity) * FullAgreement);
    }

    public ScoringPolicy Policy => policy;

    public int Terms => terms;

    public ReadStudent Read(StudentProfile s) =>
        new(s, Positions(s.Interests), Different(s.Goals), Different(s.Languages));

    public ReadMentor Read(MentorProfile m) =>
        new(m, Positions(m.Interests), Different(m.Goals), Different(m.Languages), m.Flexible ? WeeklyTime.Always : m.Time);

    public Rule? Broken(ReadStudent s, ReadMentor m)
    {
        var (student, mentor) = (s.Profile, m.Profile);
        if (student.Id == mentor.Id || student.Conflicts.Count > 0 && student.Conflicts.Contains(mentor.Id))
            return Rule.ConflictOfInterest;
        if (student.Forbidden.Count > 0 && student.Forbidden.Contains(mentor.Id))
            return Rule.Forbidden;
        if (mentor.Stages.Count > 0 && !mentor.Stages.Contains(student.Stage))
            return Rule.StageNotAccepted;
        if (mentor.Paused)
            return Rule.Paused;
        if (mentor.Untrained)
            return Rule.TrainingMissing;
        if (student.Minor && !student.Consented)
            return Rule.GuardianConsentMissing;
        if (student.Minor && !mentor.Cleared)
            return Rule.MentorNotCleared;
        if (policy.RankedOnly && !student.Rankings.ContainsKey(mentor.Id))
            return Rule.NotRanked;
        if (policy.MinSharedHours > 0 && student.Time is { } mine && m.Time is { } theirs && mine.SharedHours(theirs) < policy.MinSharedHours)
            return Rule.NoSharedTime;
        return null;
    }

    public Measures Measure(ReadStudent s, ReadMentor m) => new(
        policy.Interests == Weight.Off ? Measures.NotStated : Interests(s.Interests, m.Interests),
        policy.Goals == Weight.Off ? Measures.NotStated : Goals(s.Goals, m.Goals),
        policy.Stage == Weight.Off ? Measures.NotStated : Stage(s.Profile, m.Profile),
        policy.Languages == Weight.Off ? Measures.NotStated : Languages(s.Languages, m.Languages),
        policy.Time == Weight.Off ? Measures.NotStated : Time(s.Profile.Time, m.Time),
        policy.Asked == Weight.Off ? Measures.NotStated : Asked(s.Profile, m.Profile),
        policy.Rankings == Weight.Off ? Measures.NotStated : Rankings(s.Profile, m.Profile));

    /// <summary>round(100000 · Σ wᵢcᵢ / Σ wᵢ) in whole numbers; halves round up.</summary>
    public int Score(in Measures c)
    {
        long sum = 0, weights = 0;
        Add(policy.Interests, c.Interests);
        Add(policy.Goals, c.Goals);
        Add(policy.Stage, c.Stage);
        Add(policy.Languages, c.Languages);
        Add(policy.Time, c.Time);
        Add(policy.Asked, c.Asked);
        Add(policy.Rankings, c.Rankings);
        return weights == 0 ? 50_000 : (int)((sum + 5 * weights) / (10 * weights));

        void Add(Weight weight, int value)
        {
            if (value == Measures.NotStated)
                return;
            sum += (long)weight * value;
            weights += (long)weight;
        }
    }

    /// <summary>Strongest agreement first, each further one counting half as much of what is still missing.</summary>
    int Interests(int[] student, int[] mentor)
    {
        if (student.Length == 0 || mentor.Length == 0)
            return Measures.NotStated;
        Span<ushort> found = student.Length <= 32 ? stackalloc ushort[student.Length] : new ushort[student.Length];
        for (var i = 0; i < student.Length; i++)
            found[i] = Strongest(student[i], mentor);
        found.Sort();
        // Single precision, in this order: `MentorBlock` does the same for many mentors at a time.
        var (missing, share) = (1f, 1f / FullAgreement);
        for (var i = found.Length - 1; i >= 0; i--, share /= 2)
            missing *= 1 - found[i] * share;
        return (int)((1 - missing) * Measures.One + 0.5f);
    }

    /// <summary>The strongest agreement of a student's term with one of a mentor's, in parts of <see cref="FullAgreement"/>.</summary>
    public ushort Strongest(int term, int[] mentor)
    {
        var row = agreement.AsSpan(term * terms, terms);
        ushort best = 0;
        foreach (var other in mentor)
            best = Math.Max(best, row[other]);
        return best;
    }

    double Agreement(int a, int b, Rarity rarity)
    {
        if (a == b && taxonomy.Terms[a].Code != Taxonomy.Exploring)
            return SameTerm + (1 - SameTerm) * rarity[taxonomy.Terms[a].Code];
        if (taxonomy.Terms[a].Code == Taxonomy.Exploring || taxonomy.Terms[b].Code == Taxonomy.Exploring)
            return 0.5;
        return SameTerm * taxonomy.Similarity(a, b);
    }

    static int Goals(string[] wanted, string[] offered)
    {
        if (wanted.Length == 0 || offered.Length == 0)
            return Measures.NotStated;
        var halves = 0;
        foreach (var goal in wanted)
            halves += Array.IndexOf(offered, goal) >= 0 ? 2 : goal == Taxonomy.Exploring ? 1 : 0;
        return OfGoals(halves, wanted.Length);
    }

    static int Stage(StudentProfile s, MentorProfile m) =>
        m.Stages.Count == 0 || s.Stage.Length == 0 ? Measures.NotStated : m.Stages.Contains(s.Stage) ? OfStages(m.Stages.Count) : 0;

    static int Languages(string[] student, string[] mentor)
    {
        if (student.Length == 0 || mentor.Length == 0)
            return Measures.NotStated;
        var shared = 0;
        foreach (var language in student)
            if (Array.IndexOf(mentor, language) >= 0)
                shared++;
        return OfLanguages(shared, student.Length);
    }

    static int Time(WeeklyTime? student, WeeklyTime? mentor) =>
        student is null || mentor is null ? Measures.NotStated : OfQuarters(student.SharedQuarters(mentor));

    static int Asked(StudentProfile s, MentorProfile m)
    {
        var (met, told) = (0, 0);
        foreach (var wish in s.Wishes)
            if (m.Told.TryGetValue(wish.About, out var answers))
            {
                told += (int)wish.Weight;
                met += wish.Any.Any(answers.Contains) ? (int)wish.Weight : 0;
            }
        return told == 0 ? Measures.NotStated : OfWishes(met, told);
    }

    static int Rankings(StudentProfile s, MentorProfile m)
    {
        var sides = (s.Rankings.Count > 0 ? 1 : 0) + (m.Rankings.Count > 0 ? 1 : 0);
        return sides == 0 ? Measures.NotStated : OfRanks(Rank(s.Rankings, m.Id), Rank(m.Rankings, s.Id), sides);

        static int? Rank(IReadOnlyDictionary<Guid, int> ranks, Guid of) => ranks.TryGetValue(of, out var rank) ? rank : null;
    }

    /// <summary>The share of goals met, "still exploring" by half.</summary>
    public static int OfGoals(int halves, int wanted) => Millionths(halves / 2.0 / wanted);

    /// <summary>What a mentor who takes so many stages is to a student at one of them.</summary>
    public static int OfStages(int taken) => taken == 1 ? Measures.One : Millionths(0.5 + 0.5 / taken);

    public static int OfLanguages(int shared, int spoken) => shared == 0 ? 0 : Millionths(0.5 + 0.5 * shared / spoken);

    public static int OfQuarters(int shared) => Math.Min(shared, EnoughQuarters) * (Measures.One / EnoughQuarters);

    /// <summary>The share of wishes met, over those of which the mentor has told.</summary>
    public static int OfWishes(int met, int told) => Millionths((double)met / told);

    /// <summary>The mean of both ranks over the sides that ranked anyone.</summary>
    public static int OfRanks(int? student, int? mentor, int sides) => (OfRank(student) + OfRank(mentor) + sides - 1) / sides;

    /// <summary>1 − 0.15·(r − 1), not below 0.1.</summary>
    static int OfRank(int? rank) => rank is { } r ? Math.Max(Measures.One / 10, Measures.One - 150_000 * (Math.Clamp(r, 1, 100) - 1)) : 0;

    static int Millionths(double value) => (int)Math.Round(value * Measures.One, MidpointRounding.AwayFromZero);

    int[] Positions(IReadOnlyCollection<string> codes)
    {
        var (found, count) = (new int[codes.Count], 0);
        foreach (var code in codes)
            if (taxonomy.IndexOf(code) is >= 0 and var t && !found.AsSpan(0, count).Contains(t))
                found[count++] = t;
        return count == found.Length ? found : found[..count];
    }

    static string[] Different(IReadOnlyCollection<string> codes)
    {
        var (found, count) = (new string[codes.Count], 0);
        foreach (var code in codes)
            if (!found.AsSpan(0, count).Contains(code))
                found[count++] = code;
        return count == found.Length ? found : found[..count];
    }
}
