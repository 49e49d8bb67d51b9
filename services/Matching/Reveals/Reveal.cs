namespace Mentorship.Matching.Reveals;

/// <summary>A coordinator looked who somebody is in a cohort that hides names. It holds for that coordinator alone.</summary>
sealed class Reveal
{
    Reveal() { }

    public Reveal(Guid cohortId, Guid personId, Guid by, DateTimeOffset at) => (CohortId, PersonId, By, At) = (cohortId, personId, by, at);

    public Guid CohortId { get; private set; }
    public Guid PersonId { get; private set; }
    public Guid By { get; private set; }
    public DateTimeOffset At { get; private set; }
}
