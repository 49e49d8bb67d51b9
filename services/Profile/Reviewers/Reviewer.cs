namespace Mentorship.Profile.Reviewers;

/// <summary>Somebody who sees outcome figures by group, and nothing else by that.</summary>
internal sealed class Reviewer
{
    public const string Role = "reviewer";

    Reviewer() { }

    public Guid PersonId { get; private set; }
    public DateTimeOffset AppointedAt { get; private set; }

    public static Reviewer Appoint(Guid person, DateTimeOffset now) => new() { PersonId = person, AppointedAt = now };
}
