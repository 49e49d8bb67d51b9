using System.Text.Json;
using Mentorship.Testing;

namespace Mentorship.Profile.Tests;

public sealed class AttackOnSqlite(OnSqlite profile) : AttackTests(profile), IClassFixture<OnSqlite>;
public sealed class AttackOnPostgres(OnPostgres profile) : AttackTests(profile), IClassFixture<OnPostgres>;

/// <summary>
/// Coordinators and reviewers put together everything that they can fetch, at every moment, before and after a publication,
/// an override and a second publication, over two years. They know of everybody in which round they stood and how it went,
/// and want to know what somebody answered.
/// </summary>
public abstract class AttackTests(RunningProfile profile) : ProfileTests(profile)
{
    static readonly (string Facet, string[] Choices)[] Facets = [("rural", ["rural", "small-town", "city"]), ("gender", ["woman", "man"])];

    readonly Random _random = new(20270301);
    readonly Dictionary<(Guid Person, string Facet), string> _truth = [];
    readonly Dictionary<Guid, bool> _matched = [];

    /// <summary>Whom the attackers know to be counted: by programme, in the order of publications, each in the first round they stood in.</summary>
    readonly List<(int Year, Guid Programme, Guid[] Students)> _rounds = [];

    /// <summary>Everything that was ever fetched.</summary>
    readonly List<Table> _fetched = [];

    Guid _other, _elsewhere;

    [Fact]
    public async Task Whoever_adds_up_takes_away_and_compares_all_there_is_learns_of_nobody_what_a_guess_would_not_tell()
    {
        (_other, _) = await Host.OpenProgrammeAsync("Research Year");
        _elsewhere = await Host.OpenCohortAsync(_other, "2027");
        var late = new List<Guid>();

        var first = await PublishAsync(Host.Programme, await PeopleAsync(70));
        // A second round with one new student among those of the first: the difference of the two would be what they answered.
        late.AddRange(await PeopleAsync(1));
        var second = await PublishAsync(Host.Programme, late, first);
        var small = await PublishAsync(_other, await PeopleAsync(7));
        // Overrides after the publication: Matching would now tell another story.
        foreach (var publication in (Guid[])[second.Id, small.Id])
            MatchingStandIn.Says(publication, Publishing.Out(Host.Clock.GetUtcNow(), [.. first.Students.Select(s => s with { Matched = !s.Matched })]));
        await FetchAsync();
        await Host.CloseYearAsync();
        await FetchAsync();

        late.AddRange(await PeopleAsync(1));
        var third = await PublishAsync(_other, late[1..], small);
        await PublishAsync(Host.Programme, await PeopleAsync(70), second);
        await PublishAsync(_other, [], third);
        await FetchAsync();
        await Host.CloseYearAsync();
        await FetchAsync();

        Assert.NotEmpty(_fetched);
        foreach (var (facet, choices) in Facets)
        {
            var attack = new Attack([.. _fetched.Where(t => t.Facet == facet).Distinct()]);
            Assert.NotEmpty(attack.Learnt);
            // Nothing about fewer than ten people, and of no such group that all, or none, answered alike.
            Assert.All(attack.Learnt, l => Assert.True(l.People.Count >= 10, $"{facet}: something about {l.People.Count} people"));
            Assert.All(attack.Learnt, l => Assert.All(l.Groups.Values, n => Assert.InRange(n, 1, l.People.Count - 1)));
            var (guessed, usual) = (Rate(attack.Guess(choices), facet), Rate(_ => attack.MostCommon, facet));
            Assert.True(guessed <= usual + 0.08, $"{facet}: {guessed:p0} guessed right, where everybody's likeliest answer is right for {usual:p0}");
        }
    }

    [Fact]
    public async Task The_attack_succeeds_on_figures_that_are_shown_for_each_publication()
    {
        var everybody = await PeopleAsync(40);
        var one = (await PeopleAsync(1))[0];
        foreach (var (facet, choices) in Facets)
        {
            Table Naive(params Guid[] people) => new(facet, [.. people], choices.ToDictionary(c => c, c => people.Count(p => _truth[(p, facet)] == c)));
            var attack = new Attack([Naive([.. everybody]), Naive([.. everybody, one])]);
            Assert.Contains(attack.Learnt, l => l.People.Count == 1);
            Assert.Equal(_truth[(one, facet)], attack.Guess(choices)(one));
        }
    }

    sealed record Published(Guid Id, Placed[] Students);

    async Task<List<Guid>> PeopleAsync(int count)
    {
        var people = new List<Guid>();
        foreach (var id in await Host.JoinAsync(count))
        {
            people.Add(id);
            _matched[id] = _random.Next(10) < 7;
            foreach (var (facet, choices) in Facets)
                await Host.AnswerAsync(id, facet, _truth[(id, facet)] = choices[_random.Next(choices.Length)]);
        }
        return people;
    }

    async Task<Published> PublishAsync(Guid programme, IReadOnlyCollection<Guid> newcomers, Published? before = null)
    {
        Placed[] students = [.. newcomers.Select(id => new Placed(id, _matched[id])), .. (before?.Students ?? []).Select(s => s with { Before = true })];
        var cohort = programme == _other ? _elsewhere : Host.Cohort;
        await FetchAsync();
        var id = await Host.PublishAsync(students, cohort);
        _rounds.Add((Host.Clock.GetUtcNow().Year, programme, [.. newcomers]));
        await FetchAsync();
        return new Published(id, students);
    }

