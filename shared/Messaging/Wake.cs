using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Mentorship.Messaging;

/// <summary>Tells a relay that there is something to publish; a poll stands behind it.</summary>
internal sealed class Wake<TDb> : IDisposable where TDb : ServiceDb
{
    readonly SemaphoreSlim _signal = new(0, 1);

    public void Signal()
    {
        // Two signals are one; losing the second is harmless.
        if (_signal.CurrentCount == 0)
            try { _signal.Release(); } catch (SemaphoreFullException) { }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _signal.WaitAsync(atMost, ct);

    public void Dispose() => _signal.Dispose();
}

/// <summary>Wakes the relay after a save that stored an event.</summary>
internal sealed class WakeRelay<TDb>(Wake<TDb> wake) : SaveChangesInterceptor where TDb : ServiceDb
{
    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is TDb db && db.ChangeTracker.Entries<OutboxRow>().Any()) wake.Signal();
        return ValueTask.FromResult(result);
    }
}
