namespace Mentorship.Profile.Programmes;

internal sealed class Cohort
{
    public const string Batch = "batch";
    public const string Rolling = "rolling";

    Cohort() { }

    public Guid Id { get; private set; }
    public Guid ProgrammeId { get; private set; }
    public Programme Programme { get; private set; } = null!;
    public string Name { get; private set; } = "";
    public string NameKey { get; private set; } = "";
    public string Kind { get; private set; } = Batch;
    public string TimeZone { get; private set; } = "";
    public DateOnly OpensOn { get; private set; }
    public int Version { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }

    public static Cohort Open(Guid programme, string name, string kind, string timeZone, DateOnly opensOn, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ProgrammeId = programme,
        Name = name,
        NameKey = name.ToLowerInvariant(),
        Kind = kind,
        TimeZone = timeZone,
        OpensOn = opensOn,
        Version = 1,
        OpenedAt = now,
    };

    /// <summary>The cohort's choices are others now; the version tells a later import from an earlier one.</summary>
    public void TakeRankings() => Version++;
}
