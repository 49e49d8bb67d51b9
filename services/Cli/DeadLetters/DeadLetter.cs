namespace Mentorship.Cli.DeadLetters;

/// <summary>A message that was set aside because it could not be worked on.</summary>
/// <param name="Error">The exception's type; its text may quote what a person typed.</param>
sealed record DeadLetter(string Queue, Guid MessageId, string Type, string Error, DateTimeOffset? At, string Body);

/// <summary>Where messages are set aside: a table in one process, queues of their own on RabbitMQ.</summary>
interface IDeadLetters : IAsyncDisposable
{
    /// <summary>Queues that hold any, with how many.</summary>
    Task<IReadOnlyList<(string Queue, int Count)>> CountAsync(CancellationToken ct);

    /// <summary>The first few of a queue; they stay where they are.</summary>
    Task<IReadOnlyList<DeadLetter>> ReadAsync(string queue, int limit, CancellationToken ct);

    /// <summary>Gives each message to its original queue once more, and only then takes it out of here.</summary>
    Task<int> RedriveAsync(string queue, Guid? message, CancellationToken ct);

    /// <summary>Deletes messages for good.</summary>
    Task<int> PurgeAsync(string queue, Guid? message, CancellationToken ct);
}
