using System.Data.Common;
using Mentorship.Cli.CommandLine;
using Mentorship.Ledger;

namespace Mentorship.Cli.Ledgers;

/// <summary><c>mentorship verify ledger</c>: whether anybody edited, deleted, reordered or cut off what the services' ledgers say.</summary>
static class VerifyLedger
{
    public static readonly Verb Verb = new("verify ledger", "Checks that nobody altered the ledgers of an installation.",
    [
        .. Installation.Options,
        new("--head", "FILE|FOLDER|SEQ:HASH", "Heads that were kept outside the database: a file such as matching.heads, a folder of them, or one head of the --service."),
    ], RunAsync)
    {
        Notes =
        [
            "Every line of a file of heads has to lie on the chain. Without a head it cannot be excluded that the end was cut off.",
            "Details that were sealed with an erased person's key are checked as they stand: erasing leaves a ledger valid.",
            Installation.Note,
            "It ends with 0 when every ledger holds, with 1 and the reason when one does not, with 2 for what it cannot read.",
        ],
    };

    static async Task<int> RunAsync(Given given, Terminal terminal, CancellationToken ct)
    {
        var ledgers = await LedgersAsync(given, terminal, ct);
        // Before the rows, so that no head is younger than what is read.
        var heads = KeptHeads.Read(given["--head"], given["--service"], [.. ledgers.Select(l => l.Service)]);
        var exit = Exit.Done;
        foreach (var (service, db) in ledgers)
        {
            await using var _ = db;
            var found = await ReadAsync(service, () => Chain.CheckAsync(db, () => Installation.Key(given, terminal, service), heads.Of(service), ct));
            if (!found.Holds) exit = Exit.Failed;
            await (found.Holds ? terminal.Out : terminal.Error).WriteLineAsync($"{service}: {found.Sentence}");
        }
        return exit;
    }

    static async Task<IReadOnlyList<(string Service, LedgerDb Db)>> LedgersAsync(Given given, Terminal terminal, CancellationToken ct)
    {
        var ledgers = new List<(string, LedgerDb)>();
        foreach (var (service, db) in Installation.Databases(given, terminal))
            if (await ReadAsync(service, () => db.HasLedgerAsync(ct))) ledgers.Add((service, db));
            else await db.DisposeAsync();
        return ledgers is not [] ? ledgers : throw new BadInputException(given["--service"] is { } one ? $"{one} keeps no ledger." : "None of these databases holds a ledger.");
    }

    static async Task<T> ReadAsync<T>(string service, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        // A connection that fails at once is wrapped; a connection string that says nothing is an argument.
        catch (Exception unreadable) when (unreadable is DbException or ArgumentException or { InnerException: DbException })
        {
            throw new BadInputException($"{service}: its database cannot be read. {(unreadable.InnerException as DbException ?? unreadable).Message.ReplaceLineEndings(" ")}");
        }
    }
}
