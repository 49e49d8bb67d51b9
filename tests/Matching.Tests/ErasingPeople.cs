using System.Net;
using Mentorship.Contracts;
using Mentorship.Matching.Offers;
using Mentorship.ServiceDefaults.Sealing;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Tests;

public abstract class ErasingPeople(World world)
{
    Task EraseAsync(Guid person, int version = 2)
    {
        if (world.Profile.People.TryGetValue(person, out var view))
            world.Profile.People[person] = view with { Version = version, Erased = true, Student = null, Mentor = null };
        return world.Host.HearAsync(new PersonErased { PersonId = person, Version = version, ErasedAt = world.Clock.GetUtcNow() });
    }

    Task DoneAsync(Guid person, int times = 1) => Eventually.True("the erasure is reported", async () => (await world.EventsAsync("erasure-done", person)).Length == times);

    async Task<(TestCohort Cohort, Guid Student, Guid Mentor, Guid Pair)> AskedAsync()
    {
        var cohort = await world.OpenAsync("rolling");
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor(1));
        return (cohort, ids[0], ids[1], (await cohort.AskAsync(ids[0], ids[1])).Id("id"));
    }

    [Fact]
    public async Task An_offer_to_somebody_who_is_erased_is_withdrawn_and_its_place_is_free()
    {
        var (cohort, student, mentor, id) = await AskedAsync();
        await EraseAsync(student);
        await DoneAsync(student);

        var pair = await world.PairAsync(id);
        Assert.Equal((PairState.Withdrawn, null, 0), (pair.State, pair.MentorPlace, pair.Reasons.Length));
        var told = Assert.Single(await world.EventsAsync("pair-withdrawn", id));
        Assert.Equal("student", told.Text("by"));
        Assert.Equal(1, (await cohort.MentorStatusAsync(mentor)).Int("places", "free"));
        await cohort.AsStudent(student).SendAsync(HttpMethod.Post, cohort.Mine("ask"), new { mentorId = mentor }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_pair_whose_mentor_is_erased_ends_and_the_student_goes_first_next_time()
    {
        var (cohort, student, mentor, id) = await AskedAsync();
        await cohort.AsMentor(mentor).AnswerAsync(id, "yes");
        await EraseAsync(mentor);
        await DoneAsync(mentor);

        Assert.Equal(PairState.Ended, (await world.PairAsync(id)).State);
        Assert.Equal("mentor", Assert.Single(await world.EventsAsync("pair-ended", id)).Text("by"));
        var status = await cohort.StatusAsync(student);
        Assert.Equal(("waiting", "askAnother"), (status.Text("state"), status.Text("nextCode")));
        await using var db = world.Db();
        Assert.NotNull((await db.PoolStudents.SingleAsync(s => s.CohortId == cohort.Id && s.StudentId == new StudentId(student))).LeftOutAt);
    }

    [Fact]
    public async Task A_proposal_that_nobody_has_seen_goes_without_a_word()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor());
        await cohort.PublishAsync(await world.WrittenAsync(cohort, (ids[0], ids[1])), 60);
        await EraseAsync(ids[0]);
        await DoneAsync(ids[0]);

        var pair = Assert.Single(await world.PairsAsync(cohort));
        Assert.Equal((PairState.Withdrawn, null), (pair.State, pair.StudentPlace));
        Assert.Empty(await world.EventsAsync("pair-withdrawn", pair.Id));
        world.Clock.Advance(TimeSpan.FromHours(2));
        await Eventually.True("the publication is out", async () =>
        {
            await using var db = world.Db();
            return await db.Publications.AnyAsync(p => p.CohortId == cohort.Id && p.OutAt != null);
        });
        Assert.Empty(await world.EventsAsync("offer-made", pair.Id));
    }

    [Fact]
    public async Task Copy_key_wishes_and_pins_go_and_the_lists_of_others_lose_the_mentor()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Mentor(), cohort.Mentor());
        foreach (var student in ids[..2])
            await cohort.AsStudent(student).PutAsync(cohort.Mine("list"), new { mentorIds = new[] { ids[2], ids[3] } }, HttpStatusCode.NoContent);
        await cohort.Office.PutAsync(cohort.At($"pins/{ids[0]}"), new { mentorId = ids[2], reason = "other", text = "Words about both" });
        Assert.Equal(2, (await cohort.GetAsync("board")).Int("students"));

        await EraseAsync(ids[0]);
        await EraseAsync(ids[2]);
        await DoneAsync(ids[0]);
        await DoneAsync(ids[2]);

        await using var db = world.Db();
        Assert.All(await db.People.Where(p => p.Id == ids[0] || p.Id == ids[2]).ToListAsync(), p => Assert.True(p.Erased && p.Attributes is null && !p.Stale));
        Assert.All(await db.Set<DataKeyRow>().Where(k => k.PersonId == ids[0] || k.PersonId == ids[2]).ToListAsync(), k => Assert.Null(k.Wrapped));
        Assert.Empty(await db.Pins.Where(p => p.CohortId == cohort.Id).ToListAsync());
        Assert.Equal([(ids[1], ids[3])], (await db.Set<Requests.Choice>().Where(c => c.CohortId == cohort.Id).ToListAsync()).Select(c => (c.StudentId.Value, c.MentorId.Value)));
        var board = await cohort.GetAsync("board");
        Assert.Equal((1, 1), (board.Int("students"), board.Int("mentors")));
    }

    [Fact]
    public async Task Any_order_and_any_number_of_events_about_somebody_erased_end_alike()
    {
        var cohort = await world.OpenAsync();
        foreach (var seed in Enumerable.Range(0, 6))
        {
            var person = (await cohort.JoinAsync(cohort.Student()))[0];
            var now = world.Clock.GetUtcNow();
            object[] events =
            [
                new PersonErased { PersonId = person, Version = 4, ErasedAt = now },
                .. Enumerable.Range(1, 3).SelectMany(v => new object[] { new StudentChanged { StudentId = person, Version = v, ChangedAt = now }, new MentorChanged { MentorId = person, Version = v, ChangedAt = now } }),
            ];
            world.Profile.People[person] = new Pool.PersonView { Id = person, Version = 4, Erased = true };
            var random = new Random(seed);
            var heard = 0;
            foreach (var @event in events.Concat(events).OrderBy(_ => random.Next()))
            {
                if (@event is PersonErased erased)
                {
                    await world.Host.HearAsync(erased);
                    heard++;
                }
                else if (@event is StudentChanged student) await world.Host.HearAsync(student);
                else await world.Host.HearAsync((MentorChanged)@event);
            }
            await DoneAsync(person, heard);
            await Eventually.True("everything is heard, and nobody is there", async () =>
            {
                await using var db = world.Db();
                return await db.People.AnyAsync(p => p.Id == person && p.Erased && !p.Stale && p.Attributes == null && p.HeardVersion == 3)
                    && !await db.PoolStudents.AnyAsync(s => s.StudentId == new StudentId(person) && (s.Here || s.WaitsForGuardian))
                    && await db.Set<DataKeyRow>().AllAsync(k => k.PersonId != person || k.Wrapped == null);
            });
        }
    }

    [Fact]
    public async Task Imported_wishes_that_come_late_bring_nobody_back()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Mentor(), cohort.Mentor());
        await EraseAsync(ids[0]);
        await EraseAsync(ids[2]);
        await DoneAsync(ids[0]);
        await DoneAsync(ids[2]);
        var import = world.NewId();
        world.Profile.Choices[import] = [.. new[] { ids[0], ids[1] }.SelectMany(s => new[] { new Pool.ChoiceView(s, ids[2], 1), new Pool.ChoiceView(s, ids[3], 2) })];
        await world.Host.HearAsync(new RankingsImported { CohortId = cohort.Id, ImportId = import, Version = 2, ImportedAt = world.Clock.GetUtcNow() });

        await Eventually.True("the list of the one who stays is there", async () =>
        {
            await using var db = world.Db();
            return await db.Set<Requests.Choice>().AnyAsync(c => c.CohortId == cohort.Id);
        });
        await using var after = world.Db();
        Assert.Equal([(ids[1], ids[3])], (await after.Set<Requests.Choice>().Where(c => c.CohortId == cohort.Id).ToListAsync()).Select(c => (c.StudentId.Value, c.MentorId.Value)));
    }

    [Fact]
    public async Task A_copy_opens_what_is_sealed_and_shows_no_score()
    {
        var (cohort, student, mentor, _) = await AskedAsync();
        var copy = (await cohort.AsStudent(student).JsonAsync("/api/matching/me/export")).GetProperty("tables").EnumerateArray().ToDictionary(t => t.Text("table")!);
        Assert.Contains("surgery", copy["people"].GetProperty("rows")[0].Text("attributes"), StringComparison.Ordinal);
        var pair = copy["pairs"].GetProperty("rows")[0];
        Assert.Contains("surgery", pair.Text("reasons"), StringComparison.OrdinalIgnoreCase);
        Assert.False(pair.TryGetProperty("score", out _));
        Assert.Equal(mentor, pair.Id("mentor_id"));
        // Why they fit is sealed with the student's key: the mentor's copy has the pair, without it.
        var theirs = (await cohort.AsMentor(mentor).JsonAsync("/api/matching/me/export")).GetProperty("tables").EnumerateArray().Single(t => t.Text("table") == "pairs");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, theirs.GetProperty("rows")[0].GetProperty("reasons").ValueKind);
    }
}

public sealed class ErasingPeopleOnSqlite(SqliteWorld world) : ErasingPeople(world), IClassFixture<SqliteWorld>;

public sealed class ErasingPeopleOnPostgres(PostgresWorld world) : ErasingPeople(world), IClassFixture<PostgresWorld>;
