using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults.Sealing;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Trainings;

internal static class ShowTrainingsOf
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("cohorts/{id:guid}/mentors/{mentorId:guid}/trainings", Handle)
        .WithSummary("Where a mentor of the cohort stands with the programme's trainings").OnlyForPeople();

    static async Task<Results<Ok<PersonalTraining[]>, NotFound>> Handle(
        Guid id, Guid mentorId, ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, TimeProvider time, CancellationToken ct) =>
        await db.CohortWithAsync(user, id, mentorId, Membership.Mentor, ct) is { } cohort
            ? TypedResults.Ok(await ShowOwnTrainings.OfAsync(db, keys, db.MentorTrainings(cohort.ProgrammeId), mentorId, time.GetUtcNow(), ct))
            : TypedResults.NotFound();
}
