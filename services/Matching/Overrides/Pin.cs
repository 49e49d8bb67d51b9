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
