using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

public sealed class ScoringTests
{
    static readonly ScoringPolicy Interests = People.Nothing with { Interests = Weight.High };

    [Theory]
    [InlineData("cardiology", "cardiology", 100_000)]              // the same term, and a rare one
    [InlineData("cardiology", "internal", 46_667)]                 // 0.7 · 2·1/(2+1)
    [InlineData("heart-failure", "rhythm", 46_667)]                // 0.7 · 2·2/(3+3)
    [InlineData("cardiology", "diabetes", 35_000)]                 // 0.7 · 2·1/(2+2)
    [InlineData("cardiology", "hand", 0)]                          // another branch
    [InlineData("exploring", "hand", 50_000)]
    [InlineData("cardiology", "exploring", 50_000)]
    [InlineData("exploring", "exploring", 50_000)]
    [InlineData("cardiology;hand", "hand;cardiology", 100_000)]
    [InlineData("cardiology;exploring", "diabetes", 58_750)]       // 1 − (1 − 0.5)(1 − 0.35 / 2)
    public void Interests_agree_by_term_and_branch(string student, string mentor, int score) => Assert.Equal(score,
        People.By(Interests).Score(People.Student() with { Interests = student.Split(';') }, People.Mentor() with { Interests = mentor.Split(';') }));

    [Fact]
    public void A_rare_term_in_common_says_more_than_a_common_one()
    {
        var (students, mentors) = (new[] { People.Student() with { Interests = ["cardiology"] }, People.Student(2) with { Interests = ["cardiology", "hand"] } },
            new[] { People.Mentor() with { Interests = ["cardiology"] }, People.Mentor(2) with { Interests = ["cardiology", "hand"] } });
        var rarity = Rarity.Of(students, mentors);
        var scoring = People.By(Interests, rarity);

        Assert.Equal(0, rarity["cardiology"]);
        Assert.Equal(0.5, rarity["hand"]);
        Assert.Equal(1, rarity["surgery"]);
        Assert.Equal(70_000, scoring.Score(students[0], mentors[0]));
        Assert.Equal(90_250, scoring.Score(students[1], mentors[1])); // 1 − (1 − 0.85)(1 − 0.7 / 2)
    }

    [Theory]
    [InlineData("apply", "apply;paper", 100_000)]
    [InlineData("apply;paper", "paper", 50_000)]
    [InlineData("apply", "paper", 0)]
    public void Goals_count_by_the_share_that_the_mentor_offers(string wanted, string offered, int score) => Assert.Equal(score,
        People.By(People.Nothing with { Goals = Weight.Low }).Score(People.Student() with { Goals = wanted.Split(';') }, People.Mentor() with { Goals = offered.Split(';') }));

    [Theory]
    [InlineData("college", 100_000)]
    [InlineData("college;doctoral", 75_000)]
    [InlineData("college;doctoral;postdoc;resident", 62_500)]
    [InlineData("doctoral", 0)]
    public void A_mentor_for_few_stages_fits_theirs_best(string stages, int score) => Assert.Equal(score,
        People.By(People.Nothing with { Stage = Weight.Medium }).Score(People.Student(), People.Mentor() with { Stages = stages.Split(';') }));

    [Theory]
    [InlineData("en", "en;es", 100_000)]
    [InlineData("en;es", "en", 75_000)]
    [InlineData("es", "en", 0)]
    public void Languages_need_one_in_common_and_like_more(string student, string mentor, int score) => Assert.Equal(score,
        People.By(People.Nothing with { Languages = Weight.Medium }).Score(People.Student() with { Languages = student.Split(';') }, People.Mentor() with { Languages = mentor.Split(';') }));

    [Theory]
    [InlineData("Mon 09-12", "Mon 11-14", 25_000)]
    [InlineData("Mon 09-17", "Mon 09-13", 100_000)]
    [InlineData("Mon 09-12", "Tue 09-12", 0)]
    public void Four_shared_hours_are_as_good_as_more(string student, string mentor, int score) => Assert.Equal(score,
        People.By(People.Nothing with { Time = Weight.Medium }).Score(People.Student() with { Time = People.Time(student) }, People.Mentor() with { Time = People.Time(mentor) }));

    [Fact]
    public void Flexible_counts_as_all_hours()
    {
        var scoring = People.By(People.Nothing with { Time = Weight.Medium });
        Assert.Equal(75_000, scoring.Score(People.Student() with { Time = People.Time("Mon 09-12") }, People.Mentor() with { Flexible = true }));
    }

