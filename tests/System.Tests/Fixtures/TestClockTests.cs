using Mentorship.Testing;

namespace Mentorship.SystemTests.Fixtures;

public sealed class TestClockTests
{
    [Fact]
    public async Task A_delay_ends_when_the_clock_passes_it_and_not_before()
    {
        var clock = new TestClock();
        var delay = Task.Delay(TimeSpan.FromMinutes(5), clock, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromMinutes(4));
        Assert.False(delay.IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(1));
        await delay.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_periodic_timer_fires_at_the_first_and_the_last_of_the_times_that_were_jumped_over()
    {
        var clock = new TestClock();
        var seen = new List<DateTimeOffset>();
        var start = clock.GetUtcNow();
        using var timer = clock.CreateTimer(_ => seen.Add(clock.GetUtcNow()), null, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        clock.Advance(TimeSpan.FromHours(0.5));
        Assert.Empty(seen);
        clock.Advance(TimeSpan.FromHours(4));
        Assert.Equal([start.AddHours(1), start.AddHours(4)], seen);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal([start.AddHours(1), start.AddHours(4), start.AddHours(5)], seen);
    }

    [Fact]
    public async Task A_flowing_clock_needs_no_push()
    {
        var clock = new TestClock(flows: true);
        await Task.Delay(TimeSpan.FromMilliseconds(50), clock, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        var hours = Task.Delay(TimeSpan.FromHours(2), clock, TestContext.Current.CancellationToken);
        Assert.False(hours.IsCompleted);
        clock.Advance(TimeSpan.FromHours(2));
        await hours.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }
}
