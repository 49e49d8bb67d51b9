using Mentorship.Cli.CommandLine;
using Mentorship.ServiceDefaults.PersonalData;

namespace Mentorship.Cli.Backups;

/// <summary>
/// <c>mentorship restore</c>: both archives into a data folder. Everything is unpacked, checked and cleared of erased
/// people beside what is there; only then does it take its place.
/// </summary>
static class Restore
{
    public static readonly Verb Verb = new("restore", "Brings a backup back into a data folder, and erases again who was erased since.",
    [
        new("--archive", "FILE", "The archive of data.", Required: true),
        new("--keys", "FILE", "The archive of keys.", Required: true),
        new("--data", "FOLDER", "The data folder to fill.", Required: true),
        new("--erasures", "FILE", "The list of erased people. erasures.txt beside the archive of data unless given."),
        new("--no-erasures", null, "There is no such list, because nobody was ever erased."),
        new("--overwrite", null, "Replace what the data folder holds."),
    ], RunAsync)
    {
        Notes = ["End the application first. Nothing in the folder is touched until both archives have been unpacked and checked."],
    };

    static async Task<int> RunAsync(Given given, Terminal terminal, CancellationToken ct)
    {
        var data = Path.GetFullPath(given["--data"]!);
        var (archive, keys) = (Path.GetFullPath(given["--archive"]!), Path.GetFullPath(given["--keys"]!));
        Archive.OwnFolder(data);
        await using var held = Folder.Hold(data);
        if (Folder.Contents(data).Any() && !given.Has("--overwrite")) throw new FailedException($"{data} is not empty. Choose another folder with --data, or replace what is there with --overwrite.");

        var now = terminal.Time.GetUtcNow();
        var erased = Erased(given, archive, data);
        var fresh = Path.Combine(data, Folder.Restoring);
        if (Directory.Exists(fresh)) Directory.Delete(fresh, recursive: true);
        Archive.OwnFolder(fresh);
        try
        {
            var manifest = await Archive.ReadAsync(archive, fresh, Manifest.OfData, ct);
            var keyFolder = Path.Combine(fresh, Folder.Keys);
            Archive.OwnFolder(keyFolder);
            await Archive.ReadAsync(keys, keyFolder, Manifest.OfKeys, ct);
            var found = Folder.Fingerprints(keyFolder);
            if (manifest.Keys.FirstOrDefault(k => found.GetValueOrDefault(k.Key) != k.Value) is { Key: { } other })
                throw new FailedException($"{keys} does not fit {archive}: {other} is not the key that this data was saved with.");
            foreach (var database in Directory.GetFiles(fresh, "*.db")) await Folder.CheckAsync(database, ct);
            await Erasing.ReplayAsync(fresh, [.. erased.Keys], now, ct);

            // The list before what it applies to: stopped in between, the next start still knows everyone.
            ErasureList.Add(Path.Combine(data, ErasureList.Name), erased);
            // From here on nothing can fail but the disk: everything lies in this folder already.
            foreach (var old in Folder.Contents(data).ToList())
                if (old is DirectoryInfo folder) folder.Delete(recursive: true);
                else old.Delete();
            foreach (var entry in new DirectoryInfo(fresh).EnumerateFileSystemInfos().ToList()) Directory.Move(entry.FullName, Path.Combine(data, entry.Name));
            await terminal.SayAsync($"{data} is as it was {manifest.MadeAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.");
            await terminal.SayAsync(erased.Count == 1 ? "1 person was erased again." : $"{erased.Count} people were erased again.");
        }
        finally
        {
            Directory.Delete(fresh, recursive: true);
        }
        return Exit.Done;
    }

    /// <summary>Whom the given list names, and whom the folder's own list does where it outlived the data.</summary>
    static Dictionary<Guid, DateTimeOffset> Erased(Given given, string archive, string data)
    {
        var list = given["--erasures"] ?? Path.Combine(Path.GetDirectoryName(archive)!, ErasureList.Name);
        if (given["--erasures"] is not null && given.Has("--no-erasures")) throw new UsageException("Give --erasures or --no-erasures, not both.");
        if (!File.Exists(list) && !given.Has("--no-erasures"))
            throw new FailedException($"There is no list of erased people at {Path.GetFullPath(list)}. Name it with --erasures, or say --no-erasures if nobody was ever erased.");
        var people = new Dictionary<Guid, DateTimeOffset>();
        foreach (var file in new[] { list, Path.Combine(data, ErasureList.Name) })
            foreach (var (person, at) in Folder.Erased(file)) people.TryAdd(person, at);
        return people;
    }
}
