using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

[Collection(nameof(Alone))]
public sealed class ShortlistCancellationTests
{
    [Fact]
    public void Shortlists_stop_within_a_tenth_of_a_second()
    {
        var (students, mentors) = People.Pool(8_000, 8_000);
        var prepared = People.By(new(), Rarity.Of(students, mentors)).Prepare(mentors);
        using var cancel = new CancellationTokenSource();
        TimeSpan? asked = null;

        Assert.ThrowsAny<OperationCanceledException>(() => prepared.Shortlists(students, 50, _ =>
        {
            asked ??= Environment.CpuUsage.TotalTime;
            cancel.Cancel();
        }, cancel.Token));

        Assert.NotNull(asked);
        Assert.InRange((Environment.CpuUsage.TotalTime - asked.Value).TotalMilliseconds, 0, 100);
    }

    [Fact]
    public void Preparing_stops_at_once_when_it_is_too_late() => Assert.ThrowsAny<OperationCanceledException>(() =>
        People.By(new()).Prepare(People.Pool(1, 10).Mentors, new CancellationToken(canceled: true)));
}
