using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Imports;

internal static class CancelImport
{
    static readonly Refusal AlreadyOver = new("AlreadyOver", "This import was over before it could be stopped.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("imports/{id:guid}/cancel", Handle)
        .WithSummary("Stops an import; lines already imported stay").RetryRaces<ProfileDb>();

    static async Task<Results<Ok<ImportView>, NotFound, ProblemHttpResult>> Handle(
        Guid id, ClaimsPrincipal user, ProfileDb db, TimeProvider time, CancellationToken ct)
    {
        if (await db.ImportsRunBy(user).Include(i => i.Cohort).SingleOrDefaultAsync(i => i.Id == id, ct) is not { } import)
            return TypedResults.NotFound();
        if (import.State is Import.Done or Import.Failed)
            return AlreadyOver.Problem();
        if (import.State is not Import.Cancelled)
        {
            var now = time.GetUtcNow();
            import.Cancel(now);
            await Rankings.AnnounceAsync(db, import, now, ct);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.Ok(await ImportView.OfAsync(db, import, ct));
    }
}
