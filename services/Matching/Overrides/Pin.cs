namespace Mentorship.Matching.Overrides;

/// <summary>
/// A decision by hand that every solve keeps: this student with this mentor, or (no mentor) left out of the drafts.
/// It holds no place until it is published.
/// </summary>
sealed class Pin
{
    Pin() { }

    public Pin(Guid cohortId, StudentId studentId) => (CohortId, StudentId) = (cohortId, studentId);

    public Guid CohortId { get; private set; }
    public StudentId StudentId { get; private set; }
    public int Version { get; private set; }
    public MentorId? MentorId { get; private set; }
    public string Reason { get; private set; } = "";

    /// <summary>Sealed with the student's key.</summary>
    public byte[]? Text { get; private set; }

    /// <summary>True where the coordinator bent a rule that may be bent for this pair.</summary>
    public bool Bend { get; private set; }

    public Guid By { get; private set; }
    public DateTimeOffset At { get; private set; }

    public void Set(MentorId? mentorId, string reason, byte[]? text, bool bend, Guid by, DateTimeOffset at)
    {
        (MentorId, Reason, Text, Bend, By, At) = (mentorId, reason, text, bend, by, at);
        Version++;
    }
}

/// <summary>How an override makes room: with the fewest changes to others, or the best for the whole cohort.</summary>
enum MoveMode { Fewest, Best }

/// <summary>A confirmed override of a draft. Stored together with the run it led to; undoing it is another one.</summary>
sealed class Move
{
    Move() { }

    public Move(Guid id, Guid cohortId, Guid runId, Guid newRunId, StudentId studentId, MentorId? mentorId, MoveMode mode,
        bool bend, string reason, byte[]? text, Guid by, DateTimeOffset at) =>
        (Id, CohortId, RunId, NewRunId, StudentId, MentorId, Mode, Bend, Reason, Text, By, At) =
        (id, cohortId, runId, newRunId, studentId, mentorId, mode, bend, reason, text, by, at);

    public Guid Id { get; private set; }
    public Guid CohortId { get; private set; }
    public Guid RunId { get; private set; }
    public Guid NewRunId { get; private set; }
    public StudentId StudentId { get; private set; }
    public MentorId? MentorId { get; private set; }
    public MoveMode Mode { get; private set; }
    public bool Bend { get; private set; }
    public string Reason { get; private set; } = "";

    /// <summary>Sealed with the student's key.</summary>
    public byte[]? Text { get; private set; }

    public Guid By { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>The pin that stood before, so that undoing restores it.</summary>
    public bool HadPin { get; private set; }

    public MentorId? FormerMentorId { get; private set; }
    public bool FormerBend { get; private set; }

    /// <summary>The override that this one undoes.</summary>
    public Guid? Undoes { get; private set; }

    public void Replaces(Pin? former) =>
        (HadPin, FormerMentorId, FormerBend) = (former is not null, former?.MentorId, former?.Bend ?? false);

    public void UndoOf(Guid moveId) => Undoes = moveId;

    /// <summary>Somebody in it was erased. What was decided stays, what was written about it goes.</summary>
    public void ForgetWords() => Text = null;
}
