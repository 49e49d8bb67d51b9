using Mentorship.Cli.CommandLine;

namespace Mentorship.Cli.DeadLetters;

/// <summary><c>mentorship dead-letters redrive</c>: once more to the queue they came from.</summary>
static class RedriveDeadLetters
{
    public static readonly Verb Verb = new("dead-letters redrive", "Sends them to their original queue once more.",
        [.. Place.Options, Place.Queue, Place.All, Place.Message], RunAsync)
    {
        Notes =
        [
            "Mend the cause first. A message that fails again comes back to where it was.",
            "In one process the application sends them within a second, or at its next start.",
            Place.Note,
        ],
    };

    static async Task<int> RunAsync(Given given, Terminal terminal, CancellationToken ct)
    {
        await using var letters = await Place.OpenAsync(given, terminal, ct);
        var sent = 0;
        foreach (var queue in await letters.QueuesAsync(given, ct)) sent += await letters.RedriveAsync(queue, given.Chosen(), ct);
        if (sent == 0 && given.Chosen() is { } message) throw new FailedException($"There is no dead letter {message}.");
        await terminal.SayAsync(sent == 1 ? "1 message was sent again." : $"{sent} messages were sent again.");
        return Exit.Done;
    }
}
