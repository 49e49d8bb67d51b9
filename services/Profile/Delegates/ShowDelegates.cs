using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Profile.Delegates;

internal sealed record DelegateView(Guid Id, string Name, string Email, DateTimeOffset NamedAt, DateTimeOffset? EndedAt, DateTimeOffset? ChangedAt);

internal static class ShowDelegates
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("me/delegates", Handle)
        .WithSummary("Who answers, or answered, for the caller as a mentor, and when they last changed something").OnlyForPeople();

    static async Task<Ok<DelegateView[]>> Handle(ClaimsPrincipal user, ProfileDb db, CancellationToken ct)
    {
        var me = user.PersonId();
        return TypedResults.Ok(await db.Delegates.Where(d => d.MentorId == me).OrderByDescending(d => d.NamedAt)
            .Select(d => new DelegateView(d.DelegateId, d.Name, d.Email, d.NamedAt, d.EndedAt, d.ChangedAt)).ToArrayAsync(ct));
    }
}
