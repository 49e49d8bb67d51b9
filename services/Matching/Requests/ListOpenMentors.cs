using System.Security.Claims;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Policies;
using Mentorship.Matching.Pool;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Requests;

/// <summary>A mentor as a student may see them. Places are those of this moment; OnList is the student's own rank.</summary>
sealed record OpenMentorCard(Guid MentorId, Band Band, ReasonView[] Reasons, PlacesView Places, int? OnList);

static class ListOpenMentors
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("me/cohorts/{id:guid}/mentors", Handle)
        .WithSummary("The mentors open to the student, best fit first (in a rolling cohort those with a place before those without), or those of ids.");

    static async Task<Results<Ok<PageOf<OpenMentorCard>>, NotFound>> Handle(
        Guid id, int? page, int? size, string? ids, ClaimsPrincipal user, MatchingDb db, Pools pools, CancellationToken ct)
    {
        if (await db.OwnCohortsOf(user).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } cohort)
            return TypedResults.NotFound();
        var pool = await pools.OpenAsync(id, ct);
        if (!pool.Students.TryGetValue(user.AsStudent(), out var student))
            return TypedResults.NotFound();

        var policy = await db.CurrentPolicyAsync(id, ct);
        var held = await HeldPlaces.LoadAsync(db, id, ct);
        var wanted = IdLists.Parse(ids);
        IEnumerable<OpenMentor> found = pool.OpenTo(student, policy).Where(m => wanted?.Contains(m.Id) != false).Select(m => pool.Mentors[new MentorId(m.Id)]).ToList();
        if (cohort.Rolling)
            found = found.OrderByDescending(m => held.Of(m).Free > 0).ToList();

        var scoring = pool.Browsing(policy);
        return TypedResults.Ok(new PageOf<OpenMentorCard>(found.Count(), [.. Page.Of(page, size).Cut(found).Select(m =>
        {
            var fit = scoring.Explain(student.Profile, m.Profile, Viewer.Student, student.Zone);
            return new OpenMentorCard(m.Id.Value, fit.Band, ReasonView.From(fit.Reasons), held.Of(m), pool.Choice(student.Id, m.Id));
        })]));
    }
}
