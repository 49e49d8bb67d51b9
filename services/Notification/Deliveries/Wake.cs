using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Mentorship.Notification.Deliveries;

/// <summary>Rouses the couriers of both lanes when there is something to send; a look every second stands behind it.</summary>
internal sealed class Wake : IDisposable
{
    readonly SemaphoreSlim _urgent = new(0, 1);
    readonly SemaphoreSlim _ordinary = new(0, 1);

    public void Up()
    {
        Up(_urgent);
        Up(_ordinary);
    }

    public Task WaitAsync(bool urgent, TimeSpan atMost, CancellationToken ct) => (urgent ? _urgent : _ordinary).WaitAsync(atMost, ct);

    public void Dispose()
    {
        _urgent.Dispose();
        _ordinary.Dispose();
    }

    static void Up(SemaphoreSlim lane)
    {
        try
        {
            lane.Release();
        }
        catch (SemaphoreFullException)
        {
            // Called already, and not yet up.
        }
    }
}

/// <summary>Whoever saves a delivery need not think of the couriers.</summary>
internal sealed class WakeCouriers(Wake wake) : SaveChangesInterceptor
{
    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is NotificationDb db && db.ChangeTracker.Entries<Delivery>().Any(e => e.Entity is { State: DeliveryState.Waiting, ClaimedUntil: null }))
            wake.Up();
        return ValueTask.FromResult(result);
    }
}
