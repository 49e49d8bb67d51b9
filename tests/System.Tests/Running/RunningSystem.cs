using System.Data.Common;
using Mentorship.Testing;

namespace Mentorship.SystemTests.Running;

/// <summary>The whole system as somebody runs it, in one process or in many. Journeys are written against this and pass on both.</summary>
public abstract class RunningSystem : IAsyncDisposable
{
    /// <summary>What a browser opens.</summary>
    public abstract string Address { get; }

    /// <summary>Every mail so far, oldest first.</summary>
    public abstract IReadOnlyList<Mail> Mails();

    /// <summary>Everything any process has logged.</summary>
    public abstract string Logs();

    /// <summary>A service's own database, to look at what a page cannot show.</summary>
    protected abstract DbConnection Connect(string service);

    /// <summary>The address of a service's API.</summary>
    public abstract string AddressOf(string service);

    /// <summary>Where the Portal keeps its keys.</summary>
    protected abstract string PortalKeys { get; }

    /// <summary>Signs in at the APIs as anyone.</summary>
    public async Task<Operator> OperatorAsync()
    {
        // Publishing its keys makes the Portal's first one.
        using var http = new HttpClient();
        using var document = System.Text.Json.JsonDocument.Parse(await http.GetStringAsync(new Uri($"{Address}/.well-known/openid-configuration")));
        await http.GetStringAsync(new Uri($"{Address}/.well-known/jwks.json"));
        var keys = await RowsAsync("portal", "SELECT key_id FROM token_keys ORDER BY number LIMIT 1");
        var key = await File.ReadAllBytesAsync(Path.Combine(PortalKeys, $"portal-signing-{keys[0]}.key"));
        return new Operator(document.RootElement.GetProperty("issuer").GetString()!, keys[0], key, AddressOf);
    }

    public IReadOnlyList<Mail> MailsTo(string address) =>
        [.. Mails().Where(m => m.To.Contains(address, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Waits for the next mail to somebody, after those that <paramref name="before"/> counts.</summary>
    public Task<Mail> MailAsync(string address, string subject, int before = 0, TimeSpan? within = null) =>
        Eventually.Some($"a mail to {address} about “{subject}”", () => Task.FromResult(
            MailsTo(address).Where(m => m.Subject.Contains(subject, StringComparison.OrdinalIgnoreCase)).Skip(before).FirstOrDefault()), within);

    /// <summary>Rows as text, columns in the statement's order: for comparing before and after, row by row.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string service, string statement)
    {
        await using var connection = Connect(service);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements are constants of the tests.
        command.CommandText = statement;
#pragma warning restore CA2100
        var rows = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture))));
        return rows;
    }

    public async Task<long> CountAsync(string service, string statement) =>
        long.Parse((await RowsAsync(service, statement))[0], System.Globalization.CultureInfo.InvariantCulture);

    public abstract ValueTask DisposeAsync();
}