    /// <summary>All that a reviewer sees, and all that the coordinators of both programmes do.</summary>
    async Task FetchAsync()
    {
        var years = (await Host.FiguresAsync()).GetProperty("years").EnumerateArray().Select(y => y.GetInt32()).ToArray();
        foreach (var year in years)
            Read(year, null, await Host.FiguresAsync(year));
        foreach (var (programme, cohort) in (IEnumerable<(Guid, Guid)>)[(Host.Programme, Host.Cohort), (_other, _elsewhere)])
        {
            using var client = Host.AsCoordinator(programme);
            var seen = await client.GetAsync($"/api/profile/cohorts/{cohort}/outcomes").Json();
            Assert.DoesNotContain("groups", seen.GetProperty("publications").GetRawText(), StringComparison.Ordinal);
            foreach (var year in seen.GetProperty("years").EnumerateArray())
                Read(year.Int("year"), programme, year);
        }
    }

    /// <summary>Every figure is also one of those it went well for, and one of the others: groups and shares tell how many.</summary>
    void Read(int year, Guid? programme, JsonElement figures)
    {
        foreach (var (facet, _) in Facets)
            foreach (var division in figures.GetProperty("figures").EnumerateArray().Where(f => f.Text("code") == facet && f.Text("role") == "student" && f.Has("figure")))
            {
                var counted = _rounds.Where(r => r.Year <= year && r.Year >= division.Int("from") && (programme is null || r.Programme == programme)).SelectMany(r => r.Students).ToHashSet();
                var groups = division.GetProperty("figure").GetProperty("groups").EnumerateArray().ToArray();
                // What the page calls an answer, as the attackers call it.
                static string Name(JsonElement group) => string.Join('+', group.Strings("names").Select(n => n switch
                {
                    "In a rural place" => "rural", "In a small town" => "small-town", "In a city or suburb" => "city", _ => n.ToLowerInvariant(),
                }));
                int People(JsonElement g) => g.Int("people");
                int Did(JsonElement g) => (int)Math.Round(g.GetProperty("shares")[0].Int("percent") * g.Int("people") / 100.0);
                _fetched.Add(new(facet, [.. counted], groups.ToDictionary(Name, People)));
                _fetched.Add(new(facet, [.. counted.Where(p => _matched[p])], groups.ToDictionary(Name, Did)));
            }
    }

    double Rate(Func<Guid, string?> guess, string facet)
    {
        var people = _rounds.SelectMany(r => r.Students).ToArray();
        return people.Count(p => guess(p) == _truth[(p, facet)]) / (double)people.Length;
    }

    /// <summary>How many of these people are in each group.</summary>
    sealed record Table(string Facet, HashSet<Guid> People, Dictionary<string, int> Groups)
    {
        public bool Equals(Table? other) => other is not null && Facet == other.Facet && People.SetEquals(other.People) && Groups.OrderBy(g => g.Key).SequenceEqual(other.Groups.OrderBy(g => g.Key));

        public override int GetHashCode() => HashCode.Combine(Facet, People.Count, Groups.Count);
    }

    /// <summary>Adds up and takes away whatever fits together, over and over, until nothing new comes of it.</summary>
    sealed class Attack
    {
        public List<Table> Learnt { get; }

        public string? MostCommon { get; }

        public Attack(List<Table> tables)
        {
            Learnt = [.. tables];
            MostCommon = tables.MaxBy(t => t.People.Count)?.Groups.MaxBy(g => g.Value).Key;
            for (var grown = true; grown && Learnt.Count < 400;)
            {
                grown = false;
                foreach (var (one, other) in Learnt.SelectMany((one, i) => Learnt.Skip(i + 1).Select(other => (one, other))).ToArray())
                    foreach (var made in (Table?[])[Less(one, other), Less(other, one), Both(one, other)])
                        if (made is not null && !Learnt.Contains(made))
                        {
                            Learnt.Add(made);
                            grown = true;
                        }
            }
        }

        /// <summary>Of the fewest people that anything is known of, the likeliest answer.</summary>
        public Func<Guid, string?> Guess(string[] choices) => person =>
            Learnt.Where(t => t.People.Contains(person)).MinBy(t => t.People.Count) is { } nearest
                ? nearest.Groups.OrderByDescending(g => g.Value).Select(g => g.Key.Split('+').FirstOrDefault(choices.Contains)).First()
                : MostCommon;

        static Table? Less(Table whole, Table part) => part.People.Count < whole.People.Count && part.People.IsSubsetOf(whole.People) && Alike(whole, part)
            ? new(whole.Facet, [.. whole.People.Except(part.People)], whole.Groups.ToDictionary(g => g.Key, g => g.Value - part.Groups[g.Key])) : null;

        static Table? Both(Table one, Table other) => !one.People.Overlaps(other.People) && Alike(one, other)
            ? new(one.Facet, [.. one.People.Union(other.People)], one.Groups.ToDictionary(g => g.Key, g => g.Value + other.Groups[g.Key])) : null;

        static bool Alike(Table one, Table other) => one.Groups.Keys.Order().SequenceEqual(other.Groups.Keys.Order());
    }
}
