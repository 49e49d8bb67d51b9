using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mentorship.ServiceDefaults;

/// <summary>Section <c>Database</c>.</summary>
internal sealed record DatabaseOptions
{
    /// <summary><c>sqlite</c> (a file per service in <see cref="Folder"/>) or <c>postgres</c> (<c>ConnectionStrings:{service}</c>).</summary>
    [RegularExpression("sqlite|postgres", ErrorMessage = "Database:Provider is \"sqlite\" or \"postgres\".")]
    public string Provider { get; init; } = "sqlite";

    /// <summary>Where the SQLite files are.</summary>
    [Required]
    public string Folder { get; init; } = ".data";
}

/// <summary>SQLite or PostgreSQL, by configuration alone.</summary>
public static class DatabaseChoice
{
    /// <summary>A service's database, its name for keys and logs, and its health check.</summary>
    public static void AddServiceDb<TDb>(this IHostApplicationBuilder builder, string service) where TDb : ServiceDb
    {
        builder.Services.AddOptions<DatabaseOptions>().Bind(builder.Configuration.GetSection("Database")).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(new ServiceName<TDb>(service));
        builder.Services.AddSingleton(new Migration(MigrateAsync<TDb>));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IInterceptor, OverwriteDeleted>());
        builder.Services.AddDbContext<TDb>((provider, options) =>
        {
            Choose(options, service, builder.Configuration);
            options.AddInterceptors(provider.GetServices<IInterceptor>());
            // A lost race is an answer here, not a fault: it is retried or refused by the act that met it.
            options.ConfigureWarnings(warnings => warnings.Log((CoreEventId.SaveChangesFailed, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug)));
        });
        builder.Services.AddScoped<Sealing.DataKeys<TDb>>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseCheck<TDb>>($"database-{service}");
    }

    static void Choose(DbContextOptionsBuilder options, string service, IConfiguration configuration)
    {
        var choice = configuration.GetSection("Database").Get<DatabaseOptions>() ?? new();
        if (choice.Provider == "postgres")
            options.UseNpgsql(configuration.GetConnectionString(service)
                ?? throw new InvalidOperationException($"Set ConnectionStrings:{service}, or Database:Provider to \"sqlite\"."));
        else
        {
            Directory.CreateDirectory(choice.Folder);
            options.UseSqlite($"Data Source={Path.Combine(choice.Folder, $"{service}.db")};Default Timeout=30");
        }
    }

    /// <summary>Brings a service's database to this version's schema.</summary>
    public static async Task MigrateAsync<TDb>(this IHost app, CancellationToken ct = default) where TDb : ServiceDb
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        // Readers must not hold up a commit: write ahead. EF sets it only for a file that it makes itself, and the
        // lock table makes the file first. A start that was killed while migrating leaves its lock row behind and
        // every later start would wait for ever; a SQLite file belongs to one process, so a row found here is
        // always such a leftover.
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlRawAsync("""
                PRAGMA journal_mode = WAL;
                CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                DELETE FROM "__EFMigrationsLock";
                """, ct);
        await db.Database.MigrateAsync(ct);
    }

    /// <summary>The same for every service of this process, side by side: each has a database of its own.</summary>
    public static Task MigrateAllAsync(this IHost app, CancellationToken ct = default) =>
        Task.WhenAll(app.Services.GetServices<Migration>().Select(migration => migration.RunAsync(app, ct)));

    /// <summary>What is deleted from a SQLite file is overwritten: it would stay readable in the file's free pages.</summary>
    sealed class OverwriteDeleted : DbConnectionInterceptor
    {
        const string Statement = "PRAGMA secure_delete = ON";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            if (connection is not SqliteConnection) return;
            using var command = connection.CreateCommand();
            command.CommandText = Statement;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (connection is not SqliteConnection) return;
            await using var command = connection.CreateCommand();
            command.CommandText = Statement;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    sealed record Migration(Func<IHost, CancellationToken, Task> RunAsync);

    sealed class DatabaseCheck<TDb>(TDb db) : IHealthCheck where TDb : ServiceDb
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
    }
}

/// <summary>Which service a context belongs to; names its keys and its queues.</summary>
/// <param name="Value">For example <c>matching</c>.</param>
public sealed record ServiceName<TDb>(string Value) where TDb : ServiceDb;
