using FsCheck;
using FsCheck.Fluent;
using Mentorship.Profile.Outcomes;
using Interval = Mentorship.Profile.Outcomes.Interval;

namespace Mentorship.Profile.Tests;

public sealed class DisclosureTests
{
    static readonly string[] Groups = ["a", "b", "c"];

    [Fact]
    public void Groups_of_ten_with_five_on_either_side_are_shown_as_they_are()
    {
        var cut = Cut(("a", [0, 0, 5, 5]), ("b", [0, 0, 20, 5]), ("c", [0, 0, 5, 40]));
        Assert.Equal([["a"], ["b"], ["c"]], cut!.Groups);
        Assert.Equal((false, 1), (cut.LastIsRest, cut.Measures));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(4, 5)]
    [InlineData(40, 4)]
    [InlineData(4, 40)]
    public void A_group_that_is_too_few_takes_the_next_smallest_with_it(int matched, int unmatched)
    {
        var cut = Cut(("a", [0, 0, 30, 10]), ("b", [0, 0, 20, 10]), ("c", [0, 0, matched, unmatched]));
        // The two together are enough; which of them is small is not told.
        Assert.Equal([["a"], ["b", "c"]], cut!.Groups);
        Assert.True(cut.LastIsRest);
    }

    [Fact]
    public void An_answer_that_nobody_gave_is_put_together_with_others_too()
    {
        var cut = Cut(("a", [0, 0, 30, 10]), ("b", [0, 0, 20, 10]));
        Assert.Equal([["a"], ["b", "c"]], cut!.Groups);
    }

    [Fact]
    public void Small_groups_that_are_enough_together_take_nobody_with_them()
    {
        var cut = Disclosure.Of(Of(("a", [0, 0, 30, 10]), ("b", [0, 0, 20, 10]), ("c", [0, 0, 4, 3]), ("d", [0, 0, 3, 2])), ["a", "b", "c", "d"], Yardstick.Student);
        Assert.Equal([["a"], ["b"], ["c", "d"]], cut!.Groups);
    }

    [Theory]
    [InlineData(30, 10, 3, 2)]
    [InlineData(40, 4, 40, 4)]
    [InlineData(0, 0, 0, 0)]
    public void With_fewer_than_two_groups_to_compare_there_is_nothing_to_say(int matched, int unmatched, int others, int othersUnmatched) =>
        Assert.Null(Cut(("a", [0, 0, matched, unmatched]), ("b", [0, 0, others, othersUnmatched])));

    [Fact]
    public void Finer_measures_are_shown_only_where_nothing_between_them_is_small()
    {
        Assert.Equal(3, Cut(("a", [9, 9, 9, 9]), ("b", [5, 5, 5, 5]), ("c", [9, 9, 9, 9]))!.Measures);
        // Between the first three choices and a mentor at all are four people.
        Assert.Equal(2, Cut(("a", [9, 9, 9, 9]), ("b", [6, 9, 4, 9]), ("c", [9, 9, 9, 9]))!.Measures);
        Assert.Equal(1, Cut(("a", [9, 9, 9, 9]), ("b", [4, 9, 9, 9]), ("c", [9, 9, 9, 9]))!.Measures);
    }

    [Fact]
    public void A_programme_has_a_figure_of_its_own_only_where_what_is_left_of_the_whole_could_be_shown_itself()
    {
        var (own, small) = (Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), Guid.CreateVersion7(TimeProvider.System.GetUtcNow()));
        var enough = Of(("a", [0, 0, 10, 10]), ("b", [0, 0, 10, 10]), ("c", [0, 0, 10, 10]));
        var few = Of(("a", [0, 0, 2, 1]), ("b", [0, 0, 1, 1]), ("c", [0, 0, 1, 0]));

        var together = Release.Of(new Dictionary<Guid, Counts> { [own] = enough, [small] = few }, new Counts(), Groups, Yardstick.Student)!;
        Assert.Empty(together.Programmes);
        Assert.Equal(66, together.All.People);

