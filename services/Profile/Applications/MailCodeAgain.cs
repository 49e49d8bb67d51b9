using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Applications;

internal static class MailCodeAgain
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("applications/{id:guid}/code", ForApplication)
            .WithSummary("Makes another code for an application that waits for one; the one before stops working").OnlyFor("portal").RetryRaces<ProfileDb>();
        api.MapPost("nominations/{id:guid}/code", ForNomination)
            .WithSummary("Makes another code for a nomination that waits for one; the one before stops working").OnlyFor("portal").RetryRaces<ProfileDb>();
    }

    static async Task<Results<Ok<CodeToMail>, NotFound, ProblemHttpResult>> ForApplication(
        Guid id, ProfileDb db, DataKeys<ProfileDb> keys, AddressChecks checks, CancellationToken ct)
    {
        if (await db.Applications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { Applicant: { } applicant } application)
            return TypedResults.NotFound();
        return await AgainAsync(id, application.CohortId, Applicant.Open(await keys.ForAsync(id, ct), applicant), db, checks, ct);
    }

    static async Task<Results<Ok<CodeToMail>, NotFound, ProblemHttpResult>> ForNomination(
        Guid id, ProfileDb db, DataKeys<ProfileDb> keys, AddressChecks checks, CancellationToken ct)
    {
        if (await db.Nominations.AsNoTracking().SingleOrDefaultAsync(n => n.Id == id && n.State == Nomination.Unconfirmed, ct) is not { Names: { } names } nomination)
            return TypedResults.NotFound();
        return await AgainAsync(id, nomination.CohortId, NominationNames.Open(await keys.ForAsync(id, ct), names).By, db, checks, ct);
    }

    static async Task<Results<Ok<CodeToMail>, NotFound, ProblemHttpResult>> AgainAsync(
        Guid id, Guid cohort, Applicant who, ProfileDb db, AddressChecks checks, CancellationToken ct)
    {
        if (await checks.MakeAsync(id, who.Email, ct) is not { } mailed)
            return Apply.TooOften.Problem();
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new CodeToMail(id, cohort, who.Email, mailed.Code, mailed.Until));
    }
}
