using System.Security.Claims;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Overrides;

sealed record ForbidView(Guid StudentId, Guid MentorId, string Reason, string? Text, DateTimeOffset At, Guid By);

static class ListForbids
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("cohorts/{id:guid}/forbids", Handle)
        .WithSummary("The pairs that the office does not let be made, newest first, with the reasons given.");

    static async Task<Results<Ok<ForbidView[]>, NotFound>> Handle(Guid id, ClaimsPrincipal user, MatchingDb db, DataKeys<MatchingDb> keys, CancellationToken ct)
    {
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        var forbids = await db.Forbids.AsNoTracking().Where(f => f.CohortId == id && f.InForce).OrderByDescending(f => f.At).ToListAsync(ct);
        var opening = await keys.ForAsync([.. forbids.Where(f => f.Text is not null).Select(f => f.StudentId.Value).Distinct()], ct);
        return TypedResults.Ok(forbids.Select(f => new ForbidView(f.StudentId.Value, f.MentorId.Value, f.Reason,
            f.Text is { } text && opening.TryGetValue(f.StudentId.Value, out var key) ? key.Open("forbids", "text", text) : null, f.At, f.By)).ToArray());
    }
}
