using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Erasures;

/// <summary>Why, as one of <see cref="HoldReasons"/>, and until when at the latest.</summary>
internal sealed record HoldErasureRequest(string? Reason, DateTimeOffset? Until);

internal static class HoldErasure
{
    static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("erasures/{personId:guid}/hold", Hold)
            .WithSummary("Holds an erasure back, with a reason and until a day; the person sees both").OnlyForAdministrators().RetryRaces<ProfileDb>();
        api.MapDelete("erasures/{personId:guid}/hold", Release)
            .WithSummary("Lets a held erasure go on").OnlyForAdministrators().RetryRaces<ProfileDb>();
    }

    static async Task<Results<Ok<ErasureView>, NotFound, ValidationProblem>> Hold(
        Guid personId, HoldErasureRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (!HoldReasons.All.Contains(request.Reason))
            return Invalid.Field("reason", "Choose the reason from the list.");
        if (request.Until is not { } until || until <= now || until > now + Longest)
            return Invalid.Field("until", "Choose a day to come, within a year.");
        if (await OpenAsync(personId, db, ct) is not { } erasure)
            return TypedResults.NotFound();
        erasure.Hold(request.Reason!, until);
        await ledger.RecordAsync(new Act("erasure.held", user.PersonId(), now) { Subject = personId, Details = new { request.Reason, Until = until } }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(ErasureView.Of(erasure));
    }

    static async Task<Results<Ok<ErasureView>, NotFound>> Release(
        Guid personId, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await OpenAsync(personId, db, ct) is not { } erasure)
            return TypedResults.NotFound();
        if (erasure.State == Erasure.Held)
        {
            erasure.Release();
            await ledger.RecordAsync(new Act("erasure.released", user.PersonId(), time.GetUtcNow()) { Subject = personId }, ct);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.Ok(ErasureView.Of(erasure));
    }

    static Task<Erasure?> OpenAsync(Guid person, ProfileDb db, CancellationToken ct) =>
        db.Erasures.Include(e => e.Reports).SingleOrDefaultAsync(e => e.PersonId == person && e.State != Erasure.Done, ct);
}
