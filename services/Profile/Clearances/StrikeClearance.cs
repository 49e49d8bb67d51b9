using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Profile.Clearances;

internal static class StrikeClearance
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("cohorts/{id:guid}/mentors/{mentorId:guid}/clearance", Handle)
        .WithSummary("Strikes out a mentor's clearance: what they have with minors ends").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound>> Handle(
        Guid id, Guid mentorId, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.CohortWithAsync(user, id, mentorId, Membership.Mentor, ct) is not { } cohort
            || await db.Clearances.FindAsync([cohort.ProgrammeId, mentorId], ct) is not { } clearance)
            return TypedResults.NotFound();
        var now = time.GetUtcNow();
        db.Remove(clearance);
        await db.TellOfAsync(p => p.Id == mentorId, now, ct);
        await ledger.RecordAsync(new Act("clearance.struck", user.PersonId(), now) { Subject = mentorId, Cohort = id, Programme = cohort.ProgrammeId }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
