using System.Net;
using Mentorship.Matching.Policies;

namespace Mentorship.Matching.Tests;

public abstract class PairingByHand(World world)
{
    [Fact]
    public async Task The_best_mentors_for_a_student_come_with_reasons_and_places()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student("heart-surgery"), cohort.Mentor(2, "heart-surgery"), cohort.Mentor(1, "pediatrics"), cohort.Mentor(1, "surgery", stages: ["resident"]));

        var found = await cohort.GetAsync($"students/{ids[0]}/suggestions");

        var suggestions = found.GetProperty("suggestions").EnumerateArray().ToList();
        Assert.Equal([ids[1], ids[2]], suggestions.Select(s => s.Id("mentorId")));
        Assert.Equal("strong", suggestions[0].Text("band"));
        Assert.Equal(2, suggestions[0].Int("places", "free"));
        Assert.NotEmpty(suggestions[0].GetProperty("reasons").EnumerateArray());
        var impossible = Assert.Single(found.GetProperty("notPossible").EnumerateArray());
        Assert.Equal("StageNotAccepted", impossible.Text("code"));
        Assert.Equal("Mon 09-12", found.GetProperty("student").GetProperty("hours")[0].GetString());
    }

    [Fact]
    public async Task A_pin_takes_a_place_from_the_suggestions_and_undoing_gives_it_back()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Mentor(1));

        var pinned = await cohort.Office.PutAsync(cohort.At($"pins/{ids[0]}"), new { mentorId = ids[2] });
        Assert.Equal((1, 1), (pinned.Int("pins"), pinned.Int("left")));
        Assert.Empty((await cohort.GetAsync($"students/{ids[1]}/suggestions")).GetProperty("suggestions").EnumerateArray());
        await cohort.Office.RefusedAsync(HttpMethod.Put, cohort.At($"pins/{ids[1]}"), new { mentorId = ids[2] }, "CapacityFull");

        await cohort.Office.SendAsync(HttpMethod.Delete, cohort.At($"pins/{ids[0]}"), null, HttpStatusCode.OK);
        await cohort.Office.PutAsync(cohort.At($"pins/{ids[1]}"), new { mentorId = ids[2] });
        Assert.Equal(ids[1], Assert.Single((await cohort.GetAsync("pins")).EnumerateArray()).Id("studentId"));
    }

    [Fact]
    public async Task Pairing_against_a_mentors_stage_is_refused()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor(stages: ["resident"]), cohort.Mentor(paused: true));
        await cohort.Office.RefusedAsync(HttpMethod.Put, cohort.At($"pins/{ids[0]}"), new { mentorId = ids[1] }, "StageNotAccepted");
        await cohort.Office.RefusedAsync(HttpMethod.Put, cohort.At($"pins/{ids[0]}"), new { mentorId = ids[2] }, "Paused");
    }

    [Fact]
    public async Task A_rule_of_the_policy_is_bent_only_with_a_reason()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor(hours: ["Tue 09-12"]));
        await SetPolicyAsync(cohort, p => p with { MinSharedHours = 2 });

        var refused = await cohort.Office.RefusedAsync(HttpMethod.Put, cohort.At($"pins/{ids[0]}"), new { mentorId = ids[1] }, "NoSharedTime");
        Assert.True(refused.GetProperty("mayBend").GetBoolean());
        await cohort.Office.PutAsync(cohort.At($"pins/{ids[0]}"), new { mentorId = ids[1], reason = "other" }, HttpStatusCode.BadRequest);
        await cohort.Office.PutAsync(cohort.At($"pins/{ids[0]}"), new { mentorId = ids[1], reason = "other", text = "They met at the open day." });
    }

    [Fact]
    public async Task A_coordinator_cannot_decide_a_pair_they_are_part_of()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor(id: cohort.CoordinatorId));
        await cohort.Office.RefusedAsync(HttpMethod.Put, cohort.At($"pins/{ids[0]}"), new { mentorId = ids[1] }, "ConflictOfInterest");
    }

    [Fact]
    public async Task Two_coordinators_pinning_the_last_place_at_once_pin_it_once()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Student(), cohort.Student(), cohort.Mentor(1));
        var answers = await Task.WhenAll(ids[..4].Select(s => cohort.Office.PutAsJson(cohort.At($"pins/{s}"), new { mentorId = ids[4] })));
        Assert.Equal(1, answers.Count(a => a == HttpStatusCode.OK));
        Assert.Equal(3, answers.Count(a => a == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Someone_elses_cohort_is_not_found()
    {
        var cohort = await world.OpenAsync();
        var other = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor());
        foreach (var path in new[] { "board", "students", "mentors", "pins", "policy", $"students/{ids[0]}/suggestions", $"mentors/{ids[1]}/suggestions" })
            await other.Office.SendAsync(HttpMethod.Get, cohort.At(path), null, HttpStatusCode.NotFound);
        await other.Office.PutAsync(cohort.At($"pins/{ids[0]}"), new { mentorId = ids[1] }, HttpStatusCode.NotFound);
        await cohort.AsStudent(ids[0]).SendAsync(HttpMethod.Get, cohort.At("board"), null, HttpStatusCode.NotFound);
        await world.Host.Stranger().SendAsync(HttpMethod.Get, cohort.At("board"), null, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_board_counts_everyone_once()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Student(minor: true), cohort.Mentor(3, minimum: 1), cohort.Mentor(2, paused: true));
        await cohort.Office.PutAsync(cohort.At($"pins/{ids[0]}"), new { mentorId = ids[3] });

        var board = await cohort.GetAsync("board");

        Assert.Equal((2, 2), (board.Int("students"), board.Int("mentors")));
        Assert.Equal(2, board.Int("counts", "waiting"));
        Assert.Equal((3, 0, 3), (board.Int("places", "total"), board.Int("places", "held"), board.Int("places", "free")));
        Assert.Equal(1, board.Int("pins"));
        Assert.Contains(board.GetProperty("attention").EnumerateArray(), a => a.Text("code") == "GuardianConsentMissing");
        var queue = await cohort.GetAsync("students?state=unpaired&size=10");
        Assert.Equal(ids[1], Assert.Single(queue.GetProperty("items").EnumerateArray()).Id("studentId"));
    }

    internal static async Task SetPolicyAsync(TestCohort cohort, Func<PolicyView, PolicyView> change)
    {
        var now = System.Text.Json.JsonSerializer.Deserialize<PolicyView>((await cohort.GetAsync("policy")).GetRawText(), ServiceDefaults.Json.Options)!;
        await cohort.Office.PutAsync(cohort.At("policy"), change(now));
    }
}

public sealed class PairingByHandOnSqlite(SqliteWorld world) : PairingByHand(world), IClassFixture<SqliteWorld>;

public sealed class PairingByHandOnPostgres(PostgresWorld world) : PairingByHand(world), IClassFixture<PostgresWorld>;
