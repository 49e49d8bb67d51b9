namespace Mentorship.Profile.Delegates;

/// <summary>
/// Somebody who answers for a mentor: their page, hours and places, and nothing else. The row outlives the end, so that the
/// mentor can see who changed their page.
/// </summary>
internal sealed class NamedDelegate
{
    /// <summary>How many a mentor may have at a time.</summary>
    public const int Most = 5;

    NamedDelegate() { }

    public Guid MentorId { get; private set; }
    public Guid DelegateId { get; private set; }
    /// <summary>Name and address as the mentor typed them: what stands here of whoever has that address is not told.</summary>
    public string Name { get; private set; } = "";
    public string Email { get; private set; } = "";
    public DateTimeOffset NamedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    /// <summary>When they last saved something for the mentor.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }
    /// <summary>Of an end and a change at once, one looks again.</summary>
    public int Version { get; private set; }

    public bool IsOver => EndedAt is not null;

    public static NamedDelegate Of(Guid mentor, Guid person) => new() { MentorId = mentor, DelegateId = person };

    public void Begin(string name, string email, DateTimeOffset now)
    {
        (Name, Email, NamedAt, EndedAt) = (name, email, now, null);
        Version++;
    }

    public void End(DateTimeOffset now)
    {
        EndedAt = now;
        Version++;
    }

    public void Changed(DateTimeOffset now)
    {
        ChangedAt = now;
        Version++;
    }
}
