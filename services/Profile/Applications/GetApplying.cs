using System.Security.Claims;
using Mentorship.Profile.Programmes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Applications;

internal sealed record ApplyingView(DateTimeOffset? From, DateTimeOffset? Until, int? PlaceLimit, QuestionView[] Questions, int Version)
{
    public static ApplyingView Of(Cohort c, IEnumerable<Question> questions) =>
        new(c.AppliesFrom, c.AppliesUntil, c.PlaceLimit, [.. questions.OrderBy(q => q.Number).Select(QuestionView.Of)], c.Version);
}

internal static class GetApplying
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("cohorts/{id:guid}/applying", Handle)
        .WithSummary("When people may apply to a cohort, for how many places, and what they are asked");

    static async Task<Results<Ok<ApplyingView>, NotFound>> Handle(Guid id, ClaimsPrincipal user, ProfileDb db, CancellationToken ct)
    {
        if (await db.CohortsRunBy(user).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } cohort)
            return TypedResults.NotFound();
        return TypedResults.Ok(ApplyingView.Of(cohort, await db.Questions.AsNoTracking().Where(q => q.CohortId == id).ToListAsync(ct)));
    }
}
