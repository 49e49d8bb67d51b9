using System.Text.Json;
using Mentorship.Matching.Pool;
using Mentorship.Testing;

namespace Mentorship.Matching.Tests;

public abstract class FollowingTerms(World world)
{
    [Fact]
    public async Task A_new_version_of_the_terms_is_noticed_within_seconds()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student("local-surgical-art"), cohort.Mentor(1, "pediatrics"));
        // A code that is not known counts as nothing said.
        Assert.Equal("strong", (await BestAsync(cohort, ids[0])).Text("band"));

        world.Profile.ChangeTerms([.. world.Profile.Terms, new TermView("local-surgical-art", "Surgical art", "surgery", "interest")]);
        world.Clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal("possible", (await BestAsync(cohort, ids[0])).Text("band"));
        // Another process notices it by itself.
        await using var second = world.NewHost();
        using var office = second.As(cohort.CoordinatorId, $"coordinator:{cohort.Programme}");
        var there = await office.JsonAsync(cohort.At($"students/{ids[0]}/suggestions"));
        Assert.Equal("possible", there.GetProperty("suggestions")[0].Text("band"));
    }

    [Fact]
    public async Task A_copy_older_than_a_merge_counts_with_what_its_terms_became()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student("oncology"), cohort.Mentor(1, "neurology"));
        Assert.NotEqual("strong", (await BestAsync(cohort, ids[0])).Text("band"));

        world.Profile.ChangeTerms([.. world.Profile.Terms.Where(t => t.Code != "oncology").Select(t => t.Code == "neurology" ? t with { Formerly = ["oncology"] } : t)]);
        world.Clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal("strong", (await BestAsync(cohort, ids[0])).Text("band"));
    }

    [Fact]
    public async Task While_Profile_is_away_the_last_terms_go_on_serving()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student("surgery"), cohort.Mentor(1, "surgery"));
        await BestAsync(cohort, ids[0]);
        world.Profile.Away = true;
        try
        {
            world.Clock.Advance(TimeSpan.FromMinutes(11));
            Assert.Equal("strong", (await BestAsync(cohort, ids[0])).Text("band"));
        }
        finally
        {
            world.Profile.Away = false;
            world.Clock.Advance(TimeSpan.FromMinutes(1)); // it is asked again
        }
    }

    static async Task<JsonElement> BestAsync(TestCohort cohort, Guid student) =>
        (await cohort.GetAsync($"students/{student}/suggestions")).GetProperty("suggestions")[0];
}

public sealed class FollowingTermsOnSqlite(SqliteWorld world) : FollowingTerms(world), IClassFixture<SqliteWorld>;

public sealed class FollowingTermsOnPostgres(PostgresWorld world) : FollowingTerms(world), IClassFixture<PostgresWorld>;
