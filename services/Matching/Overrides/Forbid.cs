namespace Mentorship.Matching.Overrides;

/// <summary>
/// Two people whom the office does not let be paired. A row stays when that is lifted: its version tells open pools
/// that something changed.
/// </summary>
sealed class Forbid
{
    Forbid() { }

    public Forbid(Guid cohortId, StudentId studentId, MentorId mentorId) => (CohortId, StudentId, MentorId) = (cohortId, studentId, mentorId);

    public Guid CohortId { get; private set; }
    public StudentId StudentId { get; private set; }
    public MentorId MentorId { get; private set; }
    public int Version { get; private set; }
    public bool InForce { get; private set; }
    public string Reason { get; private set; } = "";

    /// <summary>Sealed with the student's key.</summary>
    public byte[]? Text { get; private set; }

    public Guid By { get; private set; }
    public DateTimeOffset At { get; private set; }

    public void Set(bool inForce, string reason, byte[]? text, Guid by, DateTimeOffset at)
    {
        (InForce, Reason, Text, By, At) = (inForce, reason, text, by, at);
        Version++;
    }
}
