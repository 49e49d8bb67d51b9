using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Runs;

sealed record RunRow(Guid Id, int Number, RunState State, RunOrigin Origin, DateTimeOffset CreatedAt, int Matched, int Students, bool Published);

static class ListRuns
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("cohorts/{id:guid}/runs", Handle)
        .WithSummary("The runs of a cohort, the newest first.");

    static async Task<Results<Ok<List<RunRow>>, NotFound>> Handle(Guid id, ClaimsPrincipal user, MatchingDb db, CancellationToken ct)
    {
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        return TypedResults.Ok(await db.Runs.Newest(id).Take(Page.Largest)
            .Select(r => new RunRow(r.Id, r.Number, r.State, r.Origin, r.CreatedAt, r.Matched, r.Students, r.PublishedAt != null)).ToListAsync(ct));
    }
}
