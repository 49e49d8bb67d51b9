using System.Net;
using Mentorship.Contracts;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Pool;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Tests;

/// <summary>Nobody under age is paired without a guardian's consent in force and a mentor who is cleared, by whatever road.</summary>
public abstract class GuardingMinors(World world)
{
    /// <summary>Profile knows something new about somebody, and Matching has pulled it.</summary>
    static Task ChangeAsync(TestCohort cohort, PersonView changed) => cohort.JoinAsync(changed);

    Task OverAsync(Guid pair, PairState state) => Eventually.True($"the pair is {state}", async () => (await world.PairAsync(pair)).State == state);

    [Fact]
    public async Task A_minor_enters_the_pool_with_the_consent_and_leaves_it_with_it()
    {
        var cohort = await world.OpenAsync();
        var noor = Assert.Single(await cohort.JoinAsync(cohort.Student(minor: true)));
        Assert.Equal(0, (await cohort.GetAsync("board")).Int("students"));
        Assert.Equal("guardianAgrees", (await cohort.StatusAsync(noor)).Text("nextCode"));

        await ChangeAsync(cohort, cohort.Student(minor: true, consented: true, id: noor, version: 2));
        Assert.Equal(1, (await cohort.GetAsync("board")).Int("students"));
        Assert.Equal("rank", (await cohort.StatusAsync(noor)).Text("nextCode"));

        await ChangeAsync(cohort, cohort.Student(minor: true, id: noor, version: 3));
        Assert.Equal(0, (await cohort.GetAsync("board")).Int("students"));
        Assert.Contains((await cohort.GetAsync("board")).GetProperty("attention").EnumerateArray(), a => a.Text("code") == "GuardianConsentMissing");
    }

    [Fact]
    public async Task A_draft_gives_a_minor_a_cleared_mentor_or_none()
    {
        var cohort = await world.OpenAsync();
        // The nearest mentor is not cleared, the cleared one is far off.
        var ids = await cohort.JoinAsync(cohort.Student("surgery", minor: true, consented: true), cohort.Mentor(1, "surgery"), cohort.Mentor(1, "oncology", cleared: true));
        Assert.Equal(ids[2], (await cohort.PairsAsync((await cohort.DraftAsync()).Id("id")))[ids[0]]);

        await ChangeAsync(cohort, cohort.Mentor(1, "oncology", id: ids[2], version: 2));
        var run = (await cohort.DraftAsync()).Id("id");
        Assert.Empty(await cohort.PairsAsync(run));
        var why = Assert.Single((await cohort.Office.JsonAsync(Drafting.Of(run, "/unmatched"))).EnumerateArray());
        Assert.Equal(("MentorNotCleared", "2 mentors fit, but nobody of them is cleared for work with minors.", "A clearance for one of them."), (why.Text("code"), why.Text("sentence"), why.Text("change")));
    }

