using System.Globalization;
using Mentorship.Cli.CommandLine;

namespace Mentorship.Cli.Backups;

/// <summary>
/// Who was erased, and when: one line each, <c>2027-03-15T09:00:00Z 0195a1b2-…</c>, with lines beginning with # for
/// people to read. It stands outside every archive, since an old backup cannot know of a later erasure.
/// </summary>
static class ErasureList
{
    public const string Name = "erasures.txt";

    const string Head = "# People erased from this installation. Every restore erases them again; keep this file apart from the backups.";

    /// <exception cref="FailedException">A line cannot be read. It might name someone, so nothing is guessed.</exception>
    public static IReadOnlyDictionary<Guid, DateTimeOffset> Read(string file)
    {
        var people = new SortedDictionary<Guid, DateTimeOffset>();
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#')) continue;
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var when, var person]
                || !DateTimeOffset.TryParse(when, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) || !Guid.TryParse(person, out var id))
                throw new FailedException($"Line {number} of {file} is not a time and a person's id. Nothing has been changed.");
            people.TryAdd(id, at);
        }
        return people;
    }

    /// <summary>Adds to a list whom it does not name yet; makes it where there is none.</summary>
    public static async Task MergeAsync(string file, IReadOnlyDictionary<Guid, DateTimeOffset> people, CancellationToken ct)
    {
        var known = File.Exists(file) ? Read(file) : null;
        string[] lines =
        [
            .. known is null ? [Head] : Array.Empty<string>(),
            .. people.Where(p => known?.ContainsKey(p.Key) is not true).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Value.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} {p.Key}")),
        ];
        if (lines is []) return;
        var options = Archive.Own(FileMode.Append);
        await using var writer = new StreamWriter(new FileStream(file, options));
        foreach (var line in lines) await writer.WriteLineAsync(line.AsMemory(), ct);
    }
}
