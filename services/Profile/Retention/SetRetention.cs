using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Retention;

/// <param name="Months">From the day somebody last took part; null until they are erased.</param>
internal sealed record RetentionRequest(int? Months, int Version);

internal static class SetRetention
{
    const int Fewest = 6, Most = 120;

    public static void Map(IEndpointRouteBuilder api) => api.MapPut("programmes/{id:guid}/retention", Handle)
        .WithSummary("Says for how many months after somebody last took part their data is kept").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, RetentionRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.ProgrammesRunBy(user).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } programme)
            return TypedResults.NotFound();
        if (request.Months is < Fewest or > Most)
            return Invalid.Field("months", $"Write {Fewest} to {Most} months, or leave it empty to keep everything until somebody is erased.");
        if (request.Version != programme.Version)
            return ChangeStudent.ChangedMeanwhile.Problem();
        if (request.Months == programme.KeepMonths)
            return TypedResults.NoContent();
        programme.Keep(request.Months);
        await ledger.RecordAsync(new Act("retention.set", user.PersonId(), time.GetUtcNow()) { Programme = id, Details = new { request.Months } }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
