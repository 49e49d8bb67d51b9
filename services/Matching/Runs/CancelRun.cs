using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Runs;

static class CancelRun
{
    static readonly Refusal RunOver = new("RunOver", "This run is over, so there is nothing left to cancel. A draft does nothing until somebody publishes it.");

    public static void Map(RouteGroupBuilder api) => api.MapPost("runs/{id:guid}/cancel", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("Stops a run within a second; nothing of it is kept. Cancelling twice is fine.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<NoContent, NotFound, ProblemHttpResult>> Handle(
        Guid id, ClaimsPrincipal user, MatchingDb db, LedgerOf<MatchingDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.RunsOf(user).SingleOrDefaultAsync(r => r.Id == id, ct) is not { } run)
            return TypedResults.NotFound();
        if (run.CancelRequested)
            return TypedResults.NoContent();
        if (!run.Open)
            return RunOver.Problem();

        var now = time.GetUtcNow();
        run.Cancel(now);
        await ledger.RecordAsync(new Act("run.cancelled", user.PersonId(), now) { Cohort = run.CohortId, Details = new { run.Number, RunId = run.Id } }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
