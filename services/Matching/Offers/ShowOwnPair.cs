using System.Security.Claims;
using Mentorship.Matching.Engine;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Offers;

static class ShowOwnPair
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("me/pairs/{id:guid}", Handle)
        .WithSummary("An offer or pair of the caller, from the moment it went out, worded for the caller's side.");

    static async Task<Results<Ok<PairView>, NotFound>> Handle(Guid id, ClaimsPrincipal user, MatchingDb db, PairViews views, CancellationToken ct) =>
        await db.OwnPairsOf(user).AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is { } pair
            ? TypedResults.Ok(await views.OfAsync(pair, pair.ViewerOf(user.PersonId()), ct))
            : TypedResults.NotFound();
}

static class Sides
{
    /// <summary>The person's side of their own pair.</summary>
    public static Side SideOf(this Pair pair, Guid person) => pair.StudentId.Value == person ? Side.Student : Side.Mentor;

    public static bool IsOf(this Pair pair, Guid person) => pair.StudentId.Value == person || pair.MentorId.Value == person;

    public static Viewer ViewerOf(this Pair pair, Guid person) => pair.SideOf(person) == Side.Student ? Viewer.Student : Viewer.Mentor;
}
