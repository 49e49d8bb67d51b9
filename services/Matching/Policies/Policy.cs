using Mentorship.Matching.Engine;

namespace Mentorship.Matching.Policies;

/// <summary>How a cohort is decided. A change makes a new version; a row is never edited, so a run's policy stays what it was.</summary>
sealed class Policy
{
    Policy() { }

    public Guid CohortId { get; private set; }
    public int Version { get; private set; }
    public Objective Objective { get; private set; }

    /// <summary>Scores below are not offered; 0 is off.</summary>
    public int Floor { get; private set; }

    public int PlacesPerStudent { get; private set; }

    /// <summary>How many mentors a student may name.</summary>
    public int Choices { get; private set; }

    public int AnswerDays { get; private set; }
    public int TakeBackMinutes { get; private set; }
    public bool RankedOnly { get; private set; }

    /// <summary>Hours a week a pair must share; 0 is off.</summary>
    public double MinSharedHours { get; private set; }

    /// <summary>A student who joined counts as having said yes to what the programme offers.</summary>
    public bool SignUpIsYes { get; private set; }

    /// <summary>The office sees no names of people who have no pair yet.</summary>
    public bool NamesHidden { get; private set; }

    /// <summary>A draft is published by two coordinators: one asks, another one does it.</summary>
    public bool SecondPerson { get; private set; }

    /// <summary>After a mentor's no or silence the next on the student's own list gets the offer.</summary>
    public bool PassesOn { get; private set; }

    public Weight Interests { get; private set; }
    public Weight Goals { get; private set; }
    public Weight Stage { get; private set; }
    public Weight Languages { get; private set; }
    public Weight Time { get; private set; }
    /// <summary>What the student asked for in a mentor.</summary>
    public Weight Asked { get; private set; }

    public Weight Rankings { get; private set; }
    public DateTimeOffset MadeAt { get; private set; }
    public Guid? MadeBy { get; private set; }

    public static Policy First(Guid cohortId, DateTimeOffset now) => new()
    {
        CohortId = cohortId,
        Version = 1,
        Objective = Objective.Fair,
        PlacesPerStudent = 1,
        Choices = 5,
        AnswerDays = 7,
        TakeBackMinutes = 30,
        Interests = Weight.High,
        Goals = Weight.Medium,
        Stage = Weight.Medium,
        Languages = Weight.Medium,
        Time = Weight.Medium,
        Asked = Weight.Medium,
        Rankings = Weight.Medium,
        MadeAt = now,
    };

    /// <summary>The same for another cohort, as its first version.</summary>
    public Policy For(Guid cohort, DateTimeOffset now)
    {
        var copy = (Policy)MemberwiseClone();
        (copy.CohortId, copy.Version, copy.MadeAt, copy.MadeBy) = (cohort, 1, now, null);
        return copy;
    }

    public ScoringPolicy ToScoring() => new()
    {
        Objective = Objective,
        Floor = Floor,
        RankedOnly = RankedOnly,
        MinSharedHours = MinSharedHours,
        Interests = Interests,
        Goals = Goals,
        Stage = Stage,
        Languages = Languages,
        Time = Time,
        Asked = Asked,
        Rankings = Rankings,
    };

    /// <summary>What would be the next version, to see what it would do. It is never stored.</summary>
    public Policy Trial(PolicyRequest change, DateTimeOffset now)
    {
        var trial = Next(change, Guid.Empty, now);
        trial.Version = 0;
        return trial;
    }

    public bool IsTrial => Version == 0;

    public Policy Next(PolicyRequest change, Guid by, DateTimeOffset now) => new()
    {
        CohortId = CohortId,
        Version = Version + 1,
        Objective = change.Objective,
        Floor = change.Floor ?? 0,
        PlacesPerStudent = change.PlacesPerStudent,
        Choices = change.Choices,
        AnswerDays = change.AnswerDays,
        TakeBackMinutes = change.TakeBackMinutes,
        RankedOnly = change.RankedOnly,
        MinSharedHours = change.MinSharedHours,
        SignUpIsYes = change.SignUpIsYes,
        NamesHidden = change.NamesHidden,
        SecondPerson = change.SecondPerson,
        PassesOn = change.PassesOn,
        Interests = change.Weights.Interests,
        Goals = change.Weights.Goals,
        Stage = change.Weights.Stage,
        Languages = change.Weights.Languages,
        Time = change.Weights.Time,
        Asked = change.Weights.Asked,
        Rankings = change.Weights.Rankings,
        MadeAt = now,
        MadeBy = by,
    };
}