        var alone = Release.Of(new Dictionary<Guid, Counts> { [own] = enough }, new Counts(), Groups, Yardstick.Student)!;
        Assert.Equal([own], alone.Programmes.Keys);
        var beside = Release.Of(new Dictionary<Guid, Counts> { [own] = enough, [small] = few }, Of(("a", [0, 0, 9, 9]), ("b", [0, 0, 9, 9]), ("c", [0, 0, 9, 9])), Groups, Yardstick.Student)!;
        Assert.Equal([own], beside.Programmes.Keys);
    }

    /// <summary>Up to five programmes and others, with groups from nobody to many.</summary>
    static readonly Arbitrary<Pool> Pools = (
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from groups in Gen.Choose(2, 6)
        from programmes in Gen.Choose(0, 5)
        from size in Gen.Elements(1, 4, 12, 40, 200)
        from mentors in Gen.Elements(true, false)
        select new Pool(seed, groups, programmes, size, mentors)).ToArbitrary();

    static void ForAll(Func<Pool, bool> holds) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Pools, holds));

    [Fact]
    public void Whatever_is_added_up_and_taken_away_nothing_small_is_left() => ForAll(pool =>
    {
        if (pool.Release is not { } release)
            return true;
        Guid[] parts = [.. release.Programmes.Keys];
        for (var chosen = 0; chosen < 1 << parts.Length; chosen++)
        {
            var sum = Counts.Sum(parts.Where((_, i) => (chosen & (1 << i)) != 0).Select(p => release.Programmes[p]));
            if (!IsLarge(sum) || !IsLarge(release.All.Less(sum)))
                return false;
        }
        return true;

        // Cells of one group, told apart by all the measures shown: sums and differences of them are sums of cells.
        bool IsLarge(Counts counts) => counts.People == 0 || Array.TrueForAll(release.Cut.Groups, g => counts.PeopleIn(g) >= Disclosure.SmallestGroup
            && pool.Yardstick.Cells(release.Cut.Measures).All(ways => counts.PeopleIn(g, ways) >= Disclosure.SmallestCell));
    });

    [Fact]
    public void Everybody_who_answered_is_in_one_shown_group_and_there_is_somebody_to_compare_with() => ForAll(pool =>
        pool.Release is not { } release
        || (release.Cut.Groups.Length > 1
            && release.Cut.Groups.SelectMany(g => g).Order().SequenceEqual(pool.Names.Order())
            && release.Cut.Groups.Sum(g => release.All.PeopleIn(g)) == release.All.People));

    [Fact]
    public void The_same_counts_give_the_same_answer_in_whatever_order_they_come() => ForAll(pool =>
    {
        var (one, other) = (pool.Release, (pool with { Backwards = true }).Release);
        return one is null ? other is null : other is not null && one.Cut.Measures == other.Cut.Measures
            && one.Cut.Groups.Select(g => string.Join('|', g.Order())).Order().SequenceEqual(other.Cut.Groups.Select(g => string.Join('|', g.Order())).Order())
            && one.Programmes.Keys.Order().SequenceEqual(other.Programmes.Keys.Order());
    });

    [Fact]
    public void What_is_shown_says_no_count_but_of_groups_and_never_all_or_none() => ForAll(pool => pool.Release is not { } release
        || Figure.Of(release.Cut, release.All, pool.Yardstick).Groups.All(g => g.People >= Disclosure.SmallestGroup
            && g.Shares.All(s => s.Percent is > 0 and < 100 && s.Low <= s.Points && s.Points <= s.High)));

    [Fact]
    public void Intervals_are_Newcombes()
    {
        // His table II, method 10: 56 of 70 against 48 of 80, 9 of 10 against 3 of 10.
        Assert.Equal((0.2000, 0.0524, 0.3339), Rounded(Interval.OfDifference(56, 70, 48, 80)));
        Assert.Equal((0.6000, 0.1705, 0.8090), Rounded(Interval.OfDifference(9, 10, 3, 10)));
        static (double, double, double) Rounded(Interval i) => (Math.Round(i.Between, 4), Math.Round(i.Low, 4), Math.Round(i.High, 4));
    }

    [Fact]
    public void A_facet_divides_people_into_groups_that_have_nobody_in_common()
    {
        Assert.DoesNotContain(Division.All, d => d.Code == "national-origin");
        Assert.Equal(["native-american", "asian", "black", "hispanic", "middle-eastern", "pacific-islander", "white", "several", "own-words"], Division.All.Single(d => d.Code == "race-ethnicity").Groups);
        Assert.Equal("several", Division.GroupOf(new(["asian", "white"], "", Declined: false, default)));
        Assert.Equal("asian", Division.GroupOf(new(["asian"], "and more", Declined: false, default)));
        Assert.Equal("own-words", Division.GroupOf(new([], "as I say", Declined: false, default)));
        Assert.Null(Division.GroupOf(Background.Said.Rather));
    }

    sealed record Pool(int Seed, int Groups, int Programmes, int Size, bool Mentors)
    {
        public bool Backwards { get; init; }

        public Yardstick Yardstick => Mentors ? Yardstick.Mentor : Yardstick.Student;

        public string[] Names => [.. Enumerable.Range(0, Groups).Select(g => $"g{g}")];

        public Release? Release
        {
            get
            {
                var random = new Random(Seed);
                var all = Enumerable.Range(0, Programmes + 1).Select(p => (Id: new Guid(p, 0, 0, new byte[8]), Counts: Draw(random))).ToArray();
                var programmes = all.Skip(1);
                return Outcomes.Release.Of((Backwards ? programmes.Reverse() : programmes).ToDictionary(p => p.Id, p => p.Counts), all[0].Counts, Backwards ? [.. Names.Reverse()] : Names, Yardstick);
            }
        }

        Counts Draw(Random random)
        {
            var counts = new Counts();
            var scale = random.Next(3) == 0 ? 1 : Size;
            foreach (var name in Names)
                for (var n = random.Next(1 + (scale * random.Next(1, 4))); n > 0; n--)
                    counts.Count(name, random.Next(Yardstick.Ways), Yardstick.Ways);
            return counts;
        }
    }

    static Cut? Cut(params (string, int[])[] counts) => Disclosure.Of(Of(counts), Groups, Yardstick.Student);

    static Counts Of(params (string Group, int[] Ways)[] counts) => new() { Groups = counts.ToDictionary(c => c.Group, c => c.Ways) };
}