    [Theory]
    [InlineData(1, null, 100_000)]
    [InlineData(2, null, 85_000)]
    [InlineData(5, null, 40_000)]
    [InlineData(7, null, 10_000)]
    [InlineData(30, null, 10_000)]
    [InlineData(1, 3, 85_000)]         // the mean of 1 and 0.7
    [InlineData(0, 1, 50_000)]         // the student ranked others
    [InlineData(0, 0, 0)]
    [InlineData(null, 2, 85_000)]      // only the mentor ranked anyone
    [InlineData(null, null, 50_000)]   // not stated, and nothing else to go by
    public void Rankings_are_the_mean_of_the_sides_that_ranked_anyone(int? student, int? mentor, int score)
    {
        Dictionary<Guid, int> Ranks(int? rank, Guid of) => rank switch { null => [], 0 => new() { [People.Id(9, 9)] = 1 }, _ => new() { [of] = rank.Value } };
        var (s, m) = (People.Student(), People.Mentor());

        Assert.Equal(score, People.By(People.Nothing with { Rankings = Weight.High }).Score(
            s with { Rankings = Ranks(student, m.Id) }, m with { Rankings = Ranks(mentor, s.Id) }));
    }

    [Fact]
    public void What_was_asked_for_is_the_share_met_of_what_the_mentor_told_of()
    {
        var scoring = People.By(People.Nothing with { Asked = Weight.High });
        var student = People.Student() with { Wishes = [new("place", ["rural"], Weight.Medium), new("family", ["first", "sibling"], Weight.Low)] };
        int Score(params (string About, string[] Answers)[] told) =>
            scoring.Score(student, People.Mentor() with { Told = told.ToDictionary(t => t.About, t => (IReadOnlyCollection<string>)t.Answers) });

        Assert.Equal(100_000, Score(("place", ["rural"]), ("family", ["sibling"])));
        Assert.Equal(66_667, Score(("place", ["rural"]), ("family", ["other"])));
        Assert.Equal(0, Score(("place", ["city"])));
        Assert.Equal(100_000, Score(("family", ["first"])));   // what was not told is left out
        Assert.Equal(50_000, Score(("faith", ["none"])));      // nothing told that was asked for, and nothing else to go by
    }

    [Fact]
    public void What_was_not_stated_is_left_out_of_both_sums()
    {
        var policy = People.Nothing with { Interests = Weight.High, Goals = Weight.Medium, Languages = Weight.Low };
        var student = People.Student() with { Interests = ["hand"], Languages = ["en"] };
        var mentor = People.Mentor() with { Interests = ["hand"], Goals = ["apply"], Languages = ["es"] };

        Assert.Equal(80_000, People.By(policy).Score(student, mentor));                            // (4·1 + 1·0) / 5
        Assert.Equal(57_143, People.By(policy).Score(student with { Goals = ["paper"] }, mentor)); // 4 / 7
        Assert.Equal(50_000, People.By(policy).Score(People.Student(), People.Mentor()));
    }

    [Theory]
    [InlineData(80_000, Band.Strong)]
    [InlineData(79_999, Band.Good)]
    [InlineData(60_000, Band.Good)]
    [InlineData(59_999, Band.Possible)]
    [InlineData(40_000, Band.Possible)]
    [InlineData(39_999, Band.Stretch)]
    public void Bands_begin_where_the_design_says(int score, Band band) => Assert.Equal(band, Scoring.BandOf(score));

    [Fact]
    public void Each_hard_rule_removes_the_pair_and_says_which()
    {
        var (s, m) = (People.Student(), People.Mentor());
        var free = People.By(new());
        var strict = People.By(new() { MinSharedHours = 2 });
        var ranked = People.By(new() { RankedOnly = true });

        Assert.Null(free.Broken(s, m));
        Assert.Equal(Rule.ConflictOfInterest, free.Broken(s with { Id = m.Id }, m));
        Assert.Equal(Rule.ConflictOfInterest, free.Broken(s with { Conflicts = new HashSet<Guid> { m.Id } }, m));
        Assert.Equal(Rule.Forbidden, free.Broken(s with { Forbidden = new HashSet<Guid> { m.Id } }, m));
        Assert.Equal(Rule.StageNotAccepted, free.Broken(s, m with { Stages = ["doctoral"] }));
        Assert.Equal(Rule.Paused, free.Broken(s, m with { Paused = true, Untrained = true }));
        Assert.Equal(Rule.TrainingMissing, free.Broken(s, m with { Untrained = true }));
        var minor = s with { Minor = true, Consented = true };
        Assert.Null(free.Broken(minor, m with { Cleared = true }));
        Assert.Equal(Rule.MentorNotCleared, free.Broken(minor, m));
        Assert.Equal(Rule.GuardianConsentMissing, free.Broken(minor with { Consented = false }, m with { Cleared = true }));
        // A policy sets up other rules, and a coordinator bends those; these two nobody bends, and they are named first.
        Assert.Equal(Rule.MentorNotCleared, ranked.Broken(minor, m));
        Assert.False(Rules.MayBend(Rule.MentorNotCleared) || Rules.MayBend(Rule.GuardianConsentMissing));
        Assert.Equal(Rule.NotRanked, ranked.Broken(s, m));
        Assert.Null(ranked.Broken(s with { Rankings = new Dictionary<Guid, int> { [m.Id] = 3 } }, m));
        Assert.Equal(Rule.NoSharedTime, strict.Broken(s with { Time = People.Time("Mon 9-12") }, m with { Time = People.Time("Mon 11-17") }));
        Assert.Null(strict.Broken(s with { Time = People.Time("Mon 9-12") }, m with { Time = People.Time("Mon 10-17") }));
    }

