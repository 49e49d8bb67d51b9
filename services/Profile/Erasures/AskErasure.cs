using System.Security.Claims;
using Mentorship.Contracts;
using Mentorship.Ledger;
using Mentorship.Messaging;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Mentorship.Profile.Erasures;

internal static class AskErasure
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("me/erasure", Handle)
        .WithSummary("Asks to be erased, after some days in which it can be taken back. Asking again changes nothing").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<Ok<ErasureView>, NotFound>> Handle(
        ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, IOptions<ErasureOptions> options, TimeProvider time, CancellationToken ct)
    {
        var me = user.PersonId();
        var asked = await db.AskAsync(me, byOffice: false, me, ledger, options.Value, time.GetUtcNow(), ct);
        return asked is null ? TypedResults.NotFound() : TypedResults.Ok(ErasureView.Of(asked));
    }

    /// <summary>The request that is there, or a new one; null for somebody who is not. Saves.</summary>
    public static async Task<Erasure?> AskAsync(
        this ProfileDb db, Guid person, bool byOffice, Guid actor, LedgerOf<ProfileDb> ledger, ErasureOptions options, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Erasures.Include(e => e.Reports).SingleOrDefaultAsync(e => e.PersonId == person, ct) is { } already)
            return already.IsDone ? null : already;
        if (await db.People.Where(p => p.Id == person).Select(p => (int?)p.Version).SingleOrDefaultAsync(ct) is not { } version)
            return null;
        var erasure = Erasure.Of(person, byOffice, now.AddDays(options.CoolingOffDays), now);
        db.Add(erasure);
        db.Announce(new ErasureAsked { PersonId = person, ByOffice = byOffice, DueAt = erasure.DueAt, Version = version, AskedAt = now }, now);
        await ledger.RecordAsync(new Act("erasure.asked", actor, now) { Subject = person, Details = new { byOffice, erasure.DueAt } }, ct);
        await db.SaveChangesAsync(ct);
        return erasure;
    }
}
