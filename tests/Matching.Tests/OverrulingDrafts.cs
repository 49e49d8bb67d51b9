using System.Net;
using System.Text.Json;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Runs;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Tests;

public abstract class OverrulingDrafts(World world)
{
    [Theory]
    [InlineData("fewest", Objective.Fair)]
    [InlineData("best", Objective.Fair)]
    [InlineData("best", Objective.Welfare)]
    [InlineData("fewest", Objective.Maximin)]
    [InlineData("best", Objective.Maximin)]
    public async Task A_move_comes_out_as_it_was_priced(string mode, Objective objective)
    {
        var (cohort, ids, run) = await world.CrowdAsync(objective);
        var before = await cohort.PairsAsync(run.Id("id"));
        // From whoever has a mentor to every other mentor in turn, each from the draft that stands then.
        var student = ids.First(before.ContainsKey);
        foreach (var mentor in ids[8..12])
        {
            var price = await PriceAsync(cohort, run, student, mentor, mode);
            var moved = await ConfirmAsync(cohort, run, student, mentor, mode, price);
            var next = await cohort.Office.JsonAsync(Drafting.Of(moved.Id("runId")));

            var after = await cohort.PairsAsync(next.Id("id"));
            Assert.Equal(mentor, after[student]);
            Assert.Equal(
                before.Keys.Union(after.Keys).Where(s => before.GetValueOrDefault(s) != after.GetValueOrDefault(s)).Order(),
                price.GetProperty("moves").EnumerateArray().Select(m => m.Id("studentId")).Order());
            Assert.All(price.GetProperty("moves").EnumerateArray(), m =>
            {
                Assert.Equal(before.GetValueOrDefault(m.Id("studentId")), OrNobody(m, "fromMentorId"));
                Assert.Equal(after.GetValueOrDefault(m.Id("studentId")), OrNobody(m, "toMentorId"));
            });
            Assert.Equal(run.GetProperty("mean").GetDouble(), price.GetProperty("meanBefore").GetDouble());
            Assert.Equal(next.GetProperty("mean").GetDouble(), price.GetProperty("meanAfter").GetDouble());
            Assert.Equal(next.GetProperty("worst").GetDouble(), price.GetProperty("worstAfter").GetDouble());
            Assert.Equal((run.Int("matched"), next.Int("matched")), (price.Int("matchedBefore"), price.Int("matchedAfter")));
            Assert.Equal((run.Int("number") + 1, "done", "override"), (next.Int("number"), next.Text("state"), next.Text("origin")));
            Assert.StartsWith("valid", next.Text("certificate"));
            (run, before) = (next, after);
        }
        Assert.Equal(ids[11], Assert.Single((await cohort.GetAsync("pins")).EnumerateArray()).Id("mentorId"));

    }

    [Fact]
    public async Task Prices_asked_for_at_once_are_those_asked_for_one_after_the_other()
    {
        var (cohort, ids, run) = await world.CrowdAsync();
        Asked[] questions = [.. from s in ids[..8] from m in ids[8..] select Asked.Pair(s, m)];
        async Task<string?> TokenAsync(Asked asked) => (await cohort.PriceAsync(run, asked)).Text("priceToken");
        var alone = new List<string?>();
        foreach (var asked in questions)
            alone.Add(await TokenAsync(asked));
        for (var times = 0; times < 3; times++)
            Assert.Equal(alone, await Task.WhenAll(questions.Select(TokenAsync)));
    }

