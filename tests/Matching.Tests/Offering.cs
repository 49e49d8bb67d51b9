using System.Net;
using System.Text.Json;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Policies;
using Mentorship.Matching.Runs;
using Mentorship.Testing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Tests;

/// <summary>What tests about offers look at: events, pairs as they are stored, and people who ask and answer.</summary>
static class Offering
{
    /// <summary>The bodies of the events of a name that are about this pair or publication, oldest first.</summary>
    public static async Task<JsonElement[]> EventsAsync(this World world, string name, Guid subject)
    {
        await using var db = world.Db();
        var rows = await db.Database.SqlQueryRaw<Announced>("""SELECT type AS "Type", body AS "Body" FROM outbox ORDER BY seq""").ToListAsync();
        return [.. rows.Where(r => r.Type == name && r.Body.Contains(subject.ToString(), StringComparison.Ordinal)).Select(r => JsonDocument.Parse(r.Body).RootElement)];
    }

    public sealed record Announced(string Type, string Body);

    public static async Task<Pair> PairAsync(this World world, Guid id)
    {
        await using var db = world.Db();
        return await db.Pairs.AsNoTracking().SingleAsync(p => p.Id == id);
    }

    public static async Task<Pair[]> PairsAsync(this World world, TestCohort cohort)
    {
        await using var db = world.Db();
        return await db.Pairs.AsNoTracking().Where(p => p.CohortId == cohort.Id).OrderBy(p => p.Id).ToArrayAsync();
    }

    /// <summary>Waits until it was looked, for every offer that came to nothing, whether it is passed on.</summary>
    public static Task LookedAtAsync(this World world, TestCohort cohort) => Eventually.True("offers that came to nothing were looked at", async () =>
    {
        await using var db = world.Db();
        return !await db.Pairs.AnyAsync(p => p.CohortId == cohort.Id && p.FreesStudent);
    });

    public static string Mine(this TestCohort cohort, string path) => $"/api/matching/me/cohorts/{cohort.Id}/{path}";

    public static Task<JsonElement> AskAsync(this TestCohort cohort, Guid student, Guid mentor) =>
        cohort.AsStudent(student).PostAsync(cohort.Mine("ask"), new { mentorId = mentor });

    public static Task<JsonElement> AnswerAsync(this HttpClient person, Guid pair, string answer, string? reason = null, HttpStatusCode expected = HttpStatusCode.OK) =>
        person.PostAsync($"/api/matching/me/pairs/{pair}/answer", new { answer, reason }, expected);

    public static Task<JsonElement> RefusedAnswerAsync(this HttpClient person, Guid pair, string answer, string code) =>
        person.RefusedAsync(HttpMethod.Post, $"/api/matching/me/pairs/{pair}/answer", new { answer }, code);

    public static async Task<JsonElement> StatusAsync(this TestCohort cohort, Guid student) =>
        (await cohort.AsStudent(student).JsonAsync("/api/matching/me/student")).EnumerateArray().Single(s => s.Id("cohortId") == cohort.Id);

    public static async Task<JsonElement> MentorStatusAsync(this TestCohort cohort, Guid mentor) =>
        (await cohort.AsMentor(mentor).JsonAsync("/api/matching/me/mentor")).EnumerateArray().Single(s => s.Id("cohortId") == cohort.Id);

    /// <summary>The acts of the ledger in a cohort, oldest first.</summary>
    public static async Task<string[]> ActsAsync(this World world, TestCohort cohort)
    {
        await using var db = world.Db();
        return await db.Set<Ledger.LedgerRow>().Where(r => r.Cohort == cohort.Id).OrderBy(r => r.Seq).Select(r => r.Act).ToArrayAsync();
    }
}

/// <summary>Drafts that are published. They are written down rather than solved, so that a test says who has whom.</summary>
static class Publishing
{
    public static async Task<Guid> WrittenAsync(this World world, TestCohort cohort, params (Guid Student, Guid Mentor)[] pairs)
    {
        await using var db = world.Db();
        var now = world.Clock.GetUtcNow();
        var before = await db.Runs.Where(r => r.CohortId == cohort.Id).OrderByDescending(r => r.Number)
            .Select(r => new RunBefore(r.Id, r.Number, r.State, r.Seed, r.PublishedAt != null)).FirstOrDefaultAsync();
        var run = new Run(world.NewId(), cohort.Id, before, await db.CurrentPolicyAsync(cohort.Id, default), RunOrigin.Fill, cohort.CoordinatorId, now);
        var paired = pairs.Select(p => new StudentId(p.Student)).ToHashSet();
        var pins = await db.Pins.Where(p => p.CohortId == cohort.Id).ToDictionaryAsync(p => p.StudentId, p => p.MentorId);
        var left = await db.PoolStudents.Where(s => s.CohortId == cohort.Id && s.Here && !paired.Contains(s.StudentId)).Select(s => s.StudentId).ToListAsync();
        run.Finish(new RunFigures
        {
            Prices = [], Certificate = "", Fingerprint = "", Matched = pairs.Length, Students = pairs.Length + left.Count, Mentors = 0, PlacesLeft = 0, Pinned = 0, Strong = 0,
            Good = pairs.Length, Possible = 0, Stretch = 0, FirstChoice = 0, TopThree = 0, Ranked = 0, Mean = 70_000, Worst = 70_000, Seconds = 0,
        }, [], now);
        db.Add(run);
        db.AddRange(pairs.Select(p => new RunPair(run.Id, new StudentId(p.Student), new MentorId(p.Mentor), 70_000, null,
            pins.GetValueOrDefault(new StudentId(p.Student)) == new MentorId(p.Mentor), Since.New, [])));
        db.AddRange(left.Select(s => new RunUnmatched(run.Id, s, "CapacityFull", 1)));
        await db.SaveChangesAsync();
        return run.Id;
    }

    public static Task<JsonElement> PublishAsync(this TestCohort cohort, Guid run, int? minutes = null, HttpStatusCode expected = HttpStatusCode.OK) =>
        cohort.Office.PostAsync($"/api/matching/runs/{run}/publish", new { goesOutInMinutes = minutes }, expected);

    public static Task<JsonElement> RefusedPublishAsync(this TestCohort cohort, Guid run, string code) =>
        cohort.Office.RefusedAsync(HttpMethod.Post, $"/api/matching/runs/{run}/publish", new { }, code);

    public static string TakeBack(Guid publication) => $"/api/matching/publications/{publication}/take-back";

    /// <summary>Publishes these pairs at once and waits for the offers.</summary>
    public static async Task<Pair[]> OfferedAsync(this World world, TestCohort cohort, params (Guid Student, Guid Mentor)[] pairs)
    {
        var publication = (await cohort.PublishAsync(await world.WrittenAsync(cohort, pairs), 0)).Id("publicationId");
        Pair[] made = [];
        await Eventually.True("the offers are out", async () =>
        {
            made = [.. (await world.PairsAsync(cohort)).Where(p => p.PublicationId == publication)];
            return made.All(p => p.State != PairState.Proposed);
        });
        return made;
    }
}
