using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Tests;

/// <summary>Every kind of override besides moving a student, and why two people are paired or not.</summary>
public abstract class DecidingInDrafts(World world)
{
    [Fact]
    public async Task Two_students_swap_and_swap_back()
    {
        var (cohort, ids, run) = await world.CrowdAsync();
        var before = await cohort.PairsAsync(run.Id("id"));
        var (first, second) = (ids.First(before.ContainsKey), ids.First(s => before.ContainsKey(s) && before[s] != before[ids.First(before.ContainsKey)]));

        var swapped = await cohort.OverrideAsync(run, new("swap") { StudentId = first, OtherStudentId = second });

        var after = await cohort.PairsAsync(swapped.Id("id"));
        Assert.Equal((before[second], before[first]), (after[first], after[second]));
        Assert.Equal(before.Keys.Except([first, second]).Select(s => before[s]), before.Keys.Except([first, second]).Select(s => after[s]));
        Assert.Equal(2, (await cohort.GetAsync("pins")).GetArrayLength());
        Assert.Equal(before, await cohort.PairsAsync((await cohort.UndoAsync(swapped)).Id("id")));
        Assert.Empty((await cohort.GetAsync("pins")).EnumerateArray());
        var alone = ids[..8].Where(s => !before.ContainsKey(s)).ToArray();
        if (alone.Length > 0)
            await cohort.PriceRefusedAsync(run, new("swap") { StudentId = first, OtherStudentId = alone[0] }, "NotLatest");
    }

    [Fact]
    public async Task A_forbidden_pair_is_in_no_draft_until_that_is_undone()
    {
        var (cohort, ids, run) = await world.CrowdAsync();
        var before = await cohort.PairsAsync(run.Id("id"));
        var student = ids.First(before.ContainsKey);
        var mentor = before[student];

        var forbidden = await cohort.OverrideAsync(run, new("forbid") { StudentId = student, MentorId = mentor });

        Assert.NotEqual(mentor, (await cohort.PairsAsync(forbidden.Id("id"))).GetValueOrDefault(student));
        Assert.Equal((student, mentor, "know-them-both"), Assert.Single((await cohort.GetAsync("forbids")).EnumerateArray()) is var f ? (f.Id("studentId"), f.Id("mentorId"), f.Text("reason")) : default);
        Assert.DoesNotContain(mentor, (await cohort.GetAsync($"students/{student}/suggestions?all=true")).GetProperty("suggestions").EnumerateArray().Select(s => s.Id("mentorId")));
        await cohort.Office.RefusedAsync(HttpMethod.Put, cohort.At($"pins/{student}"), new { mentorId = mentor }, "Forbidden");
        await cohort.PriceRefusedAsync(forbidden, new("pair") { StudentId = student, MentorId = mentor }, "ForbiddenByHand");
        await cohort.PriceRefusedAsync(forbidden, new("forbid") { StudentId = student, MentorId = mentor }, "AlreadyForbidden");
        // A run from nothing finds what the override found.
        var anew = await cohort.DraftAsync();
        Assert.NotEqual(mentor, (await cohort.PairsAsync(anew.Id("id"))).GetValueOrDefault(student));

        var lifted = await cohort.OverrideAsync(anew, new("lift") { StudentId = student, MentorId = mentor }, "best");
        Assert.Equal(before, await cohort.PairsAsync(lifted.Id("id")));
        var again = await cohort.UndoAsync(lifted);
        Assert.NotEqual(mentor, (await cohort.PairsAsync(again.Id("id"))).GetValueOrDefault(student));
        Assert.Single((await cohort.GetAsync("forbids")).EnumerateArray());
    }

