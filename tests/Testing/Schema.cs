using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Mentorship.Testing;

/// <summary>Migrations are written by hand, so a test holds them against the model.</summary>
public static class Schema
{
    /// <summary>Compares what the migrations make with what the model asks for: tables, columns, keys, indexes.</summary>
    public static async Task AssertMigratedAsModelledAsync<TDb>(Servers servers, Provider provider) where TDb : DbContext
    {
        await using var migrated = await servers.DatabaseAsync<TDb>(provider);
        await using var modelled = await servers.EmptyDatabaseAsync<TDb>(provider);
        await using var byMigration = migrated.Open();
        await using var byModel = modelled.Open();
        await byModel.Database.EnsureCreatedAsync();
        Assert.Equal(await ReadAsync(byModel, provider), await ReadAsync(byMigration, provider));
    }

    static async Task<string[]> ReadAsync(DbContext db, Provider provider)
    {
        var query = provider == Provider.Sqlite
            ? "SELECT type || ' ' || name || ' ' || coalesce(sql, '') AS \"Value\" FROM sqlite_master WHERE name NOT LIKE '%EFMigrations%'"
            : """
              SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || is_identity AS "Value"
                FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\_\_EF%'
              UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '\_\_EF%'
              UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
                FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND conrelid::regclass::text NOT LIKE '%EFMigrations%'
              """;
#pragma warning disable EF1002 // both queries stand just above
        var lines = await db.Database.SqlQueryRaw<string>(query).ToListAsync();
#pragma warning restore EF1002
        return [.. lines.Select(Tidy).Order(StringComparer.Ordinal)];
    }

    /// <summary>White space and the order of column definitions within a table say nothing.</summary>
    static string Tidy(string line)
    {
        var parts = line.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(p => p.TrimEnd(','));
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(" | ", parts.Order(StringComparer.Ordinal))}");
    }
}
