using System.Runtime.InteropServices;

namespace Mentorship.Matching.Engine;

/// <summary>A student made ready for many comparisons: positions instead of codes.</summary>
sealed record ReadStudent(StudentProfile Profile, int[] Interests, string[] Goals, string[] Languages);

/// <summary>A mentor made ready for many comparisons.</summary>
sealed record ReadMentor(MentorProfile Profile, int[] Interests, string[] Goals, string[] Languages, WeeklyTime? Time);

/// <summary>The criteria of a pair in millionths, −1 where not stated. Millionths keep scores the same on every machine.</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct Measures(int Interests, int Goals, int Stage, int Languages, int Time, int Rankings)
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
        _ => Rankings,
    };
}

/// <summary>The formulas of rules, criteria and score.</summary>
sealed class Criteria
{
    /// <summary>Shared hours a week that are as good as any more.</summary>
    public const double EnoughHours = 4;

    const double SameTerm = 0.7;

    readonly Taxonomy taxonomy;
    readonly ScoringPolicy policy;
    readonly int terms;
    readonly double[] strength;

    public Criteria(Taxonomy taxonomy, ScoringPolicy policy, Rarity rarity)
    {
        (this.taxonomy, this.policy, terms) = (taxonomy, policy, taxonomy.Terms.Count);
        strength = new double[terms * terms];
        for (var a = 0; a < terms; a++)
            for (var b = 0; b < terms; b++)
                strength[a * terms + b] = Strength(a, b, rarity);
    }

    public ReadStudent Read(StudentProfile s) =>
        new(s, Positions(s.Interests), [.. s.Goals.Distinct()], [.. s.Languages.Distinct()]);

    public ReadMentor Read(MentorProfile m) =>
        new(m, Positions(m.Interests), [.. m.Goals.Distinct()], [.. m.Languages.Distinct()], m.Flexible ? WeeklyTime.Always : m.Time);

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
        Span<double> found = student.Length <= 32 ? stackalloc double[student.Length] : new double[student.Length];
        for (var i = 0; i < student.Length; i++)
        {
            var row = strength.AsSpan(student[i] * terms, terms);
            var best = 0.0;
            foreach (var term in mentor)
                best = Math.Max(best, row[term]);
            found[i] = best;
        }
        found.Sort();
        var (missing, share) = (1.0, 1.0);
        for (var i = found.Length - 1; i >= 0 && found[i] > 0; i--, share /= 2)
            missing *= 1 - found[i] * share;
        return Millionths(1 - missing);
    }

    double Strength(int a, int b, Rarity rarity)
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
        var met = 0.0;
        foreach (var goal in wanted)
            met += Array.IndexOf(offered, goal) >= 0 ? 1 : goal == Taxonomy.Exploring ? 0.5 : 0;
        return Millionths(met / wanted.Length);
    }

    static int Stage(StudentProfile s, MentorProfile m) =>
        m.Stages.Count == 0 || s.Stage.Length == 0 ? Measures.NotStated
        : !m.Stages.Contains(s.Stage) ? 0
        : m.Stages.Count == 1 ? Measures.One
        : Millionths(0.5 + 0.5 / m.Stages.Count);

    static int Languages(string[] student, string[] mentor)
    {
        if (student.Length == 0 || mentor.Length == 0)
            return Measures.NotStated;
        var shared = 0;
        foreach (var language in student)
            if (Array.IndexOf(mentor, language) >= 0)
                shared++;
        return shared == 0 ? 0 : Millionths(0.5 + 0.5 * shared / student.Length);
    }

    static int Time(WeeklyTime? student, WeeklyTime? mentor) =>
        student is null || mentor is null ? Measures.NotStated
        : Millionths(Math.Min(1, student.SharedHours(mentor) / EnoughHours));

    static int Rankings(StudentProfile s, MentorProfile m)
    {
        var sides = (s.Rankings.Count > 0 ? 1 : 0) + (m.Rankings.Count > 0 ? 1 : 0);
        if (sides == 0)
            return Measures.NotStated;
        var sum = (s.Rankings.TryGetValue(m.Id, out var r) ? OfRank(r) : 0) + (m.Rankings.TryGetValue(s.Id, out r) ? OfRank(r) : 0);
        return (sum + sides - 1) / sides;
    }

    /// <summary>1 − 0.15·(r − 1), not below 0.1.</summary>
    static int OfRank(int rank) => Math.Max(Measures.One / 10, Measures.One - 150_000 * (Math.Clamp(rank, 1, 100) - 1));

    static int Millionths(double value) => (int)Math.Round(value * Measures.One, MidpointRounding.AwayFromZero);

    int[] Positions(IReadOnlyCollection<string> codes)
    {
        if (codes.Count == 0)
            return [];
        var found = new List<int>(codes.Count);
        foreach (var code in codes)
            if (taxonomy.IndexOf(code) is >= 0 and var t && !found.Contains(t))
                found.Add(t);
        return [.. found];
    }
}
