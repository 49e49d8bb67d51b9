using System.Net;
using System.Text.Json;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Policies;

namespace Mentorship.Matching.Tests;

public abstract class WeighingPolicies(World world)
{
    [Fact]
    public async Task An_estimate_is_what_the_run_under_that_policy_then_finds_and_changes_nothing()
    {
        var (cohort, _) = await CrowdAsync();
        var first = await cohort.DraftAsync();

        var estimate = await cohort.Office.PostAsync(cohort.At("policy/estimate"), await ChangedAsync(cohort, p => p with { Objective = Objective.Welfare, RankedOnly = true }));

        Assert.Equal(1, (await cohort.GetAsync("policy")).Int("version"));
        Assert.Single((await cohort.GetAsync("runs")).EnumerateArray());
        SameFigures(estimate.GetProperty("now"), first);
        await PairingByHand.SetPolicyAsync(cohort, p => p with { Objective = Objective.Welfare, RankedOnly = true });
        var second = await cohort.DraftAsync();
        SameFigures(estimate.GetProperty("then"), second);
        var compared = await cohort.Office.JsonAsync(Drafting.Of(second.Id("id"), $"/against/{first.Id("id")}"));
        Assert.Equal(estimate.GetProperty("turns").GetRawText(), compared.GetProperty("turns").GetRawText());
        Assert.Equal(["fair", "maximin", "welfare"], estimate.GetProperty("objectives").EnumerateArray().Select(o => o.Text("objective")!).Order());
    }

    [Fact]
    public async Task Two_drafts_side_by_side_say_who_gains_and_who_loses()
    {
        var (cohort, ids) = await CrowdAsync();
        var first = await cohort.DraftAsync();
        await PairingByHand.SetPolicyAsync(cohort, p => p with { RankedOnly = true });
        var second = await cohort.DraftAsync();
        var (before, after) = (await cohort.PairsAsync(first.Id("id")), await cohort.PairsAsync(second.Id("id")));

        var compared = await cohort.Office.JsonAsync(Drafting.Of(second.Id("id"), $"/against/{first.Id("id")}?size=200"));

        var lost = before.Keys.Except(after.Keys).ToHashSet();
        Assert.NotEmpty(lost);
        var rows = compared.GetProperty("changes").GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(ids[..8].Where(s => before.GetValueOrDefault(s) != after.GetValueOrDefault(s)).Order(), rows.Select(r => r.Id("studentId")).Order());
        Assert.Superset(lost, rows.Where(r => r.Text("turn") == "loses").Select(r => r.Id("studentId")).ToHashSet());
        Assert.Equal((before.Count, after.Count), (compared.Int("from", "matched"), compared.Int("to", "matched")));
        Assert.Equal(before.Count, compared.GetProperty("from").GetProperty("points").EnumerateArray().Sum(p => p.GetInt32()));
        var losing = await cohort.Office.JsonAsync(Drafting.Of(second.Id("id"), $"/against/{first.Id("id")}?turn=loses"));
        Assert.All(losing.GetProperty("changes").GetProperty("items").EnumerateArray(), r => Assert.Equal("loses", r.Text("turn")));
        await cohort.Office.SendAsync(HttpMethod.Get, Drafting.Of(second.Id("id"), $"/against/{first.Id("id")}?turn=up"), null, HttpStatusCode.BadRequest);

        // Another cohort's draft is not there to be compared with.
        var other = await world.OpenAsync();
        await other.JoinAsync(other.Student(), other.Mentor());
        var theirs = await other.DraftAsync();
        await cohort.Office.SendAsync(HttpMethod.Get, Drafting.Of(second.Id("id"), $"/against/{theirs.Id("id")}"), null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Of_two_coordinators_who_change_the_same_version_one_is_told_of_the_other()
    {
        var cohort = await world.OpenAsync();
        var (mine, theirs) = (await ChangedAsync(cohort, p => p with { Floor = 40_000 }), await ChangedAsync(cohort, p => p with { Choices = 7 }));
        await cohort.Office.PutAsync(cohort.At("policy"), theirs);

        await cohort.Office.RefusedAsync(HttpMethod.Put, cohort.At("policy"), mine, "ChangedMeanwhile");

        var now = await cohort.GetAsync("policy");
        Assert.Equal((2, 0, 7), (now.Int("version"), now.Int("floor"), now.Int("choices")));
        Assert.Equal([2, 1], (await cohort.GetAsync("policies")).EnumerateArray().Select(v => v.Int("policy", "version")));
        // The same once more changes nothing, so there is nothing to be told of.
        await cohort.Office.PutAsync(cohort.At("policy"), theirs);
    }

    [Fact]
    public async Task Names_stay_hidden_until_somebody_has_a_pair_or_a_reason_is_given()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Mentor(1), cohort.Mentor(1));
        var all = new { ids = ids.Append(cohort.CoordinatorId).ToArray() };
        async Task<(bool On, Guid[] Hidden)> HiddenAsync(HttpClient office)
        {
            var view = await office.PostAsync(cohort.At("hidden"), all);
            return (view.GetProperty("on").GetBoolean(), [.. view.GetProperty("students").EnumerateArray().Concat(view.GetProperty("mentors").EnumerateArray()).Select(p => p.GetGuid()).Order()]);
        }
        Assert.Equal((false, []), await HiddenAsync(cohort.Office));
        await PairingByHand.SetPolicyAsync(cohort, p => p with { NamesHidden = true });
        Assert.Equal(ids.Order(), (await HiddenAsync(cohort.Office)).Hidden);

        await world.OfferAsync(cohort, ids[0], ids[2]);
        Assert.Equal(new[] { ids[1], ids[3] }.Order(), (await HiddenAsync(cohort.Office)).Hidden);
        await cohort.Office.PutAsync(cohort.At($"reveals/{ids[1]}"), new { reason = " " }, HttpStatusCode.BadRequest);
        await cohort.Office.PutAsync(cohort.At($"reveals/{ids[1]}"), new { reason = "She asked me to call her." }, HttpStatusCode.NoContent);
        await cohort.Office.PutAsync(cohort.At($"reveals/{ids[1]}"), new { reason = "Again" }, HttpStatusCode.NoContent);
        Assert.Equal([ids[3]], (await HiddenAsync(cohort.Office)).Hidden);
        // It holds for who gave the reason alone.
        Assert.Equal(new[] { ids[1], ids[3] }.Order(), (await HiddenAsync(world.As(world.NewId(), $"coordinator:{cohort.Programme}"))).Hidden);
        var act = Assert.Single((await cohort.GetAsync("ledger")).GetProperty("items").EnumerateArray(), e => e.Text("act") == "name.revealed");
        Assert.Equal((ids[1], "She asked me to call her."), (act.Id("subjectId"), act.GetProperty("details").Text("text")));
        await cohort.Office.PutAsync(cohort.At($"reveals/{world.NewId()}"), new { reason = "Who is it?" }, HttpStatusCode.NotFound);
    }

