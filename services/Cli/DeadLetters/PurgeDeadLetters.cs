using Mentorship.Cli.CommandLine;

namespace Mentorship.Cli.DeadLetters;

/// <summary><c>mentorship dead-letters purge</c>: deletes them for good.</summary>
static class PurgeDeadLetters
{
    public static readonly Verb Verb = new("dead-letters purge", "Deletes them for good. What they announced is then not acted on.",
        [.. Place.Options, Place.Queue, Place.All, Place.Message], RunAsync)
    { Notes = [Place.Note] };

    static async Task<int> RunAsync(Given given, Terminal terminal, CancellationToken ct)
    {
        await using var letters = await Place.OpenAsync(given, terminal, ct);
        var gone = 0;
        foreach (var queue in await letters.QueuesAsync(given, ct)) gone += await letters.PurgeAsync(queue, given.Chosen(), ct);
        if (gone == 0 && given.Chosen() is { } message) throw new FailedException($"There is no dead letter {message}.");
        await terminal.SayAsync(gone == 1 ? "1 message is deleted." : $"{gone} messages are deleted.");
        return Exit.Done;
    }
}
