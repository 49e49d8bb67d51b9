using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Delegates;

internal sealed record MentorAnsweredFor(Guid Id, string Name);

internal static class ListMentorsAnsweredFor
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("me/mentors-answered-for", Handle)
        .WithSummary("The mentors for whom the caller answers").OnlyForPeople();

    static async Task<Ok<MentorAnsweredFor[]>> Handle(ClaimsPrincipal user, ProfileDb db, CancellationToken ct) => TypedResults.Ok(
        await db.MentorsAnsweredForBy(user).OrderBy(p => p.Name).ThenBy(p => p.Id).Select(p => new MentorAnsweredFor(p.Id, p.Name)).ToArrayAsync(ct));
}
