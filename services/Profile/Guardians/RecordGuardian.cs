using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Guardians;

internal static class RecordGuardian
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("cohorts/{id:guid}/students/{studentId:guid}/guardian", Handle)
        .WithSummary("The office names a minor's guardian, who is asked by one mail; whatever was said before counts no more").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, Guid studentId, GuardianRequest request, ClaimsPrincipal user,
        ProfileDb db, DataKeys<ProfileDb> keys, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.CohortWithAsync(user, id, studentId, Membership.Student, ct) is not { } cohort)
            return TypedResults.NotFound();
        var student = await AskGuardian.StudentAsync(db, studentId, ct);
        var read = new FormReader(lenient: false);
        if (request.Read(read, student) is not { } guardian)
            return read.Problem();
        if (await AskGuardian.AskAsync(db, keys, ledger, student, cohort.ProgrammeId, id, guardian, user.PersonId(), time.GetUtcNow(), ct) is { } refusal)
            return refusal.Problem();
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
