using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Overrides;

sealed record PinView(Guid StudentId, Guid MentorId, DateTimeOffset At, Guid By);

static class ListPins
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("cohorts/{id:guid}/pins", Handle)
        .WithSummary("The pairs made by hand that are not published yet, newest first.");

    static async Task<Results<Ok<PinView[]>, NotFound>> Handle(Guid id, ClaimsPrincipal user, MatchingDb db, CancellationToken ct)
    {
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        var pins = await db.Pins.AsNoTracking().Where(p => p.CohortId == id && p.MentorId != null
                && !db.Pairs.Any(o => o.CohortId == id && o.StudentId == p.StudentId && o.MentorId == p.MentorId && o.MentorPlace != null))
            .OrderByDescending(p => p.At).ToListAsync(ct);
        return TypedResults.Ok(pins.Select(p => new PinView(p.StudentId.Value, p.MentorId!.Value.Value, p.At, p.By)).ToArray());
    }
}
