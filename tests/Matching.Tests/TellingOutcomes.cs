using System.Net;
using System.Text.Json;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Tests;

public abstract class TellingOutcomes(World world)
{
    static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    [Fact]
    public async Task A_draft_is_counted_by_stage_choice_waiting_and_load_for_its_coordinator_alone()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(stage: "doctoral"), cohort.Student(stage: "doctoral"), cohort.Mentor(2), cohort.Mentor(1), cohort.Mentor(3));
        await world.ChooseAsync(cohort, ids[0], ids[3]);
        await world.ChooseAsync(cohort, ids[1], ids[4], ids[3]);
        world.Clock.Advance(TimeSpan.FromDays(15));
        await world.OfferAsync(cohort, ids[2], ids[3]);
        var run = (await cohort.DraftAsync()).Id("id");

        var measures = await cohort.Office.JsonAsync(Drafting.Of(run, "/outcomes"));

        Assert.Equal((2, 2), (measures.Int("students"), measures.Int("matched")));
        Assert.Equal([("college", 1, 1), ("doctoral", 1, 1)], measures.GetProperty("stages").EnumerateArray().Select(s => (s.Text("stage"), s.Int("students"), s.Int("matched"))));
        Assert.Equal((2, 2, 0, 0), (measures.Int("choices", "named"), measures.Int("choices", "first"), measures.Int("choices", "secondOrThird"), measures.Int("choices", "none")));
        Assert.Equal((15, 2, 0), (measures.Int("waits", "median"), measures.Int("waits", "underThreeWeeks"), measures.Int("waits", "underTwoWeeks")));
        // With what they hold already: one mentor has an offer and one student more, one has one, one nobody.
        Assert.Equal([1, 1, 1], measures.GetProperty("loads").GetProperty("mentors").EnumerateArray().Select(n => n.GetInt32()));
        Assert.Equal((3, 6), (measures.Int("loads", "students"), measures.Int("loads", "places")));
        await world.As(world.NewId(), $"coordinator:{world.NewId()}").SendAsync(HttpMethod.Get, Drafting.Of(run, "/outcomes"), null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Of_a_publication_nothing_is_told_before_it_went_out()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Mentor(2));
        var run = await world.WrittenAsync(cohort, (ids[0], ids[2]));
        var taken = (await cohort.PublishAsync(run)).Id("publicationId");
        Assert.Equal("""{"state":"pending"}""", (await OutcomesAsync(taken)).GetRawText());
        await cohort.Office.PostAsync(Publishing.TakeBack(taken), expected: HttpStatusCode.NoContent);
        Assert.Equal("""{"state":"takenBack"}""", (await OutcomesAsync(taken)).GetRawText());

        var publication = (await cohort.PublishAsync(run)).Id("publicationId");
        world.Clock.Advance(Window);
        var view = await OutAsync(publication);

        Assert.Equal(world.Clock.GetUtcNow(), view.GetProperty("outAt").GetDateTimeOffset());
        Assert.Equal((2, 1), (view.Int("measures", "students"), view.Int("measures", "matched")));
        Assert.Equal([(ids[0], true, "good"), (ids[1], false, null)], Students(view).OrderByDescending(s => s.Item2));
        var mentor = Assert.Single(view.GetProperty("mentors").EnumerateArray());
        Assert.Equal((ids[2], 1, 2), (mentor.Id("id"), mentor.Int("load"), mentor.Int("capacity")));
        Assert.Equal("""{"state":"takenBack"}""", (await OutcomesAsync(taken)).GetRawText());
    }

    [Fact]
    public async Task What_becomes_of_pairs_later_does_not_change_what_a_publication_did()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Mentor(2), cohort.Mentor(1));
        var pairs = await world.OfferedAsync(cohort, (ids[0], ids[2]), (ids[1], ids[2]));
        var view = await OutAsync(pairs[0].PublicationId!.Value);

        world.Clock.Advance(TimeSpan.FromHours(1));
        await cohort.AsMentor(ids[2]).AnswerAsync(pairs[0].Id, "no");
        await cohort.Office.PutAsync(cohort.At($"pins/{pairs[0].StudentId}"), new { mentorId = ids[3] });
        await world.OfferedAsync(cohort, (pairs[0].StudentId.Value, ids[3]));

        Assert.Equal(view.GetRawText(), (await OutcomesAsync(pairs[0].PublicationId!.Value)).GetRawText());
    }

    [Fact]
    public async Task Whoever_stood_in_an_earlier_round_is_marked_so_that_nobody_is_counted_twice()
    {
        var (cohort, other) = (await world.OpenAsync(), await world.OpenAsync());
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Student(), cohort.Mentor(2));
        var first = await OutAsync((await world.OfferedAsync(cohort, (ids[0], ids[2])))[0].PublicationId!.Value);
        world.Clock.Advance(TimeSpan.FromDays(1));
        var (late, newMentor) = (cohort.Student(), cohort.Mentor(1));
        await cohort.JoinAsync(late, newMentor);
        var second = await OutAsync((await world.OfferedAsync(cohort, (ids[1], ids[2])))[0].PublicationId!.Value);
        // The same person in another programme.
        world.Clock.Advance(TimeSpan.FromDays(1));
        var elsewhere = other.Student(id: late.Id, version: 2);
        var guide = await other.JoinAsync(elsewhere, other.Mentor(1));
        var third = await OutAsync((await world.OfferedAsync(other, (late.Id, guide[1])))[0].PublicationId!.Value);

        Assert.All(Before(first, "students").Concat(Before(first, "mentors")), b => Assert.False(b.Value));
        Assert.Equal(new Dictionary<Guid, bool> { [ids[0]] = true, [ids[1]] = true, [late.Id] = false }, Before(second, "students"));
        Assert.Equal(new Dictionary<Guid, bool> { [ids[2]] = true, [newMentor.Id] = false }, Before(second, "mentors"));
        Assert.Equal(new Dictionary<Guid, bool> { [late.Id] = true }, Before(third, "students"));
    }

    [Fact]
    public async Task It_says_nothing_but_ids_codes_and_numbers()
    {
        var cohort = await world.OpenAsync();
        var ids = await cohort.JoinAsync(cohort.Student(), cohort.Mentor());
        var view = await OutAsync((await world.OfferedAsync(cohort, (ids[0], ids[1])))[0].PublicationId!.Value);
        Assert.Equal(["band", "before", "days", "id", "matched", "stage"], Assert.Single(view.GetProperty("students").EnumerateArray()).EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal(["before", "capacity", "id", "load"], Assert.Single(view.GetProperty("mentors").EnumerateArray()).EnumerateObject().Select(p => p.Name).Order());
        await world.Host.AsService("profile").SendAsync(HttpMethod.Get, $"/api/matching/views/outcomes?publication={world.NewId()}", null, HttpStatusCode.NotFound);
        await cohort.Office.SendAsync(HttpMethod.Get, $"/api/matching/views/outcomes?publication={world.NewId()}", null, HttpStatusCode.Forbidden);
    }

    Task<JsonElement> OutcomesAsync(Guid publication) => world.Host.AsService("profile").JsonAsync($"/api/matching/views/outcomes?publication={publication}");

    async Task<JsonElement> OutAsync(Guid publication)
    {
        JsonElement view = default;
        await Eventually.True("it is out", async () => (view = await OutcomesAsync(publication)).Text("state") == "out");
        return view;
    }

    static IEnumerable<(Guid, bool, string?)> Students(JsonElement view) =>
        view.GetProperty("students").EnumerateArray().Select(s => (s.Id("id"), s.GetProperty("matched").GetBoolean(), s.Text("band")));

    static Dictionary<Guid, bool> Before(JsonElement view, string who) =>
        view.GetProperty(who).EnumerateArray().ToDictionary(s => s.Id("id"), s => s.GetProperty("before").GetBoolean());
}

public sealed class TellingOutcomesOnSqlite(SqliteWorld world) : TellingOutcomes(world), IClassFixture<SqliteWorld>;

public sealed class TellingOutcomesOnPostgres(PostgresWorld world) : TellingOutcomes(world), IClassFixture<PostgresWorld>;
