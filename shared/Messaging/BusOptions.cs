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

    public bool InMemory => Transport == "memory";

    public void Validate()
    {
        if (Transport is not ("memory" or "rabbitmq"))
            throw new InvalidOperationException($"Bus:Transport is \"memory\" or \"rabbitmq\", not \"{Transport}\".");
    }
}
