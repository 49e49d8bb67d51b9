namespace Mentorship.Profile.Outcomes;

/// <summary>
/// A publication that was heard of, and once it went out what it did: counted once, whatever becomes of its pairs. One that
/// was taken back leaves no row.
/// </summary>
internal sealed class PublishedRound
{
    PublishedRound() { }

    /// <summary>The publication's id.</summary>
    public Guid Id { get; private set; }
    public int Version { get; private set; }
    public Guid CohortId { get; private set; }
    public Guid ProgrammeId { get; private set; }
    public Guid RunId { get; private set; }
    public DateTimeOffset GoesOutAt { get; private set; }
    /// <summary>When Matching is asked next.</summary>
    public DateTimeOffset AskAt { get; private set; }
    public int Failures { get; private set; }
    public DateTimeOffset? OutAt { get; private set; }
    public DateTimeOffset? FrozenAt { get; private set; }
    /// <summary>What the cohort's office may see of it, as JSON: no background.</summary>
    public string? Measures { get; private set; }
    /// <summary>Students who stood in a round for the first time: those whom the figures by group count.</summary>
    public int NewStudents { get; private set; }

    public static PublishedRound Heard(Guid id, Guid cohort, Guid programme, Guid run, DateTimeOffset goesOutAt) =>
        new() { Id = id, CohortId = cohort, ProgrammeId = programme, RunId = run, GoesOutAt = goesOutAt, AskAt = goesOutAt };

    public void AskAgain(DateTimeOffset now)
    {
        Failures = Math.Min(Failures + 1, 12);
        AskAt = now.AddSeconds(Math.Pow(2, Failures - 1));
        Version++;
    }

    public void Freeze(string measures, int newStudents, DateTimeOffset outAt, DateTimeOffset now)
    {
        (Measures, NewStudents, OutAt, FrozenAt) = (measures, newStudents, outAt, now);
        Version++;
    }
}
