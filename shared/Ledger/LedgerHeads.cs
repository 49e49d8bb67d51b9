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
    /// <summary>How the files are called, after the service's name.</summary>
    public const string Extension = ".heads";

    readonly Lock _lock = new();

    /// <summary>Appends a line to <c>{service}.heads</c>.</summary>
    public void Keep(string service, LedgerHead head)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():O} {head.Seq} {Convert.ToHexStringLower(head.Hash)}\n");
        lock (_lock) File.AppendAllText(Path.Combine(Directory.CreateDirectory(options.Value.Heads).FullName, $"{service}{Extension}"), line);
    }

    /// <summary>Every head in a file that <see cref="Keep"/> wrote, the oldest first.</summary>
    /// <exception cref="FormatException">A line is not one; the message names it.</exception>
    public static IReadOnlyList<LedgerHead> Read(string file)
    {
        var heads = new List<LedgerHead>();
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                heads.Add(line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var seq, var hash] ? LedgerHead.Parse(seq, hash)
                    : throw new FormatException("a head is a time, a row's number and its hash."));
            }
            catch (FormatException wrong)
            {
                throw new FormatException($"line {number}: {wrong.Message}", wrong);
            }
        }
        return heads;
    }
}

/// <summary>Adds the ledger to a service.</summary>
public static partial class LedgerExtensions
{
    /// <summary>A service's ledger, and its head kept soon after every start and once a day.</summary>
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
            // Soon after the start too: a process that is started anew every night would never see the end of a day.
            using var daily = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
            while (await daily.WaitForNextTickAsync(stoppingToken))
                try
                {
                    daily.Period = TimeSpan.FromDays(1);
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
