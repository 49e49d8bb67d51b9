namespace Mentorship.Matching.Pool;

/// <summary>What Matching knows of a cohort. Its name and dates stay with Profile.</summary>
sealed class Cohort
{
    Cohort() { }

    public Cohort(Guid id, Guid programmeId, string kind, int version, DateTimeOffset openedAt) =>
        (Id, ProgrammeId, Kind, Version, OpenedAt) = (id, programmeId, kind, version, openedAt);

    public Guid Id { get; private set; }
    public Guid ProgrammeId { get; private set; }
    public string Kind { get; private set; } = "";
    public int Version { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }

    public bool Rolling => Kind == "rolling";

    /// <summary>Profile may announce a cohort again, with a newer version, when its kind or programme was corrected.</summary>
    public void Follow(Guid programmeId, string kind, int version)
    {
        if (version <= Version)
            return;
        (ProgrammeId, Kind, Version) = (programmeId, kind, version);
    }
}
