using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

public sealed class InstanceTests
{
    [Fact]
    public void Each_mistake_is_refused_by_name()
    {
        Refused("There cannot be -1 people.", () => new InstanceBuilder(-1, 2));
        Refused("There is no student 2; there are 2, counted from 0.", () => Two().Edge(2, 0, 1));
        Refused("There is no mentor 7; there are 2, counted from 0.", () => Two().Edge(0, 7, 1));
        Refused("There is no mentor -1; there are 2, counted from 0.", () => Two().Mentor(-1, 0, 1));
        Refused("Student 0 and mentor 1 have the score 100001, which is not within 0 to 100000.", () => Two().Edge(0, 1, 100_001));
        Refused("Student 0 and mentor 1 have the score -1, which is not within 0 to 100000.", () => Two().Edge(0, 1, -1));
        Refused("Mentor 1 has the negative capacity -3.", () => Two().Mentor(1, 0, -3));
        Refused("Mentor 1 has the negative minimum -2.", () => Two().Mentor(1, -2, 3));
        Refused("Mentor 1 has the minimum 4 above the capacity 3.", () => Two().Mentor(1, 4, 3));
        Refused("The edge of student 1 and mentor 0 is given twice.", () =>
        {
            var builder = Two();
            builder.Edge(1, 0, 5);
            builder.Edge(1, 0, 6);
            builder.Build();
        });
    }

    [Fact]
    public void Pins_in_each_others_way_are_named()
    {
        var builder = Two();
        builder.Pin(0, 1, 5);
        var twice = Refused("Student 0 is pinned to mentor 1 and to mentor 0.", () => builder.Pin(0, 0, 5));
        Assert.Equal("AlreadyPinned", twice.Code);

        builder.Pin(1, 1, 5);
        var full = Refused("Mentor 1 takes 1, but 2 students are pinned there: 0, 1.", () => builder.Build());
        Assert.Equal("CapacityFull", full.Code);
        Assert.Equal([0, 1], full.Students);

        builder.Unpin(0);
        builder.Forbid(1, 1);
        Assert.Equal("Forbidden", Refused("Student 1 is pinned to mentor 1, and that pair is forbidden.", () => builder.Build()).Code);
    }

    [Fact]
    public void A_pair_under_the_floor_or_forbidden_is_no_edge()
    {
        var builder = Two();
        builder.Floor = 40_000;
        builder.Edge(0, 0, 39_999);
        builder.Edge(0, 1, 40_000);
        builder.Edge(1, 0, 90_000);
        builder.Forbid(1, 0);

        var instance = builder.Build();

        Assert.Equal((-1, 40_000, -1), (instance.ScoreOf(0, 0), instance.ScoreOf(0, 1), instance.ScoreOf(1, 0)));
    }

    [Fact]
    public void Whoever_is_released_has_no_edges_left_and_building_again_changes_nothing()
    {
        var builder = Two();
        builder.Edge(0, 0, 5);
        builder.Edge(1, 1, 6);
        builder.Edge(1, 0, 7);
        builder.Pin(1, 1, 6);
        builder.Release(1);

        var (instance, again) = (builder.Build(), builder.Build());

        Assert.Equal([0, 1, 1], instance.Start);
        Assert.Empty(instance.Pins);
        Assert.Equal(instance.Mentor, again.Mentor);
        builder.Edge(0, 1, 8);
        Assert.Equal((-1, 8), (instance.ScoreOf(0, 1), builder.Build().ScoreOf(0, 1)));
    }

    [Fact]
    public void Keys_of_people_are_spread_and_do_not_change()
    {
        var keys = Enumerable.Range(0, 10_000).Select(n => Lottery.Key(People.Id(1, n))).ToHashSet();
        Assert.Equal(10_000, keys.Count);
        Assert.Equal(0xfbff8247ef8df06dUL, Lottery.Key(new Guid("00112233-4455-6677-8899-aabbccddeeff")));
        Assert.Equal(164_863_440_678, Lottery.Draw(1, 2, 3));
    }

    static InstanceBuilder Two() => new(2, 2);

    static InvalidInstanceException Refused(string message, Action act)
    {
        var refusal = Assert.Throws<InvalidInstanceException>(act);
        Assert.Equal(message, refusal.Message);
        return refusal;
    }
}
