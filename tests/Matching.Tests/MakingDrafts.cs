using System.Net;
using Mentorship.Contracts;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Policies;
using Mentorship.Matching.Runs;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Tests;

public abstract class MakingDrafts(World world)
{
    [Fact]
    public async Task A_run_becomes_a_draft_with_reasons_and_figures()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student("surgery"), cohort.Student("pediatrics"), cohort.Student("oncology", stage: "resident"),
            cohort.Mentor(2, "surgery", stages: ["college"]), cohort.Mentor(1, "pediatrics", stages: ["college"]));

        var run = await cohort.DraftAsync();

        Assert.Equal((1, 2, 3, 2), (run.Int("number"), run.Int("matched"), run.Int("students"), run.Int("mentors")));
        Assert.Equal(1, run.Int("placesLeft"));
        Assert.StartsWith("valid", run.Text("certificate"));
        Assert.Equal(2, run.Int("bands", "strong") + run.Int("bands", "good"));
        Assert.Equal(0, run.Int("choices", "ranked"));
        Assert.False(run.GetProperty("published").GetBoolean());
        Assert.Equal(cohort.CoordinatorId, run.Id("by"));
        var pairs = await cohort.Office.JsonAsync(Drafting.Of(run.Id("id"), "/pairs?size=10"));
        Assert.Equal(2, pairs.Int("total"));
        Assert.All(pairs.GetProperty("items").EnumerateArray(), p =>
        {
            Assert.NotEmpty(p.GetProperty("reasons").EnumerateArray());
            Assert.Equal(("new", false), (p.Text("since"), p.GetProperty("pinned").GetBoolean()));
        });
        Assert.Equal(ids[3], (await cohort.PairsAsync(run.Id("id")))[ids[0]]);
        Assert.Equal(0, (await cohort.Office.JsonAsync(Drafting.Of(run.Id("id"), "/pairs?band=stretch"))).Int("total"));
        var board = await cohort.GetAsync("board");
        Assert.Equal((2, 1), (board.Int("counts", "inDraft"), board.Int("counts", "unmatched")));
        var row = Assert.Single((await cohort.GetAsync("runs")).EnumerateArray());
        Assert.Equal((2, 3, "done"), (row.Int("matched"), row.Int("students"), row.Text("state")));
    }

    [Fact]
    public async Task What_the_solver_saw_gives_the_same_pairs_again()
    {
        var cohort = await world.OpenAsync();
        await cohort.JoinAsync([.. Enumerable.Range(0, 6).Select(_ => cohort.Student()), .. Enumerable.Range(0, 4).Select(_ => cohort.Mentor())]);
        var run = await cohort.DraftAsync();

        await using var db = world.Db();
        var kept = await db.Runs.SingleAsync(r => r.Id == run.Id("id"));
        var input = SolverInput.Unpack(kept.Input!);
        var again = Solver.Solve(input.ToInstance(), kept.Objective);

        Assert.Equal(kept.Fingerprint, again.Fingerprint.ToString("x16"));
        var pairs = await cohort.PairsAsync(kept.Id);
        Assert.Equal(4, pairs.Count);
        for (var i = 0; i < input.Students.Length; i++)
            Assert.Equal(again.MentorOf[i] < 0 ? Guid.Empty : input.Mentors[again.MentorOf[i]], pairs.GetValueOrDefault(input.Students[i]));
    }

    [Fact]
    public async Task Running_again_over_the_same_people_draws_no_new_lot()
    {
        var cohort = await world.OpenAsync();
        await cohort.JoinAsync([.. Enumerable.Range(0, 9).Select(_ => cohort.Student()), .. Enumerable.Range(0, 5).Select(_ => cohort.Mentor())]);

        var first = await cohort.DraftAsync();
        var second = await cohort.DraftAsync();

        Assert.Equal(2, second.Int("number"));
        Assert.Equal(first.GetProperty("seed").GetInt64(), second.GetProperty("seed").GetInt64());
        Assert.Equal(await cohort.PairsAsync(first.Id("id")), await cohort.PairsAsync(second.Id("id")));
        var against = second.GetProperty("againstPrevious");
        Assert.Equal((5, 0, 0, 0), (against.Int("same"), against.Int("moved"), against.Int("new"), against.Int("lost")));
    }

    [Fact]
    public async Task Pairs_by_hand_offers_and_mentorships_stay_and_hold_their_places()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(
            cohort.Student(), cohort.Student(), cohort.Student("pediatrics"), cohort.Student(), cohort.Student(),
            cohort.Mentor(1), cohort.Mentor(1), cohort.Mentor(1, "surgery"), cohort.Mentor(1, "oncology"));
        var offered = await world.OfferAsync(cohort, ids[0], ids[5]);
        var active = await world.OfferAsync(cohort, ids[1], ids[6], Answer.Yes);
        await cohort.Office.PutAsync(cohort.At($"pins/{ids[2]}"), new { mentorId = ids[7] });

        var run = await cohort.DraftAsync();

        var pairs = await cohort.PairsAsync(run.Id("id"));
        Assert.Equal((3, 2, 1), (run.Int("students"), run.Int("matched"), run.Int("pinned")));
        Assert.Equal(ids[7], pairs[ids[2]]);
        Assert.Equal(new[] { ids[7], ids[8] }.Order(), pairs.Values.Order());
        Assert.DoesNotContain(ids[0], pairs.Keys);
        await using var db = world.Db();
        Assert.Equal(new Dictionary<Guid, PairState> { [offered] = PairState.Offered, [active] = PairState.Active },
            await db.Pairs.Where(p => p.CohortId == cohort.Id).ToDictionaryAsync(p => p.Id, p => p.State));
    }

    [Fact]
    public async Task Somebody_who_said_no_is_not_proposed_again()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student("surgery"), cohort.Mentor(1, "surgery"), cohort.Mentor(1, "oncology"));
        await world.OfferAsync(cohort, ids[0], ids[1], Answer.No);
        Assert.Equal(ids[2], (await cohort.PairsAsync((await cohort.DraftAsync()).Id("id")))[ids[0]]);
    }

    [Fact]
    public async Task Whoever_was_left_out_goes_first_for_the_last_place()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student("surgery"), cohort.Student("oncology"), cohort.Mentor(1, "surgery"));
        Assert.Equal([ids[0]], (await cohort.PairsAsync((await cohort.DraftAsync()).Id("id"))).Keys);

        await world.LeaveOutAsync(cohort, ids[1]);
        var run = await cohort.DraftAsync();

        Assert.Equal([ids[1]], (await cohort.PairsAsync(run.Id("id"))).Keys);
        Assert.Equal((1, 1), (run.GetProperty("againstPrevious").Int("new"), run.GetProperty("againstPrevious").Int("lost")));
    }

    [Fact]
    public async Task By_rankings_alone_everyone_listed_is_placed_at_the_known_optimum()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Student(), cohort.Student(), cohort.Mentor(), cohort.Mentor(), cohort.Mentor(), cohort.Mentor());
        var (x, y, z, w) = (ids[4], ids[5], ids[6], ids[7]);
        await world.ChooseAsync(cohort, ids[0], x, y);
        await world.ChooseAsync(cohort, ids[1], x, y, z);
        await world.ChooseAsync(cohort, ids[2], y, x);
        await ByRankingsAloneAsync(cohort);

        var run = await cohort.DraftAsync();

        // Only with the second student at a third choice are all three placed: 30000 squared.
        Assert.Equal(new Dictionary<Guid, Guid> { [ids[0]] = x, [ids[1]] = z, [ids[2]] = y }, await cohort.PairsAsync(run.Id("id")));
        Assert.Contains("cost 900000000,", run.Text("certificate"), StringComparison.Ordinal);
        Assert.Equal((2, 3, 3), (run.Int("choices", "first"), run.Int("choices", "topThree"), run.Int("choices", "ranked")));
        Assert.Equal("NotRanked", (await cohort.ReasonsAsync(run.Id("id")))[ids[3]]);
        Assert.DoesNotContain(w, (await cohort.PairsAsync(run.Id("id"))).Values);
    }

    [Fact]
    [Trait("Data", "shared")]
    public async Task Real_bids_are_paired_at_their_known_optimum()
    {
        Assert.SkipWhen(Repository.SharedData is null, "../shared/data is not there.");
        using var file = File.OpenText(Path.Combine(Repository.SharedData!, "glasgow-1.csv"));
        var bids = EdgeFormat.Read(file);
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync([.. Enumerable.Range(0, bids.Students).Select(_ => cohort.Student()), .. Enumerable.Range(0, bids.Mentors).Select(_ => cohort.Mentor())]);
        for (var i = 0; i < bids.Students; i++)
            await world.ChooseAsync(cohort, ids[i], [.. Enumerable.Range(bids.Start[i], bids.Start[i + 1] - bids.Start[i])
                .OrderByDescending(e => bids.Score[e]).Select(e => ids[bids.Students + bids.Mentor[e]])]);
        await ByRankingsAloneAsync(cohort);

        var run = await cohort.DraftAsync();

        Assert.Equal((35, 35), (run.Int("matched"), run.Int("students")));
        Assert.Contains("cost 6750000000,", run.Text("certificate"), StringComparison.Ordinal);
        var pairs = await cohort.Office.JsonAsync(Drafting.Of(run.Id("id"), "/pairs?size=100"));
        Assert.Equal(6_750_000_000, pairs.GetProperty("items").EnumerateArray().Sum(p => (long)Math.Pow(15_000 * (p.Int("choice") - 1), 2)));
    }

    static Task ByRankingsAloneAsync(TestCohort cohort) => PairingByHand.SetPolicyAsync(cohort, p => p with
    {
        RankedOnly = true,
        Weights = new PolicyWeights(Weight.Off, Weight.Off, Weight.Off, Weight.Off, Weight.Off, Weight.Off, Weight.High),
    });

    [Theory]
    [InlineData("CapacityFull")]
    [InlineData("StageNotAccepted")]
    [InlineData("NoSharedTime")]
    [InlineData("Paused")]
    [InlineData("TrainingMissing")]
    [InlineData("NothingGoodEnough")]
    [InlineData("NoMentors")]
    public async Task Each_student_without_a_mentor_has_a_reason(string code)
    {
        var cohort = await world.OpenAsync();
        var students = await cohort.JoinAsync(cohort.Student("surgery"), cohort.Student("oncology"));
        if (code != "NoMentors")
            await cohort.JoinAsync(code switch
            {
                "CapacityFull" => cohort.Mentor(1, "surgery"),
                "StageNotAccepted" => cohort.Mentor(2, stages: ["resident"]),
                "NoSharedTime" => cohort.Mentor(2, hours: ["Tue 09-12"]),
                "Paused" => cohort.Mentor(2, paused: true),
                "TrainingMissing" => cohort.Mentor(2, untrained: true),
                _ => cohort.Mentor(2, "oncology"),
            });
        await PairingByHand.SetPolicyAsync(cohort, p => p with { MinSharedHours = 1, Floor = code == "NothingGoodEnough" ? 95_000 : 0 });

        var run = await cohort.DraftAsync();

        var unmatched = await cohort.Office.JsonAsync(Drafting.Of(run.Id("id"), "/unmatched"));
        Assert.Equal(2 - run.Int("matched"), unmatched.GetArrayLength());
        Assert.NotEqual(0, unmatched.GetArrayLength());
        Assert.All(unmatched.EnumerateArray(), u =>
        {
            Assert.Equal(code, u.Text("code"));
            Assert.Contains(u.Id("studentId"), students);
            Assert.False(string.IsNullOrEmpty(u.Text("sentence")) || string.IsNullOrEmpty(u.Text("change")));
        });
    }

    [Fact]
    public async Task Who_is_or_may_be_a_minor_is_in_no_run()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(minor: true), cohort.Mentor(2));
        var run = await cohort.DraftAsync();
        Assert.Equal(1, run.Int("students"));
        Assert.DoesNotContain(ids[1], (await cohort.PairsAsync(run.Id("id"))).Keys);
        Assert.Empty(await cohort.ReasonsAsync(run.Id("id")));
    }

    [Fact]
    public async Task Two_coordinators_who_start_at_once_start_one_run()
    {
        var cohort = await world.OpenAsync();
        await cohort.JoinAsync(cohort.Student(), cohort.Mentor());
        using var back = await HeldUpAsync(cohort);
        var started = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => cohort.StartAsync()));
        Assert.Single(started.Distinct());
        Assert.Single((await cohort.GetAsync("runs")).EnumerateArray());
    }

    [Fact]
    public async Task A_run_waits_for_whoever_is_still_to_be_pulled()
    {
        var cohort = await world.OpenAsync();
        var other = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student("surgery"), cohort.Mentor(1, "oncology"), cohort.Mentor(1, "surgery"));
        await other.JoinAsync(other.Student(), other.Mentor());
        using var back = await HeldUpAsync(cohort, ids[0]);

        var waiting = await cohort.StartAsync();
        await other.DraftAsync();
        Assert.Equal("queued", (await cohort.Office.JsonAsync(Drafting.Of(waiting))).Text("state"));
        world.Profile.People[ids[0]] = cohort.Student("oncology", id: ids[0], version: 2);
        back.Dispose();

        await cohort.EndAsync(waiting);
        Assert.Equal(ids[1], (await cohort.PairsAsync(waiting))[ids[0]]);
    }

    [Fact]
    public async Task A_run_that_waits_is_cancelled_at_once_and_the_next_one_can_start()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor());
        using var back = await HeldUpAsync(cohort, ids[0]);
        var run = await cohort.StartAsync();

        await CancelAsync(cohort, run);
        await CancelAsync(cohort, run);

        Assert.Equal("cancelled", (await cohort.Office.JsonAsync(Drafting.Of(run))).Text("state"));
        world.Profile.People[ids[0]] = cohort.Student(id: ids[0], version: 2);
        back.Dispose();
        var next = await cohort.DraftAsync();
        Assert.Equal(2, next.Int("number"));
        await cohort.Office.RefusedAsync(HttpMethod.Post, Drafting.Of(next.Id("id"), "/cancel"), null, "RunOver");
    }

    [Fact]
    public async Task A_run_at_work_stops_within_a_second_and_leaves_nothing()
    {
        var cohort = await world.OpenAsync();
        await cohort.JoinAsync(cohort.Student(), cohort.Mentor());
        using var held = HoldWorkers();
        var run = await cohort.StartAsync();
        await Eventually.True("a worker has it", async () => (await cohort.Office.JsonAsync(Drafting.Of(run))).Text("state") == "running");

        await CancelAsync(cohort, run);

        await Eventually.True("it has stopped", async () => (await cohort.Office.JsonAsync(Drafting.Of(run))).Text("state") == "cancelled", TimeSpan.FromSeconds(3));
        Assert.Empty(await cohort.PairsAsync(run));
    }

    [Fact]
    public async Task A_run_whose_worker_was_killed_is_taken_over_after_its_lease()
    {
        var cohort = await world.OpenAsync();
        var other = await world.OpenAsync();
        await cohort.JoinAsync(cohort.Student(), cohort.Mentor());
        await other.JoinAsync(other.Student(), other.Mentor());
        var run = await ClaimedElsewhereAsync(cohort);

        await other.DraftAsync();
        Assert.Equal("running", (await cohort.Office.JsonAsync(Drafting.Of(run))).Text("state"));
        world.Clock.Advance(Run.Lease + TimeSpan.FromSeconds(1));

        Assert.Equal("done", (await cohort.EndAsync(run)).Text("state"));
        Assert.Single(await cohort.PairsAsync(run));
    }

    [Fact]
    public async Task A_run_that_kills_its_workers_fails_in_the_end()
    {
        var cohort = await world.OpenAsync();
        await cohort.JoinAsync(cohort.Student(), cohort.Mentor());
        var run = await ClaimedElsewhereAsync(cohort, times: 4);
        world.Clock.Advance(Run.Lease + TimeSpan.FromSeconds(1));
        var ended = await cohort.EndAsync(run);
        Assert.Equal(("failed", "WorkerLost"), (ended.Text("state"), ended.Text("failureCode")));
    }

    [Fact]
    public async Task A_worker_that_lost_its_run_stores_nothing()
    {
        var cohort = await world.OpenAsync();
        await cohort.JoinAsync(cohort.Student(), cohort.Mentor());
        var held = HoldWorkers();
        var run = await cohort.StartAsync();
        await Eventually.True("a worker has it", async () => (await cohort.Office.JsonAsync(Drafting.Of(run))).Text("state") == "running");
        await TakeAsync(run, "elsewhere");

        held.Dispose();
        await (await world.OpenAsync()).DraftAsync();

        await using var db = world.Db();
        Assert.Equal("elsewhere", (await db.Runs.SingleAsync(r => r.Id == run)).Worker);
        Assert.Empty(await cohort.PairsAsync(run));
    }

    [Fact]
    public async Task Someone_elses_run_is_not_found()
    {
        var cohort = await world.OpenAsync();
        var other = await world.OpenAsync();
        await cohort.JoinAsync(cohort.Student(), cohort.Mentor());
        var run = (await cohort.DraftAsync()).Id("id");
        foreach (var path in new[] { "", "/pairs", "/unmatched" })
            await other.Office.SendAsync(HttpMethod.Get, Drafting.Of(run, path), null, HttpStatusCode.NotFound);
        await other.Office.SendAsync(HttpMethod.Post, Drafting.Of(run, "/cancel"), null, HttpStatusCode.NotFound);
        await other.Office.SendAsync(HttpMethod.Post, cohort.At("runs"), null, HttpStatusCode.NotFound);
        await other.Office.SendAsync(HttpMethod.Get, cohort.At("runs"), null, HttpStatusCode.NotFound);
    }

    static Task CancelAsync(TestCohort cohort, Guid run) => cohort.Office.SendAsync(HttpMethod.Post, Drafting.Of(run, "/cancel"), null, HttpStatusCode.NoContent);

    /// <summary>Somebody of the cohort has changed, and Profile does not say how.</summary>
    async Task<Release> HeldUpAsync(TestCohort cohort, Guid? who = null)
    {
        await cohort.GetAsync("board"); // the taxonomy is kept from here on
        await using var db = world.Db();
        var student = who ?? (await db.PoolStudents.FirstAsync(s => s.CohortId == cohort.Id)).StudentId.Value;
        world.Profile.Away = true;
        await world.Host.HearAsync(new StudentChanged { StudentId = student, Version = 2, ChangedAt = world.Clock.GetUtcNow() });
        await Eventually.True("the change is known", async () => await db.People.AsNoTracking().AnyAsync(p => p.Id == student && p.Stale));
        return new Release(world.Profile);
    }

    /// <summary>Workers stand still where they need the taxonomy, until this is disposed of.</summary>
    Release HoldWorkers()
    {
        world.Profile.Held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Clock.Advance(TimeSpan.FromMinutes(11));
        return new Release(world.Profile);
    }

    sealed class Release(ProfileStandIn profile) : IDisposable
    {
        public void Dispose()
        {
            profile.Held?.TrySetResult();
            profile.Held = null;
            profile.Away = false;
        }
    }

    async Task<Guid> ClaimedElsewhereAsync(TestCohort cohort, int times = 1)
    {
        await using var db = world.Db();
        var now = world.Clock.GetUtcNow();
        var run = new Run(world.NewId(), cohort.Id, null, await db.CurrentPolicyAsync(cohort.Id, CancellationToken.None), RunOrigin.Fill, cohort.CoordinatorId, now);
        for (var n = 0; n < times; n++)
            run.Claim("elsewhere", now);
        db.Add(run);
        await db.SaveChangesAsync();
        return run.Id;
    }

    async Task TakeAsync(Guid id, string worker)
    {
        await using var db = world.Db();
        await ServiceDefaults.Races.RetryAsync(db, async () =>
        {
            (await db.Runs.SingleAsync(r => r.Id == id)).Claim(worker, world.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        }, CancellationToken.None);
    }
}

public sealed class MakingDraftsOnSqlite(SqliteWorld world) : MakingDrafts(world), IClassFixture<SqliteWorld>;

public sealed class MakingDraftsOnPostgres(PostgresWorld world) : MakingDrafts(world), IClassFixture<PostgresWorld>;
