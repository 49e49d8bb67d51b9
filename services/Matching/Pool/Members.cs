namespace Mentorship.Matching.Pool;

/// <summary>
/// A student's place in a cohort's pool. Rows are never deleted and <see cref="Version"/> only grows, so the sum of
/// versions over a cohort tells in one cheap query whether anything changed since a page last looked.
/// </summary>
sealed class PoolStudent
{
    PoolStudent() { }

    public PoolStudent(Guid cohortId, StudentId studentId, DateTimeOffset joinedAt) =>
        (CohortId, StudentId, JoinedAt) = (cohortId, studentId, joinedAt);

    public Guid CohortId { get; private set; }
    public StudentId StudentId { get; private set; }
    public int Version { get; private set; }

    /// <summary>False once Profile took the student out of the cohort, and for who is or may be a minor without a guardian's consent in force.</summary>
    public bool Here { get; private set; }

    /// <summary>In the cohort, but not in its pool before a guardian's consent is in force.</summary>
    public bool WaitsForGuardian { get; private set; }

    /// <summary>Is or may be under age: what they hold here stands only with consent and a cleared mentor, see <see cref="Offers.GuardMinors"/>.</summary>
    public bool Minor { get; private set; }

    /// <summary>A guardian's consent is in force; says nothing where <see cref="Minor"/> is false.</summary>
    public bool Consented { get; private set; }

    public DateTimeOffset JoinedAt { get; private set; }

    /// <summary>Set when a publication left the student without a pair, or an offer fell through: first for the last places.</summary>
    public DateTimeOffset? LeftOutAt { get; private set; }

    public void Keep(int version, bool here, bool minor, bool consented)
    {
        (Minor, Consented) = (minor, consented);
        (Here, WaitsForGuardian) = (here && (!minor || consented), here && minor && !consented);
        Version = Math.Max(version, Version + 1);
    }

    public void LeaveOut(DateTimeOffset now) => LeftOutAt ??= now;

    public void Placed() => LeftOutAt = null;
}

/// <summary>A mentor's place in a cohort's pool, with the capacity they give it.</summary>
sealed class PoolMentor
{
    PoolMentor() { }

    public PoolMentor(Guid cohortId, MentorId mentorId, DateTimeOffset joinedAt) =>
        (CohortId, MentorId, JoinedAt) = (cohortId, mentorId, joinedAt);

    public Guid CohortId { get; private set; }
    public MentorId MentorId { get; private set; }
    public int Version { get; private set; }
    public bool Here { get; private set; }

    /// <summary>How many the mentor takes here: as they said, or as the office gave, until they say another number.</summary>
    public int Capacity { get; private set; }

    /// <summary>How many the mentor said they take.</summary>
    public int Said { get; private set; }

    public int Minimum { get; private set; }
    public bool Paused { get; private set; }

    /// <summary>A training that the programme requires of mentors is missing or has run out.</summary>
    public bool Untrained { get; private set; }

    /// <summary>Cleared by the programme for work with minors.</summary>
    public bool Cleared { get; private set; }
    public DateTimeOffset JoinedAt { get; private set; }

    /// <summary>Places open to new students: none while paused or untrained. What is already held is never taken away.</summary>
    public int Limit => Here && !Paused && !Untrained ? Capacity : 0;

    /// <param name="capacity">As the mentor said.</param>
    public void Keep(int version, bool here, int capacity, int minimum, bool paused, bool untrained, bool cleared)
    {
        if (capacity != Said)
            (Said, Capacity) = (capacity, capacity);
        (Here, Minimum, Paused, Untrained, Cleared) = (here, minimum, paused, untrained, cleared);
        Version = Math.Max(version, Version + 1);
    }

    /// <summary>The office decides how many the mentor takes in this cohort.</summary>
    public void Give(int capacity)
    {
        Capacity = capacity;
        Version++;
    }
}