    [Fact]
    public async Task What_is_forbidden_after_a_draft_is_not_published()
    {
        var (cohort, ids, run) = await world.CrowdAsync();
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

        var price = await cohort.PriceAsync(run, new("places") { MentorId = ids[2], Places = 2 }, "fewest");
        Assert.Equal((1, 2, 1), (price.Int("matchedBefore"), price.Int("matchedAfter"), price.Int("placesNow")));
        var given = await cohort.OverrideAsync(run, new("places") { MentorId = ids[2], Places = 2 });

        Assert.Equal(2, (await cohort.PairsAsync(given.Id("id"))).Count);
        Assert.Equal((2, 1), (await cohort.GetAsync("mentors")).GetProperty("items")[0] is var line ? (line.GetProperty("places").Int("capacity"), line.Int("said")) : default);
        Assert.Equal([left], (await cohort.ReasonsAsync((await cohort.UndoAsync(given)).Id("id"))).Keys);
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
        var no = await cohort.PriceRefusedAsync(run, new("places") { MentorId = ids[2], Places = 1 }, "PinnedAbove");
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

        var alone = await cohort.OverrideAsync(run, new("add") { StudentId = late[0] });
        Assert.Equal("CapacityFull", (await cohort.ReasonsAsync(alone.Id("id")))[late[0]]);
        var both = await cohort.OverrideAsync(alone, new("add") { MentorId = late[1] });
        var after = await cohort.PairsAsync(both.Id("id"));

        Assert.Equal(late[1], after[late[0]]);
        Assert.All(before, p => Assert.Equal(p.Value, after[p.Key]));
        // The same as a run over everybody.
        Assert.Equal(after, await cohort.PairsAsync((await cohort.DraftAsync()).Id("id")));
        await cohort.PriceRefusedAsync(await cohort.Office.JsonAsync(Drafting.Of((await cohort.GetAsync("runs"))[0].Id("id"))), new("add") { StudentId = late[0] }, "InDraft");
    }

    [Fact]
    public async Task Nobody_decides_a_pair_that_they_are_part_of_nor_takes_such_a_decision_back()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Mentor(1), cohort.Mentor(1, id: cohort.CoordinatorId));
        var (me, colleague) = (cohort.CoordinatorId, world.As(world.NewId(), $"coordinator:{cohort.Programme}"));
        await colleague.PutAsync(cohort.At($"pins/{ids[0]}"), new { mentorId = me });
        await cohort.Office.RefusedAsync(HttpMethod.Delete, cohort.At($"pins/{ids[0]}"), null, "ConflictOfInterest");
        await colleague.SendAsync(HttpMethod.Put, cohort.At($"forbids/{ids[1]}/{me}"), new { reason = "student-asked" }, HttpStatusCode.NoContent);
        await cohort.Office.RefusedAsync(HttpMethod.Delete, cohort.At($"forbids/{ids[1]}/{me}"), null, "ConflictOfInterest");
        await cohort.Office.RefusedAsync(HttpMethod.Put, cohort.At($"forbids/{ids[0]}/{me}"), new { reason = "student-asked" }, "ConflictOfInterest");
        await cohort.Office.RefusedAsync(HttpMethod.Put, cohort.At($"mentors/{me}/places"), new { places = 3, reason = "mentor-asked" }, "ConflictOfInterest");
        var run = await cohort.DraftAsync();
        await cohort.PriceRefusedAsync(run, new("lift") { StudentId = ids[1], MentorId = me }, "ConflictOfInterest");

        // A colleague moves somebody away from this coordinator; taking that back is for a colleague, too.
        var asked = Asked.Pair(ids[0], ids[2]);
        var price = await colleague.PostAsync(Drafting.Of(run.Id("id"), "/overrides/price"), asked.With("fewest"));
        var moved = await colleague.PostAsync(Drafting.Of(run.Id("id"), "/overrides"), asked.With("fewest", price.Text("priceToken")));
        await cohort.Office.RefusedAsync(HttpMethod.Post, Drafting.Of(moved.Id("runId"), "/overrides/undo"), null, "ConflictOfInterest");
        await colleague.PostAsync(Drafting.Of(moved.Id("runId"), "/overrides/undo"));
    }

    [Fact]
    public async Task A_question_without_its_people_names_the_field()
    {
        var (cohort, ids, run) = await world.CrowdAsync();
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
}

public sealed class DecidingInDraftsOnSqlite(SqliteWorld world) : DecidingInDrafts(world), IClassFixture<SqliteWorld>;

public sealed class DecidingInDraftsOnPostgres(PostgresWorld world) : DecidingInDrafts(world), IClassFixture<PostgresWorld>;
