using System.Globalization;
using Mentorship.Cli.CommandLine;
using Mentorship.ServiceDefaults.PersonalData;

namespace Mentorship.Cli.Backups;

/// <summary><c>mentorship backup</c>: the data folder of one process as two archives, while the application runs.</summary>
static class Backup
{
    static readonly TimeSpan KeysKept = TimeSpan.FromDays(30);

    /// <summary>
    /// Who hears is copied before who tells. What a copy has not heard yet, the copy of the teller still keeps and
    /// sends again at the next start; the other way round it would know of things that never happened there.
    /// </summary>
    static readonly string[] HearersFirst = ["notification", "portal", "matching", "profile"];

    public static readonly Verb Verb = new("backup", "Saves the data folder of one process as two archives, data and keys; the application may run on.",
    [
        new("--data", "FOLDER", "The data folder, as the application prints it at start.", Required: true),
        new("--to", "FOLDER", "Where the archives go.", Required: true),
        new("--keys-to", "FOLDER", "Where the archive of keys goes, best on other storage. As --to unless given."),
    ], RunAsync)
    {
        Notes =
        [
            "Data without keys opens nothing sealed, so keep the two apart. Delete archives of keys after 30 days at most:",
            "an erased person's data can be opened as long as an old key can. The list of erased people, erasures.txt,",
            "stands in neither archive; it is brought up to date beside the data, and every restore replays it.",
        ],
    };

    static async Task<int> RunAsync(Given given, Terminal terminal, CancellationToken ct)
    {
        var data = Path.GetFullPath(given["--data"]!);
        if (!Directory.Exists(Path.Combine(data, Folder.Keys))) throw new FailedException($"{data} is not a data folder: it holds no keys.");
        var (to, keysTo) = (Path.GetFullPath(given["--to"]!), Path.GetFullPath(given["--keys-to"] ?? given["--to"]!));
        if ($"{to}/".StartsWith($"{data}/", StringComparison.Ordinal)) throw new UsageException("--to lies in the data folder. A backup belongs elsewhere.");
        Archive.OwnFolder(to);
        Archive.OwnFolder(keysTo);

        var now = terminal.Time.GetUtcNow();
        var stamp = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var (archive, keys) = (Path.Combine(to, $"mentorship-{stamp}-data.tar.gz"), Path.Combine(keysTo, $"mentorship-{stamp}-keys.tar.gz"));
        if (File.Exists(archive) || File.Exists(keys)) throw new FailedException($"{(File.Exists(archive) ? archive : keys)} is there already. Nothing has been written.");

        var staged = Path.Combine(to, $".mentorship-{stamp}");
        Archive.OwnFolder(staged);
        try
        {
            await StageAsync(data, staged, ct);
            var fingerprints = Folder.Fingerprints(Path.Combine(staged, Folder.Keys));
            await Archive.WriteAsync(keys, Path.Combine(staged, Folder.Keys), Manifest.OfKeys, now, fingerprints, ct);
            await Archive.WriteAsync(archive, Path.Combine(staged, "data"), Manifest.OfData, now, fingerprints, ct);
        }
        finally
        {
            Directory.Delete(staged, recursive: true);
        }
        ErasureList.Add(Path.Combine(to, ErasureList.Name), Folder.Erased(Path.Combine(data, ErasureList.Name)));

        await terminal.SayAsync($"Data: {archive}\nKeys: {keys}");
        await terminal.SayAsync($"mentorship restore --archive {archive} --keys {keys} --data FOLDER brings them back.");
        foreach (var old in Directory.GetFiles(keysTo, "mentorship-*-keys.tar.gz").Where(f => now.UtcDateTime - File.GetLastWriteTimeUtc(f) > KeysKept).Order(StringComparer.Ordinal))
            await terminal.SayAsync($"Delete {old}: keys are kept for 30 days at most, or erasing someone does not reach their data.");
        return Exit.Done;
    }

    static async Task StageAsync(string data, string staged, CancellationToken ct)
    {
        var content = Path.Combine(staged, "data");
        Archive.OwnFolder(content);
        var databases = Directory.GetFiles(data, "*.db").OrderBy(f => Array.IndexOf(HearersFirst, Path.GetFileNameWithoutExtension(f))).ThenBy(f => f, StringComparer.Ordinal);
        foreach (var database in databases) await Folder.CopyDatabaseAsync(database, Path.Combine(content, Path.GetFileName(database)), ct);

        foreach (var entry in Folder.Contents(data).Where(e => !e.Name.EndsWith(".db", StringComparison.Ordinal) && !e.Name.Contains(".db-", StringComparison.Ordinal)))
            Copy(entry, entry.Name == Folder.Keys ? Path.Combine(staged, Folder.Keys) : Path.Combine(content, entry.Name));
    }

    static void Copy(FileSystemInfo from, string to)
    {
        if (from is FileInfo file)
        {
            file.CopyTo(to);
            return;
        }
        Archive.OwnFolder(to);
        foreach (var entry in ((DirectoryInfo)from).EnumerateFileSystemInfos()) Copy(entry, Path.Combine(to, entry.Name));
    }
}
