using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.Applications;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Programmes;

internal sealed record NameSafeguardingAdultRequest(string? Name, string? Email, int Version);

/// <summary>Another one can be named at any time; none cannot, since minors may take part already.</summary>
internal static class NameSafeguardingAdult
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("programmes/{id:guid}/safeguarding-adult", Handle)
        .WithSummary("Names the programme's safeguarding adult, in place of an earlier one").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, NameSafeguardingAdultRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (!await db.ProgrammesRunBy(user).AnyAsync(p => p.Id == id, ct))
            return TypedResults.NotFound();
        var read = new FormReader(lenient: false);
        var (name, email) = (read.PersonName("name", request.Name), read.Email("email", request.Email ?? ""));
        if (!read.Ok)
            return read.Problem();
        var adult = await db.SafeguardingAdults.FindAsync([id], ct);
        if (request.Version != (adult?.Version ?? 0))
            return ChangeStudent.ChangedMeanwhile.Problem();
        var now = time.GetUtcNow();
        if (adult is null)
        {
            db.Add(adult = SafeguardingAdult.Of(id));
            await TellMinorsAsync(db, id, now, ct);
        }
        adult.Appoint(name, email, now);
        await ledger.RecordAsync(new Act("safeguarding.named", user.PersonId(), now) { Programme = id, Details = new { adult.Version } }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }

    /// <summary>Consents confirmed before come into force, or are so no more.</summary>
    public static Task TellMinorsAsync(ProfileDb db, Guid programme, DateTimeOffset now, CancellationToken ct) =>
        db.TellOfAsync(p => db.Consents.Any(c => c.ProgrammeId == programme && c.PersonId == p.Id && c.State == Guardians.Consent.Confirmed), now, ct);
}
