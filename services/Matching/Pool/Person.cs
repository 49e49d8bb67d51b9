namespace Mentorship.Matching.Pool;

/// <summary>
/// Matching's own copy of a person's attributes, sealed with the person's key. The bus only says that a newer
/// version exists; until it is pulled the person is stale.
/// </summary>
sealed class Person
{
    Person() { }

    public Person(Guid id) => Id = id;

    public Guid Id { get; private set; }

    /// <summary>Row version: two processes may pull, or hear of, the same person at once.</summary>
    public int Version { get; private set; }

    /// <summary>The highest version that an event announced.</summary>
    public int HeardVersion { get; private set; }

    /// <summary>The version of the kept copy; 0 before the first pull.</summary>
    public int KeptVersion { get; private set; }

    /// <summary>True while a newer version than the kept one is known. A column of its own, so that it can be indexed.</summary>
    public bool Stale { get; private set; }

    /// <summary>A tombstone: the person was erased, and no late event or old backup brings the copy back.</summary>
    public bool Erased { get; private set; }

    public byte[]? Attributes { get; private set; }

    /// <summary>Mentors whom a student is not to be paired with, sealed apart: not even the student is told who of the mentors said so.</summary>
    public byte[]? Conflicts { get; private set; }
    public DateTimeOffset? KeptAt { get; private set; }

    /// <summary>A pull that failed for this person waits until then.</summary>
    public DateTimeOffset NextPullAt { get; private set; }

    public int Failures { get; private set; }

    public void Heard(int version)
    {
        if (version <= HeardVersion)
            return;
        HeardVersion = version;
        Stale = !Erased && HeardVersion > KeptVersion;
        Version++;
    }

    /// <returns>False where the view is not newer than the kept one and must be dropped.</returns>
    public bool Keep(int version, byte[]? attributes, byte[]? conflicts, DateTimeOffset now)
    {
        var newer = version > KeptVersion && !Erased;
        if (newer)
            (KeptVersion, Attributes, Conflicts, KeptAt) = (version, attributes, conflicts, now);
        Stale = !Erased && HeardVersion > KeptVersion;
        (NextPullAt, Failures) = (now, 0);
        // A view older than what was announced comes from a reading replica or a race; it is asked for again, later.
        if (Stale)
            Postpone(now);
        else
            Version++;
        return newer;
    }

    public void Erase(int version, DateTimeOffset now)
    {
        (Erased, Stale, Attributes, Conflicts, KeptAt) = (true, false, null, null, now);
        KeptVersion = Math.Max(KeptVersion, version);
        Version++;
    }

    public void Postpone(DateTimeOffset now)
    {
        Failures = Math.Min(Failures + 1, 6);
        NextPullAt = now.AddSeconds(Math.Pow(2, Failures - 1));
        Version++;
    }
}
