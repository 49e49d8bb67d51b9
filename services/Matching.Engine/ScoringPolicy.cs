namespace Mentorship.Matching.Engine;

/// <summary>What a score is made of.</summary>
public enum Criterion
{
    /// <summary>Same term, same branch, and how rare the term is.</summary>
    Interests,
    /// <summary>What the student wants help with against what the mentor offers.</summary>
    Goals,
    /// <summary>How much the mentor's stages are the student's.</summary>
    Stage,
    /// <summary>Languages both speak.</summary>
    Languages,
    /// <summary>Hours both are free.</summary>
    Time,
    /// <summary>What the student asked for in a mentor, as a whole.</summary>
    Asked,
    /// <summary>What either side ranked.</summary>
    Rankings,
}

/// <summary>How much a criterion counts; the value is the factor.</summary>
public enum Weight
{
    /// <summary>Left out.</summary>
    Off = 0,
    /// <summary>Counts once.</summary>
    Low = 1,
    /// <summary>Counts twice.</summary>
    Medium = 2,
    /// <summary>Counts four times.</summary>
    High = 4,
}

/// <summary>What a run strives for once pins, minimums and the number matched are settled.</summary>
public enum Objective
{
    /// <summary>"Nobody far behind": least Σ (100000 − w)².</summary>
    Fair,
    /// <summary>"Most in total": least Σ (100000 − w).</summary>
    Welfare,
    /// <summary>"The worst pair first": greatest least w, then "most in total".</summary>
    Maximin,
}

/// <summary>What scoring and solving need of a cohort's policy. The defaults are version 1 of every cohort.</summary>
public sealed record ScoringPolicy
{
    /// <summary>Weight of interests.</summary>
    public Weight Interests { get; init; } = Weight.High;
    /// <summary>Weight of mentoring goals.</summary>
    public Weight Goals { get; init; } = Weight.Medium;
    /// <summary>Weight of stage fit.</summary>
    public Weight Stage { get; init; } = Weight.Medium;
    /// <summary>Weight of languages.</summary>
    public Weight Languages { get; init; } = Weight.Medium;
    /// <summary>Weight of shared time.</summary>
    public Weight Time { get; init; } = Weight.Medium;
    /// <summary>Weight of what the student asked for.</summary>
    public Weight Asked { get; init; } = Weight.Medium;
    /// <summary>Weight of rankings.</summary>
    public Weight Rankings { get; init; } = Weight.Medium;

    /// <summary>Removes pairs that the student did not rank.</summary>
    public bool RankedOnly { get; init; }

    /// <summary>Hours a week that both must share where both stated theirs; 0 is no rule.</summary>
    public double MinSharedHours { get; init; }

    /// <summary>Pairs that score less are not offered to the solver, 0..100000; 0 is off.</summary>
    public int Floor { get; init; }

    /// <summary>What a run strives for.</summary>
    public Objective Objective { get; init; } = Objective.Fair;

    /// <summary>The weight of a criterion.</summary>
    public Weight this[Criterion criterion] => criterion switch
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
