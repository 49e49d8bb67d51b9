using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Programmes;

internal static class ListLedger
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("cohorts/{id:guid}/ledger", Handle)
        .WithSummary("Acts on a cohort and on its programme as a whole, the newest first; by act, by who acted, by whom it concerned, by time");

    static async Task<Results<Ok<LedgerStretch>, NotFound>> Handle(
        Guid id, [AsParameters] LedgerQuestion question, ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, CancellationToken ct)
    {
        if (await db.CohortsRunBy(user).Where(c => c.Id == id).Select(c => (Guid?)c.ProgrammeId).SingleOrDefaultAsync(ct) is not { } programme)
            return TypedResults.NotFound();
        return TypedResults.Ok(await db.TimelineAsync(rows => rows.Where(r => r.Cohort == id || (r.Cohort == null && r.Programme == programme)), question, keys, ct));
    }
}
