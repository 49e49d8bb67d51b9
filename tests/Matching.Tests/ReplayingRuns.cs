using System.Net;
using System.Text.Json;
using Mentorship.Matching.Engine;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Tests;

public abstract class ReplayingRuns(World world)
{
    [Theory]
    [InlineData(Objective.Fair)]
    [InlineData(Objective.Welfare)]
    [InlineData(Objective.Maximin)]
    public async Task Ten_runs_come_out_as_they_were_stored(Objective objective)
    {
        var (cohort, ids) = await CrowdAsync(objective);
        var runs = new List<JsonElement> { await cohort.DraftAsync() };
        // Whoever has a mentor, to another one, by turns with fewest moves and best for all; then back, and on from there.
        runs.Add(await MoveAsync(cohort, runs[^1], ids[0], ids[13], "fewest"));
        runs.Add(await MoveAsync(cohort, runs[^1], ids[3], ids[10], "fewest"));
        runs.Add(await MoveAsync(cohort, runs[^1], ids[5], ids[11], "best"));
        runs.Add(await cohort.UndoAsync(runs[^1]));
        runs.Add(await cohort.UndoAsync(runs[^1]));
        runs.Add(await MoveAsync(cohort, runs[^1], ids[6], null, "fewest"));
        await cohort.Office.PutAsync(cohort.At($"pins/{ids[1]}"), new { mentorId = ids[12] });
        runs.Add(await MoveAsync(cohort, runs[^1], ids[7], ids[10], "fewest"));
        runs.Add(await cohort.UndoAsync(runs[^1]));
        runs.Add(await cohort.DraftAsync());
        var before = await world.ActsAsync(cohort);

        foreach (var run in runs)
        {
            var replay = await ReplayAsync(cohort, run);
            Assert.True(replay.GetProperty("same").GetBoolean(), $"draft {run.Int("number")}, {run.Text("origin")}: {replay}");
            Assert.Equal((run.Int("matched"), 0, run.Text("certificate")), (replay.Int("pairs"), replay.Int("differing"), replay.Text("certificate")));
            Assert.True(replay.GetProperty("milliseconds").GetDouble() >= 0);
        }
        Assert.Equal(10, runs.Select(r => r.Id("id")).Distinct().Count());
        Assert.Equal(["fill", "override", "undo"], runs.Select(r => r.Text("origin")!).Distinct().Order());
        Assert.Equal(before, await world.ActsAsync(cohort));
        Assert.Equal(10, (await cohort.GetAsync("runs")).GetArrayLength());
    }

    [Fact]
    public async Task Every_kind_of_override_and_its_undoing_comes_out_as_it_was_stored()
    {
        var (cohort, ids) = await CrowdAsync();
        var runs = new List<JsonElement> { await cohort.DraftAsync() };
        var pairs = await cohort.PairsAsync(runs[0].Id("id"));
        var first = ids.First(pairs.ContainsKey);
        var second = ids.First(s => pairs.ContainsKey(s) && pairs[s] != pairs[first]);
        runs.Add(await cohort.OverrideAsync(runs[^1], new("swap") { StudentId = first, OtherStudentId = second }));
        runs.Add(await cohort.OverrideAsync(runs[^1], new("places") { MentorId = ids[13], Places = 3 }));
        runs.Add(await cohort.OverrideAsync(runs[^1], new("lift") { StudentId = second }, "best"));
        var third = (await cohort.PairsAsync(runs[^1].Id("id"))).First(p => p.Key != first);
        runs.Add(await cohort.OverrideAsync(runs[^1], new("forbid") { StudentId = third.Key, MentorId = third.Value }));
        runs.Add(await cohort.UndoAsync(runs[^1]));
        var late = await cohort.JoinAsync(cohort.Student("neurology"), cohort.Mentor(2, "neurology"));
        runs.Add(await cohort.OverrideAsync(runs[^1], new("add") { StudentId = late[0] }));
        runs.Add(await cohort.OverrideAsync(runs[^1], new("add") { MentorId = late[1] }, "best"));
        runs.Add(await cohort.UndoAsync(runs[^1]));
        foreach (var run in runs)
            Assert.True((await ReplayAsync(cohort, run)).GetProperty("same").GetBoolean(), $"draft {run.Int("number")}, {run.Text("origin")}");
    }

