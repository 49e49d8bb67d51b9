using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Matching.Policies;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Runs;

sealed record StartedRun(Guid Id, int Number);

static class StartRun
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("cohorts/{id:guid}/runs", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("Asks for a draft of the whole cohort. While one is being made, asking again answers with that one.");

    static async Task<Results<Ok<StartedRun>, NotFound>> Handle(
        Guid id, ClaimsPrincipal user, MatchingDb db, LedgerOf<MatchingDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        // Two at once take the same number; the one that loses the number comes back here and finds the other's run.
        var before = await db.NewestRunAsync(id, ct);
        if (before is { Open: true })
            return TypedResults.Ok(new StartedRun(before.Id, before.Number));

        var now = time.GetUtcNow();
        var run = new Run(Guid.CreateVersion7(now), id, before, await db.CurrentPolicyAsync(id, ct), RunOrigin.Fill, user.PersonId(), now);
        db.Add(run);
        await ledger.RecordAsync(new Act("run.started", user.PersonId(), now) { Cohort = id, Details = new { run.Number, RunId = run.Id } }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new StartedRun(run.Id, run.Number));
    }

    public static IQueryable<Run> Newest(this IQueryable<Run> runs, Guid cohortId) =>
        runs.Where(r => r.CohortId == cohortId).OrderByDescending(r => r.Number);

    public static Task<RunBefore?> NewestRunAsync(this MatchingDb db, Guid cohortId, CancellationToken ct) =>
        db.Runs.Newest(cohortId).Select(r => new RunBefore(r.Id, r.Number, r.State, r.Seed, r.PublishedAt != null)).FirstOrDefaultAsync(ct);
}