    [Fact]
    public void Nobody_is_removed_for_a_blank()
    {
        var strict = People.By(new() { MinSharedHours = 2 });
        Assert.Null(strict.Broken(People.Student(), People.Mentor() with { Time = People.Time("Mon 11-17") }));
        Assert.Null(strict.Broken(People.Student() with { Time = People.Time("Mon 11-12") }, People.Mentor()));
    }

    [Fact]
    public void Thirty_five_people_with_one_interest_each_are_all_matchable()
    {
        var scoring = People.By(new());
        var mentors = Enumerable.Range(0, 10).Select(n => People.Mentor(n) with { Interests = [n % 2 == 0 ? "hand" : "hiv"] }).ToArray();
        for (var n = 0; n < 35; n++)
            Assert.Equal(10, scoring.Best(People.Student(n) with { Interests = [n % 3 == 0 ? "hand" : "diabetes"] }, mentors, 50).Count);
    }

    [Fact]
    public void The_best_come_first_and_only_those_that_are_possible()
    {
        var (students, mentors) = People.Pool(40, 60);
        var scoring = People.By(new() { Floor = 45_000, MinSharedHours = 1 }, Rarity.Of(students, mentors));
        foreach (var student in students)
        {
            var best = scoring.Best(student, mentors.Reverse(), 10);
            var expected = mentors.Where(m => scoring.Broken(student, m) is null).Select(m => new Suggestion(m.Id, scoring.Score(student, m)))
                .Where(s => s.Score >= 45_000).OrderByDescending(s => s.Score).ThenBy(s => s.Id).Take(10);
            Assert.Equal(expected, best);
        }
        foreach (var mentor in mentors)
            Assert.All(scoring.Best(mentor, students, 5), s => Assert.Equal(scoring.Score(students.Single(x => x.Id == s.Id), mentor), s.Score));
    }

    [Fact]
    public void The_whole_pool_gets_the_scores_of_its_pairs()
    {
        var (students, mentors) = People.Pool(150, 40);
        var scoring = People.By(new() { Floor = 30_000 }, Rarity.Of(students, mentors));
        var seen = new List<long>();

        var pairs = scoring.Pairs(students, mentors, p => seen.Add(p.Done));

        Assert.Equal(seen.Order(), seen);
        Assert.Equal(150, seen[^1]);
        for (var i = 0; i < students.Length; i++)
        {
            var row = Enumerable.Range(pairs.Start[i], pairs.Start[i + 1] - pairs.Start[i]).ToDictionary(e => pairs.Mentor[e], e => pairs.Score[e]);
            for (var j = 0; j < mentors.Length; j++)
            {
                var score = scoring.Score(students[i], mentors[j]);
                Assert.Equal(scoring.Broken(students[i], mentors[j]) is null && score >= 30_000 ? score : -1, row.GetValueOrDefault(j, -1));
            }
        }
        Assert.Equal(pairs.Mentor.Length, new InstanceBuilder(pairs).Build().Edges);
    }

    [Fact]
    public void A_policy_that_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => People.By(new() { Floor = 100_001 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => People.By(new() { Floor = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => People.By(new() { MinSharedHours = double.NaN }));
    }

    [Fact]
    public void A_taxonomy_that_is_no_tree_is_refused_by_name()
    {
        Assert.Contains("“a”", Assert.Throws<ArgumentException>(() => new Taxonomy([new("a", "A", null), new("a", "B", null)])).Message);
        Assert.Contains("“c”", Assert.Throws<ArgumentException>(() => new Taxonomy([new("a", "A", "c")])).Message);
        Assert.Contains("“a”", Assert.Throws<ArgumentException>(() => new Taxonomy([new("a", "A", "b"), new("b", "B", "a")])).Message);
    }
}
