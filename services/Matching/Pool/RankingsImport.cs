namespace Mentorship.Matching.Pool;

/// <summary>An import of choices that Profile announced and a worker has to pull.</summary>
sealed class RankingsImport
{
    RankingsImport() { }

    public RankingsImport(Guid id, Guid cohortId, int version, DateTimeOffset importedAt) =>
        (Id, CohortId, Version, ImportedAt, NextPullAt) = (id, cohortId, version, importedAt, importedAt);

    public Guid Id { get; private set; }
    public Guid CohortId { get; private set; }

    /// <summary>Order of the cohort's imports, not a row version: a later import wins over an earlier one.</summary>
    public int Version { get; private set; }

    public DateTimeOffset ImportedAt { get; private set; }
    public DateTimeOffset NextPullAt { get; private set; }
    public DateTimeOffset? PulledAt { get; private set; }

    public void Pulled(DateTimeOffset now) => PulledAt = now;

    public void Postpone(DateTimeOffset now) => NextPullAt = now.AddSeconds(5);
}
