using System.Net;
using Mentorship.Matching.Offers;

namespace Mentorship.Matching.Tests;

public abstract class Answering(World world)
{
    async Task<(TestCohort Cohort, Guid Student, Guid Mentor, Guid Pair)> AskedAsync()
    {
        var cohort = await world.OpenAsync("rolling");
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor(1));
        return (cohort, ids[0], ids[1], (await cohort.AskAsync(ids[0], ids[1])).Id("id"));
    }

    [Fact]
    public async Task The_second_yes_makes_a_pair_and_saying_it_again_changes_nothing()
    {
        var (cohort, student, mentor, id) = await AskedAsync();

        Assert.Equal("active", (await cohort.AsMentor(mentor).AnswerAsync(id, "yes")).Text("state"));
        var version = (await world.PairAsync(id)).Version;
        Assert.Equal("active", (await cohort.AsMentor(mentor).AnswerAsync(id, "yes")).Text("state"));
        Assert.Equal("active", (await cohort.AsStudent(student).AnswerAsync(id, "yes")).Text("state"));

        Assert.Equal(version, (await world.PairAsync(id)).Version);
        var answered = Assert.Single(await world.EventsAsync("offer-answered", id));
        Assert.Equal(("mentor", "yes", false), (answered.Text("by"), answered.Text("answer"), answered.GetProperty("byOffice").GetBoolean()));
        var active = Assert.Single(await world.EventsAsync("pair-activated", id));
        Assert.True(active.Int("version") > answered.Int("version"));
        var status = await cohort.StatusAsync(student);
        Assert.Equal(("active", "meet"), (status.Text("state"), status.Text("nextCode")));
        Assert.Equal(id, Assert.Single((await cohort.MentorStatusAsync(mentor)).GetProperty("mentees").EnumerateArray()).Id("id"));
        await cohort.AsMentor(mentor).RefusedAnswerAsync(id, "no", "AlreadyActive");
        await cohort.AsStudent(student).RefusedAsync(HttpMethod.Post, $"/api/matching/me/pairs/{id}/withdraw", null, "AlreadyActive");
    }

    [Fact]
    public async Task A_no_frees_both_places_and_the_student_asks_another()
    {
        var (cohort, student, mentor, id) = await AskedAsync();
        var others = await cohort.JoinAsync(cohort.Student(), cohort.Mentor());

        Assert.Equal("declined", (await cohort.AsMentor(mentor).AnswerAsync(id, "no", "no-time")).Text("state"));
        Assert.Equal("declined", (await cohort.AsMentor(mentor).AnswerAsync(id, "no", "no-time")).Text("state"));

        var pair = await world.PairAsync(id);
        Assert.Equal((PairState.Declined, null, null, "no-time"), (pair.State, pair.StudentPlace, pair.MentorPlace, pair.NoReason));
        Assert.Single(await world.EventsAsync("offer-answered", id));
        Assert.Empty(await world.EventsAsync("pair-activated", id));
        Assert.Equal("askAnother", (await cohort.StatusAsync(student)).Text("nextCode"));
        Assert.Equal("no", Assert.Single((await cohort.MentorStatusAsync(mentor)).GetProperty("past").EnumerateArray()).Text("mentorAnswer"));
        await cohort.AsMentor(mentor).RefusedAnswerAsync(id, "yes", "NoStands");
        // The place is free for somebody else, and the student is not sent to the same mentor again.
        var refused = await cohort.AsStudent(student).RefusedAsync(HttpMethod.Post, cohort.Mine("ask"), new { mentorId = mentor }, "SaidNo");
        Assert.Equal(others[1], Assert.Single(refused.GetProperty("next").EnumerateArray()).GetGuid());
        await cohort.AskAsync(others[0], mentor);
        await cohort.AskAsync(student, others[1]);
    }

    [Fact]
    public async Task A_reason_that_is_not_on_the_list_is_not_taken()
    {
        var (cohort, _, mentor, id) = await AskedAsync();
        await cohort.AsMentor(mentor).AnswerAsync(id, "no", "I know the family", HttpStatusCode.BadRequest);
        await cohort.AsMentor(mentor).AnswerAsync(id, "waiting", expected: HttpStatusCode.BadRequest);
        await cohort.AsMentor(mentor).AnswerAsync(id, "perhaps", expected: HttpStatusCode.BadRequest);
        Assert.Equal(PairState.Offered, (await world.PairAsync(id)).State);
    }

    [Fact]
    public async Task Accepting_an_expired_offer_is_refused()
    {
        var (cohort, student, mentor, id) = await AskedAsync();
        world.Clock.Advance(TimeSpan.FromDays(7));
        await cohort.AsMentor(mentor).RefusedAnswerAsync(id, "yes", "OfferExpired");
        await cohort.Office.RefusedAsync(HttpMethod.Post, $"/api/matching/pairs/{id}/answers", new { side = "mentor", answer = "yes" }, "OfferExpired");
        Assert.NotEqual(PairState.Active, (await world.PairAsync(id)).State);
        Assert.Equal("yes", (await cohort.AsStudent(student).AnswerAsync(id, "yes")).Text("studentAnswer"));
    }

    [Fact]
    public async Task The_deadline_stands_even_before_anybody_has_ended_the_offer()
    {
        var (_, _, _, id) = await AskedAsync();
        await using var db = world.Db();
        var pair = await db.Pairs.FindAsync(id) ?? throw new InvalidOperationException();
        var refusal = await db.AnswerAsync(pair, Side.Mentor, Answer.Yes, null, byOffice: false, pair.Deadline!.Value, default);
        Assert.Equal("OfferExpired", refusal!.Code);
        Assert.Null(await db.AnswerAsync(pair, Side.Mentor, Answer.Yes, null, byOffice: false, pair.Deadline!.Value.AddMicroseconds(-1), default));
        Assert.Equal(PairState.Active, pair.State);
    }

    [Fact]
    public async Task An_offer_that_was_withdrawn_takes_no_answer_and_withdrawing_twice_is_fine()
    {
        var (cohort, student, mentor, id) = await AskedAsync();
        Assert.Equal("withdrawn", (await cohort.AsStudent(student).PostAsync($"/api/matching/me/pairs/{id}/withdraw", new { })).Text("state"));
        await cohort.AsStudent(student).PostAsync($"/api/matching/me/pairs/{id}/withdraw", new { });
        Assert.Equal("student", Assert.Single(await world.EventsAsync("pair-withdrawn", id)).Text("by"));
        await cohort.AsMentor(mentor).RefusedAnswerAsync(id, "yes", "OfferWithdrawn");
        Assert.False((await world.PairAsync(id)).HoldsPlaces);
        // Having changed one's mind once is no reason against asking again.
        Assert.NotEqual(id, (await cohort.AskAsync(student, mentor)).Id("id"));
    }

    [Fact]
    public async Task A_yes_becomes_no_no_but_can_be_withdrawn()
    {
        var (cohort, student, _, id) = await AskedAsync();
        await cohort.AsStudent(student).RefusedAnswerAsync(id, "no", "YesStands");
        Assert.Equal(PairState.Offered, (await world.PairAsync(id)).State);
    }

    [Fact]
    public async Task A_mentor_steps_back_before_both_have_said_yes()
    {
        var (cohort, _, mentor, id) = await AskedAsync();
        await cohort.AsMentor(mentor).PostAsync($"/api/matching/me/pairs/{id}/withdraw", new { });
        Assert.Equal("mentor", Assert.Single(await world.EventsAsync("pair-withdrawn", id)).Text("by"));
    }

    [Fact]
    public async Task An_answer_by_phone_counts_stands_in_the_ledger_and_says_that_the_office_wrote_it_down()
    {
        var (cohort, _, _, id) = await AskedAsync();
        var recorded = await cohort.Office.PostAsync($"/api/matching/pairs/{id}/answers", new { side = "mentor", answer = "yes", reason = "Called at noon." });
        await cohort.Office.PostAsync($"/api/matching/pairs/{id}/answers", new { side = "mentor", answer = "yes" });
        Assert.Equal("active", recorded.Text("state"));
        Assert.True(Assert.Single(await world.EventsAsync("offer-answered", id)).GetProperty("byOffice").GetBoolean());
        Assert.Equal(["answer.recorded"], await world.ActsAsync(cohort));
    }

    [Fact]
    public async Task The_office_withdraws_an_offer_with_a_reason()
    {
        var (cohort, student, _, id) = await AskedAsync();
        await cohort.Office.PostAsync($"/api/matching/pairs/{id}/withdraw", new { reason = " " }, HttpStatusCode.BadRequest);
        await cohort.Office.PostAsync($"/api/matching/pairs/{id}/withdraw", new { reason = "She moves away." });
        await cohort.Office.PostAsync($"/api/matching/pairs/{id}/withdraw", new { reason = "She moves away." });
        Assert.Equal("coordinator", Assert.Single(await world.EventsAsync("pair-withdrawn", id)).Text("by"));
        Assert.Equal(["offer.withdrawn"], await world.ActsAsync(cohort));
        Assert.Equal("askAnother", (await cohort.StatusAsync(student)).Text("nextCode"));
        await cohort.Office.RefusedAsync(HttpMethod.Post, $"/api/matching/pairs/{id}/answers", new { side = "mentor", answer = "yes" }, "OfferWithdrawn");
    }

    [Fact]
    public async Task Phone_answers_need_a_side_and_an_answer()
    {
        var (cohort, _, _, id) = await AskedAsync();
        await cohort.Office.PostAsync($"/api/matching/pairs/{id}/answers", new { answer = "yes" }, HttpStatusCode.BadRequest);
        await cohort.Office.PostAsync($"/api/matching/pairs/{id}/answers", new { side = "mentor" }, HttpStatusCode.BadRequest);
        await cohort.Office.PostAsync($"/api/matching/pairs/{id}/answers", new { side = "mentor", answer = "no", reason = new string('x', 2000) }, HttpStatusCode.BadRequest);
        Assert.Empty(await world.ActsAsync(cohort));
    }

    [Fact]
    public async Task A_coordinator_writes_nothing_down_about_a_pair_of_their_own()
    {
        var cohort = await world.OpenAsync("rolling");
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor(id: cohort.CoordinatorId));
        var id = (await cohort.AskAsync(ids[0], ids[1])).Id("id");
        await cohort.Office.RefusedAsync(HttpMethod.Post, $"/api/matching/pairs/{id}/answers", new { side = "student", answer = "yes" }, "ConflictOfInterest");
        await cohort.Office.RefusedAsync(HttpMethod.Post, $"/api/matching/pairs/{id}/withdraw", new { reason = "x" }, "ConflictOfInterest");
    }

    [Fact]
    public async Task By_the_link_of_a_mail_the_Portal_answers_for_the_person_and_sees_no_reasons()
    {
        var (cohort, student, mentor, id) = await AskedAsync();
        var portal = world.Host.AsService("portal");
        var shown = await portal.JsonAsync($"/api/matching/pairs/{id}");
        Assert.Equal(("offered", "waiting"), (shown.Text("state"), shown.Text("mentorAnswer")));
        Assert.Empty(shown.GetProperty("reasons").EnumerateArray());

        await portal.PostAsync($"/api/matching/pairs/{id}/answer-by-link", new { personId = world.NewId(), answer = "no" }, HttpStatusCode.NotFound);
        await portal.PostAsync($"/api/matching/pairs/{id}/answer-by-link", new { personId = mentor }, HttpStatusCode.BadRequest);
        Assert.Equal("declined", (await portal.PostAsync($"/api/matching/pairs/{id}/answer-by-link", new { personId = mentor, answer = "no" })).Text("state"));
        Assert.Equal("declined", (await portal.PostAsync($"/api/matching/pairs/{id}/answer-by-link", new { personId = mentor, answer = "no" })).Text("state"));
        await portal.RefusedAsync(HttpMethod.Post, $"/api/matching/pairs/{id}/answer-by-link", new { personId = mentor, answer = "yes" }, "NoStands");
        foreach (var other in new[] { cohort.AsStudent(student), cohort.AsMentor(mentor), cohort.Office, world.Host.AsService("notification") })
        {
            await other.SendAsync(HttpMethod.Get, $"/api/matching/pairs/{id}", null, HttpStatusCode.Forbidden);
            await other.PostAsync($"/api/matching/pairs/{id}/answer-by-link", new { personId = mentor, answer = "no" }, HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task A_pair_is_shown_to_its_two_people_each_in_their_words_and_to_nobody_else()
    {
        var (cohort, student, mentor, id) = await AskedAsync();
        var other = await world.OpenAsync("rolling");
        var strangers = await cohort.JoinAsync(cohort.Student(), cohort.Mentor());
        Assert.NotEqual(
            (await cohort.AsStudent(student).JsonAsync($"/api/matching/me/pairs/{id}")).GetProperty("reasons").GetRawText(),
            (await cohort.AsMentor(mentor).JsonAsync($"/api/matching/me/pairs/{id}")).GetProperty("reasons").GetRawText());
        foreach (var stranger in new[] { cohort.AsStudent(strangers[0]), cohort.AsMentor(strangers[1]), cohort.Office, other.Office, world.Host.AsService("portal") })
        {
            await stranger.SendAsync(HttpMethod.Get, $"/api/matching/me/pairs/{id}", null, HttpStatusCode.NotFound);
            await stranger.AnswerAsync(id, "no", expected: HttpStatusCode.NotFound);
            await stranger.PostAsync($"/api/matching/me/pairs/{id}/withdraw", new { }, HttpStatusCode.NotFound);
        }
        foreach (var stranger in new[] { cohort.AsStudent(student), cohort.AsMentor(mentor), other.Office, world.Host.AsService("portal") })
        {
            await stranger.PostAsync($"/api/matching/pairs/{id}/answers", new { side = "mentor", answer = "yes" }, HttpStatusCode.NotFound);
            await stranger.PostAsync($"/api/matching/pairs/{id}/withdraw", new { reason = "x" }, HttpStatusCode.NotFound);
        }
        Assert.Equal(PairState.Offered, (await world.PairAsync(id)).State);
    }

    [Fact]
    public async Task Yes_and_no_at_the_same_moment_leave_one_of_them_standing()
    {
        var (cohort, _, mentor, id) = await AskedAsync();
        var client = cohort.AsMentor(mentor);
        var answers = await Task.WhenAll(new[] { "yes", "no", "yes", "no" }
            .Select(a => client.PostAsJson($"/api/matching/me/pairs/{id}/answer", new { answer = a })));
        Assert.All(answers, a => Assert.True(a is HttpStatusCode.OK or HttpStatusCode.Conflict));
        var pair = await world.PairAsync(id);
        Assert.Equal(pair.State == PairState.Active, pair.HoldsPlaces);
        Assert.Single(await world.EventsAsync("offer-answered", id));
    }
}

public sealed class AnsweringOnSqlite(SqliteWorld world) : Answering(world), IClassFixture<SqliteWorld>;

public sealed class AnsweringOnPostgres(PostgresWorld world) : Answering(world), IClassFixture<PostgresWorld>;
