using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Applications;

internal static class DeclineNomination
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("nominations/{id:guid}/no", Handle)
        .WithSummary("The student says no: names and addresses go at once; saying it twice changes nothing").OnlyFor("portal").RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound>> Handle(Guid id, ProfileDb db, DataKeys<ProfileDb> keys, CancellationToken ct)
    {
        if (await db.Nominations.SingleOrDefaultAsync(n => n.Id == id && n.State != Nomination.Unconfirmed, ct) is not { } nomination)
            return TypedResults.NotFound();
        if (nomination.State == Nomination.Sent)
        {
            nomination.Decline();
            await keys.ForgetAsync(id, ct);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.NoContent();
    }
}
