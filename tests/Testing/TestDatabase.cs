using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mentorship.Testing;

/// <summary>A database that belongs to one test class.</summary>
public sealed class TestDatabase<TDb> : IAsyncDisposable where TDb : DbContext
{
    readonly Template _template;
    readonly string _name;

    internal TestDatabase(Template template, string name)
    {
        (_template, _name) = (template, name);
        ConnectionString = template.ConnectionString(name, pooling: true);
    }

    public Provider Provider => _template.Provider;

    public string ConnectionString { get; }

    /// <summary>The service's name as its configuration writes it: `matching` for MatchingDb.</summary>
    public string Service => ServiceName.Of<TDb>();

    /// <summary>What the service's host needs to use this database.</summary>
    public Dictionary<string, string?> Settings => Provider == Provider.Sqlite
        ? new() { ["Database:Provider"] = "sqlite", ["Database:Folder"] = Path.GetDirectoryName(new SqliteConnectionStringBuilder(ConnectionString).DataSource) }
        : new() { ["Database:Provider"] = "postgres", [$"ConnectionStrings:{Service}"] = ConnectionString };

    /// <summary>A context of its own, beside those of the running service.</summary>
    public TDb Open() => Open(Provider, ConnectionString);

    public ValueTask DisposeAsync() => _template.DropAsync(_name, ConnectionString);

    internal static TDb Open(Provider provider, string connectionString)
    {
        var options = new DbContextOptionsBuilder<TDb>();
        if (provider == Provider.Sqlite)
            options.UseSqlite(connectionString);
        else
            options.UseNpgsql(connectionString);
        return (TDb)Activator.CreateInstance(typeof(TDb), options.Options)!;
    }
}

static class ServiceName
{
    public static string Of<TDb>() => typeof(TDb).Name.Replace("Db", "", StringComparison.Ordinal).ToLowerInvariant();
}

/// <summary>A database that is copied and otherwise left alone.</summary>
sealed class Template(Provider provider, PostgresServer? server, string folder)
{
    public Provider Provider => provider;

    public string Name { get; } = NewName();

    public async Task CreateAsync()
    {
        if (provider == Provider.Sqlite)
            Directory.CreateDirectory(Path.Combine(folder, Name));
        else
            await StatementAsync($"CREATE DATABASE {Name}");
    }

    public async Task<TestDatabase<TDb>> CopyAsync<TDb>() where TDb : DbContext
    {
        var copy = NewName();
        if (provider == Provider.Sqlite)
        {
            // The service finds its file by its own name in a folder.
            Directory.CreateDirectory(Path.Combine(folder, copy));
            var from = FileOf(Name);
            if (File.Exists(from))
                await CheckpointAndCopyAsync(from, Path.Combine(folder, copy, $"{ServiceName.Of<TDb>()}.db"));
            return new TestDatabase<TDb>(this, $"{copy}/{ServiceName.Of<TDb>()}");
        }
        await StatementAsync($"CREATE DATABASE {copy} TEMPLATE {Name}");
        return new TestDatabase<TDb>(this, copy);
    }

    public async ValueTask DropAsync(string name, string connectionString)
    {
        if (provider == Provider.Sqlite)
        {
            await using var connection = new SqliteConnection(connectionString);
            SqliteConnection.ClearPool(connection);
            Directory.Delete(Path.GetDirectoryName(FileOf(name))!, recursive: true);
            return;
        }
        await using (var connection = new NpgsqlConnection(connectionString))
            NpgsqlConnection.ClearPool(connection);
        await StatementAsync($"DROP DATABASE {name} WITH (FORCE)");
    }

    public string ConnectionString(string name, bool pooling) => provider == Provider.Sqlite
        ? $"Data Source={FileOf(name)};Pooling={pooling};Default Timeout=30"
        : server!.ConnectionString(name) + $";Pooling={pooling};Include Error Detail=true";

    string FileOf(string name) => Path.Combine(folder, name.Contains('/', StringComparison.Ordinal) ? $"{name}.db" : $"{name}/template.db");

    // A copy of the file alone is whole only when the write-ahead log is empty.
    async Task CheckpointAndCopyAsync(string from, string to)
    {
        await using (var connection = new SqliteConnection(ConnectionString(Name, pooling: false)))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
        }
        File.Copy(from, to);
    }

    async Task StatementAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(server!.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The only text from outside this file is a name made a few lines up.
        command.CommandText = statement;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    static string NewName() => $"t{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):n}";
}
