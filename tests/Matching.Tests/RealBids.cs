using System.Diagnostics;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Policies;
using Mentorship.Matching.Requests;
using Mentorship.Testing;
using Weight = Mentorship.Matching.Engine.Weight;

namespace Mentorship.Matching.Tests;

/// <summary>
/// Real bids as a cohort: 613 papers of AAMAS 2015 in the part of students, 201 reviewers in the part of mentors with four
/// places each. A yes is a first choice, a maybe a fourth one with as many as there are beside it.
/// </summary>
[Trait("Data", "shared")]
public sealed class RealBids(SqliteWorld world, ITestOutputHelper told) : IClassFixture<SqliteWorld>
{
    /// <summary>The known optimum: 30 without a mentor, and as few maybes as can be.</summary>
    const int Students = 613, Mentors = 201, Places = 4, Matched = 583, Maybes = 149;

    const int Yes = 100_000;

    [Fact]
    [Trait("Category", "Long")]
    public async Task They_are_paired_at_the_known_optimum_and_every_question_about_it_has_an_answer()
    {
        Assert.SkipWhen(Repository.SharedData is null, "../shared/data is not there.");
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync([.. Enumerable.Range(0, Students).Select(_ => cohort.Student()), .. Enumerable.Range(0, Mentors).Select(_ => cohort.Mentor(Places))]);
        await BidAsync(cohort, ids);
        await PairingByHand.SetPolicyAsync(cohort, p => p with
        {
            RankedOnly = true,
            Weights = new PolicyWeights(Weight.Off, Weight.Off, Weight.Off, Weight.Off, Weight.Off, Weight.Off, Weight.High),
        });

        var run = await cohort.DraftAsync();

        Assert.Equal((Matched, Students, Matched - Maybes), (run.Int("matched"), run.Int("students"), run.Int("choices", "first")));
        var without = await cohort.ReasonsAsync(run.Id("id"));
        Assert.Equal(Students - Matched, without.Count);
        // Nobody bid for those who are without: a rule keeps them apart from everybody, and it may be bent.
        Assert.Equal(["NotRanked"], without.Values.Distinct());
        var (student, best) = (without.Keys.First(), ids[Students]);
        var why = await cohort.GetAsync($"students/{student}/mentors/{best}/why");
        Assert.Equal(("rule", "NotRanked", true), (why.Text("standoff"), why.GetProperty("rule").Text("code"), why.GetProperty("rule").GetProperty("mayBend").GetBoolean()));

        // Of somebody who has a mentor, another one whom they named too.
        var pairs = new Dictionary<Guid, Guid>();
        for (var page = 1; pairs.Count < Matched; page++)
            foreach (var pair in (await cohort.Office.JsonAsync(Drafting.Of(run.Id("id"), $"/pairs?size=200&page={page}"))).GetProperty("items").EnumerateArray())
                pairs.Add(pair.Id("studentId"), pair.Id("mentorId"));
        // With a place left, so that nobody loses theirs: places with a mentor who is full may be nobody else's bid.
        var load = pairs.Values.CountBy(m => m).ToDictionary();
        var (named, other) = pairs.SelectMany(p => Bids[p.Key].Where(b => b.Key != p.Value && b.Value > 1 && load.GetValueOrDefault(b.Key) < Places).Select(b => (p.Key, b.Key))).First();
        // By a watch of its own: the service's clock stands still here.
        var watch = Stopwatch.StartNew();
        why = await cohort.GetAsync($"students/{named}/mentors/{other}/why");
        told.WriteLine($"why not: {watch.ElapsedMilliseconds} ms");
        Assert.Equal(("price", pairs[named]), (why.Text("standoff"), why.Id("hasMentorId")));
        var price = why.GetProperty("price");
        Assert.Equal((Matched, Matched), (price.Int("matchedBefore"), price.Int("matchedAfter")));
        Assert.True(price.GetProperty("totalAfter").GetInt64() <= price.GetProperty("totalBefore").GetInt64());

        foreach (var mode in new[] { "fewest", "best" })
        {
            var asked = new { kind = "pair", studentId = student, mentorId = best, mode };
            watch.Restart();
            var priced = await cohort.Office.PostAsync(Drafting.Of(run.Id("id"), "/overrides/price"), asked);
            told.WriteLine($"override, {mode}: {watch.ElapsedMilliseconds} ms");
            Assert.Equal(best, priced.GetProperty("after").Id("mentorId"));
        }
    }

    Dictionary<Guid, Dictionary<Guid, int>> Bids { get; } = [];

    async Task BidAsync(TestCohort cohort, Guid[] ids)
    {
        var lines = (await File.ReadAllLinesAsync(Path.Combine(Repository.SharedData!, "aamas-2015.csv"))).Where(l => l.Length > 0).ToArray();
        foreach (var bid in lines.Skip(2 + 1 + Mentors + 1).Select(l => l.Split(',').Select(int.Parse).ToArray()))
        {
            var of = Bids.TryGetValue(ids[bid[0]], out var known) ? known : Bids[ids[bid[0]]] = [];
            of.Add(ids[Students + bid[1]], bid[2] == Yes ? 1 : 4);
        }
        await using var db = world.Db();
        foreach (var (student, mentors) in Bids)
        {
            var list = new StudentRequest(cohort.Id, new StudentId(student));
            list.Save(mentors.Select(m => (new MentorId(m.Key), m.Value)), world.Clock.GetUtcNow());
            db.Add(list);
        }
        await db.SaveChangesAsync();
    }
}