    [Fact]
    public async Task A_released_student_stays_out_of_later_drafts_until_that_is_taken_back()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student("oncology"), cohort.Mentor(1));
        var run = await cohort.DraftAsync();
        Assert.Equal([ids[0]], (await cohort.PairsAsync(run.Id("id"))).Keys);

        var price = await PriceAsync(cohort, run, ids[0], null, "fewest");
        Assert.Equal(Guid.Empty, OrNobody(price.GetProperty("after"), "mentorId"));
        var moved = await ConfirmAsync(cohort, run, ids[0], null, "fewest", price);

        Assert.Equal([ids[1]], (await cohort.PairsAsync(moved.Id("runId"))).Keys);
        Assert.Equal("LeftOutByHand", (await cohort.ReasonsAsync(moved.Id("runId")))[ids[0]]);
        Assert.Equal([ids[1]], (await cohort.PairsAsync((await cohort.DraftAsync()).Id("id"))).Keys);
        await cohort.Office.SendAsync(HttpMethod.Delete, cohort.At($"pins/{ids[0]}"), null, HttpStatusCode.OK);
        Assert.Equal([ids[0]], (await cohort.PairsAsync((await cohort.DraftAsync()).Id("id"))).Keys);
    }

    [Fact]
    public async Task A_stale_price_is_refused_and_nothing_changes()
    {
        var (cohort, ids, run) = await world.CrowdAsync();
        var price = await PriceAsync(cohort, run, ids[0], ids[8], "fewest");
        await cohort.Office.PutAsync(cohort.At($"pins/{ids[1]}"), new { mentorId = ids[9] });

        await cohort.Office.RefusedAsync(HttpMethod.Post, Drafting.Of(run.Id("id"), "/overrides"), Move(ids[0], ids[8], "fewest", price), "StalePrice");

        Assert.Single((await cohort.GetAsync("runs")).EnumerateArray());
        Assert.Equal(ids[1], Assert.Single((await cohort.GetAsync("pins")).EnumerateArray()).Id("studentId"));
        // The new price has the pair by hand in it, and so has the draft that it leads to.
        var moved = await ConfirmAsync(cohort, run, ids[0], ids[8], "fewest", await PriceAsync(cohort, run, ids[0], ids[8], "fewest"));
        Assert.Equal(ids[9], (await cohort.PairsAsync(moved.Id("runId")))[ids[1]]);
    }

    [Fact]
    public async Task Only_the_newest_draft_can_be_changed_and_only_once_at_a_time()
    {
        var (cohort, ids, run) = await world.CrowdAsync();
        var prices = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => PriceAsync(cohort, run, ids[n], ids[8 + n], "fewest")));

        var answers = await Task.WhenAll(prices.Select((price, n) =>
            cohort.Office.PostAsJson(Drafting.Of(run.Id("id"), "/overrides"), Move(ids[n], ids[8 + n], "fewest", price))));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.Conflict], answers.Order());
        await cohort.Office.RefusedAsync(HttpMethod.Post, Drafting.Of(run.Id("id"), "/overrides/price"), new { kind = "pair", studentId = ids[0], mentorId = ids[8], mode = "best" }, "NotLatest");
        Assert.Equal(2, (await cohort.GetAsync("runs")).GetArrayLength());
    }

    [Fact]
    public async Task Undoing_restores_the_draft_and_the_pin_step_by_step()
    {
        var (cohort, ids, run) = await world.CrowdAsync();
        await cohort.Office.PutAsync(cohort.At($"pins/{ids[0]}"), new { mentorId = ids[8] });
        run = await cohort.DraftAsync();
        var start = await cohort.PairsAsync(run.Id("id"));
        Assert.False(run.GetProperty("canUndo").GetBoolean());
        var first = await MoveAsync(cohort, run, ids[0], ids[9]);
        Assert.True(first.GetProperty("canUndo").GetBoolean());
        var between = await cohort.PairsAsync(first.Id("id"));
        var second = await MoveAsync(cohort, first, ids[1], ids[10]);

        var back = await cohort.UndoAsync(second);
        Assert.Equal(between, await cohort.PairsAsync(back.Id("id")));
        back = await cohort.UndoAsync(back);
        Assert.Equal(start, await cohort.PairsAsync(back.Id("id")));
        Assert.False(back.GetProperty("canUndo").GetBoolean());
        var pin = Assert.Single((await cohort.GetAsync("pins")).EnumerateArray());
        Assert.Equal((ids[0], ids[8]), (pin.Id("studentId"), pin.Id("mentorId")));
        await cohort.Office.RefusedAsync(HttpMethod.Post, Drafting.Of(back.Id("id"), "/overrides/undo"), null, "NothingToUndo");
        Assert.Equal(["override.undone", "override.undone", "pair.moved", "pair.moved"],
            (await cohort.GetAsync("ledger")).GetProperty("items").EnumerateArray().Select(e => e.Text("act")!).Take(4));
    }

    [Fact]
    public async Task A_move_needs_a_reason_from_the_list()
    {
        var (cohort, ids, run) = await world.CrowdAsync();
        var price = await PriceAsync(cohort, run, ids[0], ids[8], "fewest");
        foreach (var (reason, text) in new[] { (null, null), ("", "x"), ("gender", "x"), ("other", null) })
            await cohort.Office.PostAsync(Drafting.Of(run.Id("id"), "/overrides"),
                new { kind = "pair", studentId = ids[0], mentorId = ids[8], mode = "fewest", priceToken = price.Text("priceToken"), bend = false, reason, text }, HttpStatusCode.BadRequest);
        Assert.Single((await cohort.GetAsync("runs")).EnumerateArray());
    }

    [Fact]
    public async Task A_rule_of_the_policy_is_bent_knowingly_and_another_never()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor(1), cohort.Mentor(1, hours: ["Tue 09-12"]), cohort.Mentor(1, stages: ["resident"]));
        await PairingByHand.SetPolicyAsync(cohort, p => p with { MinSharedHours = 1 });
        var run = await cohort.DraftAsync();

        var price = await PriceAsync(cohort, run, ids[0], ids[2], "fewest");
        Assert.Equal(("NoSharedTime", true), (price.GetProperty("rulesBent")[0].Text("code"), price.GetProperty("rulesBent")[0].GetProperty("mayBend").GetBoolean()));
        await cohort.Office.RefusedAsync(HttpMethod.Post, Drafting.Of(run.Id("id"), "/overrides"), Move(ids[0], ids[2], "fewest", price), "NoSharedTime");
        var never = await PriceAsync(cohort, run, ids[0], ids[3], "fewest");
        Assert.False(never.GetProperty("rulesBent")[0].GetProperty("mayBend").GetBoolean());
        await cohort.Office.RefusedAsync(HttpMethod.Post, Drafting.Of(run.Id("id"), "/overrides"), Move(ids[0], ids[3], "fewest", never, bend: true), "StageNotAccepted");

        await cohort.Office.PostAsync(Drafting.Of(run.Id("id"), "/overrides"), Move(ids[0], ids[2], "fewest", price, bend: true));
        Assert.Equal(ids[2], (await cohort.PairsAsync((await cohort.DraftAsync()).Id("id")))[ids[0]]);
    }

    [Fact]
    public async Task What_cannot_be_moved_says_why()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Student(), cohort.Mentor(1), cohort.Mentor(1), cohort.Mentor(1, id: cohort.CoordinatorId));
        await world.OfferAsync(cohort, ids[0], ids[3]);
        await cohort.Office.PutAsync(cohort.At($"pins/{ids[1]}"), new { mentorId = ids[4] });
        var run = await cohort.DraftAsync();
        Task RefusedAsync(Guid student, Guid mentor, string code) =>
            cohort.Office.RefusedAsync(HttpMethod.Post, Drafting.Of(run.Id("id"), "/overrides/price"), new { kind = "pair", studentId = student, mentorId = mentor, mode = "fewest" }, code);

        await RefusedAsync(ids[0], ids[4], "AlreadyPaired");
        await RefusedAsync(ids[2], ids[3], "CapacityFull");
        await RefusedAsync(ids[2], ids[4], "CapacityFull");
        await RefusedAsync(ids[2], ids[5], "ConflictOfInterest");
        var late = await cohort.JoinAsync(cohort.Student(), cohort.Mentor(1));
        await RefusedAsync(late[0], ids[3], "CohortChanged");
        await RefusedAsync(ids[2], late[1], "CohortChanged");
    }

    [Fact]
    public async Task Someone_elses_draft_cannot_be_priced_or_moved()
    {
        var (cohort, ids, run) = await world.CrowdAsync();
        var other = await world.OpenAsync();
        var price = await PriceAsync(cohort, run, ids[0], ids[8], "fewest");
        await other.Office.PostAsync(Drafting.Of(run.Id("id"), "/overrides/price"), new { kind = "pair", studentId = ids[0], mentorId = ids[8], mode = "fewest" }, HttpStatusCode.NotFound);
        await other.Office.PostAsync(Drafting.Of(run.Id("id"), "/overrides"), Move(ids[0], ids[8], "fewest", price), HttpStatusCode.NotFound);
        await other.Office.PostAsync(Drafting.Of(run.Id("id"), "/overrides/undo"), null, HttpStatusCode.NotFound);
        await other.Office.SendAsync(HttpMethod.Get, cohort.At("ledger"), null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_ledger_tells_who_moved_whom_and_why_and_keeps_the_words_sealed()
    {
        var (cohort, ids, run) = await world.CrowdAsync();
        var price = await PriceAsync(cohort, run, ids[0], ids[8], "fewest");
        var moved = await cohort.Office.PostAsync(Drafting.Of(run.Id("id"), "/overrides"), Move(ids[0], ids[8], "fewest", price, text: "They met at the open day."));

        var page = await cohort.GetAsync("ledger");

        Assert.Equal(2, page.Int("total"));
        var entry = page.GetProperty("items")[0];
        Assert.Equal(("pair.moved", cohort.CoordinatorId, ids[0]), (entry.Text("act"), entry.Id("actorId"), entry.Id("subjectId")));
        var details = entry.GetProperty("details");
        Assert.Equal((ids[8], "know-them-both", "They met at the open day.", 2), (details.Id("mentorId"), details.Text("reason"), details.Text("text"), details.Int("number")));
        Assert.Equal("run.started", page.GetProperty("items")[1].Text("act"));
        await using var db = world.Db();
        var row = await db.Set<Ledger.LedgerRow>().SingleAsync(r => r.Cohort == cohort.Id && r.Act == "pair.moved");
        Assert.True(row.IsSealed);
        var move = await db.Overrides.SingleAsync(m => m.NewRunId == moved.Id("runId"));
        Assert.DoesNotContain("open day", System.Text.Encoding.UTF8.GetString(move.Text!), StringComparison.Ordinal);
    }

    static Task<JsonElement> PriceAsync(TestCohort cohort, JsonElement run, Guid student, Guid? mentor, string mode) => cohort.PriceAsync(run, Asked.Pair(student, mentor), mode);

    static object Move(Guid student, Guid? mentor, string mode, JsonElement price, bool bend = false, string? text = null) =>
        Asked.Pair(student, mentor).With(mode, price.Text("priceToken"), bend, text);

    static Task<JsonElement> ConfirmAsync(TestCohort cohort, JsonElement run, Guid student, Guid? mentor, string mode, JsonElement price) =>
        cohort.Office.PostAsync(Drafting.Of(run.Id("id"), "/overrides"), Move(student, mentor, mode, price));

    static Task<JsonElement> MoveAsync(TestCohort cohort, JsonElement run, Guid student, Guid mentor) => cohort.OverrideAsync(run, Asked.Pair(student, mentor));

    static Guid OrNobody(JsonElement element, string property) =>
        element.TryGetProperty(property, out var id) ? id.GetGuid() : Guid.Empty;
}

public sealed class OverrulingDraftsOnSqlite(SqliteWorld world) : OverrulingDrafts(world), IClassFixture<SqliteWorld>;

public sealed class OverrulingDraftsOnPostgres(PostgresWorld world) : OverrulingDrafts(world), IClassFixture<PostgresWorld>;
