using System.Net;
using Mentorship.Ledger;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Policies;
using Mentorship.Matching.Runs;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Tests;

public abstract class PublishingDrafts(World world)
{
    static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    [Fact]
    public async Task Where_the_policy_wants_two_one_asks_and_another_publishes()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor(1));
        await PairingByHand.SetPolicyAsync(cohort, p => p with { SecondPerson = true });
        var run = await cohort.DraftAsync();
        var (publish, second) = (Drafting.Of(run.Id("id"), "/publish"), world.As(world.NewId(), $"coordinator:{cohort.Programme}"));

        var asked = await cohort.Office.PostAsync(publish, new { goesOutInMinutes = 90 });
        Assert.False(asked.TryGetProperty("publicationId", out _));
        Assert.Empty(await world.PairsAsync(cohort));
        await cohort.Office.RefusedAsync(HttpMethod.Post, publish, new { }, "SecondPersonNeeded");
        Assert.Equal((cohort.CoordinatorId, 90), (await second.JsonAsync(Drafting.Of(run.Id("id")))).GetProperty("asked") is var who ? (who.Id("by"), who.Int("minutes")) : default);

        var published = await second.PostAsync(publish, new { });
        Assert.Equal(world.Clock.GetUtcNow().AddMinutes(90), published.GetProperty("goesOutAt").GetDateTimeOffset());
        Assert.Equal([(ids[0], ids[1])], (await world.PairsAsync(cohort)).Select(p => (p.StudentId.Value, p.MentorId.Value)));
        Assert.Equal(["run.published", "publication.asked"], (await cohort.GetAsync("ledger")).GetProperty("items").EnumerateArray().Select(e => e.Text("act")!).Take(2));
        // Taken back, it has to be asked for again.
        await cohort.Office.SendAsync(HttpMethod.Post, $"/api/matching/publications/{published.Id("publicationId")}/take-back", null, HttpStatusCode.NoContent);
        Assert.False((await second.PostAsync(publish, new { })).TryGetProperty("publicationId", out _));
    }

    [Fact]
    public async Task Published_pairs_hold_their_places_unseen_until_they_go_out()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Mentor(1));
        var run = await world.WrittenAsync(cohort, (ids[0], ids[2]));

        var published = await cohort.PublishAsync(run);

        Assert.Equal((world.Clock.GetUtcNow() + Window, 1), (published.GetProperty("goesOutAt").GetDateTimeOffset(), published.Int("pairs")));
        var pair = Assert.Single(await world.PairsAsync(cohort));
        Assert.Equal((PairState.Proposed, 1, 1), (pair.State, pair.StudentPlace, pair.MentorPlace));
        var board = await cohort.GetAsync("board");
        Assert.True(board.GetProperty("publication").GetProperty("canTakeBack").GetBoolean());
        Assert.Equal((1, 0), (board.Int("places", "held"), board.Int("places", "free")));
        Assert.Equal("waiting", (await cohort.StatusAsync(ids[0])).Text("state"));
        Assert.Equal(0, (await cohort.MentorStatusAsync(ids[2])).Int("places", "held"));
        await cohort.AsStudent(ids[0]).SendAsync(HttpMethod.Get, $"/api/matching/me/pairs/{pair.Id}", null, HttpStatusCode.NotFound);
        Assert.Equal(0, (await cohort.AsStudent(ids[1]).JsonAsync(cohort.Mine("mentors"))).GetProperty("items")[0].Int("places", "free"));
        Assert.Equal(1, Assert.Single(await world.EventsAsync("run-published", published.Id("publicationId"))).Int("pairs"));
        Assert.Empty(await world.EventsAsync("offer-made", pair.Id));
        Assert.Equal(["run.published"], await world.ActsAsync(cohort));

        world.Clock.Advance(Window);
        await Eventually.True("the offer is out", async () => (await world.PairAsync(pair.Id)).State == PairState.Offered);
        var made = Assert.Single(await world.EventsAsync("offer-made", pair.Id));
        Assert.Equal(("publication", "waiting", "waiting"), (made.Text("origin"), made.Text("studentAnswer"), made.Text("mentorAnswer")));
        Assert.Equal(world.Clock.GetUtcNow().AddDays(7), made.GetProperty("deadline").GetDateTimeOffset());
        Assert.Equal(("offered", "answer"), ((await cohort.StatusAsync(ids[0])).Text("state"), (await cohort.StatusAsync(ids[0])).Text("nextCode")));
        Assert.Single((await cohort.MentorStatusAsync(ids[2])).GetProperty("offers").EnumerateArray());
        Assert.Equal("firstForNextPlace", (await cohort.StatusAsync(ids[1])).Text("nextCode"));

        await cohort.AsStudent(ids[0]).AnswerAsync(pair.Id, "yes");
        Assert.Equal("mentorAnswers", (await cohort.StatusAsync(ids[0])).Text("nextCode"));
        Assert.Equal("active", (await cohort.AsMentor(ids[2]).AnswerAsync(pair.Id, "yes")).Text("state"));
    }

    [Fact]
    public async Task The_head_of_the_ledger_is_kept_at_each_publication()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor());
        await cohort.PublishAsync(await world.WrittenAsync(cohort, (ids[0], ids[1])));
        await using var db = world.Db();
        var last = await db.Set<LedgerRow>().OrderByDescending(r => r.Seq).FirstAsync();
        var heads = await File.ReadAllLinesAsync(Path.Combine(world.Heads, "matching.heads"));
        Assert.EndsWith($" {last.Seq} {Convert.ToHexStringLower(last.Hash)}", heads[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_window_the_offers_go_out_at_once_and_cannot_be_taken_back()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor());
        var publication = (await cohort.PublishAsync(await world.WrittenAsync(cohort, (ids[0], ids[1])), 0)).Id("publicationId");
        await cohort.Office.RefusedAsync(HttpMethod.Post, Publishing.TakeBack(publication), null, "AlreadyOut");
        await Eventually.True("the offer is out", async () => (await world.PairsAsync(cohort)).All(p => p.State == PairState.Offered));
        await cohort.Office.RefusedAsync(HttpMethod.Post, Publishing.TakeBack(publication), null, "AlreadyOut");
    }

    [Fact]
    public async Task Where_signing_up_is_a_yes_only_the_mentor_is_asked()
    {
        var cohort = await world.OpenAsync();
        await PairingByHand.SetPolicyAsync(cohort, p => p with { SignUpIsYes = true, AnswerDays = 3 });
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor());
        var pair = Assert.Single(await world.OfferedAsync(cohort, (ids[0], ids[1])));
        Assert.Equal((Answer.Yes, Answer.Waiting, world.Clock.GetUtcNow().AddDays(3)), (pair.StudentAnswer, pair.MentorAnswer, pair.Deadline!.Value));
        Assert.Equal("active", (await cohort.AsMentor(ids[1]).AnswerAsync(pair.Id, "yes")).Text("state"));
    }

    [Fact]
    public async Task Taking_back_tells_nobody_frees_the_places_and_opens_the_draft_again()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor(1));
        await cohort.Office.PutAsync(cohort.At($"pins/{ids[0]}"), new { mentorId = ids[1] });
        var run = await world.WrittenAsync(cohort, (ids[0], ids[1]));
        var publication = (await cohort.PublishAsync(run)).Id("publicationId");
        Assert.Empty((await cohort.GetAsync("pins")).EnumerateArray());

        await cohort.Office.PostAsync(Publishing.TakeBack(publication), expected: HttpStatusCode.NoContent);
        await cohort.Office.PostAsync(Publishing.TakeBack(publication), expected: HttpStatusCode.NoContent);

        var pair = Assert.Single(await world.PairsAsync(cohort));
        Assert.Equal((PairState.Withdrawn, false, false), (pair.State, pair.HoldsPlaces, pair.Shown));
        Assert.Empty(await world.EventsAsync("pair-withdrawn", pair.Id));
        Assert.Equal(["pair.pinned", "run.published", "publication.taken-back"], await world.ActsAsync(cohort));
        Assert.False((await cohort.GetAsync("board")).GetProperty("latestRun").GetProperty("published").GetBoolean());
        // What was decided by hand is still decided.
        Assert.Single((await cohort.GetAsync("pins")).EnumerateArray());
        world.Clock.Advance(Window);

        var offers = (await cohort.PublishAsync(run, 0)).Id("publicationId");
        await Eventually.True("the offer is out", async () => (await world.PairsAsync(cohort)).Any(p => p.PublicationId == offers && p.State == PairState.Offered));
        Assert.Equal(2, (await world.PairsAsync(cohort)).Length);
        Assert.Empty(await world.EventsAsync("offer-made", pair.Id));
        await using var db = world.Db();
        Assert.False(await db.Pins.AnyAsync(p => p.CohortId == cohort.Id), "a pair by hand that went out is still a pin");
    }

    [Fact]
    public async Task Only_the_latest_finished_draft_is_published_and_only_once()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor());
        var empty = await world.WrittenAsync(cohort);
        await cohort.RefusedPublishAsync(empty, "NothingToPublish");
        var first = await world.WrittenAsync(cohort, (ids[0], ids[1]));
        var second = await world.WrittenAsync(cohort, (ids[0], ids[1]));
        await cohort.RefusedPublishAsync(first, "NotLatestDraft");
        await cohort.PublishAsync(second, -1, HttpStatusCode.BadRequest);
        await cohort.PublishAsync(second, 100_000, HttpStatusCode.BadRequest);
        await cohort.PublishAsync(second);
        await cohort.RefusedPublishAsync(second, "AlreadyPublished");
        await cohort.PublishAsync(world.NewId(), expected: HttpStatusCode.NotFound);

        await using var db = world.Db();
        var failed = new Run(world.NewId(), cohort.Id, new RunBefore(second, 3, RunState.Done, 1, Published: true),
            await db.CurrentPolicyAsync(cohort.Id, default), RunOrigin.Fill, cohort.CoordinatorId, world.Clock.GetUtcNow());
        failed.Fail("Unexpected", world.Clock.GetUtcNow());
        db.Add(failed);
        await db.SaveChangesAsync();
        await cohort.RefusedPublishAsync(failed.Id, "RunNotDone");
        Assert.Single(await world.PairsAsync(cohort));
    }

    [Fact]
    public async Task A_draft_whose_places_have_gone_is_refused_whole_and_says_whose()
    {
        var cohort = await world.OpenAsync("rolling");
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Student(), cohort.Student(), cohort.Mentor(2), cohort.Mentor(1), cohort.Mentor(1));
        var (lowered, asked, last) = (ids[4], ids[5], ids[6]);
        var run = await world.WrittenAsync(cohort, (ids[0], lowered), (ids[1], lowered), (ids[2], asked), (ids[3], last));
        await cohort.JoinAsync(cohort.Mentor(1, id: lowered, version: 2));
        await cohort.AskAsync(ids[3], asked);

        var refused = await cohort.RefusedPublishAsync(run, "PlacesChanged");

        var students = refused.GetProperty("students").EnumerateArray().Select(s => s.GetGuid()).ToHashSet();
        Assert.Equal(3, students.Count);
        Assert.Equal([ids[2], ids[3]], ids[2..4].Where(students.Contains));
        Assert.Single(students.Intersect(ids[..2]));
        Assert.Equal(new[] { lowered, asked, last }.Order(), refused.GetProperty("mentors").EnumerateArray().Select(s => s.GetGuid()).Order());
        Assert.Single(await world.PairsAsync(cohort));
        Assert.Empty(await world.ActsAsync(cohort));
        Assert.False((await cohort.GetAsync("board")).GetProperty("latestRun").GetProperty("published").GetBoolean());
    }

    [Fact]
    public async Task A_draft_with_somebody_who_has_left_is_refused()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor());
        var run = await world.WrittenAsync(cohort, (ids[0], ids[1]));
        var student = cohort.Student(id: ids[0], version: 2);
        await cohort.JoinAsync(student with { Student = student.Student! with { Cohorts = [] } });
        await cohort.RefusedPublishAsync(run, "PlacesChanged");
    }

    [Fact]
    public async Task A_proposal_that_nobody_has_seen_gives_way_to_a_later_one()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Mentor(1), cohort.Mentor(1));
        await cohort.PublishAsync(await world.WrittenAsync(cohort, (ids[0], ids[2]), (ids[1], ids[3])));
        await cohort.PublishAsync(await world.WrittenAsync(cohort, (ids[0], ids[3]), (ids[1], ids[2])), 10);

        var pairs = await world.PairsAsync(cohort);
        Assert.Equal((2, 2), (pairs.Count(p => p.State == PairState.Superseded), pairs.Count(p => p.State == PairState.Proposed)));
        world.Clock.Advance(Window);
        await Eventually.True("the later ones are out", async () => (await world.PairsAsync(cohort)).Count(p => p.State == PairState.Offered) == 2);
        foreach (var pair in await world.PairsAsync(cohort))
            Assert.Equal(pair.State == PairState.Offered ? 1 : 0, (await world.EventsAsync("offer-made", pair.Id)).Length);
    }

    [Fact]
    public async Task Whatever_is_published_taken_back_or_lowered_leaves_offered_and_active_pairs_as_they_are()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Student(), cohort.Mentor(3));
        var first = await world.OfferedAsync(cohort, (ids[0], ids[3]), (ids[1], ids[3]));
        await cohort.AsStudent(ids[0]).AnswerAsync(first.Single(p => p.StudentId.Value == ids[0]).Id, "yes");
        await cohort.AsMentor(ids[3]).AnswerAsync(first.Single(p => p.StudentId.Value == ids[0]).Id, "yes");
        var before = await RowsAsync(cohort, first);
        Assert.Contains(before, r => r.Contains("Active", StringComparison.Ordinal));

        var publication = (await cohort.PublishAsync(await world.WrittenAsync(cohort, (ids[2], ids[3])))).Id("publicationId");
        await cohort.Office.PostAsync(Publishing.TakeBack(publication), expected: HttpStatusCode.NoContent);
        await world.OfferedAsync(cohort, (ids[2], ids[3]));
        await cohort.JoinAsync(cohort.Mentor(0, id: ids[3], version: 2));

        Assert.Equal(before, await RowsAsync(cohort, first));
        Assert.Equal(3, (await world.PairsAsync(cohort)).Count(p => p.HoldsPlaces));
    }

    async Task<string[]> RowsAsync(TestCohort cohort, Pair[] of) => [.. (await world.PairsAsync(cohort)).Where(p => of.Any(o => o.Id == p.Id)).Select(p =>
        $"{p.Id} {p.Version} {p.State} {p.StudentId} {p.StudentPlace} {p.MentorId} {p.MentorPlace} {p.StudentAnswer} {p.MentorAnswer} {p.OfferedAt:O} {p.Deadline:O} {p.ActiveAt:O} {p.ClosedAt:O}")];

    [Fact]
    public async Task An_offer_without_both_answers_ends_at_its_deadline_and_frees_its_places()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Student(), cohort.Student(), cohort.Mentor(4));
        var pairs = (await world.OfferedAsync(cohort, (ids[0], ids[4]), (ids[1], ids[4]), (ids[2], ids[4]), (ids[3], ids[4]))).ToDictionary(p => p.StudentId.Value, p => p.Id);
        await cohort.AsStudent(ids[1]).AnswerAsync(pairs[ids[1]], "yes");
        await cohort.AsMentor(ids[4]).AnswerAsync(pairs[ids[2]], "yes");
        await cohort.AsStudent(ids[3]).AnswerAsync(pairs[ids[3]], "yes");
        await cohort.AsMentor(ids[4]).AnswerAsync(pairs[ids[3]], "yes");

        world.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.Equal(PairState.Offered, (await world.PairAsync(pairs[ids[0]])).State);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.True("the offers have ended", async () => (await world.PairsAsync(cohort)).Count(p => p.State == PairState.Expired) == 3);

        Assert.Equal("both", Assert.Single(await world.EventsAsync("offer-expired", pairs[ids[0]])).Text("silentSide"));
        Assert.Equal("mentor", Assert.Single(await world.EventsAsync("offer-expired", pairs[ids[1]])).Text("silentSide"));
        Assert.Equal("student", Assert.Single(await world.EventsAsync("offer-expired", pairs[ids[2]])).Text("silentSide"));
        Assert.Empty(await world.EventsAsync("offer-expired", pairs[ids[3]]));
        Assert.Equal(3, (await cohort.MentorStatusAsync(ids[4])).Int("places", "free"));
        Assert.Equal("officeSuggests", (await cohort.StatusAsync(ids[0])).Text("nextCode"));
        await cohort.AsStudent(ids[0]).RefusedAnswerAsync(pairs[ids[0]], "yes", "OfferExpired");
        await using var db = world.Db();
        Assert.Equal(3, await db.PoolStudents.CountAsync(s => s.CohortId == cohort.Id && s.LeftOutAt != null));
    }

    [Fact]
    public async Task Of_two_coordinators_who_publish_at_once_one_does()
    {
        var cohort = await world.OpenAsync();
        var other = world.As(world.NewId(), $"coordinator:{cohort.Programme}");
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Mentor(5));
        var run = await world.WrittenAsync(cohort, (ids[0], ids[2]), (ids[1], ids[2]));
        var answers = await Task.WhenAll(new[] { cohort.Office, other, cohort.Office, other }
            .Select(c => c.PostAsJson($"/api/matching/runs/{run}/publish", new { })));
        Assert.Equal((1, 3), (answers.Count(a => a == HttpStatusCode.OK), answers.Count(a => a == HttpStatusCode.Conflict)));
        Assert.Equal(2, (await world.PairsAsync(cohort)).Length);
        Assert.Equal(["run.published"], await world.ActsAsync(cohort));
    }

    [Fact]
    public async Task Publishing_and_asking_for_the_same_last_place_at_once_gives_it_once()
    {
        for (var round = 0; round < 4; round++)
        {
            var cohort = await world.OpenAsync("rolling");
            var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Mentor(1));
            var run = await world.WrittenAsync(cohort, (ids[0], ids[2]));
            var answers = await Task.WhenAll(
                cohort.Office.PostAsJson($"/api/matching/runs/{run}/publish", new { }),
                cohort.AsStudent(ids[1]).PostAsJson(cohort.Mine("ask"), new { mentorId = ids[2] }));
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Order());
            Assert.Single(await world.PairsAsync(cohort), p => p.HoldsPlaces);
        }
    }

    [Fact]
    public async Task Whoever_is_about_to_get_an_offer_asks_nobody_else()
    {
        var cohort = await world.OpenAsync("rolling");
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor(), cohort.Mentor());
        await cohort.PublishAsync(await world.WrittenAsync(cohort, (ids[0], ids[1])));
        foreach (var mentor in ids[1..])
            await cohort.AsStudent(ids[0]).RefusedAsync(HttpMethod.Post, cohort.Mine("ask"), new { mentorId = mentor }, "OfferOnItsWay");
    }

    [Fact]
    public async Task A_draft_that_was_solved_is_published_as_it_is()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student("heart-surgery"), cohort.Student("pediatrics"), cohort.Mentor(1, "pediatrics"), cohort.Mentor(1, "heart-surgery"));
        var run = (await cohort.Office.PostAsync(cohort.At("runs"))).Id("id");
        await Eventually.True("the draft is done", async () => (await cohort.Office.JsonAsync($"/api/matching/runs/{run}")).Text("state") == "done");
        await cohort.PublishAsync(run, 0);
        await Eventually.True("both offers are out", async () => (await world.PairsAsync(cohort)).Count(p => p.State == PairState.Offered) == 2);
        var status = await cohort.StatusAsync(ids[0]);
        Assert.Equal((ids[3], "strong"), (status.GetProperty("pair").Id("mentorId"), status.GetProperty("pair").Text("band")));
        Assert.NotEmpty(status.GetProperty("pair").GetProperty("reasons").EnumerateArray());
        Assert.Empty((await cohort.GetAsync("pins")).EnumerateArray());
    }

    [Fact]
    public async Task A_publication_is_taken_back_whole_or_goes_out_whole()
    {
        await using var second = world.NewHost();
        await second.WaitForBusAsync();
        var backs = 0;
        for (var round = 0; round < 6; round++)
        {
            var cohort = await world.OpenAsync();
            var ids = await cohort.JoinAsync([cohort.Mentor(20), .. Enumerable.Range(0, 10).Select(_ => cohort.Student())]);
            var run = await world.WrittenAsync(cohort, [.. ids[1..].Select(s => (s, ids[0]))]);
            var publication = (await cohort.PublishAsync(run, 5)).Id("publicationId");

            var taking = cohort.Office.PostAsJson(Publishing.TakeBack(publication), new { });
            // The clock strikes a little later in every round.
            for (var look = 0; look < round * 2; look++)
                await world.PairsAsync(cohort);
            world.Clock.Advance(TimeSpan.FromMinutes(5));

            var back = await taking == HttpStatusCode.NoContent;
            backs += back ? 1 : 0;
            await Eventually.True("it is settled", async () => (await world.PairsAsync(cohort)).All(p => p.State == (back ? PairState.Withdrawn : PairState.Offered)));
            await using var db = world.Db();
            var kept = await db.Publications.SingleAsync(p => p.Id == publication);
            Assert.Equal(back, kept.TakenBackAt is not null);
            Assert.Equal(back, kept.OutAt is null);
            foreach (var pair in await world.PairsAsync(cohort))
                Assert.Equal(back ? 0 : 1, (await world.EventsAsync("offer-made", pair.Id)).Length);
        }
        Assert.True(backs > 0, "nothing was ever taken back in time");
    }

    [Fact]
    public async Task Two_processes_send_a_large_publication_out_once()
    {
        await using var second = world.NewHost();
        await second.WaitForBusAsync();
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync([cohort.Mentor(300), .. Enumerable.Range(0, 220).Select(_ => cohort.Student())]);
        await world.OfferedAsync(cohort, [.. ids[1..].Select(s => (s, ids[0]))]);

        await using var db = world.Db();
        var made = await db.Database.SqlQueryRaw<string>("""SELECT body AS "Value" FROM outbox WHERE type = 'offer-made'""").ToListAsync();
        var pairs = await world.PairsAsync(cohort);
        Assert.Equal(220, pairs.Length);
        Assert.Equal(220, made.Count(m => m.Contains(cohort.Id.ToString(), StringComparison.Ordinal)));
        Assert.Equal(Enumerable.Range(1, 220), pairs.Select(p => p.MentorPlace!.Value).Order());
    }

    [Fact]
    public async Task A_yes_at_the_last_moment_makes_a_pair_or_comes_too_late_but_never_both()
    {
        var cohort = await world.OpenAsync("rolling");
        var ids = await cohort.JoinAsync([cohort.Mentor(20), .. Enumerable.Range(0, 12).Select(_ => cohort.Student())]);
        var mentor = cohort.AsMentor(ids[0]);
        var pairs = new List<Guid>();
        foreach (var student in ids[1..])
            pairs.Add((await cohort.AskAsync(student, ids[0])).Id("id"));
        world.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));

        var answers = pairs.ConvertAll(p => mentor.PostAsJson($"/api/matching/me/pairs/{p}/answer", new { answer = "yes" }));
        await Task.WhenAny(answers);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var said = await Task.WhenAll(answers);

        await Eventually.True("nothing is open", async () => (await world.PairsAsync(cohort)).All(p => p.State is PairState.Active or PairState.Expired));
        for (var i = 0; i < pairs.Count; i++)
        {
            var pair = await world.PairAsync(pairs[i]);
            Assert.Equal(said[i] == HttpStatusCode.OK, pair.State == PairState.Active);
            Assert.Equal(pair.State == PairState.Active, pair.HoldsPlaces);
            Assert.Equal(pair.State == PairState.Active ? 1 : 0, (await world.EventsAsync("pair-activated", pair.Id)).Length);
            Assert.Equal(pair.State == PairState.Active ? 0 : 1, (await world.EventsAsync("offer-expired", pair.Id)).Length);
        }
    }

    [Fact]
    public async Task Nobody_publishes_or_takes_back_in_somebody_elses_programme()
    {
        var cohort = await world.OpenAsync();
        var other = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor());
        var run = await world.WrittenAsync(cohort, (ids[0], ids[1]));
        var publication = (await cohort.PublishAsync(run)).Id("publicationId");
        foreach (var stranger in new[] { other.Office, cohort.AsStudent(ids[0]), cohort.AsMentor(ids[1]), world.Host.AsService("portal") })
        {
            await stranger.PostAsync($"/api/matching/runs/{run}/publish", new { }, HttpStatusCode.NotFound);
            await stranger.PostAsync(Publishing.TakeBack(publication), expected: HttpStatusCode.NotFound);
        }
        await world.Host.Stranger().PostAsync(Publishing.TakeBack(publication), expected: HttpStatusCode.Unauthorized);
        var pair = Assert.Single(await world.PairsAsync(cohort));
        await cohort.Office.RefusedAsync(HttpMethod.Post, $"/api/matching/pairs/{pair.Id}/answers", new { side = "mentor", answer = "yes" }, "NotOffered");
        await cohort.Office.RefusedAsync(HttpMethod.Post, $"/api/matching/pairs/{pair.Id}/withdraw", new { reason = "x" }, "NotOffered");
        await world.Host.AsService("portal").SendAsync(HttpMethod.Get, $"/api/matching/pairs/{pair.Id}", null, HttpStatusCode.NotFound);
    }
}

public sealed class PublishingDraftsOnSqlite(SqliteWorld world) : PublishingDrafts(world), IClassFixture<SqliteWorld>;

public sealed class PublishingDraftsOnPostgres(PostgresWorld world) : PublishingDrafts(world), IClassFixture<PostgresWorld>;
