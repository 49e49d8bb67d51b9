using Microsoft.Extensions.DependencyInjection;

namespace Mentorship.Matching.Tests;

public sealed class RoundsTests
{
    static readonly IServiceScopeFactory Scopes = new ServiceCollection().BuildServiceProvider().GetRequiredService<IServiceScopeFactory>();

    [Fact]
    public async Task A_round_that_the_end_of_the_process_interrupts_is_no_failure()
    {
        using var stopping = new CancellationTokenSource();
        var failures = new List<Exception>();
        await Scopes.EveryAsync(TimeSpan.FromDays(1), async (_, ct) =>
        {
            await stopping.CancelAsync();
            throw new InvalidOperationException("The connection is gone.");
        }, failures.Add, stopping.Token).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Empty(failures);
    }

    [Fact]
    public async Task A_pause_ends_with_the_process()
    {
        using var stopping = new CancellationTokenSource();
        var paused = Scopes.EveryAsync(TimeSpan.FromDays(1), (_, _) => Task.FromResult(false), _ => { }, stopping.Token);
        await stopping.CancelAsync();
        await paused.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_round_that_fails_is_told_and_done_again()
    {
        using var stopping = new CancellationTokenSource();
        var (rounds, failures) = (0, new List<Exception>());
        await Scopes.EveryAsync(TimeSpan.Zero, async (_, _) =>
        {
            if (++rounds == 1)
                throw new InvalidOperationException("The database is away.");
            await stopping.CancelAsync();
            return false;
        }, failures.Add, stopping.Token).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal((2, 1), (rounds, failures.Count));
    }
}
