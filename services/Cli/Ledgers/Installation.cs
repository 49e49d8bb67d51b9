using Mentorship.Cli.CommandLine;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Mentorship.Cli.Ledgers;

/// <summary>Where an installation's databases and its ledgers' keys are: a data folder of one process, or what its services are told by the environment.</summary>
static class Installation
{
    static readonly string[] Services = ["profile", "matching", "notification", "portal"];

    public static readonly Option[] Options =
    [
        new("--data", "FOLDER", "The data folder, where everything runs in one process. .data unless the environment names databases."),
        new("--keys", "FOLDER", "Where the ledgers' keys are. Keys__Folder in the environment, else keys in the data folder."),
        new("--service", "NAME", "Only this service's ledger.") { Words = Services },
    ];

    public const string Note = "On PostgreSQL set Database__Provider=postgres and ConnectionStrings__profile, __matching and so on, as the services are told.";

    /// <summary>The databases that are there, by service.</summary>
    public static IReadOnlyList<(string Service, LedgerDb Db)> Databases(Given given, Terminal terminal)
    {
        var wanted = given["--service"] is { } one ? [one] : Services;
        var found = given["--data"] is null && terminal.Environment("Database__Provider") == "postgres"
            ? wanted.Select(s => (s, Postgres(terminal.Environment($"ConnectionStrings__{s}")))).ToArray()
            : [.. wanted.Select(s => (s, Sqlite(Path.Combine(Data(given, terminal), $"{s}.db"))))];
        (string, LedgerDb)[] there = [.. found.Where(f => f.Item2 is not null).Select(f => (f.s, f.Item2!))];
        return there is not [] ? there : throw new BadInputException(given["--data"] is null && terminal.Environment("Database__Provider") == "postgres"
            ? $"ConnectionStrings__{wanted[0]} is not set, so there is no database to look into."
            : $"{Path.GetFullPath(Data(given, terminal))} holds no database{(given["--service"] is { } s ? $" of {s}" : "")}. --data names the data folder.");
    }

    /// <summary>The key that a service signs its ledger with.</summary>
    /// <exception cref="BadInputException">There is none; none is made.</exception>
    public static byte[] Key(Given given, Terminal terminal, string service)
    {
        var folder = Path.GetFullPath(given["--keys"] ?? (given["--data"] is null ? terminal.Environment("Keys__Folder") : null) ?? Path.Combine(Data(given, terminal), "keys"));
        try
        {
            return new Keys(Microsoft.Extensions.Options.Options.Create(new KeyOptions { Folder = folder })).Find($"{service}-ledger")
                ?? throw new BadInputException($"{Path.Combine(folder, $"{service}-ledger.key")}: there is no such file, and without the key nothing can be checked. --keys names its folder.");
        }
        catch (Exception unreadable) when (unreadable is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{Path.Combine(folder, $"{service}-ledger.key")}: it cannot be read. {unreadable.Message}");
        }
    }

    static string Data(Given given, Terminal terminal) => given["--data"] ?? terminal.Environment("Database__Folder") ?? terminal.Environment("Data__Folder") ?? ".data";

    // As Backup does: where the file may not be written, SQLite opens it for reading.
    static LedgerDb? Sqlite(string file) => File.Exists(file)
        ? new(new DbContextOptionsBuilder<LedgerDb>().UseSqlite($"Data Source={file};Mode=ReadWrite;Pooling=false;Default Timeout=30").Options)
        : null;

    static LedgerDb? Postgres(string? connection) => string.IsNullOrEmpty(connection) ? null : new(new DbContextOptionsBuilder<LedgerDb>().UseNpgsql(connection).Options);
}
