using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Mentorship.Testing;

/// <summary>
/// The real servers of one test program, each started when first asked for:
/// <c>[assembly: AssemblyFixture(typeof(Servers))]</c>, then take it in a test class's constructor.
/// </summary>
public sealed class Servers : IAsyncLifetime
{
    readonly Lazy<Task<PostgresServer>> _postgres = new(() => Started(new PostgresServer()));
    readonly Lazy<Task<RabbitServer>> _rabbit = new(() => Started(new RabbitServer()));
    readonly Lazy<Task<MailServer>> _mail = new(() => Started(new MailServer()));
    readonly ConcurrentDictionary<(Type, Provider), Lazy<Task<Template>>> _templates = new();
    readonly string _folder = Directory.CreateTempSubdirectory("mentorship-databases-").FullName;

    public Task<PostgresServer> PostgresAsync() => _postgres.Value;

    public Task<RabbitServer> RabbitAsync() => _rabbit.Value;

    public Task<MailServer> MailAsync() => _mail.Value;

    /// <summary>A migrated, empty database of that context for the caller alone: a copy of a template that is migrated once.</summary>
    public async Task<TestDatabase<TDb>> DatabaseAsync<TDb>(Provider provider) where TDb : DbContext
    {
        var template = await _templates.GetOrAdd((typeof(TDb), provider), _ => new(() => MigrateAsync<TDb>(provider))).Value;
        return await template.CopyAsync<TDb>();
    }

    /// <summary>An empty database without tables.</summary>
    public async Task<TestDatabase<TDb>> EmptyDatabaseAsync<TDb>(Provider provider) where TDb : DbContext =>
        await (await EmptyAsync(provider)).CopyAsync<TDb>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_postgres.IsValueCreated)
            await (await _postgres.Value).DisposeAsync();
        if (_rabbit.IsValueCreated)
            await (await _rabbit.Value).DisposeAsync();
        if (_mail.IsValueCreated)
            await (await _mail.Value).DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    async Task<Template> MigrateAsync<TDb>(Provider provider) where TDb : DbContext
    {
        var template = await EmptyAsync(provider);
        await using var db = TestDatabase<TDb>.Open(provider, template.ConnectionString(template.Name, pooling: false));
        await db.Database.MigrateAsync();
        return template;
    }

    async Task<Template> EmptyAsync(Provider provider)
    {
        var template = new Template(provider, provider == Provider.Postgres ? await PostgresAsync() : null, _folder);
        await template.CreateAsync();
        return template;
    }

    static async Task<T> Started<T>(T server) where T : PrivateServer
    {
        await server.StartAsync();
        return server;
    }
}

/// <summary>The databases every slice test runs on.</summary>
public enum Provider
{
    Sqlite,
    Postgres,
}