    [Fact]
    public async Task A_pair_a_score_or_a_fingerprint_that_was_altered_is_found()
    {
        var (cohort, ids) = await CrowdAsync();
        var filled = await cohort.DraftAsync();
        var moved = await MoveAsync(cohort, filled, ids[0], ids[13], "fewest");
        var pairs = await cohort.PairsAsync(moved.Id("id"));
        var student = pairs.Keys.First(s => s != ids[0]);

        await AlterAsync(db => db.RunPairs.Where(p => p.RunId == moved.Id("id") && p.StudentId == new StudentId(student)),
            pair => pair.SetProperty(p => p.MentorId, new MentorId(ids[10] == pairs[student] ? ids[11] : ids[10])));
        await DiffersAsync(moved, 1);

        await AlterAsync(db => db.RunPairs.Where(p => p.RunId == filled.Id("id") && p.StudentId == new StudentId(student)), pair => pair.SetProperty(p => p.Score, 1));
        await DiffersAsync(filled, 1);

        var again = await cohort.DraftAsync();
        await AlterAsync(db => db.Runs.Where(r => r.Id == again.Id("id")), run => run.SetProperty(r => r.Fingerprint, "0000000000000000"));
        await DiffersAsync(again, 0);

        async Task DiffersAsync(JsonElement run, int differing)
        {
            var replay = await ReplayAsync(cohort, run);
            Assert.Equal((false, differing), (replay.GetProperty("same").GetBoolean(), replay.Int("differing")));
        }
    }

    [Fact]
    public async Task A_run_replays_after_people_left_and_policies_changed()
    {
        var (cohort, ids) = await CrowdAsync();
        var run = await cohort.DraftAsync();
        await PairingByHand.SetPolicyAsync(cohort, p => p with { Objective = Objective.Welfare, Floor = 40_000 });
        await cohort.JoinAsync(cohort.Student(), cohort.Mentor(3));
        await cohort.PublishAsync(run.Id("id"));
        Assert.True((await ReplayAsync(cohort, run)).GetProperty("same").GetBoolean());
    }

    [Fact]
    public async Task What_made_no_draft_or_is_somebody_elses_cannot_be_replayed()
    {
        var (cohort, _) = await CrowdAsync();
        var run = await cohort.DraftAsync();
        await (await world.OpenAsync()).Office.PostAsync(Drafting.Of(run.Id("id"), "/replay"), null, HttpStatusCode.NotFound);
        await AlterAsync(db => db.Runs.Where(r => r.Id == run.Id("id")), set => set.SetProperty(r => r.State, Runs.RunState.Cancelled));
        await cohort.Office.RefusedAsync(HttpMethod.Post, Drafting.Of(run.Id("id"), "/replay"), null, "RunNotDone");
    }

    /// <summary>Ten students and four mentors with eight places.</summary>
    async Task<(TestCohort Cohort, Guid[] Ids)> CrowdAsync(Objective objective = Objective.Fair)
    {
        var cohort = await world.OpenAsync();
        if (objective != Objective.Fair)
            await PairingByHand.SetPolicyAsync(cohort, p => p with { Objective = objective });
        string[] interests = ["surgery", "pediatrics", "oncology", "neurology"];
        var ids = await cohort.JoinAsync(
        [
            .. Enumerable.Range(0, 10).Select(n => cohort.Student(interests[n % 4])),
            cohort.Mentor(2, "heart-surgery"), cohort.Mentor(2, "pediatrics", minimum: 1), cohort.Mentor(2, "oncology"), cohort.Mentor(2, "surgery"),
        ]);
        await world.ChooseAsync(cohort, ids[0], ids[12], ids[10]);
        await world.ChooseAsync(cohort, ids[3], ids[11]);
        await world.LeaveOutAsync(cohort, ids[9]);
        return (cohort, ids);
    }

    async Task AlterAsync<T>(Func<MatchingDb, IQueryable<T>> rows, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<T>> how)
    {
        await using var db = world.Db();
        Assert.Equal(1, await rows(db).ExecuteUpdateAsync(how));
    }

    static Task<JsonElement> ReplayAsync(TestCohort cohort, JsonElement run) => cohort.Office.PostAsync(Drafting.Of(run.Id("id"), "/replay"));

    static Task<JsonElement> MoveAsync(TestCohort cohort, JsonElement run, Guid student, Guid? mentor, string mode) => cohort.OverrideAsync(run, Asked.Pair(student, mentor), mode);
}

public sealed class ReplayingRunsOnSqlite(SqliteWorld world) : ReplayingRuns(world), IClassFixture<SqliteWorld>;

public sealed class ReplayingRunsOnPostgres(PostgresWorld world) : ReplayingRuns(world), IClassFixture<PostgresWorld>;
