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
    /// <summary>A visiting student's own days in a rolling cohort; outside them they count as not there.</summary>
    public DateOnly? FirstDay { get; private set; }
    public DateOnly? LastDay { get; private set; }
    /// <summary>Whether today is one of the days; kept, so that the day it changes is noticed.</summary>
    public bool IsHere { get; private set; } = true;
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

    public bool Visit(DateOnly? firstDay, DateOnly? lastDay, DateTimeOffset now)
    {
        if ((FirstDay, LastDay) == (firstDay, lastDay))
            return false;
        (FirstDay, LastDay) = (firstDay, lastDay);
        Look(now);
        return true;
    }

    /// <summary>Looks at the cohort's calendar; answers whether somebody has come or gone.</summary>
    public bool Look(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(Cohort.TimeZone)).DateTime);
        var here = !(today < FirstDay) && !(today > LastDay);
        var changed = here != IsHere;
        IsHere = here;
        return changed;
    }

    public void Invite(DateTimeOffset now) => InvitedAt = now;
}
