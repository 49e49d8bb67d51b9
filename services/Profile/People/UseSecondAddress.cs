using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.People;

internal sealed record UseSecondAddressRequest(string? Email);

internal static class UseSecondAddress
{
    static readonly Refusal AddressTaken = new("AddressTaken",
        "This address belongs to somebody else here. If it is yours too, you have two accounts; please write to the programme office.");

    static readonly Refusal AlreadyYours = new("AlreadyYours", "This is one of your addresses already.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPut("people/{id:guid}/second-address", Handle)
        .WithSummary("Takes a second address, after the person typed the code that was mailed to it").OnlyFor("portal").RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, UseSecondAddressRequest request, ProfileDb db, TimeProvider time, CancellationToken ct)
    {
        var email = (request.Email ?? "").Trim();
        if (EmailAddress.Wrong(email) is { } wrong)
            return Invalid.Field("email", wrong);
        if (await db.People.Include(p => p.Addresses).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } person)
            return TypedResults.NotFound();
        var key = Person.KeyOf(email);
        if (person.Addresses.Exists(a => a.Key == key))
            return AlreadyYours.Problem();
        if (await db.People.WithAddress(key).AnyAsync(ct))
            return AddressTaken.Problem();

        person.UseSecond(email);
        person.MovedAddress(db, time.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
