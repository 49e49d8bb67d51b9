using System.Text.Json;
using Mentorship.Matching.Offers;
using Mentorship.Testing;

namespace Mentorship.Matching.Tests;

/// <summary>What becomes of students whose offer ends with a no or in silence.</summary>
public abstract class ComingToNothing(World world)
{
    [Fact]
    public async Task They_wait_in_a_queue_of_their_own_with_suggestions_and_go_first()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Mentor(1), cohort.Mentor(1), cohort.Mentor(1));
        var (declined, silent, refuses, mute, free) = (ids[0], ids[1], ids[2], ids[3], ids[4]);
        var pairs = await world.OfferedAsync(cohort, (declined, refuses), (silent, mute));
        Assert.Equal((2, 2), await DueAsync(cohort));
        Assert.Equal([declined, silent], (await ListAsync(cohort, "due=mentor")).Select(s => s.Id("studentId")).Order(new Given(ids)));
        await cohort.AsStudent(silent).AnswerAsync(pairs.Single(p => p.StudentId.Value == silent).Id, "yes");
        Assert.Equal((2, 1), await DueAsync(cohort));
        Assert.Equal([declined], (await ListAsync(cohort, "due=student")).Select(s => s.Id("studentId")));

        await cohort.AsMentor(refuses).AnswerAsync(pairs.Single(p => p.StudentId.Value == declined).Id, "no");
        world.Clock.Advance(TimeSpan.FromDays(8));
        await Eventually.True("the other offer has ended", async () => (await cohort.GetAsync("board")).Int("counts", "again") == 2);

        var again = await ListAsync(cohort, "state=again");
        Assert.Equal([(declined, refuses, "declined", true), (silent, mute, "expired", true)],
            again.OrderBy(s => s.Id("studentId"), new Given(ids)).Select(s => (s.Id("studentId"), s.GetProperty("ended").Id("mentorId"), s.GetProperty("ended").Text("state"), s.GetProperty("goesFirst").GetBoolean())));
        Assert.Contains((await cohort.GetAsync("board")).GetProperty("attention").EnumerateArray(), a => a.Text("code") == "Again" && a.Int("count") == 2);

        // A no is not asked twice; silence may be.
        Assert.Equal([mute, free], await SuggestedAsync(cohort, declined, ids));
        Assert.Equal([refuses, mute, free], await SuggestedAsync(cohort, silent, ids));
        Assert.Contains((await cohort.GetAsync($"students/{declined}/suggestions")).GetProperty("notPossible").EnumerateArray(), n => n.Text("code") == "PartedBefore" && n.Int("count") == 1);
        Assert.DoesNotContain((await cohort.GetAsync($"mentors/{refuses}/suggestions")).GetProperty("suggestions").EnumerateArray(), s => s.Id("studentId") == declined);
        var why = await cohort.GetAsync($"students/{declined}/mentors/{refuses}/why");
        Assert.Equal(("rule", "PartedBefore"), (why.Text("standoff"), why.GetProperty("rule").Text("code")));

        await cohort.Office.PutAsync(cohort.At($"pins/{declined}"), new { mentorId = free });
        Assert.Equal(1, (await cohort.GetAsync("board")).Int("counts", "again"));
    }

    [Fact]
    public async Task Whom_the_last_time_left_without_a_mentor_stand_before_those_who_came_earlier()
    {
        var cohort = await world.OpenAsync();
        var early = (await cohort.JoinAsync(cohort.Student(), cohort.Mentor(1)))[0];
        world.Clock.Advance(TimeSpan.FromDays(1));
        var late = Assert.Single(await cohort.JoinAsync(cohort.Student()));
        Assert.Equal([(early, false), (late, false)], await OrderAsync());
        await world.LeaveOutAsync(cohort, late);
        Assert.Equal([(late, true), (early, false)], await OrderAsync());

        async Task<(Guid, bool)[]> OrderAsync() => [.. (await ListAsync(cohort, "state=unpaired")).Select(s => (s.Id("studentId"), s.GetProperty("goesFirst").GetBoolean()))];
    }

    [Fact]
    public async Task Reasons_of_the_latest_draft_are_counted_and_listed()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Mentor(1));
        await cohort.DraftAsync();
        var reason = Assert.Single((await cohort.GetAsync("board")).GetProperty("unmatched").EnumerateArray());
        Assert.Equal(("CapacityFull", 1), (reason.Text("code"), reason.Int("students")));
        Assert.Equal("CapacityFull", Assert.Single(await ListAsync(cohort, "state=unmatched&reason=CapacityFull")).Text("reasonCode"));
        Assert.Empty(await ListAsync(cohort, "reason=NoSharedTime"));
        Assert.Contains(ids[0], (await ListAsync(cohort, "")).Select(s => s.Id("studentId")));
    }

    [Fact]
    public async Task A_cohort_that_passes_on_offers_the_next_of_the_students_own_list()
    {
        var (cohort, ids) = await OpenAsync(passesOn: true, chosen: [0, 1, 2]);
        var offered = Assert.Single(await world.OfferedAsync(cohort, (ids[0], ids[1])));
        await cohort.AsMentor(ids[1]).AnswerAsync(offered.Id, "no");

        // The second is full, so the third it is.
        var next = await Eventually.Some("the next offer is out", async () => (await world.PairsAsync(cohort)).FirstOrDefault(p => p.StudentId.Value == ids[0] && p.State == PairState.Offered));
        Assert.Equal((ids[3], 3, Answer.Waiting, Answer.Waiting, world.Clock.GetUtcNow().AddDays(7)), (next.MentorId.Value, next.Choice, next.StudentAnswer, next.MentorAnswer, next.Deadline));
        Assert.Single(await world.EventsAsync("offer-made", next.Id));
        Assert.Equal("offer.passed-on", (await world.ActsAsync(cohort))[^1]);
        Assert.Equal(0, (await cohort.GetAsync("board")).Int("counts", "again"));

        // Nobody is left on the list: the coordinator has them.
        await cohort.AsMentor(ids[3]).AnswerAsync(next.Id, "no");
        await world.LookedAtAsync(cohort);
        Assert.Equal(1, (await cohort.GetAsync("board")).Int("counts", "again"));
    }

    [Theory]
    [InlineData("the policy does not say so")]
    [InlineData("the student said no")]
    [InlineData("the student was silent too")]
    public async Task Nothing_is_passed_on_where(string why)
    {
        var (cohort, ids) = await OpenAsync(passesOn: why != "the policy does not say so", chosen: [0, 2]);
        var offered = Assert.Single(await world.OfferedAsync(cohort, (ids[0], ids[1])));
        if (why == "the student was silent too")
            world.Clock.Advance(TimeSpan.FromDays(8));
        else if (why == "the student said no")
            await cohort.AsStudent(ids[0]).AnswerAsync(offered.Id, "no");
        else
            await cohort.AsMentor(ids[1]).AnswerAsync(offered.Id, "no");
        await Eventually.True("the offer has ended", async () => (await world.PairAsync(offered.Id)).State is PairState.Declined or PairState.Expired);
        await world.LookedAtAsync(cohort);
        Assert.Single(await world.PairsAsync(cohort), p => p.StudentId.Value == ids[0]);
    }

    /// <summary>A student, three mentors with a place each, and another student who holds the place of the second.</summary>
    async Task<(TestCohort, Guid[])> OpenAsync(bool passesOn, int[] chosen)
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor(1), cohort.Mentor(1), cohort.Mentor(1), cohort.Student());
        await PairingByHand.SetPolicyAsync(cohort, p => p with { PassesOn = passesOn });
        await world.ChooseAsync(cohort, ids[0], [.. chosen.Select(m => ids[m + 1])]);
        await world.OfferAsync(cohort, ids[4], ids[2]);
        return (cohort, ids);
    }

    static async Task<(int Mentors, int Students)> DueAsync(TestCohort cohort) =>
        (await cohort.GetAsync("board")).GetProperty("counts") is var counts ? (counts.Int("mentorsDue"), counts.Int("studentsDue")) : default;

    static async Task<JsonElement[]> ListAsync(TestCohort cohort, string query) =>
        [.. (await cohort.GetAsync($"students?{query}")).GetProperty("items").EnumerateArray()];

    static async Task<Guid[]> SuggestedAsync(TestCohort cohort, Guid student, Guid[] ids) =>
        [.. (await cohort.GetAsync($"students/{student}/suggestions")).GetProperty("suggestions").EnumerateArray().Select(s => s.Id("mentorId")).Order(new Given(ids))];

    /// <summary>As they joined.</summary>
    sealed class Given(Guid[] ids) : IComparer<Guid>
    {
        public int Compare(Guid x, Guid y) => Array.IndexOf(ids, x).CompareTo(Array.IndexOf(ids, y));
    }
}

public sealed class ComingToNothingOnSqlite(SqliteWorld world) : ComingToNothing(world), IClassFixture<SqliteWorld>;

public sealed class ComingToNothingOnPostgres(PostgresWorld world) : ComingToNothing(world), IClassFixture<PostgresWorld>;
