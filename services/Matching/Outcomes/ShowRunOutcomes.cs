using System.Security.Claims;
using Mentorship.Matching.Pool;
using Mentorship.Matching.Runs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Outcomes;

static class ShowRunOutcomes
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("runs/{id:guid}/outcomes", Handle)
        .WithSummary("What a finished draft would do: who is matched, by stage, choices obtained, waiting, load on mentors. Nobody's background is used. What a publication did is kept by Profile.");

    static async Task<Results<Ok<Measures>, NotFound>> Handle(Guid id, ClaimsPrincipal user, MatchingDb db, Pools pools, TimeProvider time, CancellationToken ct)
    {
        var cohort = await db.RunsOf(user).Where(r => r.Id == id && r.State == RunState.Done).Select(r => (Guid?)r.CohortId).SingleOrDefaultAsync(ct);
        return cohort is { } cohortId
            ? TypedResults.Ok(Measures.Of(await Outcome.OfDraftAsync(db, pools, cohortId, id, time.GetUtcNow(), ct)))
            : TypedResults.NotFound();
    }
}
