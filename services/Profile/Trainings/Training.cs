namespace Mentorship.Profile.Trainings;

/// <summary>A training that a programme asks of its mentors, readers or coordinators; who offers it stands behind the link.</summary>
internal sealed class Training
{
    public const string Mentors = "mentors";
    public const string Readers = "readers";
    public const string Coordinators = "coordinators";

    public const string Required = "required";
    public const string Recommended = "recommended";
    public const string Off = "off";

    Training() { }

    public Guid Id { get; private set; }
    public Guid ProgrammeId { get; private set; }
    public string Title { get; private set; } = "";
    public string Link { get; private set; } = "";
    /// <summary>Whom it is for: <see cref="Mentors"/>, <see cref="Readers"/> or <see cref="Coordinators"/>.</summary>
    public string Audience { get; private set; } = Mentors;
    /// <summary><see cref="Required"/>, <see cref="Recommended"/> or <see cref="Off"/>.</summary>
    public string Need { get; private set; } = Recommended;
    /// <summary>For how long a completion counts; null for ever.</summary>
    public int? MonthsValid { get; private set; }
    public int Version { get; private set; }
    public DateTimeOffset AddedAt { get; private set; }

    /// <summary>Keeps mentors who have not done it out of matching.</summary>
    public bool Gates => (Need, Audience) == (Required, Mentors);

    /// <summary>The last day on which a completion counts; null for ever.</summary>
    public DateOnly? LastDay(DateOnly completedOn) => MonthsValid is { } months ? completedOn.AddMonths(months) : null;

    public static Training Add(Guid programme, TrainingFields fields, DateTimeOffset now)
    {
        var training = new Training { Id = Guid.CreateVersion7(now), ProgrammeId = programme, AddedAt = now };
        training.Change(fields);
        return training;
    }

    public void Change(TrainingFields fields)
    {
        (Title, Link, Audience, Need, MonthsValid) = (fields.Title, fields.Link, fields.Audience, fields.Need, fields.MonthsValid);
        Version++;
    }
}

/// <summary>What a programme says of a training, checked.</summary>
internal sealed record TrainingFields(string Title, string Link, string Audience, string Need, int? MonthsValid);
