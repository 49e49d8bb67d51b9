namespace Mentorship.Matching;

/// <summary>Work that comes round for as long as the process runs.</summary>
static class Rounds
{
    /// <summary>
    /// Does a round in a scope of its own, the next one at once while there is more to do and after the pause
    /// otherwise. A round that fails is told and tried again; one that the end of the process interrupts is not a
    /// failure, since whatever it left undone is still in the database.
    /// </summary>
    public static async Task EveryAsync(
        this IServiceScopeFactory scopes, TimeSpan pause, Func<IServiceProvider, CancellationToken, Task<bool>> round, Action<Exception> failed, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var more = false;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                more = await round(scope.ServiceProvider, stopping);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                failed(e);
            }
            if (!more)
                await Task.Delay(pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
