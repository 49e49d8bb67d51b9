using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.PersonalData;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.PersonalData;

/// <summary>The first part of the copy that a person takes of their data. It counts how often, and the ledger knows of it.</summary>
internal static class GetCopy
{
    const string Exported = "data.exported";
    const int Most = 5;

    static readonly TimeSpan Within = TimeSpan.FromHours(1);

    static readonly Refusal TooOften = new("ExportedOften", "You have taken five copies within the hour. Nothing has changed that much since; try again later.");

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("me/export", Handle)
        .WithSummary("Everything Profile holds about the caller").OnlyForPeople().RetryRaces<ProfileDb>().ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Ok<PersonalCopy>, ProblemHttpResult>> Handle(
        ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        var (me, now) = (user.PersonId(), time.GetUtcNow());
        var since = now - Within;
        if (await db.Set<LedgerRow>().CountAsync(r => r.Act == Exported && r.Subject == me && r.At > since, ct) >= Most)
            return TooOften.Problem();
        await ledger.RecordAsync(new Act(Exported, me, now) { Subject = me }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(await db.CopyAsync("profile", Held.Tables, me, await keys.OfAsync(me, ct), ct));
    }
}
