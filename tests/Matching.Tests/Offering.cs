using System.Net;
using System.Text.Json;
using Mentorship.Matching.Offers;
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
