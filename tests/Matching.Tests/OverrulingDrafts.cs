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
        var (cohort, ids, run) = await CrowdAsync(objective);
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
        var (cohort, ids, run) = await CrowdAsync();
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
        var (cohort, ids, run) = await CrowdAsync();
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
        var (cohort, ids, run) = await CrowdAsync();
        await cohort.Office.PutAsync(cohort.At($"pins/{ids[0]}"), new { mentorId = ids[8] });
        run = await cohort.DraftAsync();
        var start = await cohort.PairsAsync(run.Id("id"));
        Assert.False(run.GetProperty("canUndo").GetBoolean());
        var first = await MoveAsync(cohort, run, ids[0], ids[9]);
        Assert.True(first.GetProperty("canUndo").GetBoolean());
        var between = await cohort.PairsAsync(first.Id("id"));
        var second = await MoveAsync(cohort, first, ids[1], ids[10]);

        var back = await UndoAsync(cohort, second);
        Assert.Equal(between, await cohort.PairsAsync(back.Id("id")));
        back = await UndoAsync(cohort, back);
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
        var (cohort, ids, run) = await CrowdAsync();
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
        var (cohort, ids, run) = await CrowdAsync();
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
        var (cohort, ids, run) = await CrowdAsync();
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

    [Fact]
    public async Task Two_students_swap_and_swap_back()
    {
        var (cohort, ids, run) = await CrowdAsync();
        var before = await cohort.PairsAsync(run.Id("id"));
        var (first, second) = (ids.First(before.ContainsKey), ids.First(s => before.ContainsKey(s) && before[s] != before[ids.First(before.ContainsKey)]));

        var swapped = await OverrideAsync(cohort, run, new("swap") { StudentId = first, OtherStudentId = second });

        var after = await cohort.PairsAsync(swapped.Id("id"));
        Assert.Equal((before[second], before[first]), (after[first], after[second]));
        Assert.Equal(before.Keys.Except([first, second]).Select(s => before[s]), before.Keys.Except([first, second]).Select(s => after[s]));
        Assert.Equal(2, (await cohort.GetAsync("pins")).GetArrayLength());
        Assert.Equal(before, await cohort.PairsAsync((await UndoAsync(cohort, swapped)).Id("id")));
        Assert.Empty((await cohort.GetAsync("pins")).EnumerateArray());
        var alone = ids[..8].Where(s => !before.ContainsKey(s)).ToArray();
        if (alone.Length > 0)
            await PriceRefusedAsync(cohort, run, new("swap") { StudentId = first, OtherStudentId = alone[0] }, "NotLatest");
    }

    [Fact]
    public async Task A_forbidden_pair_is_in_no_draft_until_that_is_undone()
    {
        var (cohort, ids, run) = await CrowdAsync();
        var before = await cohort.PairsAsync(run.Id("id"));
        var student = ids.First(before.ContainsKey);
        var mentor = before[student];

        var forbidden = await OverrideAsync(cohort, run, new("forbid") { StudentId = student, MentorId = mentor });

        Assert.NotEqual(mentor, (await cohort.PairsAsync(forbidden.Id("id"))).GetValueOrDefault(student));
        Assert.Equal((student, mentor, "know-them-both"), Assert.Single((await cohort.GetAsync("forbids")).EnumerateArray()) is var f ? (f.Id("studentId"), f.Id("mentorId"), f.Text("reason")) : default);
        Assert.DoesNotContain(mentor, (await cohort.GetAsync($"students/{student}/suggestions?all=true")).GetProperty("suggestions").EnumerateArray().Select(s => s.Id("mentorId")));
        await cohort.Office.RefusedAsync(HttpMethod.Put, cohort.At($"pins/{student}"), new { mentorId = mentor }, "Forbidden");
        await PriceRefusedAsync(cohort, forbidden, new("pair") { StudentId = student, MentorId = mentor }, "ForbiddenByHand");
        await PriceRefusedAsync(cohort, forbidden, new("forbid") { StudentId = student, MentorId = mentor }, "AlreadyForbidden");
        // A run from nothing finds what the override found.
        var anew = await cohort.DraftAsync();
        Assert.NotEqual(mentor, (await cohort.PairsAsync(anew.Id("id"))).GetValueOrDefault(student));

        var lifted = await OverrideAsync(cohort, anew, new("lift") { StudentId = student, MentorId = mentor }, "best");
        Assert.Equal(before, await cohort.PairsAsync(lifted.Id("id")));
        var again = await UndoAsync(cohort, lifted);
        Assert.NotEqual(mentor, (await cohort.PairsAsync(again.Id("id"))).GetValueOrDefault(student));
        Assert.Single((await cohort.GetAsync("forbids")).EnumerateArray());
    }

    [Fact]
    public async Task What_is_forbidden_after_a_draft_is_not_published()
    {
        var (cohort, ids, run) = await CrowdAsync();
        var pairs = await cohort.PairsAsync(run.Id("id"));
        var student = ids.First(pairs.ContainsKey);
        await cohort.Office.SendAsync(HttpMethod.Put, cohort.At($"forbids/{student}/{pairs[student]}"), new { reason = "student-asked" }, HttpStatusCode.NoContent);

        await cohort.Office.RefusedAsync(HttpMethod.Post, Drafting.Of(run.Id("id"), "/publish"), new { }, "PlacesChanged");
        await cohort.Office.SendAsync(HttpMethod.Delete, cohort.At($"forbids/{student}/{pairs[student]}"), null, HttpStatusCode.NoContent);
        await cohort.Office.PostAsync(Drafting.Of(run.Id("id"), "/publish"), new { });
        Assert.Equal(["decision.lifted", "pair.forbidden"], (await cohort.GetAsync("ledger")).GetProperty("items").EnumerateArray().Select(e => e.Text("act")!).Skip(1).Take(2));
    }

    [Fact]
    public async Task A_place_more_gives_a_student_a_mentor_and_undoing_takes_it_back()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Mentor(1));
        var run = await cohort.DraftAsync();
        var left = Assert.Single((await cohort.ReasonsAsync(run.Id("id"))).Keys);
        var why = await cohort.GetAsync($"students/{left}/mentors/{ids[2]}/why");
        Assert.Equal(("price", ids[2]), (why.Text("standoff"), Assert.Single(why.GetProperty("helps").EnumerateArray()).GetGuid()));

        var price = await PriceAsync(cohort, run, new("places") { MentorId = ids[2], Places = 2 }, "fewest");
        Assert.Equal((1, 2, 1), (price.Int("matchedBefore"), price.Int("matchedAfter"), price.Int("placesNow")));
        var given = await OverrideAsync(cohort, run, new("places") { MentorId = ids[2], Places = 2 });

        Assert.Equal(2, (await cohort.PairsAsync(given.Id("id"))).Count);
        Assert.Equal((2, 1), (await cohort.GetAsync("mentors")).GetProperty("items")[0] is var line ? (line.GetProperty("places").Int("capacity"), line.Int("said")) : default);
        Assert.Equal([left], (await cohort.ReasonsAsync((await UndoAsync(cohort, given)).Id("id"))).Keys);
        Assert.Equal(1, (await cohort.GetAsync("mentors")).GetProperty("items")[0].GetProperty("places").Int("capacity"));
    }

    [Fact]
    public async Task Places_given_by_the_office_hold_until_the_mentor_says_another_number_and_never_under_pairs_by_hand()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Mentor(2));
        await cohort.Office.SendAsync(HttpMethod.Put, cohort.At($"mentors/{ids[2]}/places"), new { places = 5, reason = "mentor-asked" }, HttpStatusCode.OK);
        await cohort.Office.PutAsync(cohort.At($"pins/{ids[0]}"), new { mentorId = ids[2] });
        await cohort.Office.PutAsync(cohort.At($"pins/{ids[1]}"), new { mentorId = ids[2] });
        await cohort.Office.RefusedAsync(HttpMethod.Put, cohort.At($"mentors/{ids[2]}/places"), new { places = 1, reason = "mentor-asked" }, "PinnedAbove");
        var run = await cohort.DraftAsync();
        var no = await PriceRefusedAsync(cohort, run, new("places") { MentorId = ids[2], Places = 1 }, "PinnedAbove");
        Assert.Equal(ids[..2].Order(), no.GetProperty("students").EnumerateArray().Select(s => s.GetGuid()).Order());

        await using (var db = world.Db())
        {
            var row = await db.PoolMentors.SingleAsync(m => m.CohortId == cohort.Id);
            row.Keep(row.Version, here: true, capacity: 2, minimum: 0, paused: false, untrained: false, cleared: false);
            Assert.Equal(5, row.Capacity);
            row.Keep(row.Version, here: true, capacity: 3, minimum: 0, paused: false, untrained: false, cleared: false);
            Assert.Equal(3, row.Capacity);
        }
    }

    [Fact]
    public async Task Who_joined_after_a_draft_is_added_to_it_without_moving_the_others()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student("oncology"), cohort.Mentor(1), cohort.Mentor(1, "oncology"));
        var run = await cohort.DraftAsync();
        var before = await cohort.PairsAsync(run.Id("id"));
        var late = await cohort.JoinAsync(cohort.Student("neurology"), cohort.Mentor(1, "neurology"));

        var alone = await OverrideAsync(cohort, run, new("add") { StudentId = late[0] });
        Assert.Equal("CapacityFull", (await cohort.ReasonsAsync(alone.Id("id")))[late[0]]);
        var both = await OverrideAsync(cohort, alone, new("add") { MentorId = late[1] });
        var after = await cohort.PairsAsync(both.Id("id"));

        Assert.Equal(late[1], after[late[0]]);
        Assert.All(before, p => Assert.Equal(p.Value, after[p.Key]));
        // The same as a run over everybody.
        Assert.Equal(after, await cohort.PairsAsync((await cohort.DraftAsync()).Id("id")));
        await PriceRefusedAsync(cohort, await cohort.Office.JsonAsync(Drafting.Of((await cohort.GetAsync("runs"))[0].Id("id"))), new("add") { StudentId = late[0] }, "InDraft");
    }

    [Fact]
    public async Task A_question_without_its_people_names_the_field()
    {
        var (cohort, ids, run) = await CrowdAsync();
        foreach (var (asked, field) in new[]
        {
            (new Asked("pair") { MentorId = ids[8] }, "studentId"), (new("pair") { StudentId = ids[0] }, "mentorId"), (new("swap") { StudentId = ids[0], OtherStudentId = ids[0] }, "otherStudentId"),
            (new("places") { MentorId = ids[8], Places = -1 }, "places"), (new("add"), "studentId"), (new("leaveOut"), "studentId"),
        })
        {
            var answer = await cohort.Office.PostAsync(Drafting.Of(run.Id("id"), "/overrides/price"), asked.With("fewest"), HttpStatusCode.BadRequest);
            Assert.True(answer.GetProperty("errors").TryGetProperty(field, out _), $"{asked.Kind}: {field}");
        }
    }

    [Fact]
    public async Task Why_not_names_the_rule_the_floor_or_the_price()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student("oncology"), cohort.Mentor(1), cohort.Mentor(1, "oncology"), cohort.Mentor(1, stages: ["resident"]));
        Task<JsonElement> WhyAsync(Guid student, Guid mentor) => cohort.GetAsync($"students/{student}/mentors/{mentor}/why");
        Assert.Equal("noDraft", (await WhyAsync(ids[0], ids[2])).Text("standoff"));
        var run = await cohort.DraftAsync();
        var pairs = await cohort.PairsAsync(run.Id("id"));

        Assert.Equal("together", (await WhyAsync(ids[0], pairs[ids[0]])).Text("standoff"));
        var rule = await WhyAsync(ids[0], ids[4]);
        Assert.Equal(("rule", "StageNotAccepted"), (rule.Text("standoff"), rule.GetProperty("rule").Text("code")));
        var price = await WhyAsync(ids[0], pairs[ids[1]]);
        Assert.Equal(("price", ids[1]), (price.Text("standoff"), price.GetProperty("holding")[0].GetGuid()));
        var cost = price.GetProperty("price");
        Assert.True(cost.GetProperty("totalAfter").GetInt64() < cost.GetProperty("totalBefore").GetInt64());
        Assert.DoesNotContain("score", price.GetRawText(), StringComparison.OrdinalIgnoreCase);
        await PairingByHand.SetPolicyAsync(cohort, p => p with { Floor = 99_999 });
        await cohort.DraftAsync();
        Assert.Equal("underFloor", (await WhyAsync(ids[0], pairs[ids[1]])).Text("standoff"));
        await (await world.OpenAsync()).Office.SendAsync(HttpMethod.Get, cohort.At($"students/{ids[0]}/mentors/{ids[2]}/why"), null, HttpStatusCode.NotFound);
    }

    /// <summary>An override as a page asks for it.</summary>
    sealed record Asked(string Kind)
    {
        public Guid? StudentId { get; init; }
        public Guid? OtherStudentId { get; init; }
        public Guid? MentorId { get; init; }
        public int? Places { get; init; }

        public object With(string mode, string? priceToken = null) =>
            new { kind = Kind, studentId = StudentId, otherStudentId = OtherStudentId, mentorId = MentorId, places = Places, mode, priceToken, reason = "know-them-both" };
    }

    static Task<JsonElement> PriceAsync(TestCohort cohort, JsonElement run, Asked asked, string mode) =>
        cohort.Office.PostAsync(Drafting.Of(run.Id("id"), "/overrides/price"), asked.With(mode));

    static Task<JsonElement> PriceRefusedAsync(TestCohort cohort, JsonElement run, Asked asked, string code) =>
        cohort.Office.RefusedAsync(HttpMethod.Post, Drafting.Of(run.Id("id"), "/overrides/price"), asked.With("fewest"), code);

    static async Task<JsonElement> OverrideAsync(TestCohort cohort, JsonElement run, Asked asked, string mode = "fewest")
    {
        var price = await PriceAsync(cohort, run, asked, mode);
        var made = await cohort.Office.PostAsync(Drafting.Of(run.Id("id"), "/overrides"), asked.With(mode, price.Text("priceToken")));
        return await cohort.Office.JsonAsync(Drafting.Of(made.Id("runId")));
    }

    /// <summary>Eight students, four mentors with seven places, and a draft.</summary>
    async Task<(TestCohort Cohort, Guid[] Ids, JsonElement Run)> CrowdAsync(Objective objective = Objective.Fair)
    {
        var cohort = await world.OpenAsync();
        if (objective != Objective.Fair)
            await PairingByHand.SetPolicyAsync(cohort, p => p with { Objective = objective });
        string[] interests = ["surgery", "pediatrics", "oncology", "neurology"];
        var ids = await cohort.JoinAsync(
        [
            .. Enumerable.Range(0, 8).Select(n => cohort.Student(interests[n % 4])),
            cohort.Mentor(2, "heart-surgery"), cohort.Mentor(2, "pediatrics"), cohort.Mentor(2, "oncology"), cohort.Mentor(1, "surgery"),
        ]);
        await world.ChooseAsync(cohort, ids[0], ids[11], ids[8]);
        await world.ChooseAsync(cohort, ids[3], ids[9]);
        return (cohort, ids, await cohort.DraftAsync());
    }

    static Task<JsonElement> PriceAsync(TestCohort cohort, JsonElement run, Guid student, Guid? mentor, string mode) =>
        cohort.Office.PostAsync(Drafting.Of(run.Id("id"), "/overrides/price"), new { kind = mentor is null ? "leaveOut" : "pair", studentId = student, mentorId = mentor, mode });

    static object Move(Guid student, Guid? mentor, string mode, JsonElement price, bool bend = false, string? text = null) =>
        new { kind = mentor is null ? "leaveOut" : "pair", studentId = student, mentorId = mentor, mode, priceToken = price.Text("priceToken"), bend, reason = "know-them-both", text };

    static Task<JsonElement> ConfirmAsync(TestCohort cohort, JsonElement run, Guid student, Guid? mentor, string mode, JsonElement price) =>
        cohort.Office.PostAsync(Drafting.Of(run.Id("id"), "/overrides"), Move(student, mentor, mode, price));

    static async Task<JsonElement> MoveAsync(TestCohort cohort, JsonElement run, Guid student, Guid mentor)
    {
        var moved = await ConfirmAsync(cohort, run, student, mentor, "fewest", await PriceAsync(cohort, run, student, mentor, "fewest"));
        return await cohort.Office.JsonAsync(Drafting.Of(moved.Id("runId")));
    }

    static async Task<JsonElement> UndoAsync(TestCohort cohort, JsonElement run)
    {
        var undone = await cohort.Office.PostAsync(Drafting.Of(run.Id("id"), "/overrides/undo"));
        return await cohort.Office.JsonAsync(Drafting.Of(undone.Id("runId")));
    }

    static Guid OrNobody(JsonElement element, string property) =>
        element.TryGetProperty(property, out var id) ? id.GetGuid() : Guid.Empty;
}

public sealed class OverrulingDraftsOnSqlite(SqliteWorld world) : OverrulingDrafts(world), IClassFixture<SqliteWorld>;

public sealed class OverrulingDraftsOnPostgres(PostgresWorld world) : OverrulingDrafts(world), IClassFixture<PostgresWorld>;
