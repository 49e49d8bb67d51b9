using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Mentorship.Profile.Erasures;

internal static class EraseMyself
{
    static readonly Refusal Held = new("ErasureHeld", "An administrator holds this erasure for now. Your page says why and until when; it goes on by itself after that.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("me/erasure/now", Handle)
        .WithSummary("Erases oneself without waiting. It cannot be undone").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ProblemHttpResult>> Handle(
        ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, ErasePerson erase, IOptions<ErasureOptions> options, TimeProvider time, CancellationToken ct)
    {
        var (me, now) = (user.PersonId(), time.GetUtcNow());
        if (await db.AskAsync(me, byOffice: false, me, ledger, options.Value, now, ct) is not { } asked)
            return TypedResults.NotFound();
        if (asked.IsHeld(now))
            return Held.Problem();
        await erase.GoAsync(me, actor: me, ct);
        return TypedResults.NoContent();
    }
}
