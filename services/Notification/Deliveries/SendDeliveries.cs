using Mentorship.Notification.Contacts;
using Mentorship.Notification.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Notification.Deliveries;

/// <summary>Sends couriers out, in two lanes: nobody who waits for a code stands behind six hundred invitations.</summary>
internal sealed partial class SendDeliveries(IServiceScopeFactory scopes, Wake wake, IHostApplicationLifetime life, ILogger<SendDeliveries> log) : BackgroundService
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Names and links come over HTTP, in the embedded default from this very process: not before it listens.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);

        await RoundAsync(async services =>
        {
            var alone = services.GetRequiredService<NotificationDb>().Database.IsSqlite();
            await services.GetRequiredService<Courier>().TakeOverAsync(alone, stoppingToken);
            return 0;
        }, stoppingToken);
        await Task.WhenAll(
            LaneAsync(urgent: true, UrgentAsync, stoppingToken),
            LaneAsync(urgent: false, OrdinaryAsync, stoppingToken));
    }

    static Task<int> UrgentAsync(IServiceProvider services, CancellationToken ct) =>
        services.GetRequiredService<Courier>().GoAsync(urgent: true, ct);

    async Task<int> OrdinaryAsync(IServiceProvider services, CancellationToken ct)
    {
        var courier = services.GetRequiredService<Courier>();
        await courier.TakeOverAsync(alone: false, ct);
        await services.GetRequiredService<RemindOfOffers>().GoAsync(ct);
        try
        {
            await services.GetRequiredService<ContactCopies>().PullAsync(people: null, ct);
        }
        catch (HttpRequestException e)
        {
            // Whoever needs none of the stale copies can be written to all the same.
            Stale(log, e.StatusCode);
        }
        return await courier.GoAsync(urgent: false, ct);
    }

    async Task LaneAsync(bool urgent, Func<IServiceProvider, CancellationToken, Task<int>> round, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
            if (await RoundAsync(services => round(services, ct), ct) < Courier.PerRound)
                await wake.WaitAsync(urgent, Look, ct);
    }

    async Task<int> RoundAsync(Func<IServiceProvider, Task<int>> round, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await round(scope.ServiceProvider);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // The database or Profile is away. Nothing is lost by looking again, and everything by giving up.
            Failed(log, e.GetType().Name, e);
            return 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A round of deliveries ended early: {Fault}")]
    static partial void Failed(ILogger log, string fault, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Profile does not answer ({Status}); stale contact details stay stale")]
    static partial void Stale(ILogger log, System.Net.HttpStatusCode? status);
}
