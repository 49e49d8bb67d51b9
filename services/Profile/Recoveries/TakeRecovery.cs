using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Recoveries;

internal sealed record TakeRecoveryRequest(string? Email);

internal static class TakeRecovery
{
    static readonly Refusal RecoveryOver = new("RecoveryOver", "This address does not open your account any more. Ask the programme office to start again.");

    static readonly Refusal AddressTaken = new("AddressTaken", "This address has become somebody else’s meanwhile. Ask the programme office to start again with another.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("people/{id:guid}/recovery/taken", Handle)
        .WithSummary("The person typed the code mailed to the address: it is theirs, the ones before are not, and what they signed in with is void")
        .OnlyFor("portal").RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ProblemHttpResult>> Handle(
        Guid id, TakeRecoveryRequest request, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.People.Include(p => p.Addresses).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } person)
            return TypedResults.NotFound();
        var (key, now) = (Person.KeyOf(request.Email ?? ""), time.GetUtcNow());
        // The answer to the first try was lost on its way.
        if (person.EmailKey == key)
            return TypedResults.NoContent();
        if (await db.Recoveries.FindAsync([id], ct) is not { } recovery || recovery.EmailKey != key || !recovery.IsOpen(now))
            return RecoveryOver.Problem();
        if (await db.People.WithAddress(key).AnyAsync(ct))
            return AddressTaken.Problem();

        person.MoveTo(recovery.Email);
        person.ResetSignIn();
        person.MovedAddress(db, now);
        db.Remove(recovery);
        await ledger.RecordAsync(new Act("recovery.taken", id, now) { Subject = id }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
