using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Programmes;

internal sealed record ProgrammeDetail(Guid Id, string Slug, string Name, string Description, string Eligibility, string[] Stages, bool IsPublic, int Version)
{
    public static ProgrammeDetail Of(Programme p) => new(p.Id, p.Slug, p.Name, p.Description, p.Eligibility, p.Stages, p.IsPublic, p.Version);
}

internal static class GetProgramme
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("programmes/{id:guid}", Handle)
        .WithSummary("What a programme says of itself on its public page");

    static async Task<Results<Ok<ProgrammeDetail>, NotFound>> Handle(Guid id, ClaimsPrincipal user, ProfileDb db, CancellationToken ct) =>
        await db.ProgrammesRunBy(user).AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is { } programme
            ? TypedResults.Ok(ProgrammeDetail.Of(programme))
            : TypedResults.NotFound();
}
