namespace Mentorship.Profile.Programmes;

internal sealed class Programme
{
    Programme() { }

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    /// <summary>The name in lower case: two programmes that differ only in capitals would be taken for one.</summary>
    public string NameKey { get; private set; } = "";
    /// <summary>How the public page is addressed. It stands on posters, so it never changes.</summary>
    public string Slug { get; private set; } = "";
    public string Description { get; private set; } = "";
    /// <summary>Whom it is for, in the programme's own words.</summary>
    public string Eligibility { get; private set; } = "";
    /// <summary>The stages that may apply.</summary>
    public string[] Stages { get; private set; } = Vocabulary.Stages.All;
    /// <summary>Whether everybody may see its page and apply there.</summary>
    public bool IsPublic { get; private set; }
    /// <summary>For how many months after somebody last took part what is known of them is kept; null until they are erased.</summary>
    public int? KeepMonths { get; private set; }
    public int Version { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }

    public static Programme Open(string name, string slug, string description, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Name = name,
        NameKey = name.ToLowerInvariant(),
        Slug = slug,
        Description = description,
        Version = 1,
        OpenedAt = now,
    };

    public void Keep(int? months)
    {
        KeepMonths = months;
        Version++;
    }

    /// <summary>Whether anything changed.</summary>
    public bool Describe(string description, string eligibility, string[] stages, bool isPublic)
    {
        if ((Description, Eligibility, IsPublic) == (description, eligibility, isPublic) && Stages.SequenceEqual(stages))
            return false;
        (Description, Eligibility, Stages, IsPublic) = (description, eligibility, stages, isPublic);
        Version++;
        return true;
    }
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
