using Mentorship.Ledger;
using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Cli.Ledgers;

/// <summary>Of any service's database, its ledger alone.</summary>
sealed class LedgerDb(DbContextOptions<LedgerDb> options) : ServiceDb(options)
{
    protected override void Entities(ModelBuilder model) => model.AddLedgerTable();

    /// <summary>Whether the database has one: not every service performs acts that somebody has to answer for.</summary>
    public async Task<bool> HasLedgerAsync(CancellationToken ct) => await Database.SqlQueryRaw<int>(Database.IsSqlite()
        ? "SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name = 'ledger'"
        : "SELECT COUNT(*)::int AS \"Value\" FROM pg_tables WHERE schemaname = ANY (current_schemas(false)) AND tablename = 'ledger'").SingleAsync(ct) > 0;
}
