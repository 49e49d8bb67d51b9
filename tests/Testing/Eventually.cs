using System.Diagnostics;

namespace Mentorship.Testing;

/// <summary>Waits for a condition with a deadline; tests never sleep.</summary>
public static class Eventually
{
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Asks until <paramref name="done"/> says yes; fails naming <paramref name="what"/> was awaited.</summary>
    public static async Task True(string what, Func<Task<bool>> done, TimeSpan? within = null)
    {
        var (limit, watch, pause) = (within ?? Patience, Stopwatch.StartNew(), 10);
        while (!await done())
        {
            if (watch.Elapsed > limit)
                throw new TimeoutException($"Waited {limit.TotalSeconds:0} s in vain: {what}.");
            await Task.Delay(pause);
            pause = Math.Min(pause * 2, 250);
        }
    }

    public static Task True(string what, Func<bool> done, TimeSpan? within = null) =>
        True(what, () => Task.FromResult(done()), within);

    /// <summary>Asks until something is there and returns it.</summary>
    public static async Task<T> Some<T>(string what, Func<Task<T?>> ask, TimeSpan? within = null) where T : class
    {
        T? found = null;
        await True(what, async () => (found = await ask()) is not null, within);
        return found!;
    }

    /// <summary>Runs the assertions until they hold; the last failure is the one reported.</summary>
    public static async Task Holds(Func<Task> assertions, TimeSpan? within = null)
    {
        var (limit, watch, pause) = (within ?? Patience, Stopwatch.StartNew(), 10);
        while (true)
        {
            try
            {
                await assertions();
                return;
            }
            catch (Exception) when (watch.Elapsed < limit)
            {
                await Task.Delay(pause);
                pause = Math.Min(pause * 2, 250);
            }
        }
    }
}
