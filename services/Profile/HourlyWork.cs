using Mentorship.ServiceDefaults;

namespace Mentorship.Profile;

/// <summary>Work that is looked for once an hour. A database that is away is back by the next time, or the office has noticed.</summary>
internal abstract partial class HourlyWork(IServiceScopeFactory scopes, TimeProvider time, ILogger log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(Every, time);
        while (await hourly.WaitForNextTickAsync(stoppingToken))
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await WorkAsync(scope.ServiceProvider.GetRequiredService<ProfileDb>(), time.GetUtcNow(), stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Missed(failure, GetType().Name);
            }
    }

    protected abstract Task WorkAsync(ProfileDb db, DateTimeOffset now, CancellationToken ct);

    /// <summary>Saves batch after batch until one finds nothing to do, each again where it lost a race.</summary>
    protected static async Task InBatchesAsync(ProfileDb db, Func<Task<int>> batch, CancellationToken ct)
    {
        while (await Races.RetryAsync(db, batch, ct) > 0)
            db.ChangeTracker.Clear();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Work} could not be done; trying again in an hour")]
    partial void Missed(Exception failure, string work);
}
