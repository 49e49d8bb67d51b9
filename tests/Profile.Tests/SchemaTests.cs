using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Tests;

public sealed class SchemaTests(Servers servers)
{
    const string Columns = """
        SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS "Value"
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '__EFMigrationsHistory' ORDER BY 1
        """;

    const string Indexes = """SELECT indexdef AS "Value" FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '__EFMigrationsHistory' ORDER BY 1""";

    const string Constraints = """
        SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) AS "Value"
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'f', 'u') AND conrelid::regclass::text NOT LIKE '%EFMigrationsHistory%' ORDER BY 1
        """;

    const string SqliteTables = """
        SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk AS "Value"
        FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE '\_\_EF%' ESCAPE '\' AND m.name NOT LIKE 'sqlite%' ORDER BY 1
        """;

    const string SqliteIndexes = """SELECT sql AS "Value" FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1""";

    [Fact]
    public async Task The_migrated_schema_is_the_models_on_PostgreSQL() => await Compare(Provider.Postgres, Columns, Indexes, Constraints);

    [Fact]
    public async Task The_migrated_schema_is_the_models_on_SQLite() => await Compare(Provider.Sqlite, SqliteTables, SqliteIndexes);

    async Task Compare(Provider provider, params string[] questions)
    {
        await using var migrated = await servers.DatabaseAsync<ProfileDb>(provider);
        await using var created = await servers.EmptyDatabaseAsync<ProfileDb>(provider);
        await using var one = migrated.Open();
        await using var other = created.Open();
        await other.Database.EnsureCreatedAsync();
        foreach (var question in questions)
        {
            var expected = await other.Database.SqlQueryRaw<string>(question).ToListAsync();
            Assert.NotEmpty(expected);
            Assert.Equal(expected, await one.Database.SqlQueryRaw<string>(question).ToListAsync());
        }
    }
}
