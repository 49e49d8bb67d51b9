namespace Mentorship.Profile.Programmes;

internal sealed class Programme
{
    Programme() { }

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    /// <summary>The name in lower case: two programmes that differ only in capitals would be taken for one.</summary>
    public string NameKey { get; private set; } = "";
    public string Description { get; private set; } = "";
    public DateTimeOffset OpenedAt { get; private set; }

    public static Programme Open(string name, string description, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Name = name,
        NameKey = name.ToLowerInvariant(),
        Description = description,
        OpenedAt = now,
    };
}

/// <summary>A person who runs a programme.</summary>
internal sealed class Coordinator
{
    Coordinator() { }

    public Guid ProgrammeId { get; private set; }
    public Guid PersonId { get; private set; }
    public DateTimeOffset AppointedAt { get; private set; }

    public static Coordinator Appoint(Guid programme, Guid person, DateTimeOffset now) =>
        new() { ProgrammeId = programme, PersonId = person, AppointedAt = now };
}
