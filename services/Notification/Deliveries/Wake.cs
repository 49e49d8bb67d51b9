namespace Mentorship.Notification.Deliveries;

/// <summary>Rouses the couriers before their next look, where somebody waits for the mail.</summary>
internal sealed class Wake : IDisposable
{
    private readonly SemaphoreSlim _calls = new(0, 1);

    public void Up()
    {
        try
        {
            _calls.Release();
        }
        catch (SemaphoreFullException)
        {
            // Called already, and not yet up.
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _calls.WaitAsync(atMost, ct);

    public void Dispose() => _calls.Dispose();
}
