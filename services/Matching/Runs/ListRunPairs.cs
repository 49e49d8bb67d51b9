using System.Security.Claims;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Offers;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Runs;

sealed record RunPairView(Guid StudentId, Guid MentorId, Band Band, int? Choice, ReasonView[] Reasons, bool Pinned, Since Since);

static class ListRunPairs
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("runs/{id:guid}/pairs", Handle)
        .WithSummary("The pairs of a draft with their reasons, the best fit first. band: strong, good, possible or stretch. mentors: of these alone.");

    static async Task<Results<Ok<PageOf<RunPairView>>, NotFound, ValidationProblem>> Handle(
        Guid id, string? band, string? mentors, int? page, int? size, ClaimsPrincipal user, MatchingDb db, DataKeys<MatchingDb> keys, CancellationToken ct)
    {
        if (!await db.RunsOf(user).AnyAsync(r => r.Id == id, ct))
            return TypedResults.NotFound();
        var pairs = db.RunPairs.AsNoTracking().Where(p => p.RunId == id);
        if (!string.IsNullOrEmpty(band))
        {
            if (!Enum.TryParse<Band>(band, ignoreCase: true, out var only) || !Enum.IsDefined(only))
                return Invalid.Field("band", "A fit is strong, good, possible or stretch.");
            var (from, below) = Bounds(only);
            pairs = pairs.Where(p => p.Score >= from && p.Score < below);
        }
        if (IdLists.Parse(mentors) is { } of)
        {
            var wanted = of.Select(m => new MentorId(m)).ToList();
            pairs = pairs.Where(p => wanted.Contains(p.MentorId));
        }
        var cut = Page.Of(page, size);
        var shown = await pairs.OrderByDescending(p => p.Score).ThenBy(p => p.StudentId).Skip(cut.Skip).Take(cut.Size).ToListAsync(ct);
        var opening = await keys.ForAsync([.. shown.Select(p => p.StudentId.Value)], ct);
        return TypedResults.Ok(new PageOf<RunPairView>(await pairs.CountAsync(ct), [.. shown.Select(p => new RunPairView(
            p.StudentId.Value, p.MentorId.Value, p.Band, p.Choice,
            PairReasons.Open(opening.GetValueOrDefault(p.StudentId.Value), p.Reasons).Office, p.Pinned, p.Since))]));
    }

    static (int From, int Below) Bounds(Band band) => band switch
    {
        Band.Strong => (80_000, int.MaxValue),
        Band.Good => (60_000, 80_000),
        Band.Possible => (40_000, 60_000),
        _ => (0, 40_000),
    };
}
