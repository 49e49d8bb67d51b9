using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

/// <summary>
/// Many at a time must be what pair by pair is. Each seed is another pool under another policy, with every mixture of
/// stated and not stated. `VectorWidthTests` runs this class again on narrower vectors and on one core.
/// </summary>
public sealed class PreparedMentorsTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Scores_rules_and_order_are_those_of_the_pairs(int seed)
    {
        var (scoring, students, mentors) = Pool(seed, 12, seed % 8 == 0 ? 1_100 : 1 + seed * 3);
        var prepared = scoring.Prepare(mentors);
        foreach (var student in students)
        {
            Assert.Equal(mentors.Select(m => scoring.Broken(student, m)), prepared.Broken(student));
            Assert.Equal(scoring.Best(student, mentors, int.MaxValue), prepared.Best(student, int.MaxValue));
            Assert.Equal(scoring.Best(student, mentors, 5), prepared.Best(student, 5));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Shortlists_hold_the_best_of_both_sides_and_nobody_else(int seed)
    {
        var (scoring, students, mentors) = Pool(seed, 20 + seed * 7, seed % 8 == 0 ? 1_100 : 100);
        var k = 1 + seed % 9;
        var expected = new HashSet<(Guid, Guid, int)>();
        foreach (var student in students)
            expected.UnionWith(scoring.Best(student, mentors, k).Select(b => (student.Id, b.Id, b.Score)));
        foreach (var mentor in mentors)
            expected.UnionWith(scoring.Best(mentor, students, k).Select(b => (b.Id, mentor.Id, b.Score)));

        var found = scoring.Prepare(mentors).Shortlists(students, k);

        Assert.Equal((students.Length, mentors.Length), (found.Students, found.Mentors));
        Assert.Equal(expected.Count, found.Score.Length);
        for (var i = 0; i < students.Length; i++)
            for (var e = found.Start[i]; e < found.Start[i + 1]; e++)
            {
                Assert.True(e == found.Start[i] || found.Mentor[e - 1] < found.Mentor[e]);
                Assert.Contains((students[i].Id, mentors[found.Mentor[e]].Id, found.Score[e]), expected);
            }
    }

    [Fact]
    public void The_greatest_sums_are_divided_exactly()
    {
        var (_, students, mentors) = Pool(6, 250, 1_000);
        var heavy = new ScoringPolicy { Interests = Weight.Low, Goals = Weight.High, Stage = Weight.High, Languages = Weight.High, Time = Weight.High, Asked = Weight.High, Rankings = Weight.High };
        var scoring = People.By(heavy, Rarity.Of(students, mentors));
        // Alike in all but one thing, so that sums come near 24 million, where single precision counts in twos.
        mentors = [.. mentors.Select((m, j) => m with { Stages = ["college", .. Stages.Codes.Take(j % 9).Except(["college"])], Goals = ["goal-1"], Languages = ["en"], Flexible = true, Told = new Dictionary<string, IReadOnlyCollection<string>> { ["rural"] = ["yes"] }, Rankings = new Dictionary<Guid, int>() })];
        students = [.. students.Select(s => s with { Stage = "college", Goals = ["goal-1"], Languages = ["en"], Time = WeeklyTime.Always, Wishes = [new("rural", ["yes"], Weight.Low)], Rankings = mentors.ToDictionary(m => m.Id, _ => 1) })];

        var pairs = scoring.Pairs(students, mentors);

        for (var i = 0; i < students.Length; i++)
            for (var e = pairs.Start[i]; e < pairs.Start[i + 1]; e++)
                Assert.Equal(scoring.Score(students[i], mentors[pairs.Mentor[e]]), pairs.Score[e]);
        Assert.Contains(pairs.Score, s => s > 90_000);
    }

    [Fact]
    public void Nor_does_the_order_of_people_change_a_shortlist()
    {
        var (scoring, students, mentors) = Pool(3, 300, 1_500);
        var forward = Ids(scoring.Prepare(mentors).Shortlists(students, 4), students, mentors);
        var (otherStudents, otherMentors) = (students.Reverse().ToArray(), mentors.OrderBy(m => m.Id.GetHashCode()).ToArray());

        Assert.Equal(forward, Ids(scoring.Prepare(otherMentors).Shortlists(otherStudents, 4), otherStudents, otherMentors));

        static SortedSet<(Guid, Guid, int)> Ids(Candidates c, StudentProfile[] students, MentorProfile[] mentors) =>
            [.. Enumerable.Range(0, c.Students).SelectMany(i => Enumerable.Range(c.Start[i], c.Start[i + 1] - c.Start[i]).Select(e => (students[i].Id, mentors[c.Mentor[e]].Id, c.Score[e])))];
    }

    [Fact]
    public void More_places_on_a_shortlist_than_people_are_all_possible_pairs()
    {
        var (scoring, students, mentors) = Pool(5, 60, 40);
        var (all, listed) = (scoring.Pairs(students, mentors), scoring.Prepare(mentors).Shortlists(students, int.MaxValue));

        Assert.NotEmpty(all.Score);
        Assert.Equal(all.Start, listed.Start);
        Assert.Equal(all.Mentor, listed.Mentor);
        Assert.Equal(all.Score, listed.Score);
    }

    [Fact]
    public void Nobody_to_compare_with_is_no_mistake()
    {
        var scoring = People.By(new());
        Assert.Empty(scoring.Prepare([]).Best(People.Student(), 50));
        Assert.Empty(scoring.Prepare([]).Shortlists([People.Student()], 50).Score);
        Assert.Empty(scoring.Prepare([People.Mentor()]).Shortlists([], 50).Score);
        Assert.Empty(scoring.Pairs([], []).Score);
    }

    [Fact]
    public void Progress_rises_to_the_number_of_students()
    {
        var (scoring, students, mentors) = Pool(2, 500, 30);
        var seen = new List<long>();

        scoring.Prepare(mentors).Shortlists(students, 3, p => seen.Add(p.Done));

        Assert.Equal(seen.Order(), seen);
        Assert.Equal(500, seen[^1]);
    }

    [Fact]
    public void A_mentor_given_twice_is_refused_by_name() =>
        Assert.Contains($"{People.Id(2, 1)}", Assert.Throws<ArgumentException>(() => People.By(new()).Prepare([People.Mentor(), People.Mentor(2), People.Mentor()])).Message);

    static (Scoring, StudentProfile[], MentorProfile[]) Pool(int seed, int students, int mentors)
    {
        var random = new Random(seed);
        string[] terms = [.. People.Terms.Terms.Select(t => t.Code), "unknown"], goals = ["exploring", .. Enumerable.Range(0, 30).Select(n => $"goal-{n}")], languages = ["en", "es", "fr", "de", "it", "nl", "pl"];
        bool Chance(int percent) => random.Next(100) < percent;
        // Most name a few, some nothing, some far more than fits a byte's worth of combinations, some a thing twice.
        string[] Some(string[] from) => Chance(15) ? [] : Chance(5) ? [.. from, from[0]] : [.. Enumerable.Range(0, 1 + random.Next(5)).Select(_ => from[random.Next(from.Length)])];
        var grain = random.Next(3) switch { 0 => 60, 1 => 30, _ => 15 };
        string Clock(int minutes) => $"{minutes / 60:00}:{minutes % 60:00}";
        WeeklyTime? Hours()
        {
            if (Chance(20))
                return null;
            if (Chance(5))
                return WeeklyTime.Always;
            return People.Time([.. Enumerable.Range(0, random.Next(6)).Select(_ =>
            {
                var from = random.Next(20 * 60 / grain) * grain;
                return $"{(DayOfWeek)random.Next(7)} {Clock(from)}-{Clock(from + (1 + random.Next(240 / grain)) * grain)}";
            })]);
        }
        Dictionary<Guid, int> Ranks(int kind, int of) =>
            Chance(50) ? [] : Enumerable.Range(0, 1 + random.Next(4)).Select(rank => (Id: People.Id(kind, random.Next(of + 5)), rank)).DistinctBy(r => r.Id).ToDictionary(r => r.Id, r => r.rank);
        string[] abouts = ["rural", "first", "money", "unheard-of"], said = ["a", "b", "c"];
        // Most wish nothing; some wish for one thing, some for more than fits a byte, some for any of several.
        Wish[] Wishes() => Chance(50) ? [] : [.. Enumerable.Range(0, Chance(10) ? 9 : 1 + random.Next(4)).Select(_ =>
            new Wish(abouts[random.Next(4)], [.. said.Where(_ => Chance(15)).DefaultIfEmpty(said[random.Next(3)])], Chance(50) ? Weight.Low : Weight.Medium))];
        Dictionary<string, IReadOnlyCollection<string>> Told() => abouts.Take(3).Where(_ => Chance(40)).ToDictionary(a => a, _ => (IReadOnlyCollection<string>)[.. said.Where(_ => Chance(50))]);
        HashSet<Guid> Kept(int of) => Chance(80) ? [] : [People.Id(2, random.Next(of)), People.Id(2, random.Next(of))];
        Weight Any() => Enum.GetValues<Weight>()[random.Next(4)];

        var policy = new ScoringPolicy
        {
            Interests = Any(), Goals = Any(), Stage = Any(), Languages = Any(), Time = Any(), Asked = Any(), Rankings = Any(),
            RankedOnly = Chance(15), Floor = Chance(50) ? 0 : random.Next(70_000), MinSharedHours = random.Next(5) switch { 0 => 1, 1 => 2.4, 2 => 70, _ => 0 },
        };
        StudentProfile[] s = [.. Enumerable.Range(0, students).Select(n => new StudentProfile
        {
            // A student who mentors too: nobody is their own mentor.
            Id = n == 0 ? People.Id(2, 0) : People.Id(1, n), Stage = Chance(10) ? "" : Chance(10) ? "unheard-of" : Stages.Codes[random.Next(4)],
            Interests = Some(terms), Goals = Some(goals), Languages = Some(languages), Time = Hours(), Wishes = Wishes(),
            Rankings = Ranks(2, mentors), Conflicts = Kept(mentors), Forbidden = Kept(mentors), Minor = Chance(15), Consented = Chance(70),
        })];
        MentorProfile[] m = [.. Enumerable.Range(0, mentors).Select(n => new MentorProfile
        {
            Id = People.Id(2, n), Stages = Chance(30) ? [] : [.. Stages.Codes.Take(4).Where(_ => Chance(60))],
            Interests = Some(terms), Goals = Some(goals), Languages = Some(languages), Time = Hours(), Flexible = Chance(10), Paused = Chance(10), Untrained = Chance(10), Cleared = Chance(60),
            Told = Told(), Rankings = Ranks(1, students),
        })];
        random.Shuffle(m);
        return (new Scoring(People.Terms, policy, Rarity.Of(s, m)), s, m);
    }
}
