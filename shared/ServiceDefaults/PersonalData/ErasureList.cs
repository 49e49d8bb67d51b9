using System.Globalization;

namespace Mentorship.ServiceDefaults.PersonalData;

/// <summary>
/// Who was erased, and when: one line each, <c>2027-03-15T09:00:00Z 0195a1b2-…</c>, with lines beginning with # for
/// people to read. It stands outside every database and archive, since an old backup cannot know of a later erasure.
/// </summary>
public static class ErasureList
{
    /// <summary>The file's usual name.</summary>
    public const string Name = "erasures.txt";

    const string Head = "# People erased from this installation. Every restore erases them again; keep this file apart from the backups.";

    /// <summary>Everyone it names; nobody where there is no such file.</summary>
    /// <exception cref="FormatException">A line cannot be read. It might name someone, so nothing is guessed.</exception>
    public static IReadOnlyDictionary<Guid, DateTimeOffset> Read(string file)
    {
        var people = new SortedDictionary<Guid, DateTimeOffset>();
        if (!File.Exists(file)) return people;
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#')) continue;
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var when, var person]
                || !DateTimeOffset.TryParse(when, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) || !Guid.TryParse(person, out var id))
                throw new FormatException($"Line {number} of {file} is not a time and a person's id.");
            people.TryAdd(id, at);
        }
        return people;
    }

    /// <summary>Adds to a list whom it does not name yet, on the disk before it returns; makes it where there is none, for its maker alone.</summary>
    /// <exception cref="FormatException">What is there cannot be read.</exception>
    public static void Add(string file, IReadOnlyDictionary<Guid, DateTimeOffset> people)
    {
        var isNew = !File.Exists(file);
        var known = Read(file);
        string[] lines =
        [
            .. isNew ? [Head] : Array.Empty<string>(),
            .. people.Where(p => !known.ContainsKey(p.Key)).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Value.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} {p.Key}")),
        ];
        if (lines is []) return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        using (var writer = new StreamWriter(stream, leaveOpen: true))
            foreach (var line in lines) writer.WriteLine(line);
        stream.Flush(flushToDisk: true);
    }
}
