using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults.Sealing;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Clearances;

/// <param name="State">missing, in-force, soon (runs out within thirty days) or expired.</param>
internal sealed record ClearanceView(string State, DateOnly? ClearedOn, DateOnly? ExpiresOn, string Note);

internal static class ShowClearance
{
    const int SoonDays = 30;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("cohorts/{id:guid}/mentors/{mentorId:guid}/clearance", Handle)
        .WithSummary("Whether the programme has cleared a mentor for work with minors").OnlyForPeople();

    static async Task<Results<Ok<ClearanceView>, NotFound>> Handle(
        Guid id, Guid mentorId, ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, TimeProvider time, CancellationToken ct)
    {
        if (await db.CohortWithAsync(user, id, mentorId, Membership.Mentor, ct) is not { } cohort)
            return TypedResults.NotFound();
        if (await db.Clearances.AsNoTracking().SingleOrDefaultAsync(c => c.ProgrammeId == cohort.ProgrammeId && c.PersonId == mentorId, ct) is not { } clearance)
            return TypedResults.Ok(new ClearanceView("missing", null, null, ""));
        var today = Person.Today(time.GetUtcNow());
        var state = !clearance.Counts(today) ? "expired" : clearance.ExpiresOn <= today.AddDays(SoonDays) ? "soon" : "in-force";
        return TypedResults.Ok(new ClearanceView(state, clearance.ClearedOn, clearance.ExpiresOn, clearance.NoteIn(await keys.OfAsync(mentorId, ct))));
    }
}
