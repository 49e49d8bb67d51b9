using System.Data.Common;
using Mentorship.SystemTests.Running;
using Mentorship.Testing;
using Microsoft.Data.Sqlite;

namespace Mentorship.Cli.Tests;

/// <summary>Standalone as a process of its own on a data folder that outlives it.</summary>
sealed class RunningOffice : RunningSystem
{
    readonly string _folder;
    readonly ServiceProcess _process;

    RunningOffice(string folder, ServiceProcess process) => (_folder, _process) = (folder, process);

    public override string Address => _process.Address;

    public static async Task<RunningOffice> StartAsync(string folder)
    {
        var process = await ServiceProcess.StartAsync("Standalone", new()
        {
            ["Data:Folder"] = folder,
            ["Demo:Enabled"] = "false",
            ["Limits:PerMinute"] = "1000000",
        });
        // The signing key is made when first asked for.
        using var http = new HttpClient();
        await http.GetStringAsync(new Uri($"{process.Address}/.well-known/jwks.json"));
        return new(folder, process);
    }

    public Task StopAsync() => _process.StopAsync();

    public override IReadOnlyList<Mail> Mails() => Mail.ReadFolder(Path.Combine(_folder, "mail"));

    public override string Logs() => string.Join('\n', _process.Output);

    public override string AddressOf(string service) => Address;

    protected override string PortalKeys => Path.Combine(_folder, "keys");

    protected override DbConnection Connect(string service) => Open(_folder, service);

    /// <summary>Every row of every table, but for what a running bus changes by itself.</summary>
    public static async Task<IReadOnlyDictionary<string, string[]>> RowsOfAllAsync(string folder)
    {
        var all = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var service in new[] { "profile", "matching", "notification", "portal" })
        {
            await using var connection = Open(folder, service);
            await connection.OpenAsync();
            var tables = await ReadAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT IN ('outbox', 'inbox', '__EFMigrationsLock')");
            foreach (var table in tables) all[$"{service}.{table}"] = await ReadAsync(connection, $"SELECT * FROM \"{table}\"");
        }
        return all;
    }

    public static async Task<string[]> RowsOfAsync(string folder, string service, string statement)
    {
        await using var connection = Open(folder, service);
        await connection.OpenAsync();
        return await ReadAsync(connection, statement);
    }

    static SqliteConnection Open(string folder, string service) => new($"Data Source={Path.Combine(folder, $"{service}.db")};Pooling=false;Mode=ReadWrite;Default Timeout=30");

    static async Task<string[]> ReadAsync(SqliteConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements are constants of the tests.
        command.CommandText = statement;
#pragma warning restore CA2100
        var rows = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) switch
            {
                byte[] bytes => Convert.ToHexStringLower(bytes),
                DBNull => "",
                var value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
            })));
        return [.. rows.Order(StringComparer.Ordinal)];
    }

    public override ValueTask DisposeAsync() => _process.DisposeAsync();
}
