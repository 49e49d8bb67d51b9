using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.People;

internal sealed record SwapAddressesRequest(string? First);

internal static class SwapAddresses
{
    static readonly Refusal NotYours = new("NotYours", "This is not one of your addresses.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("me/addresses/swap", Handle)
        .WithSummary("Makes one of one's two addresses the first, to which mails go; naming the one that is first changes nothing").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ProblemHttpResult>> Handle(
        SwapAddressesRequest request, ClaimsPrincipal user, ProfileDb db, TimeProvider time, CancellationToken ct)
    {
        var me = user.PersonId();
        if (await db.People.Include(p => p.Addresses).SingleOrDefaultAsync(p => p.Id == me, ct) is not { } person)
            return TypedResults.NotFound();
        var key = Person.KeyOf(request.First ?? "");
        if (!person.Addresses.Exists(a => a.Key == key))
            return NotYours.Problem();
        if (key != person.EmailKey)
        {
            person.SwapAddresses();
            person.MovedAddress(db, time.GetUtcNow());
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.NoContent();
    }
}
