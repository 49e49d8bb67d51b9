using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Applications;

/// <param name="Letter">What the Portal hands to Notification for the student; nothing where the student was written to before.</param>
internal sealed record NominationConfirmedView(Tried Result, int Left, NominationToMail? Letter);

internal sealed record NominationToMail(Guid Id, Guid CohortId, string Name, string Email, string By, DateTimeOffset Until);

internal static class ConfirmNomination
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("nominations/{id:guid}/confirmation", Handle)
        .WithSummary("Takes the mailed code: with the right one the student may be written to, once").OnlyFor("portal").RetryRaces<ProfileDb>();

    static async Task<Results<Ok<NominationConfirmedView>, NotFound>> Handle(
        Guid id, ConfirmRequest request, ProfileDb db, DataKeys<ProfileDb> keys, AddressChecks checks, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (await db.Nominations.SingleOrDefaultAsync(n => n.Id == id, ct) is not { } nomination)
            return TypedResults.NotFound();
        // Pressed again, perhaps because the mail could not be handed over: the same letter, which goes out once.
        if (nomination.State == Nomination.Unconfirmed)
        {
            var (tried, left) = await checks.TryAsync(id, request.Code ?? "", ct);
            if (tried == Tried.Right && await db.Nominations.AnyAsync(n => n.Id != id && n.CohortId == nomination.CohortId && n.StudentHash == nomination.StudentHash && n.SentAt != null, ct))
            {
                // The answer is the same as for the first: who has been named already is nobody's business.
                db.Remove(nomination);
                await keys.ForgetAsync(id, ct);
                await db.SaveChangesAsync(ct);
                return TypedResults.Ok(new NominationConfirmedView(tried, left, null));
            }
            if (tried == Tried.Right)
                nomination.Send(now);
            await db.SaveChangesAsync(ct);
            if (tried != Tried.Right)
                return TypedResults.Ok(new NominationConfirmedView(tried, left, null));
        }
        if (nomination.Names is not { } names || !nomination.IsOpen(now))
            return TypedResults.Ok(new NominationConfirmedView(Tried.Right, 0, null));
        var (by, student) = NominationNames.Open(await keys.ForAsync(id, ct), names);
        return TypedResults.Ok(new NominationConfirmedView(Tried.Right, 0,
            new NominationToMail(id, nomination.CohortId, student.Name, student.Email, by.Name, nomination.SentAt!.Value + Nomination.Lasts)));
    }
}
