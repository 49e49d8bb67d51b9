namespace Mentorship.Messaging;

/// <summary>Section <c>Bus</c>.</summary>
internal sealed record BusOptions
{
    /// <summary><c>memory</c> for one process, or <c>rabbitmq</c>.</summary>
    public string Transport { get; init; } = "memory";

    public string Host { get; init; } = "localhost";

    public ushort Port { get; init; } = 5672;

    public string VirtualHost { get; init; } = "/";

    public string User { get; init; } = "guest";

    public string Password { get; init; } = "guest";

    /// <summary>
    /// Pauses before a failed consumer is tried again, in milliseconds. Over a minute in all: a database or a
    /// network that comes back within it costs nothing.
    /// </summary>
    public int[] RetryAfter { get; init; } = [];

    public int[] Retries => RetryAfter is [] ? [50, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000] : RetryAfter;

    public bool InMemory => Transport == "memory";

    public void Validate()
    {
        if (Transport is not ("memory" or "rabbitmq"))
            throw new InvalidOperationException($"Bus:Transport is \"memory\" or \"rabbitmq\", not \"{Transport}\".");
    }
}
