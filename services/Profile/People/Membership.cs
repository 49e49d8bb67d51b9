using Mentorship.Profile.Programmes;

namespace Mentorship.Profile.People;

/// <summary>A person in a cohort, as student or as mentor.</summary>
internal sealed partial class Membership
{
    Membership() { }

    public Guid CohortId { get; private set; }
    public Cohort Cohort { get; private set; } = null!;
    public Guid PersonId { get; private set; }
    public Person Person { get; private set; } = null!;
    public string Role { get; private set; } = Student;
    /// <summary>How many students a mentor takes here; 0 for students.</summary>
    public int Capacity { get; private set; }
    public int Minimum { get; private set; }
    public bool Paused { get; private set; }
    public DateTimeOffset JoinedAt { get; private set; }
    /// <summary>A concurrency token: of two coordinators who invite at once, one finds the row changed.</summary>
    public DateTimeOffset? InvitedAt { get; private set; }

    public static Membership Of(Guid cohort, Guid person, string role, DateTimeOffset now) => new()
    {
        CohortId = cohort,
        PersonId = person,
        Role = role,
        Capacity = role == Mentor ? 1 : 0,
        JoinedAt = now,
    };

    public bool Take(int capacity, int minimum, bool paused)
    {
        if ((Capacity, Minimum, Paused) == (capacity, minimum, paused))
            return false;
        (Capacity, Minimum, Paused) = (capacity, minimum, paused);
        return true;
    }

    public void Invite(DateTimeOffset now) => InvitedAt = now;
}
