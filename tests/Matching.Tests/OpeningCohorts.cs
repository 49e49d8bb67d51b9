using Mentorship.Contracts;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Tests;

public abstract class OpeningCohorts(World world)
{
    async Task<Guid> OpenAfterAsync(TestCohort before, Guid programme)
    {
        var next = world.NewId();
        await world.Host.HearAsync(new CohortOpened { CohortId = next, ProgrammeId = programme, Kind = "batch", Version = 1, OpenedAt = world.Clock.GetUtcNow(), PolicyOf = before.Id });
        await Eventually.True("the next cohort is known", async () =>
        {
            await using var db = world.Db();
            return await db.Cohorts.AnyAsync(c => c.Id == next);
        });
        return next;
    }

    [Fact]
    public async Task A_cohort_opened_after_another_begins_with_its_policy_and_goes_its_own_way()
    {
        var before = await world.OpenAsync();
        await PairingByHand.SetPolicyAsync(before, p => p with { Choices = 8, AnswerDays = 14, RankedOnly = true });

        var next = await OpenAfterAsync(before, before.Programme);
        await PairingByHand.SetPolicyAsync(before, p => p with { Choices = 3 });

        var policy = await before.Office.JsonAsync($"/api/matching/cohorts/{next}/policy");
        Assert.Equal((1, 8, 14, true), (policy.Int("version"), policy.Int("choices"), policy.Int("answerDays"), policy.GetProperty("rankedOnly").GetBoolean()));
    }

    [Fact]
    public async Task The_policy_of_another_programme_is_not_copied()
    {
        var before = await world.OpenAsync();
        await PairingByHand.SetPolicyAsync(before, p => p with { Choices = 8 });
        var other = world.NewId();

        var next = await OpenAfterAsync(before, other);

        Assert.Equal(5, (await world.As(before.CoordinatorId, $"coordinator:{other}").JsonAsync($"/api/matching/cohorts/{next}/policy")).Int("choices"));
    }
}

public sealed class OpeningCohortsOnSqlite(SqliteWorld world) : OpeningCohorts(world), IClassFixture<SqliteWorld>;

public sealed class OpeningCohortsOnPostgres(PostgresWorld world) : OpeningCohorts(world), IClassFixture<PostgresWorld>;
