using System.Security.Claims;
using Mentorship.Matching.Board;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Runs;

sealed record UnmatchedView(Guid StudentId, string Code, string Sentence, string Change);

static class ListRunUnmatched
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("runs/{id:guid}/unmatched", Handle)
        .WithSummary("The students whom a draft leaves without a mentor: why, and what would change it.");

    static async Task<Results<Ok<UnmatchedView[]>, NotFound>> Handle(Guid id, ClaimsPrincipal user, MatchingDb db, CancellationToken ct)
    {
        if (!await db.RunsOf(user).AnyAsync(r => r.Id == id, ct))
            return TypedResults.NotFound();
        var rows = await db.RunUnmatched.AsNoTracking().Where(u => u.RunId == id).OrderBy(u => u.Code).ThenBy(u => u.StudentId).ToListAsync(ct);
        return TypedResults.Ok(rows.Select(u => new UnmatchedView(
            u.StudentId.Value, u.Code, Sentences.Unmatched(u.Code, u.Fitting), Sentences.Change(u.Code))).ToArray());
    }
}
