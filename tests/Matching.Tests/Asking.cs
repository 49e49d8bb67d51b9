using System.Net;
using System.Net.Http.Json;
using Mentorship.Contracts;
using Mentorship.Matching.Offers;
using Mentorship.ServiceDefaults;
using Mentorship.Testing;

namespace Mentorship.Matching.Tests;

public abstract class Asking(World world)
{
    [Fact]
    public async Task Open_mentors_are_cards_with_the_best_fit_first_and_places_as_of_now()
    {
        var cohort = await world.OpenAsync("rolling");
        var ids = await cohort.JoinAsync(cohort.Student("heart-surgery"), cohort.Student(),
            cohort.Mentor(1, "pediatrics"), cohort.Mentor(2, "heart-surgery"), cohort.Mentor(3, stages: ["resident"]), cohort.Mentor(3, paused: true));

        var open = await cohort.AsStudent(ids[0]).JsonAsync(cohort.Mine("mentors"));
        Assert.Equal(2, open.Int("total"));
        var cards = open.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([ids[3], ids[2]], cards.Select(c => c.Id("mentorId")));
        Assert.Equal("strong", cards[0].Text("band"));
        Assert.NotEmpty(cards[0].GetProperty("reasons").EnumerateArray());
        Assert.Equal((2, 2), (cards[0].Int("places", "capacity"), cards[0].Int("places", "free")));

        await cohort.AskAsync(ids[1], ids[3]);
        var one = await cohort.AsStudent(ids[0]).JsonAsync(cohort.Mine($"mentors?ids={ids[3]}"));
        Assert.Equal(1, Assert.Single(one.GetProperty("items").EnumerateArray()).Int("places", "free"));
        var second = await cohort.AsStudent(ids[0]).JsonAsync(cohort.Mine("mentors?page=2&size=1"));
        Assert.Equal(ids[2], Assert.Single(second.GetProperty("items").EnumerateArray()).Id("mentorId"));
    }

    [Fact]
    public async Task A_list_is_kept_in_order_and_within_its_limit()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync([cohort.Student(), .. Enumerable.Range(0, 6).Select(_ => cohort.Mentor()), cohort.Mentor(stages: ["resident"])]);
        var student = cohort.AsStudent(ids[0]);

        Assert.Equal("rank", (await cohort.StatusAsync(ids[0])).Text("nextCode"));
        await student.PutAsync(cohort.Mine("list"), new { mentorIds = new[] { ids[3], ids[1] } }, HttpStatusCode.NoContent);
        await student.PutAsync(cohort.Mine("list"), new { mentorIds = new[] { ids[1], ids[2], ids[3] } }, HttpStatusCode.NoContent);
        var status = await cohort.StatusAsync(ids[0]);
        Assert.Equal(("waiting", "waitForPairs", 5), (status.Text("state"), status.Text("nextCode"), status.Int("listLimit")));
        Assert.Equal([(ids[1], 1), (ids[2], 2), (ids[3], 3)], status.GetProperty("list").EnumerateArray().Select(e => (e.Id("mentorId"), e.Int("rank"))));
        Assert.Equal(2, (await student.JsonAsync(cohort.Mine($"mentors?ids={ids[2]}"))).GetProperty("items")[0].Int("onList"));

