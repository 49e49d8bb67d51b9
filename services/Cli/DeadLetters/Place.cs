using System.Globalization;
using Mentorship.Cli.CommandLine;

namespace Mentorship.Cli.DeadLetters;

/// <summary>The options by which every verb finds the dead letters, and which of them it means.</summary>
static class Place
{
    public static readonly Option[] Options =
    [
        new("--data", "FOLDER", "The data folder, where everything runs in one process."),
        new("--host", "NAME", "RabbitMQ's host, where services run apart. Bus__Host in the environment says the same."),
        new("--port", "NUMBER", "RabbitMQ's port. Bus__Port, else 5672."),
        new("--user", "NAME", "RabbitMQ's user. Bus__User, else guest."),
        new("--virtual-host", "NAME", "RabbitMQ's virtual host. Bus__VirtualHost, else /."),
    ];

    public static readonly Option Queue = new("--queue", "NAME", "Only this queue, as list prints it.");
    public static readonly Option Message = new("--message", "ID", "Only the message of this id, as show prints it.");
    public static readonly Option All = new("--all", null, "Every queue.");

    public const string Note = "RabbitMQ's password comes from Bus__Password in the environment, never from the command line.";

    public static async Task<IDeadLetters> OpenAsync(Given given, Terminal terminal, CancellationToken ct)
    {
        var host = given["--host"] ?? terminal.Environment("Bus__Host");
        if (given["--data"] is { } folder) return given["--host"] is null ? SetAside.In(folder, terminal.Time) : throw new UsageException("Give --data or --host, not both.");
        if (string.IsNullOrEmpty(host)) throw new UsageException("Give --data FOLDER for one process, or --host NAME for RabbitMQ.");
        return await RabbitLetters.ConnectAsync(new(
            host, Port(given["--port"] ?? terminal.Environment("Bus__Port")), given["--virtual-host"] ?? terminal.Environment("Bus__VirtualHost") ?? "/",
            given["--user"] ?? terminal.Environment("Bus__User") ?? "guest", terminal.Environment("Bus__Password") ?? "guest"), given["--queue"], ct);
    }

    /// <summary>The queues meant by <c>--queue</c> or <c>--all</c>.</summary>
    public static async Task<IReadOnlyList<string>> QueuesAsync(this IDeadLetters letters, Given given, CancellationToken ct)
    {
        if (given["--queue"] is null && !given.Has("--all")) throw new UsageException("Say which: --queue NAME, or --all.");
        if (given["--queue"] is not null && given.Has("--all")) throw new UsageException("Give --queue or --all, not both.");
        var queues = (await letters.CountAsync(ct)).Select(q => q.Queue).ToList();
        if (given["--queue"] is not { } wanted) return queues;
        string[] meant = [.. queues.Where(q => Means(wanted, q))];
        return meant is not [] ? meant : throw new FailedException($"{wanted} holds no dead letters.");
    }

    /// <summary>A queue's own name means all that lies beside it.</summary>
    public static bool Means(string wanted, string queue) => queue == wanted || RabbitLetters.Suffixes.Any(s => queue == wanted + s);

    public static Guid? Chosen(this Given given) => given["--message"] is null ? null : given.Id("--message");

    static int Port(string? text) =>
        int.TryParse(text ?? "5672", NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 ? port
            : throw new UsageException($"--port takes a number between 1 and 65535, not \"{text}\".");
}
