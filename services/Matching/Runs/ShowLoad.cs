using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Runs;

/// <summary>How many students of the round a mentor gets in a draft, of how many places open to it, and how many they asked for at least.</summary>
sealed record MentorLoad(Guid MentorId, int Students, int Places, int Minimum);

static class ShowLoad
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("runs/{id:guid}/load", Handle)
        .WithSummary("What a draft asks of each mentor who has places: below their minimum first, then the fullest.");

    static async Task<Results<Ok<PageOf<MentorLoad>>, NotFound>> Handle(Guid id, int? page, int? size, ClaimsPrincipal user, MatchingDb db, CancellationToken ct)
    {
        if (await db.RunsOf(user).Where(r => r.Id == id && r.State == RunState.Done).Select(r => r.Input).SingleOrDefaultAsync(ct) is not { } packed)
            return TypedResults.NotFound();
        var input = SolverInput.UnpackMembers(packed);
        var load = await db.RunPairs.Where(p => p.RunId == id).GroupBy(p => p.MentorId).Select(g => new { Mentor = g.Key, Students = g.Count() }).ToDictionaryAsync(g => g.Mentor.Value, g => g.Students, ct);
        var mentors = input.Mentors.Select((m, j) => new MentorLoad(m, load.GetValueOrDefault(m), Math.Max(input.Places[j], load.GetValueOrDefault(m)), input.Minimum[j]))
            .Where(m => m.Places > 0)
            .OrderByDescending(m => m.Students < m.Minimum).ThenByDescending(m => (double)m.Students / m.Places).ThenByDescending(m => m.Places).ThenBy(m => m.MentorId).ToList();
        return TypedResults.Ok(new PageOf<MentorLoad>(mentors.Count, [.. Page.Of(page, size).Cut(mentors)]));
    }
}
