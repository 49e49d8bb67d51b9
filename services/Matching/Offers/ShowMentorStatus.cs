using System.Security.Claims;
using Mentorship.Matching.Engine;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Offers;

/// <summary>Where a mentor stands in one cohort: open offers (soonest first), mentees, and what came to nothing or ended.</summary>
sealed record MentorStatus(Guid CohortId, string Kind, PlacesView Places, bool Untrained, PairView[] Offers, PairView[] Mentees, PairView[] Past);

static class ShowMentorStatus
{
    const int MostPast = 100;

    public static void Map(RouteGroupBuilder api) => api.MapGet("me/mentor", Handle)
        .WithSummary("Where the caller stands as a mentor, one entry per cohort: places, offers, mentees and past ones.");

    static async Task<Ok<MentorStatus[]>> Handle(ClaimsPrincipal user, MatchingDb db, PairViews views, CancellationToken ct)
    {
        var me = user.AsMentor();
        var member = await db.PoolMentors.AsNoTracking().Where(m => m.MentorId == me).ToDictionaryAsync(m => m.CohortId, ct);
        var pairs = await db.Pairs.AsNoTracking().Where(p => p.MentorId == me && p.OfferedAt != null)
            .OrderByDescending(p => p.OfferedAt).ToListAsync(ct);
        var ids = member.Values.Where(m => m.Here || pairs.Exists(p => p.CohortId == m.CohortId)).Select(m => m.CohortId).ToList();
        var cohorts = await db.Cohorts.AsNoTracking().Where(c => ids.Contains(c.Id)).OrderBy(c => c.OpenedAt).ThenBy(c => c.Id).ToListAsync(ct);
        var shown = await views.OfAsync([.. pairs.Where(p => p.HoldsPlaces), .. pairs.Where(p => !p.HoldsPlaces).Take(MostPast)], Viewer.Mentor, ct);
        return TypedResults.Ok(cohorts.Select(c =>
        {
            var here = shown.Where(p => p.CohortId == c.Id).ToList();
            var offers = here.Where(p => p.State == PairState.Offered).OrderBy(p => p.Deadline).ToArray();
            var mentees = here.Where(p => p.State == PairState.Active).OrderBy(p => p.ActiveAt).ToArray();
            // Places that a draft holds before it goes out are not the mentor's to see yet.
            var held = offers.Length + mentees.Length;
            return new MentorStatus(c.Id, c.Kind, new PlacesView(member[c.Id].Capacity, held, Math.Max(0, member[c.Id].Limit - held)), member[c.Id].Untrained,
                offers, mentees, [.. here.Where(p => p.State is not (PairState.Offered or PairState.Active))]);
        }).ToArray());
    }
}
