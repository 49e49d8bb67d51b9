using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Programmes;

/// <summary>Empty, with version 0, where nobody is named yet.</summary>
internal sealed record SafeguardingAdultView(string Name, string Email, int Version);

internal static class ShowSafeguardingAdult
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("programmes/{id:guid}/safeguarding-adult", Handle)
        .WithSummary("Whom the programme names to guardians, minors and their mentors");

    static async Task<Results<Ok<SafeguardingAdultView>, NotFound>> Handle(Guid id, ClaimsPrincipal user, ProfileDb db, CancellationToken ct)
    {
        if (!await db.ProgrammesRunBy(user).AnyAsync(p => p.Id == id, ct))
            return TypedResults.NotFound();
        return TypedResults.Ok(await db.SafeguardingAdults.AsNoTracking().SingleOrDefaultAsync(a => a.ProgrammeId == id, ct) is { } adult
            ? new SafeguardingAdultView(adult.Name, adult.Email, adult.Version)
            : new SafeguardingAdultView("", "", 0));
    }
}
