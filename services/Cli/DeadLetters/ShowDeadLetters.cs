using System.Globalization;
using Mentorship.Cli.CommandLine;

namespace Mentorship.Cli.DeadLetters;

/// <summary><c>mentorship dead-letters show</c>: what each is and why it failed; its body only when asked for.</summary>
static class ShowDeadLetters
{
    public static readonly Verb Verb = new("dead-letters show", "Shows what they are and why they failed; they stay where they are.",
    [
        .. Place.Options, Place.Queue, Place.All,
        new("--limit", "NUMBER", "At most so many of each queue. 20 unless given."),
        new("--body", null, "Print what each message says: ids, codes and times."),
    ], RunAsync)
    { Notes = [Place.Note] };

    static async Task<int> RunAsync(Given given, Terminal terminal, CancellationToken ct)
    {
        var limit = int.TryParse(given["--limit"] ?? "20", NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : throw new UsageException($"--limit takes a number, not \"{given["--limit"]}\".");
        await using var letters = await Place.OpenAsync(given, terminal, ct);
        foreach (var queue in await letters.QueuesAsync(given, ct))
            foreach (var letter in await letters.ReadAsync(queue, limit, ct))
            {
                await terminal.SayAsync($"{letter.Queue}  {letter.MessageId}  {letter.Type}  {letter.At?.UtcDateTime.ToString("u", CultureInfo.InvariantCulture) ?? "-"}  {letter.Error}");
                if (given.Has("--body")) await terminal.SayAsync($"  {letter.Body}");
            }
        return Exit.Done;
    }
}
