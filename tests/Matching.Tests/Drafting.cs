using System.Text.Json;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Requests;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Tests;

/// <summary>Runs as a coordinator sees them, and stages for them that people could not set in a moment.</summary>
static class Drafting
{
    public static string Of(Guid run, string path = "") => $"/api/matching/runs/{run}{path}";

    public static async Task<Guid> StartAsync(this TestCohort cohort) => (await cohort.Office.PostAsync(cohort.At("runs"))).Id("id");

    /// <summary>Asks for a draft and waits for it.</summary>
    public static async Task<JsonElement> DraftAsync(this TestCohort cohort)
    {
        var run = await cohort.EndAsync(await cohort.StartAsync());
        Assert.Equal("done", run.Text("state"));
        return run;
    }

    /// <summary>Waits until a run is over, whichever way.</summary>
    public static async Task<JsonElement> EndAsync(this TestCohort cohort, Guid id)
    {
        JsonElement run = default;
        await Eventually.True($"run {id} is over", async () => (run = await cohort.Office.JsonAsync(Of(id))).Text("state") is not ("queued" or "running"));
        return run;
    }

    /// <summary>Who has whom in a draft.</summary>
    public static async Task<Dictionary<Guid, Guid>> PairsAsync(this TestCohort cohort, Guid run) =>
        (await cohort.Office.JsonAsync(Of(run, "/pairs?size=200"))).GetProperty("items").EnumerateArray().ToDictionary(p => p.Id("studentId"), p => p.Id("mentorId"));

    public static async Task<Dictionary<Guid, string?>> ReasonsAsync(this TestCohort cohort, Guid run) =>
        (await cohort.Office.JsonAsync(Of(run, "/unmatched"))).EnumerateArray().ToDictionary(u => u.Id("studentId"), u => u.Text("code"));

    public static async Task ChooseAsync(this World world, TestCohort cohort, Guid student, params Guid[] mentors)
    {
        await using var db = world.Db();
        var list = new StudentRequest(cohort.Id, new StudentId(student));
        list.Save(mentors.Select((m, i) => (new MentorId(m), i + 1)), world.Clock.GetUtcNow());
        db.Add(list);
        await db.SaveChangesAsync();
    }

    /// <summary>An offer that went out, holding the first place of both.</summary>
    public static async Task<Guid> OfferAsync(this World world, TestCohort cohort, Guid student, Guid mentor, Answer? answer = null)
    {
        await using var db = world.Db();
        var now = world.Clock.GetUtcNow();
        var pair = Pair.Ask(new Draft(world.NewId(), await db.Cohorts.SingleAsync(c => c.Id == cohort.Id), new StudentId(student), new MentorId(mentor), 1, 1, 70_000, null, []), 7, now);
        if (answer is { } said)
            pair.Say(Side.Mentor, said, null, now);
        if (pair.BothSaidYes)
            pair.Activate(now);
        db.Add(pair);
        await db.SaveChangesAsync();
        return pair.Id;
    }

    public static async Task LeaveOutAsync(this World world, TestCohort cohort, Guid student)
    {
        await using var db = world.Db();
        (await db.PoolStudents.SingleAsync(s => s.CohortId == cohort.Id && s.StudentId == new StudentId(student))).LeaveOut(world.Clock.GetUtcNow());
        await db.SaveChangesAsync();
    }
}
