using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Imports;

internal static class GetImport
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("imports/{id:guid}", Handle)
        .WithSummary("An import: its state, how far it is, and the first of its mistakes and remarks");

    static async Task<Results<Ok<ImportView>, NotFound>> Handle(Guid id, ClaimsPrincipal user, ProfileDb db, CancellationToken ct) =>
        await db.ImportsRunBy(user).AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is { } import
            ? TypedResults.Ok(await ImportView.OfAsync(db, import, ct))
            : TypedResults.NotFound();
}
