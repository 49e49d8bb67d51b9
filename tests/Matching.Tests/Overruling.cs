using System.Text.Json;
using Mentorship.Matching.Engine;

namespace Mentorship.Matching.Tests;

/// <summary>An override as a page asks for it: first the price, then the same with its token and a reason.</summary>
sealed record Asked(string Kind)
{
    public Guid? StudentId { get; init; }
    public Guid? OtherStudentId { get; init; }
    public Guid? MentorId { get; init; }
    public int? Places { get; init; }

    /// <summary>Without a mentor the student is left out.</summary>
    public static Asked Pair(Guid student, Guid? mentor) => new(mentor is null ? "leaveOut" : "pair") { StudentId = student, MentorId = mentor };

    public object With(string mode, string? priceToken = null, bool bend = false, string? text = null) =>
        new { kind = Kind, studentId = StudentId, otherStudentId = OtherStudentId, mentorId = MentorId, places = Places, mode, priceToken, bend, reason = "know-them-both", text };
}

static class Overruling
{
    /// <summary>Eight students, two of whom named mentors, four mentors with seven places, and a draft.</summary>
    public static async Task<(TestCohort Cohort, Guid[] Ids, JsonElement Run)> CrowdAsync(this World world, Objective objective = Objective.Fair)
    {
        var (cohort, ids) = await world.GatherAsync();
        if (objective != Objective.Fair)
            await PairingByHand.SetPolicyAsync(cohort, p => p with { Objective = objective });
        return (cohort, ids, await cohort.DraftAsync());
    }

    /// <summary>The same people without a draft.</summary>
    public static async Task<(TestCohort Cohort, Guid[] Ids)> GatherAsync(this World world)
    {
        var cohort = await world.OpenAsync();
        string[] interests = ["surgery", "pediatrics", "oncology", "neurology"];
        var ids = await cohort.JoinAsync(
        [
            .. Enumerable.Range(0, 8).Select(n => cohort.Student(interests[n % 4])),
            cohort.Mentor(2, "heart-surgery"), cohort.Mentor(2, "pediatrics"), cohort.Mentor(2, "oncology"), cohort.Mentor(1, "surgery"),
        ]);
        await world.ChooseAsync(cohort, ids[0], ids[11], ids[8]);
        await world.ChooseAsync(cohort, ids[3], ids[9]);
        return (cohort, ids);
    }

    public static Task<JsonElement> PriceAsync(this TestCohort cohort, JsonElement run, Asked asked, string mode = "fewest") =>
        cohort.Office.PostAsync(Drafting.Of(run.Id("id"), "/overrides/price"), asked.With(mode));

    public static Task<JsonElement> PriceRefusedAsync(this TestCohort cohort, JsonElement run, Asked asked, string code) =>
        cohort.Office.RefusedAsync(HttpMethod.Post, Drafting.Of(run.Id("id"), "/overrides/price"), asked.With("fewest"), code);

    /// <summary>The draft that it leads to.</summary>
    public static async Task<JsonElement> OverrideAsync(this TestCohort cohort, JsonElement run, Asked asked, string mode = "fewest")
    {
        var price = await cohort.PriceAsync(run, asked, mode);
        var made = await cohort.Office.PostAsync(Drafting.Of(run.Id("id"), "/overrides"), asked.With(mode, price.Text("priceToken")));
        return await cohort.Office.JsonAsync(Drafting.Of(made.Id("runId")));
    }

    public static async Task<JsonElement> UndoAsync(this TestCohort cohort, JsonElement run)
    {
        var undone = await cohort.Office.PostAsync(Drafting.Of(run.Id("id"), "/overrides/undo"));
        return await cohort.Office.JsonAsync(Drafting.Of(undone.Id("runId")));
    }
}
