namespace Mentorship.Matching.Offers;

/// <summary>A run that was published: its pairs hold their places, and go out as offers when the take-back window ends.</summary>
sealed class Publication
{
    Publication() { }

    public Publication(Guid id, Guid cohortId, Guid runId, int pairs, Guid by, DateTimeOffset goesOutAt, DateTimeOffset now) =>
        (Id, Version, CohortId, RunId, Pairs, PublishedBy, GoesOutAt, PublishedAt) = (id, 1, cohortId, runId, pairs, by, goesOutAt, now);

    public Guid Id { get; private set; }
    public int Version { get; private set; }
    public Guid CohortId { get; private set; }
    public Guid RunId { get; private set; }
    public int Pairs { get; private set; }
    public Guid PublishedBy { get; private set; }
    public DateTimeOffset PublishedAt { get; private set; }
    public DateTimeOffset GoesOutAt { get; private set; }
    public DateTimeOffset? OutAt { get; private set; }
    public DateTimeOffset? TakenBackAt { get; private set; }

    public bool Pending => OutAt is null && TakenBackAt is null;

    public void GoOut(DateTimeOffset now)
    {
        OutAt = now;
        Version++;
    }

    public void TakeBack(DateTimeOffset now)
    {
        TakenBackAt = now;
        Version++;
    }
}
