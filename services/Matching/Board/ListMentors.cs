using System.Security.Claims;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Pool;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Board;

/// <summary>A mentor of the pool; <see cref="Places"/> are the real ones, pins not taken off. Said: how many they take by their own word. Requests: how many students name them.</summary>
sealed record MentorLine(Guid MentorId, PlacesView Places, int Said, int Minimum, bool Paused, bool Untrained, int Pins, int Requests);

static class ListMentors
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("cohorts/{id:guid}/mentors", Handle)
        .WithSummary("The mentors of the pool with their places: below their minimum first, then most places left.");

    static async Task<Results<Ok<PageOf<MentorLine>>, NotFound>> Handle(
        Guid id, int? page, int? size, string? ids, ClaimsPrincipal user, MatchingDb db, Pools pools, CancellationToken ct)
    {
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();

        var pool = await pools.OpenAsync(id, ct);
        var held = await HeldPlaces.LoadAsync(db, id, ct);
        var wanted = IdLists.Parse(ids);
        var found = pool.Mentors.Values.Where(m => wanted is null || wanted.Contains(m.Id.Value))
            .OrderByDescending(m => !m.Closed && held.Held(m.Id) + held.Pinned(m.Id) < m.Minimum)
            .ThenByDescending(m => held.LessPins(m).Free).ThenBy(m => m.Id).ToList();
        return TypedResults.Ok(new PageOf<MentorLine>(found.Count, [.. Page.Of(page, size).Cut(found).Select(m =>
            new MentorLine(m.Id.Value, held.Of(m), m.Said, m.Minimum, m.Paused, m.Untrained, held.Pinned(m.Id), pool.Naming(m.Id)))]));
    }
}
