using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Policies;

/// <summary>A version of a cohort's policy. Runs: how many drafts were made by it. By nobody: it came with the cohort.</summary>
sealed record PolicyVersion(PolicyView Policy, DateTimeOffset At, Guid? By, int Runs);

static class ListPolicies
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("cohorts/{id:guid}/policies", Handle)
        .WithSummary("Every version of the policy, the newest first.");

    static async Task<Results<Ok<PolicyVersion[]>, NotFound>> Handle(Guid id, ClaimsPrincipal user, MatchingDb db, CancellationToken ct)
    {
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        var versions = await db.Policies.AsNoTracking().Where(p => p.CohortId == id).OrderByDescending(p => p.Version).Take(Page.Largest).ToListAsync(ct);
        var runs = await db.Runs.Where(r => r.CohortId == id).GroupBy(r => r.PolicyVersion).Select(g => new { Version = g.Key, Runs = g.Count() }).ToDictionaryAsync(g => g.Version, g => g.Runs, ct);
        return TypedResults.Ok(versions.Select(p => new PolicyVersion(p.ToView(), p.MadeAt, p.MadeBy, runs.GetValueOrDefault(p.Version))).ToArray());
    }
}
