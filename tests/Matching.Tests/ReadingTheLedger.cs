using System.Globalization;
using System.Net;
using System.Text.Json;
using Mentorship.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace Mentorship.Matching.Tests;

public abstract class ReadingTheLedger(World world)
{
    [Fact]
    public async Task It_is_found_by_act_by_who_acted_and_by_either_side_of_a_pair()
    {
        var (cohort, ids) = await DecidedAsync();
        var colleague = world.NewId();
        await world.As(colleague, $"coordinator:{cohort.Programme}").PutAsync(cohort.At($"pins/{ids[1]}"), new { mentorId = ids[3] });

        Assert.Equal(["pair.pinned", "pair.unpinned", "pair.pinned", "policy.changed"], Acts(await AskAsync(cohort)));
        Assert.Equal(["pair.pinned", "pair.pinned"], Acts(await AskAsync(cohort, "acts=pair.pinned")));
        Assert.Equal(["policy.changed"], Acts(await AskAsync(cohort, "acts=policy.changed,run.published")));
        Assert.Equal(["pair.pinned"], Acts(await AskAsync(cohort, $"actor={colleague}")));
        Assert.Empty(Acts(await AskAsync(cohort, $"actor={Guid.Empty}")));
        Assert.Equal(["pair.unpinned", "pair.pinned"], Acts(await AskAsync(cohort, $"person={ids[0]}")));
        // The mentor of a pair is found although why it was made is sealed with the student's key.
        Assert.Equal(["pair.unpinned", "pair.pinned"], Acts(await AskAsync(cohort, $"person={ids[2]}")));
        Assert.Equal(["pair.pinned"], Acts(await AskAsync(cohort, $"person={ids[3]}&acts=pair.pinned&actor={colleague}")));
        Assert.Empty(Acts(await AskAsync(cohort, $"person={ids[3]}&acts=policy.changed")));

        var all = await AskAsync(cohort, "acts=pair.unpinned");
        Assert.Equal((1, ids[0], ids[2]), (all.Int("total"), all.GetProperty("items")[0].Id("subjectId"), all.GetProperty("items")[0].Id("partnerId")));
        // Whom to choose from does not depend on what is asked.
        Assert.Equal(new[] { cohort.CoordinatorId, colleague }.Order(), all.GetProperty("actors").EnumerateArray().Select(a => a.GetGuid()).Order());
    }

    [Fact]
    public async Task It_is_found_by_time_the_first_moment_in_it_and_the_last_not()
    {
        var cohort = await world.OpenAsync();
        var began = world.Clock.GetUtcNow();
        await ActAsync(cohort, began, began.AddHours(1), began.AddHours(2));
        Assert.Equal(2, (await AskAsync(cohort, $"from={Written(began.AddHours(1))}")).Int("total"));
        Assert.Equal(1, (await AskAsync(cohort, $"until={Written(began.AddHours(1))}")).Int("total"));
        Assert.Equal(1, (await AskAsync(cohort, $"from={Written(began.AddHours(1))}&until={Written(began.AddHours(2))}")).Int("total"));
        await cohort.Office.SendAsync(HttpMethod.Get, cohort.At("ledger?from=yesterday"), null, HttpStatusCode.BadRequest);

        static string Written(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_stretch_goes_on_from_a_row_to_older_ones_and_back()
    {
        var cohort = await world.OpenAsync();
        var began = world.Clock.GetUtcNow();
        await ActAsync(cohort, [.. Enumerable.Range(0, 7).Select(n => began.AddMinutes(n))]);
        var rows = Rows(await AskAsync(cohort));
        Assert.Equal(rows.OrderDescending(), rows);
        Assert.Equal(rows[..3], Rows(await AskAsync(cohort, "size=3")));
        Assert.Equal(rows[3..6], Rows(await AskAsync(cohort, $"size=3&before={rows[2]}")));
        Assert.Equal(rows[6..], Rows(await AskAsync(cohort, $"size=3&before={rows[5]}")));
        Assert.Equal(rows[3..6], Rows(await AskAsync(cohort, $"size=3&after={rows[6]}")));
        Assert.Empty(Rows(await AskAsync(cohort, $"after={long.MaxValue}")));
        Assert.Equal(7, (await AskAsync(cohort, $"size=1&before={rows[5]}")).Int("total"));
    }

    [Fact]
    public async Task It_shows_nothing_of_another_cohort_and_nothing_to_others()
    {
        var (cohort, ids) = await DecidedAsync();
        var other = await world.OpenAsync();
        Assert.Equal(0, (await AskAsync(other)).Int("total"));
        Assert.Empty((await AskAsync(other)).GetProperty("actors").EnumerateArray());
        foreach (var stranger in new[] { other.Office, cohort.AsStudent(ids[0]), cohort.AsMentor(ids[2]), world.As(world.NewId(), "administrator") })
            await stranger.SendAsync(HttpMethod.Get, cohort.At("ledger"), null, HttpStatusCode.NotFound);
    }

    async Task<(TestCohort Cohort, Guid[] Ids)> DecidedAsync()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Mentor(), cohort.Mentor());
        await PairingByHand.SetPolicyAsync(cohort, p => p with { MinSharedHours = 1 });
        await cohort.Office.PutAsync(cohort.At($"pins/{ids[0]}"), new { mentorId = ids[2] });
        await cohort.Office.SendAsync(HttpMethod.Delete, cohort.At($"pins/{ids[0]}"), null, HttpStatusCode.OK);
        return (cohort, ids);
    }

    /// <summary>Acts at these moments, as the service would record them.</summary>
    async Task ActAsync(TestCohort cohort, params DateTimeOffset[] moments)
    {
        await using var scope = world.Host.Services.CreateAsyncScope();
        var (db, ledger) = (scope.ServiceProvider.GetRequiredService<MatchingDb>(), scope.ServiceProvider.GetRequiredService<LedgerOf<MatchingDb>>());
        foreach (var at in moments)
            await ledger.RecordAsync(new Act("run.started", cohort.CoordinatorId, at) { Cohort = cohort.Id });
        await db.SaveChangesAsync();
    }

    static Task<JsonElement> AskAsync(TestCohort cohort, string query = "") => cohort.GetAsync($"ledger?{query}");

    static string[] Acts(JsonElement stretch) => [.. stretch.GetProperty("items").EnumerateArray().Select(e => e.Text("act")!)];

    static long[] Rows(JsonElement stretch) => [.. stretch.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("seq").GetInt64())];
}

public sealed class ReadingTheLedgerOnSqlite(SqliteWorld world) : ReadingTheLedger(world), IClassFixture<SqliteWorld>;

public sealed class ReadingTheLedgerOnPostgres(PostgresWorld world) : ReadingTheLedger(world), IClassFixture<PostgresWorld>;
