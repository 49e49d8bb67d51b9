using System.Security.Cryptography;
using Mentorship.Cli.CommandLine;
using Mentorship.ServiceDefaults.PersonalData;
using Microsoft.Data.Sqlite;

namespace Mentorship.Cli.Backups;

/// <summary>The data folder of one process, as backup and restore know it.</summary>
static class Folder
{
    public const string Keys = "keys", Lock = ".lock", Restoring = ".restore";

    /// <summary>Holds the folder, as the application does while it runs.</summary>
    /// <exception cref="FailedException">The application, or another restore, holds it.</exception>
    public static FileStream Hold(string path)
    {
        try
        {
            return new FileStream(Path.Combine(path, Lock), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new FailedException($"The application is using {path}. End it first, then restore.", e);
        }
    }

    /// <summary>Whom a list names. It might name someone in a line that cannot be read, so nothing is guessed.</summary>
    public static IReadOnlyDictionary<Guid, DateTimeOffset> Erased(string list)
    {
        try
        {
            return ErasureList.Read(list);
        }
        catch (FormatException wrong)
        {
            throw new FailedException($"{wrong.Message} Nothing has been changed.", wrong);
        }
    }

    /// <summary>What the folder holds beside what says nothing about it.</summary>
    public static IEnumerable<FileSystemInfo> Contents(string path) =>
        new DirectoryInfo(path).EnumerateFileSystemInfos().Where(e => e.Name is not (Lock or Restoring or ErasureList.Name));

    /// <summary>Copies a database as it stands between two transactions, while the application goes on writing.</summary>
    public static async Task CopyDatabaseAsync(string from, string to, CancellationToken ct)
    {
        await using (var source = new SqliteConnection($"Data Source={from};Mode=ReadWrite;Pooling=false;Default Timeout=60"))
        await using (var copy = new SqliteConnection($"Data Source={to};Pooling=false"))
        {
            await source.OpenAsync(ct);
            await copy.OpenAsync(ct);
            source.BackupDatabase(copy);
        }
        await CheckAsync(to, ct);
    }

    public static async Task CheckAsync(string database, CancellationToken ct)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=false");
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        if (await command.ExecuteScalarAsync(ct) is not "ok") throw new FailedException($"{Path.GetFileName(database)} is damaged: SQLite's integrity check fails.");
    }

    /// <summary>Says nothing about the keys themselves, and differs when one of them does.</summary>
    public static IReadOnlyDictionary<string, string> Fingerprints(string keys) =>
        Directory.Exists(keys)
            ? Directory.GetFiles(keys, "*.key").ToDictionary(f => Path.GetFileName(f), f => Convert.ToHexStringLower(HMACSHA256.HashData(File.ReadAllBytes(f), "mentorship backup"u8))[..16])
            : new();
}
