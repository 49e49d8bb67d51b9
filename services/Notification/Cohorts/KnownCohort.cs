namespace Mentorship.Notification.Cohorts;

/// <summary>What Notification knows of a cohort: whose it is, and the names that stand at the head of a mail.</summary>
internal sealed class KnownCohort
{
    static readonly TimeSpan NamesLast = TimeSpan.FromHours(1);

    KnownCohort() { }

    public Guid CohortId { get; private set; }
    public Guid ProgrammeId { get; private set; }
    public string ProgrammeName { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string TimeZone { get; private set; } = "";
    public DateTimeOffset? NamedAt { get; private set; }
    public int Version { get; private set; }

    /// <summary>No event says that a cohort got another name, so names are asked for again now and then.</summary>
    public bool NeedsNames(DateTimeOffset now) => NamedAt is null || NamedAt + NamesLast < now;

    public static KnownCohort Of(Guid cohort, Guid programme) => new() { CohortId = cohort, ProgrammeId = programme, Version = 1 };

    public void Called(string programme, string name, string timeZone, DateTimeOffset now)
    {
        (ProgrammeName, Name, TimeZone, NamedAt) = (programme, name, timeZone, now);
        Version++;
    }
}

/// <summary>Someone who runs a programme and is told about its publications.</summary>
internal sealed class KnownCoordinator
{
    KnownCoordinator() { }

    public Guid ProgrammeId { get; private set; }
    public Guid PersonId { get; private set; }

    public static KnownCoordinator Of(Guid programme, Guid person) => new() { ProgrammeId = programme, PersonId = person };
}
