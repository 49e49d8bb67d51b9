using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Mentorship.Profile.Erasures;

/// <summary>A letter says an address.</summary>
internal sealed record RecordErasureRequest(string? Email);

internal static class RecordErasure
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("erasures", Handle)
        .WithSummary("Writes down that somebody asked by letter to be erased: coordinators for people of their programmes, administrators for anybody")
        .OnlyForOffice().RetryRaces<ProfileDb>();

    static async Task<Results<Ok<ErasureView>, NotFound, ValidationProblem>> Handle(
        RecordErasureRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, IOptions<ErasureOptions> options, TimeProvider time, CancellationToken ct)
    {
        var mine = user.CoordinatedProgrammes();
        if (EmailAddress.Wrong((request.Email ?? "").Trim()) is { } wrong)
            return Invalid.Field("email", wrong);

        var key = Person.KeyOf(request.Email!);
        var theirs = user.IsAdministrator() ? db.People : db.People.Where(p => p.Memberships.Any(m => mine.Contains(m.Cohort.ProgrammeId)));
        var person = await theirs.WithAddress(key).Select(p => p.Id).SingleOrDefaultAsync(ct);
        return await db.AskAsync(person, byOffice: true, user.PersonId(), ledger, options.Value, time.GetUtcNow(), ct) is { } asked
            ? TypedResults.Ok(ErasureView.Of(asked))
            : TypedResults.NotFound();
    }
}
