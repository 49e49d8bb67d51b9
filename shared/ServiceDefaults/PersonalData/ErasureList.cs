using System.Globalization;
using System.Text;

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
    /// <exception cref="FormatException">A whole line cannot be read. It might name someone, so nothing is guessed.</exception>
    public static IReadOnlyDictionary<Guid, DateTimeOffset> Read(string file)
    {
        var people = new SortedDictionary<Guid, DateTimeOffset>();
        if (!File.Exists(file)) return people;
        var number = 0;
        foreach (var line in Whole(File.ReadAllText(file)).Split('\n').Select(l => l.TrimEnd('\r')))
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
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        using var reader = new StreamReader(stream, leaveOpen: true);
        var whole = Encoding.UTF8.GetByteCount(Whole(reader.ReadToEnd()));
        try
        {
            stream.SetLength(whole);
            stream.Position = whole;
            stream.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + '\n'))));
            stream.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // A full disk leaves the list as it was.
            stream.SetLength(whole);
            throw;
        }
    }

    /// <summary>Without the end of a line that a kill or a full disk cut short: it is not written until it is whole, and its writer writes it again.</summary>
    static string Whole(string text) => text[..(text.LastIndexOf('\n') + 1)];
}
