namespace Mentorship.Matching.Overrides;

/// <summary>What a coordinator decides against a draft.</summary>
enum OverrideKind
{
    /// <summary>This student with this mentor, in this draft and every later one.</summary>
    Pair,
    /// <summary>No mentor for this student.</summary>
    LeaveOut,
    /// <summary>Two students change mentors.</summary>
    Swap,
    /// <summary>Never these two.</summary>
    Forbid,
    /// <summary>What was decided by hand for the student, or that the two may not be paired, holds no longer.</summary>
    Lift,
    /// <summary>The mentor takes so many in this cohort.</summary>
    Places,
    /// <summary>Somebody joined after the draft was made and is taken into it.</summary>
    Add,
}

/// <summary>How an override makes room: with the fewest changes to others, or the best for the whole cohort.</summary>
enum MoveMode { Fewest, Best }

/// <summary>
/// A confirmed override of a draft, stored together with the run it led to; undoing it is another one. A swap is two,
/// one for each student, that led to the same run.
/// </summary>
sealed class Override
{
    Override() { }

    public Override(Guid id, OverrideKind kind, Guid cohortId, Guid runId, Guid newRunId, MoveMode mode, string reason, Guid by, DateTimeOffset at) =>
        (Id, Kind, CohortId, RunId, NewRunId, Mode, Reason, By, At) = (id, kind, cohortId, runId, newRunId, mode, reason, by, at);

    public Guid Id { get; private set; }
    public OverrideKind Kind { get; private set; }
    public Guid CohortId { get; private set; }
    public Guid RunId { get; private set; }
    public Guid NewRunId { get; private set; }
    public StudentId? StudentId { get; private set; }
    public MentorId? MentorId { get; private set; }
    public int? Places { get; private set; }
    public MoveMode Mode { get; private set; }

    /// <summary>A rule that the policy set was bent knowingly.</summary>
    public bool Bend { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>Sealed with the key of the student, or of the mentor where it is about nobody else.</summary>
    public byte[]? Text { get; private set; }

    public Guid By { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>The pin, and the mentor's places, that stood before, so that undoing restores them.</summary>
    public bool HadPin { get; private set; }

    public MentorId? FormerMentorId { get; private set; }
    public bool FormerBend { get; private set; }
    public int? FormerPlaces { get; private set; }

    /// <summary>The override that this one undoes.</summary>
    public Guid? Undoes { get; private set; }

    /// <summary>What it cost, as it was shown: the mean fit before and after, 0..100000, how many more were matched, and how many others moved.</summary>
    public double MeanBefore { get; private set; }

    public double MeanAfter { get; private set; }
    public int Matched { get; private set; }
    public int Moved { get; private set; }

    /// <summary>A student with a mentor, or with none; the pin that it replaces is kept for the day it is undone.</summary>
    public Override Pairs(StudentId student, MentorId? mentor, bool bend, Pin? former)
    {
        (StudentId, MentorId, Bend) = (student, mentor, bend);
        (HadPin, FormerMentorId, FormerBend) = (former is not null, former?.MentorId, former?.Bend ?? false);
        return this;
    }

    public Override Gives(MentorId mentor, int places, int former)
    {
        (MentorId, Places, FormerPlaces) = (mentor, places, former);
        return this;
    }

    public Override About(StudentId? student, MentorId? mentor)
    {
        (StudentId, MentorId) = (student, mentor);
        return this;
    }

    public Override Costs(Engine.Effect effect)
    {
        (MeanBefore, MeanAfter, Matched, Moved) = (effect.MeanBefore, effect.MeanAfter, effect.MatchedAfter - effect.MatchedBefore, effect.Others.Count);
        return this;
    }

    public Override Says(byte[]? text)
    {
        Text = text;
        return this;
    }

    public Override UndoOf(Guid id)
    {
        Undoes = id;
        return this;
    }

    /// <summary>Whether somebody is one of those it is about, or was before it.</summary>
    public bool Concerns(Guid person) => StudentId?.Value == person || MentorId?.Value == person || FormerMentorId?.Value == person;

    /// <summary>Somebody in it was erased. What was decided stays, what was written about it goes.</summary>
    public void ForgetWords() => Text = null;
}
