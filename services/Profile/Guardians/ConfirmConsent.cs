using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Guardians;

/// <param name="Way">One of <see cref="Consent.Ways"/>.</param>
internal sealed record ConfirmConsentRequest(string? Way);

internal static class ConfirmConsent
{
    static readonly Refusal NoSafeguardingAdult = new("NoSafeguardingAdult", "The programme must name a safeguarding adult first.");
    static readonly Refusal NotGiven = new("ConsentNotGiven", "There is no yes of the guardian to confirm. Nothing was changed.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("cohorts/{id:guid}/students/{studentId:guid}/guardian/confirmation", Handle)
        .WithSummary("Confirms a guardian's yes in a second way; from then on the student can be paired").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, Guid studentId, ConfirmConsentRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.CohortWithAsync(user, id, studentId, Membership.Student, ct) is not { } cohort)
            return TypedResults.NotFound();
        if (!Consent.Ways.Contains(request.Way))
            return Invalid.Field("way", "Choose how you made sure: the school’s record, a call, or a paper.");
        if (!await db.SafeguardingAdults.AnyAsync(a => a.ProgrammeId == cohort.ProgrammeId, ct))
            return NoSafeguardingAdult.Problem();
        if (await db.Consents.FindAsync([cohort.ProgrammeId, studentId], ct) is not { State: Consent.Given or Consent.Confirmed } consent)
            return NotGiven.Problem();
        if (!consent.InForce)
        {
            var now = time.GetUtcNow();
            consent.Confirm(request.Way!, now);
            await db.TellOfAsync(p => p.Id == studentId, now, ct);
            await ledger.RecordAsync(new Act("consent.confirmed", user.PersonId(), now) { Subject = studentId, Cohort = id, Programme = cohort.ProgrammeId, Details = new { way = consent.Way } }, ct);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.NoContent();
    }
}