        foreach (var wrong in new[] { ids[1..7], [ids[1], ids[1]], [ids[7]], [world.NewId()] })
        {
            var mistake = await student.PutAsync(cohort.Mine("list"), new { mentorIds = wrong }, HttpStatusCode.BadRequest);
            Assert.NotEmpty(mistake.GetProperty("errors").GetProperty("mentorIds").EnumerateArray());
        }
        Assert.Equal(3, (await cohort.StatusAsync(ids[0])).GetProperty("list").GetArrayLength());
        await student.PutAsync(cohort.Mine("list"), new { mentorIds = Array.Empty<Guid>() }, HttpStatusCode.NoContent);
        Assert.Empty((await cohort.StatusAsync(ids[0])).GetProperty("list").EnumerateArray());
    }

    [Fact]
    public async Task A_list_feeds_the_rankings_and_does_not_close_the_other_mentors()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor(), cohort.Mentor());
        await PairingByHand.SetPolicyAsync(cohort, p => p with { RankedOnly = true });

        await cohort.AsStudent(ids[0]).PutAsync(cohort.Mine("list"), new { mentorIds = new[] { ids[2] } }, HttpStatusCode.NoContent);

        var suggestion = Assert.Single((await cohort.GetAsync($"students/{ids[0]}/suggestions")).GetProperty("suggestions").EnumerateArray());
        Assert.Equal((ids[2], 1), (suggestion.Id("mentorId"), suggestion.Int("choice")));
        Assert.Equal(2, (await cohort.AsStudent(ids[0]).JsonAsync(cohort.Mine("mentors"))).Int("total"));
    }

    [Fact]
    public async Task Imported_choices_are_pulled_as_lists_and_the_latest_import_has_the_last_word()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Mentor(), cohort.Mentor());
        var (earlier, later) = (world.NewId(), world.NewId());
        world.Profile.Choices[earlier] = [new(ids[0], ids[2], 1), new(ids[0], ids[3], 2), new(ids[1], ids[2], 1)];
        world.Profile.Choices[later] = [new(ids[0], ids[3], 1)];
        await cohort.AsStudent(ids[0]).PutAsync(cohort.Mine("list"), new { mentorIds = new[] { ids[2] } }, HttpStatusCode.NoContent);

        await HearImportAsync(later, version: 3);
        await Eventually.Holds(async () => Assert.Equal([(ids[3], 1)], await ListAsync(0)));
        await HearImportAsync(earlier, version: 2);
        await Eventually.Holds(async () => Assert.Equal([(ids[2], 1)], await ListAsync(1)));

        Assert.Equal([(ids[3], 1)], await ListAsync(0));

        Task HearImportAsync(Guid import, int version) => world.Host.HearAsync(
            new RankingsImported { CohortId = cohort.Id, ImportId = import, Version = version, ImportedAt = world.Clock.GetUtcNow() });

        async Task<(Guid, int)[]> ListAsync(int student) =>
            [.. (await cohort.StatusAsync(ids[student])).GetProperty("list").EnumerateArray().Select(e => (e.Id("mentorId"), e.Int("rank")))];
    }

    [Fact]
    public async Task Saving_two_lists_at_once_keeps_one_of_them_whole()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor(), cohort.Mentor(), cohort.Mentor());
        Guid[][] lists = [[ids[1], ids[2]], [ids[3], ids[1]], [ids[2]], [ids[3], ids[2], ids[1]]];
        var student = cohort.AsStudent(ids[0]);
        var answers = await Task.WhenAll(lists.Select(l => student.PutAsJson(cohort.Mine("list"), new { mentorIds = l })));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.NoContent, a));
        var kept = (await cohort.StatusAsync(ids[0])).GetProperty("list").EnumerateArray().Select(e => e.Id("mentorId")).ToArray();
        Assert.Contains(lists, l => l.SequenceEqual(kept));
    }

    [Fact]
    public async Task Asking_makes_an_offer_at_once_with_the_students_yes()
    {
        var cohort = await world.OpenAsync("rolling");
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor(2));
        Assert.Equal("ask", (await cohort.StatusAsync(ids[0])).Text("nextCode"));
        await cohort.AsStudent(ids[0]).PutAsync(cohort.Mine("list"), new { mentorIds = new[] { ids[1] } }, HttpStatusCode.NoContent);

        var pair = await cohort.AskAsync(ids[0], ids[1]);

        var deadline = world.Clock.GetUtcNow().AddDays(7);
        Assert.Equal(("offered", "request", "yes", "waiting"), (pair.Text("state"), pair.Text("origin"), pair.Text("studentAnswer"), pair.Text("mentorAnswer")));
        Assert.Equal((1, deadline), (pair.Int("choice"), pair.GetProperty("deadline").GetDateTimeOffset()));
        var made = Assert.Single(await world.EventsAsync("offer-made", pair.Id("id")));
        Assert.Equal(("request", "yes", "waiting"), (made.Text("origin"), made.Text("studentAnswer"), made.Text("mentorAnswer")));
        var status = await cohort.StatusAsync(ids[0]);
        Assert.Equal(("requested", "mentorAnswers", deadline), (status.Text("state"), status.Text("nextCode"), status.GetProperty("nextAt").GetDateTimeOffset()));
        var entry = Assert.Single(status.GetProperty("list").EnumerateArray());
        Assert.Equal((true, "offered", 1), (entry.GetProperty("asked").GetBoolean(), entry.Text("state"), entry.Int("free")));
        var mentor = await cohort.MentorStatusAsync(ids[1]);
        Assert.Equal((2, 1, 1), (mentor.Int("places", "capacity"), mentor.Int("places", "held"), mentor.Int("places", "free")));
        var offer = Assert.Single(mentor.GetProperty("offers").EnumerateArray());
        Assert.Equal(pair.Id("id"), offer.Id("id"));
        Assert.False(offer.TryGetProperty("choice", out _), "a mentor is told where they stood on the list");
        Assert.Equal("requested", (await cohort.GetAsync($"students?ids={ids[0]}")).GetProperty("items")[0].Text("state"));

        Assert.Equal(pair.Id("id"), (await cohort.AskAsync(ids[0], ids[1])).Id("id"));
        Assert.Single(await world.EventsAsync("offer-made", pair.Id("id")));
    }

    [Fact]
    public async Task Ten_students_asking_for_the_last_place_at_once_get_it_once_and_nine_are_told_what_is_next()
    {
        var cohort = await world.OpenAsync("rolling");
        var ids = await cohort.JoinAsync([cohort.Mentor(1), cohort.Mentor(20), cohort.Mentor(20, "pediatrics"), .. Enumerable.Range(0, 10).Select(_ => cohort.Student())]);

        var answers = await Task.WhenAll(ids[3..].Select(s => cohort.AsStudent(s).PostAsJsonAsync(cohort.Mine("ask"), new { mentorId = ids[0] }, Json.Options)));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.OK))
        {
            var problem = await refused.BodyAsync(HttpStatusCode.Conflict);
            Assert.Equal("CapacityFull", problem.Text("code"));
            Assert.Equal([ids[1], ids[2]], problem.GetProperty("next").EnumerateArray().Select(n => n.GetGuid()));
        }
        var pair = Assert.Single(await world.PairsAsync(cohort));
        Assert.Equal((1, 1), (pair.StudentPlace, pair.MentorPlace));
    }

    [Fact]
    public async Task A_student_asking_several_mentors_at_once_asks_one()
    {
        var cohort = await world.OpenAsync("rolling");
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor(2), cohort.Mentor(2), cohort.Mentor(2), cohort.Mentor(2));
        var student = cohort.AsStudent(ids[0]);
        var answers = await Task.WhenAll(ids[1..].Select(m => student.PostAsJson(cohort.Mine("ask"), new { mentorId = m })));
        Assert.Equal((1, 3), (answers.Count(a => a == HttpStatusCode.OK), answers.Count(a => a == HttpStatusCode.Conflict)));
        Assert.Single(await world.PairsAsync(cohort));
    }

    [Fact]
    public async Task With_two_places_a_student_has_two_requests_and_no_third()
    {
        var cohort = await world.OpenAsync("rolling");
        await PairingByHand.SetPolicyAsync(cohort, p => p with { PlacesPerStudent = 2 });
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor(), cohort.Mentor(), cohort.Mentor());
        await cohort.AskAsync(ids[0], ids[1]);
        await cohort.AskAsync(ids[0], ids[2]);
        await cohort.AsStudent(ids[0]).RefusedAsync(HttpMethod.Post, cohort.Mine("ask"), new { mentorId = ids[3] }, "AlreadyAsked");
        Assert.Equal([1, 2], (await world.PairsAsync(cohort)).Select(p => p.StudentPlace!.Value).Order());
    }

    [Fact]
    public async Task In_a_batch_cohort_nobody_is_asked()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor());
        await cohort.AsStudent(ids[0]).RefusedAsync(HttpMethod.Post, cohort.Mine("ask"), new { mentorId = ids[1] }, "BatchCohort");
        Assert.Empty(await world.PairsAsync(cohort));
    }

    [Fact]
    public async Task A_mentor_who_is_paused_or_takes_other_stages_is_not_asked_and_others_are_named()
    {
        var cohort = await world.OpenAsync("rolling");
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor(paused: true), cohort.Mentor(stages: ["resident"]), cohort.Mentor());
        foreach (var closed in new[] { ids[1], ids[2], world.NewId() })
        {
            var refused = await cohort.AsStudent(ids[0]).RefusedAsync(HttpMethod.Post, cohort.Mine("ask"), new { mentorId = closed }, "NotOpen");
            Assert.Equal(ids[3], Assert.Single(refused.GetProperty("next").EnumerateArray()).GetGuid());
        }
    }

    [Fact]
    public async Task Lowering_a_capacity_evicts_nobody_and_opens_no_place_until_enough_are_given_back()
    {
        var cohort = await world.OpenAsync("rolling");
        var mentor = cohort.Mentor(3);
        var ids = await cohort.JoinAsync(mentor, cohort.Student(), cohort.Student(), cohort.Student(), cohort.Student());
        var pairs = new List<Guid>();
        foreach (var student in ids[1..4])
            pairs.Add((await cohort.AskAsync(student, ids[0])).Id("id"));

        await cohort.JoinAsync(cohort.Mentor(1, id: ids[0], version: 2));
        Assert.All(await world.PairsAsync(cohort), p => Assert.Equal(PairState.Offered, p.State));
        await cohort.AsMentor(ids[0]).AnswerAsync(pairs[0], "no");
        await cohort.AsStudent(ids[4]).RefusedAsync(HttpMethod.Post, cohort.Mine("ask"), new { mentorId = ids[0] }, "CapacityFull");
        await cohort.AsMentor(ids[0]).AnswerAsync(pairs[1], "yes");
        await cohort.AsMentor(ids[0]).AnswerAsync(pairs[2], "no");
        await cohort.AsStudent(ids[4]).RefusedAsync(HttpMethod.Post, cohort.Mine("ask"), new { mentorId = ids[0] }, "CapacityFull");
    }

    [Fact]
    public async Task Someone_elses_cohort_has_no_mentors_and_takes_no_request()
    {
        var cohort = await world.OpenAsync("rolling");
        var other = await world.OpenAsync("rolling");
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor());
        var strangers = await other.JoinAsync(other.Student());
        foreach (var stranger in new[] { other.AsStudent(strangers[0]), cohort.AsMentor(ids[1]), cohort.Office, world.Host.AsService("portal") })
        {
            await stranger.SendAsync(HttpMethod.Get, cohort.Mine("mentors"), null, HttpStatusCode.NotFound);
            await stranger.PutAsync(cohort.Mine("list"), new { mentorIds = new[] { ids[1] } }, HttpStatusCode.NotFound);
            await stranger.PostAsync(cohort.Mine("ask"), new { mentorId = ids[1] }, HttpStatusCode.NotFound);
            Assert.DoesNotContain((await stranger.JsonAsync("/api/matching/me/student")).EnumerateArray(), s => s.Id("cohortId") == cohort.Id);
        }
        Assert.Empty((await world.Host.AsService("portal").JsonAsync("/api/matching/me/mentor")).EnumerateArray());
        await world.Host.Stranger().SendAsync(HttpMethod.Get, "/api/matching/me/student", null, HttpStatusCode.Unauthorized);
    }
}

public sealed class AskingOnSqlite(SqliteWorld world) : Asking(world), IClassFixture<SqliteWorld>;

public sealed class AskingOnPostgres(PostgresWorld world) : Asking(world), IClassFixture<PostgresWorld>;
