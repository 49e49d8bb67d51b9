using Mentorship.Matching.Offers;
using Mentorship.Testing;

namespace Mentorship.Matching.Tests;

/// <summary>What a cohort came to, in numbers.</summary>
public abstract class Reporting(World world)
{
    [Fact]
    public async Task Every_number_is_that_of_the_people_behind_it()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Student(), cohort.Student(), cohort.Mentor(1), cohort.Mentor(1));
        await world.ChooseAsync(cohort, ids[0], ids[5], ids[4]);
        await cohort.Office.PutAsync(cohort.At($"pins/{ids[0]}"), new { mentorId = ids[4] });
        var run = (await cohort.DraftAsync()).Id("id");
        var other = Assert.Single(await cohort.PairsAsync(run), p => p.Key != ids[0]).Key;
        await cohort.PublishAsync(run, 0);
        Pair[] pairs = [];
        await Eventually.True("the offers are out", async () => (pairs = await world.PairsAsync(cohort)).All(p => p.State == PairState.Offered));

        var report = await ReportAsync();
        Assert.Equal((4, 2, 2, 0, 2), (report.Int("students"), report.Int("mentors"), report.Int("counts", "offered"), report.Int("counts", "active"), report.Int("pairs")));
        Assert.Equal((2, 2), (report.Int("places", "held"), report.Int("places", "total")));
        // By hand although the pin itself is gone with the offer.
        Assert.Equal((1, 1), (report.Int("byHand"), report.Int("drafts")));
        Assert.Equal((1, 0, 1), (report.Int("choices", "ranked"), report.Int("choices", "first"), report.Int("choices", "topThree")));
        Assert.Equal((2, 2, 0), (report.Int("offers", "made"), report.Int("offers", "open"), report.Int("offers", "settled")));
        Assert.Equal([("1", 2)], Lines(report, "load", "students", "mentors"));
        Assert.Equal([("CapacityFull", 2)], Lines(report, "without", "code", "students"));

        await cohort.AsStudent(ids[0]).AnswerAsync(pairs.Single(p => p.StudentId.Value == ids[0]).Id, "yes");
        await cohort.AsMentor(ids[4]).AnswerAsync(pairs.Single(p => p.StudentId.Value == ids[0]).Id, "yes");
        await cohort.AsMentor(ids[5]).AnswerAsync(pairs.Single(p => p.StudentId.Value == other).Id, "no");
        report = await ReportAsync();
        Assert.Equal((1, 0, 1), (report.Int("counts", "active"), report.Int("counts", "offered"), report.Int("pairs")));
        Assert.Equal((2, 1, 0, 1, 2, 2), (report.Int("offers", "made"), report.Int("offers", "active"), report.Int("offers", "open"), report.Int("offers", "declined"), report.Int("offers", "settled"), report.Int("offers", "inTime")));

        Assert.Equal([("CapacityFull", 2), ("OfferEnded", 1)], Lines(report, "without", "code", "students"));

        await cohort.JoinAsync(cohort.Mentor(5));
        await cohort.DraftAsync();
        report = await ReportAsync();
        Assert.Equal(2, report.Int("drafts"));
        Assert.Equal([("InDraft", 3)], Lines(report, "without", "code", "students"));

        async Task<System.Text.Json.JsonElement> ReportAsync() => await cohort.GetAsync("report");

        static (string, int)[] Lines(System.Text.Json.JsonElement report, string list, string of, string count) =>
            [.. report.GetProperty(list).EnumerateArray().Select(l => (l.GetProperty(of).ToString(), l.Int(count))).Order()];
    }
}

public sealed class ReportingOnSqlite(SqliteWorld world) : Reporting(world), IClassFixture<SqliteWorld>;

public sealed class ReportingOnPostgres(PostgresWorld world) : Reporting(world), IClassFixture<PostgresWorld>;
