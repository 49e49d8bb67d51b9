using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Applications;

/// <summary>What a link may show of a nomination: to which programme, and whether it still waits. No name.</summary>
internal sealed record NominationView(Guid Id, string Slug, string ProgrammeName, bool IsOpen);

internal static class GetNomination
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("nominations/{id:guid}", Handle)
        .WithSummary("Which programme a student was named for, and whether the answer is still theirs to give").OnlyFor("portal");

    static async Task<Results<Ok<NominationView>, NotFound>> Handle(Guid id, ProfileDb db, TimeProvider time, CancellationToken ct)
    {
        if (await db.Nominations.AsNoTracking().SingleOrDefaultAsync(n => n.Id == id, ct) is not { } nomination)
            return TypedResults.NotFound();
        var programme = await db.Cohorts.Where(c => c.Id == nomination.CohortId).Select(c => c.Programme).SingleAsync(ct);
        return TypedResults.Ok(new NominationView(id, programme.Slug, programme.Name, nomination.IsOpen(time.GetUtcNow())));
    }
}