    [Fact]
    public async Task By_hand_it_cannot_be_done_either_whatever_the_reason()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(minor: true), cohort.Student(minor: true, consented: true), cohort.Mentor(2), cohort.Mentor(2, cleared: true));
        foreach (var reason in new[] { null, "know-them-both" })
        {
            var missing = await cohort.Office.RefusedAsync(HttpMethod.Put, cohort.At($"pins/{ids[0]}"), new { mentorId = ids[3], reason }, "GuardianConsentMissing");
            Assert.False(missing.GetProperty("mayBend").GetBoolean());
        }
        var closed = await cohort.Office.RefusedAsync(HttpMethod.Put, cohort.At($"pins/{ids[1]}"), new { mentorId = ids[2] }, "MentorNotCleared");
        Assert.False(closed.GetProperty("mayBend").GetBoolean());
        await cohort.Office.PutAsync(cohort.At($"pins/{ids[1]}"), new { mentorId = ids[3] });
    }

    [Fact]
    public async Task A_pair_by_hand_falls_out_of_the_drafts_with_the_clearance()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(minor: true, consented: true), cohort.Mentor(1, cleared: true));
        await cohort.Office.PutAsync(cohort.At($"pins/{ids[0]}"), new { mentorId = ids[1] });
        Assert.Single(await cohort.PairsAsync((await cohort.DraftAsync()).Id("id")));
        await ChangeAsync(cohort, cohort.Mentor(1, id: ids[1], version: 2));
        Assert.Empty(await cohort.PairsAsync((await cohort.DraftAsync()).Id("id")));
    }

    [Fact]
    public async Task A_minor_asks_cleared_mentors_alone_and_nobody_before_the_consent()
    {
        var cohort = await world.OpenAsync("rolling");
        var ids = await cohort.JoinAsync(cohort.Student(minor: true), cohort.Mentor(1), cohort.Mentor(1, cleared: true));
        await cohort.AsStudent(ids[0]).RefusedAsync(HttpMethod.Post, cohort.Mine("ask"), new { mentorId = ids[2] }, "GuardianConsentMissing");

        await ChangeAsync(cohort, cohort.Student(minor: true, consented: true, id: ids[0], version: 2));
        Assert.Equal(ids[2], Assert.Single((await cohort.AsStudent(ids[0]).JsonAsync(cohort.Mine("mentors"))).GetProperty("items").EnumerateArray()).Id("mentorId"));
        await cohort.AsStudent(ids[0]).RefusedAsync(HttpMethod.Post, cohort.Mine("ask"), new { mentorId = ids[1] }, "NotOpen");
        Assert.Equal("offered", (await cohort.AskAsync(ids[0], ids[2])).Text("state"));
    }

    [Theory]
    [InlineData("consent")]
    [InlineData("clearance")]
    public async Task A_draft_made_before_is_not_published_after(string lost)
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(minor: true, consented: true), cohort.Mentor(1, cleared: true));
        var run = (await cohort.DraftAsync()).Id("id");
        await LoseAsync(cohort, lost, ids[0], ids[1]);
        await cohort.RefusedPublishAsync(run, "PlacesChanged");
        Assert.Empty(await world.PairsAsync(cohort));
    }

    [Theory]
    [InlineData("consent")]
    [InlineData("clearance")]
    public async Task What_is_published_and_not_out_never_goes_out(string lost)
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(minor: true, consented: true), cohort.Mentor(1, cleared: true));
        await cohort.PublishAsync((await cohort.DraftAsync()).Id("id"));
        var pair = Assert.Single(await world.PairsAsync(cohort)).Id;
        await LoseAsync(cohort, lost, ids[0], ids[1]);
        await OverAsync(pair, PairState.Withdrawn);
        world.Clock.Advance(TimeSpan.FromHours(1));
        await cohort.JoinAsync(cohort.Student());
        Assert.Empty(await world.EventsAsync("offer-made", pair));
        // Nobody outside the office had seen it.
        Assert.Empty(await world.EventsAsync("pair-withdrawn", pair));
    }

    [Fact]
    public async Task Even_a_pair_that_slipped_in_does_not_go_out()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(minor: true, consented: true), cohort.Mentor(1, cleared: true));
        await cohort.PublishAsync((await cohort.DraftAsync()).Id("id"));
        var pair = Assert.Single(await world.PairsAsync(cohort)).Id;
        // Both at once: the time to send has come, and the consent is gone. Whichever worker looks first, nobody is written to.
        world.Profile.People[ids[0]] = cohort.Student(minor: true, id: ids[0], version: 2);
        await using (var db = world.Db())
        {
            var row = await db.PoolStudents.SingleAsync(s => s.StudentId == new StudentId(ids[0]) && s.CohortId == cohort.Id);
            row.Keep(2, here: true, minor: true, consented: false);
            await db.SaveChangesAsync();
        }
        world.Clock.Advance(TimeSpan.FromHours(1));
        await OverAsync(pair, PairState.Withdrawn);
        Assert.Empty(await world.EventsAsync("offer-made", pair));
    }

    [Theory]
    [InlineData("consent")]
    [InlineData("clearance")]
    public async Task An_open_offer_is_withdrawn_and_both_are_told(string lost)
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(minor: true, consented: true), cohort.Mentor(1, cleared: true));
        var pair = Assert.Single(await world.OfferedAsync(cohort, (ids[0], ids[1]))).Id;
        await LoseAsync(cohort, lost, ids[0], ids[1]);
        await OverAsync(pair, PairState.Withdrawn);
        Assert.Equal("coordinator", Assert.Single(await world.EventsAsync("pair-withdrawn", pair)).Text("by"));
        await cohort.AsMentor(ids[1]).RefusedAnswerAsync(pair, "yes", "OfferWithdrawn");
    }

    [Theory]
    [InlineData("consent")]
    [InlineData("clearance")]
    public async Task An_active_pair_ends_and_frees_its_places(string lost)
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(minor: true, consented: true), cohort.Mentor(1, cleared: true));
        var pair = Assert.Single(await world.OfferedAsync(cohort, (ids[0], ids[1]))).Id;
        await cohort.AsStudent(ids[0]).AnswerAsync(pair, "yes");
        await cohort.AsMentor(ids[1]).AnswerAsync(pair, "yes");
        await LoseAsync(cohort, lost, ids[0], ids[1]);
        await OverAsync(pair, PairState.Ended);
        Assert.Equal("coordinator", Assert.Single(await world.EventsAsync("pair-ended", pair)).Text("by"));
        Assert.Equal(1, (await cohort.MentorStatusAsync(ids[1])).Int("places", "free"));
    }

    [Fact]
    public async Task Whoever_comes_of_age_keeps_what_they_have_and_needs_nobody()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(minor: true, consented: true), cohort.Mentor(1, cleared: true), cohort.Mentor(1));
        var pair = Assert.Single(await world.OfferedAsync(cohort, (ids[0], ids[1]))).Id;
        await ChangeAsync(cohort, cohort.Student(id: ids[0], version: 2));
        await ChangeAsync(cohort, cohort.Mentor(1, id: ids[1], version: 2));
        await cohort.AsStudent(ids[0]).AnswerAsync(pair, "yes");
        Assert.Equal("active", (await cohort.AsMentor(ids[1]).AnswerAsync(pair, "yes")).Text("state"));
        // The guard has looked since: somebody else's pair, lost meanwhile, is over.
        var other = await cohort.JoinAsync(cohort.Student(minor: true, consented: true), cohort.Mentor(1, cleared: true));
        var lost = (await world.OfferedAsync(cohort, (other[0], other[1])))[0].Id;
        await LoseAsync(cohort, "consent", other[0], other[1]);
        await OverAsync(lost, PairState.Withdrawn);
        Assert.Equal(PairState.Active, (await world.PairAsync(pair)).State);
    }

    [Fact]
    public async Task Adults_need_neither_consent_nor_clearance()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor(1));
        Assert.Equal(ids[1], (await cohort.PairsAsync((await cohort.DraftAsync()).Id("id")))[ids[0]]);
    }

    static Task LoseAsync(TestCohort cohort, string what, Guid student, Guid mentor) =>
        ChangeAsync(cohort, what == "consent" ? cohort.Student(minor: true, id: student, version: 2) : cohort.Mentor(1, id: mentor, version: 2));
}

public sealed class GuardingMinorsOnSqlite(SqliteWorld world) : GuardingMinors(world), IClassFixture<SqliteWorld>;

public sealed class GuardingMinorsOnPostgres(PostgresWorld world) : GuardingMinors(world), IClassFixture<PostgresWorld>;
