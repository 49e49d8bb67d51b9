using System.Security.Claims;
using Mentorship.Matching.Pool;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Runs;

/// <summary>Who joined the cohort, or is free again, since a draft was made.</summary>
sealed record LateView(Guid[] Students, Guid[] Mentors);

static class ListLate
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("runs/{id:guid}/late", Handle)
        .WithSummary("The students and mentors who are not in a draft because they came after it.");

    static async Task<Results<Ok<LateView>, NotFound>> Handle(Guid id, ClaimsPrincipal user, MatchingDb db, Pools pools, CancellationToken ct)
    {
        var run = await db.RunsOf(user).Where(r => r.Id == id && r.State == RunState.Done).Select(r => new { r.CohortId, r.PolicyVersion, r.Input }).SingleOrDefaultAsync(ct);
        if (run?.Input is not { } packed)
            return TypedResults.NotFound();
        var pool = await pools.OpenAsync(run.CohortId, ct);
        var policy = await db.Policies.AsNoTracking().SingleAsync(p => p.CohortId == run.CohortId && p.Version == run.PolicyVersion, ct);
        var round = await Round.CollectAsync(db, pool, policy, ct);
        var input = SolverInput.UnpackMembers(packed);
        var (students, mentors) = (input.Students.ToHashSet(), input.Mentors.ToHashSet());
        return TypedResults.Ok(new LateView(
            [.. round.Students.Select(s => s.Id).Where(s => !students.Contains(s))], [.. round.Mentors.Select(m => m.Id).Where(m => !mentors.Contains(m))]));
    }
}
