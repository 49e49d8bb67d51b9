using Mentorship.Cli.CommandLine;

namespace Mentorship.Cli.DeadLetters;

/// <summary><c>mentorship dead-letters list</c>: how many lie where.</summary>
static class ListDeadLetters
{
    public static readonly Verb Verb = new("dead-letters list", "Counts the messages that could not be worked on.", [.. Place.Options, Place.Queue], RunAsync) { Notes = [Place.Note] };

    static async Task<int> RunAsync(Given given, Terminal terminal, CancellationToken ct)
    {
        await using var letters = await Place.OpenAsync(given, terminal, ct);
        var queues = (await letters.CountAsync(ct)).Where(q => given["--queue"] is not { } wanted || Place.Means(wanted, q.Queue)).ToList();
        if (queues is []) await terminal.SayAsync("There are no dead letters.");
        foreach (var (queue, count) in queues) await terminal.SayAsync($"{queue,-45} {count,6}");
        return Exit.Done;
    }
}
