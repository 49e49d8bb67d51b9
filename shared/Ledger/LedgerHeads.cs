using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Mentorship.ServiceDefaults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mentorship.Ledger;

/// <summary>Section <c>Ledger</c>.</summary>
public sealed record LedgerOptions
{
    /// <summary>Folder outside the database, best on other storage, for one line per head: time, number, hash.</summary>
    [Required]
    public string Heads { get; init; } = ".data/ledger-heads";
}

/// <summary>Keeps the heads of a process's ledgers outside their databases.</summary>
public sealed class LedgerHeads(IOptions<LedgerOptions> options, TimeProvider time)
{
    readonly Lock _lock = new();

    /// <summary>Appends a line to <c>{service}.heads</c>.</summary>
    public void Keep(string service, LedgerHead head)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():O} {head.Seq} {Convert.ToHexStringLower(head.Hash)}\n");
        lock (_lock) File.AppendAllText(Path.Combine(Directory.CreateDirectory(options.Value.Heads).FullName, $"{service}.heads"), line);
    }
}

/// <summary>Adds the ledger to a service.</summary>
public static partial class LedgerExtensions
{
    /// <summary>A service's ledger, and its head kept once a day.</summary>
    public static void AddLedger<TDb>(this IHostApplicationBuilder builder) where TDb : ServiceDb
    {
        builder.Services.AddOptions<LedgerOptions>().Bind(builder.Configuration.GetSection("Ledger")).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton<LedgerHeads>();
        builder.Services.AddScoped<LedgerOf<TDb>>();
        builder.Services.AddHostedService<KeepHeadDaily<TDb>>();
    }

    sealed partial class KeepHeadDaily<TDb>(IServiceScopeFactory scopes, TimeProvider time, ILogger<KeepHeadDaily<TDb>> log) : BackgroundService where TDb : ServiceDb
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var daily = new PeriodicTimer(TimeSpan.FromDays(1), time);
            while (await daily.WaitForNextTickAsync(stoppingToken))
                try
                {
                    await using var scope = scopes.CreateAsyncScope();
                    await scope.ServiceProvider.GetRequiredService<LedgerOf<TDb>>().KeepHeadAsync(stoppingToken);
                }
                // A day without a head is a gap in assurance, not a reason to stop the service.
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    NotKept(failure, typeof(TDb).Name);
                }
        }

        [LoggerMessage(Level = LogLevel.Error, Message = "The ledger's head of {Context} could not be kept")]
        partial void NotKept(Exception failure, string context);
    }
}
