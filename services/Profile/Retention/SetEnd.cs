using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Retention;

internal sealed record EndRequest(DateOnly? EndsOn, int Version);

internal static class SetEnd
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("cohorts/{id:guid}/end", Handle)
        .WithSummary("Says which day is a cohort's last; without one it goes on").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, EndRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        var programmes = db.ProgrammesRunBy(user).Select(p => p.Id);
        if (await db.Cohorts.SingleOrDefaultAsync(c => c.Id == id && programmes.Contains(c.ProgrammeId), ct) is not { } cohort)
            return TypedResults.NotFound();
        var read = new FormReader(lenient: false);
        Check(read, cohort.OpensOn, request.EndsOn);
        if (!read.Ok)
            return read.Problem();
        if (request.Version != cohort.Version)
            return ChangeStudent.ChangedMeanwhile.Problem();
        if (request.EndsOn == cohort.EndsOn)
            return TypedResults.NoContent();
        cohort.End(request.EndsOn);
        await ledger.RecordAsync(new Act("cohort.end-set", user.PersonId(), time.GetUtcNow()) { Cohort = id, Details = new { request.EndsOn } }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }

    public static void Check(FormReader read, DateOnly opensOn, DateOnly? endsOn)
    {
        if (endsOn < opensOn)
            read.Bad("endsOn", $"{endsOn:yyyy-MM-dd}", $"The last day cannot be before {opensOn:yyyy-MM-dd}, when it opens.");
    }
}
