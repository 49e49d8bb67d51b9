namespace Mentorship.Notification.Trainings;

/// <summary>What a training is called and who asks for it: what a letter about it says.</summary>
internal sealed class KnownTraining
{
    static readonly TimeSpan TitleLasts = TimeSpan.FromHours(1);

    KnownTraining() { }

    public Guid TrainingId { get; private set; }
    public string ProgrammeName { get; private set; } = "";
    public string Title { get; private set; } = "";
    public DateTimeOffset? NamedAt { get; private set; }
    public int Version { get; private set; }

    /// <summary>No event says that a training got another title, so it is asked for again now and then.</summary>
    public bool NeedsTitle(DateTimeOffset now) => NamedAt is null || NamedAt + TitleLasts < now;

    public static KnownTraining Of(Guid training) => new() { TrainingId = training, Version = 1 };

    public void Called(string programme, string title, DateTimeOffset now)
    {
        (ProgrammeName, Title, NamedAt) = (programme, title, now);
        Version++;
    }
}
