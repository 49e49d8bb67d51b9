using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Profile.Guardians;

internal static class WithdrawConsent
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("cohorts/{id:guid}/students/{studentId:guid}/guardian", Handle)
        .WithSummary("The office withdraws what a guardian was asked or has said; the link in their mail answers no more, and the student is paired no more").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound>> Handle(
        Guid id, Guid studentId, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.CohortWithAsync(user, id, studentId, Membership.Student, ct) is not { } cohort
            || await db.Consents.FindAsync([cohort.ProgrammeId, studentId], ct) is not { State: not Consent.Lapsed } consent)
            return TypedResults.NotFound();
        if (consent.EndedBy != Consent.ByOffice)
        {
            var (now, wasInForce) = (time.GetUtcNow(), consent.InForce);
            consent.Withdraw(Consent.ByOffice, now);
            if (wasInForce)
                await db.TellOfAsync(p => p.Id == studentId, now, ct);
            await ledger.RecordAsync(new Act("consent.withdrawn", user.PersonId(), now) { Subject = studentId, Cohort = id, Programme = cohort.ProgrammeId, Details = new { by = Consent.ByOffice } }, ct);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.NoContent();
    }
}
