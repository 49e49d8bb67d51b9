namespace Mentorship.Profile.Retention;

/// <summary>
/// That somebody was told until when what is known of them is kept, and what they said to it. One row a person: of two
/// processes that would tell them at once, one finds the row.
/// </summary>
internal sealed class Farewell
{
    public const int DaysAhead = 30;

    Farewell() { }

    public Guid PersonId { get; private set; }
    /// <summary>The day on which they are erased unless something changes; null while there is none.</summary>
    public DateOnly? DueOn { get; private set; }
    public DateTimeOffset ToldAt { get; private set; }
    /// <summary>Until then nothing is erased, because they asked for it.</summary>
    public DateOnly? KeptUntil { get; private set; }
    public int Version { get; private set; }

    public static Farewell Of(Guid person) => new() { PersonId = person };

    public void Tell(DateOnly dueOn, DateTimeOffset now)
    {
        (DueOn, ToldAt) = (dueOn, now);
        Version++;
    }

    /// <summary>They came back, or a programme keeps people longer now.</summary>
    public void Drop()
    {
        DueOn = null;
        Version++;
    }

    /// <summary>For another year, counted from the day that was said.</summary>
    public void Keep()
    {
        (DueOn, KeptUntil) = (null, DueOn?.AddYears(1));
        Version++;
    }
}