    static void SameFigures(JsonElement measures, JsonElement run)
    {
        Assert.Equal((run.Int("matched"), run.Int("students")), (measures.Int("matched"), measures.Int("students")));
        Assert.Equal(run.GetProperty("bands").GetRawText(), measures.GetProperty("bands").GetRawText());
        Assert.Equal(run.GetProperty("choices").GetRawText(), measures.GetProperty("choices").GetRawText());
        Assert.Equal(run.GetProperty("mean").GetDouble(), measures.GetProperty("mean").GetDouble(), 6);
        Assert.Equal(run.GetProperty("worst").GetDouble(), measures.GetProperty("worst").GetDouble());
    }

    static async Task<PolicyView> ChangedAsync(TestCohort cohort, Func<PolicyView, PolicyView> change) =>
        change(JsonSerializer.Deserialize<PolicyView>((await cohort.GetAsync("policy")).GetRawText(), ServiceDefaults.Json.Options)!);

    /// <summary>Eight students, three of whom named mentors, and four mentors with seven places.</summary>
    async Task<(TestCohort Cohort, Guid[] Ids)> CrowdAsync()
    {
        var (cohort, ids) = await world.GatherAsync();
        await world.ChooseAsync(cohort, ids[5], ids[8], ids[10]);
        return (cohort, ids);
    }
}

public sealed class WeighingPoliciesOnSqlite(SqliteWorld world) : WeighingPolicies(world), IClassFixture<SqliteWorld>;

public sealed class WeighingPoliciesOnPostgres(PostgresWorld world) : WeighingPolicies(world), IClassFixture<PostgresWorld>;
