using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Applications;

internal static class GetPublicProgramme
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("public/programmes/{slug}", Handle)
        .WithSummary("One public programme, with what it asks of those who apply").OnlyFor("portal");

    static async Task<Results<Ok<PublicProgramme>, NotFound>> Handle(string slug, ProfileDb db, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (await db.Programmes.AsNoTracking().SingleOrDefaultAsync(p => p.Slug == slug && p.IsPublic, ct) is not { } programme)
            return TypedResults.NotFound();
        var cohort = (await db.Cohorts.AsNoTracking().Where(c => c.ProgrammeId == programme.Id && c.AppliesFrom != null).ToListAsync(ct)).Current(now);
        var questions = cohort is null ? [] : await db.Questions.AsNoTracking().Where(q => q.CohortId == cohort.Id).ToListAsync(ct);
        return TypedResults.Ok(PublicProgrammes.View(programme, cohort, questions, now));
    }
}
