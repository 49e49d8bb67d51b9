using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Board;

static class ListLedger
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("cohorts/{id:guid}/ledger", Handle)
        .WithSummary("Acts that somebody may have to answer for, the newest first, with the reasons given for them; by act, by who acted, by whom it concerned, by time.");

    static async Task<Results<Ok<LedgerStretch>, NotFound>> Handle(
        Guid id, [AsParameters] LedgerQuestion question, ClaimsPrincipal user, MatchingDb db, DataKeys<MatchingDb> keys, CancellationToken ct) =>
        await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct)
            ? TypedResults.Ok(await db.TimelineAsync(rows => rows.Where(r => r.Cohort == id), question, keys, ct))
            : TypedResults.NotFound();
}
