using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Trainings;

internal static class RecordCompletion
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("cohorts/{id:guid}/mentors/{mentorId:guid}/trainings/{trainingId:guid}", Handle)
        .WithSummary("Writes down that a mentor has completed a training").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ValidationProblem>> Handle(
        Guid id, Guid mentorId, Guid trainingId, CompletionRequest request, ClaimsPrincipal user,
        ProfileDb db, DataKeys<ProfileDb> keys, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.CohortWithAsync(user, id, mentorId, Membership.Mentor, ct) is not { } cohort
            || await db.MentorTrainings(cohort.ProgrammeId).SingleOrDefaultAsync(t => t.Id == trainingId, ct) is not { } training)
            return TypedResults.NotFound();
        var (now, read) = (time.GetUtcNow(), new FormReader(lenient: false));
        if (request.Read(read, now) is not { } said)
            return read.Problem();
        await StateCompletion.KeepAsync(db, keys, training, mentorId, said, user.PersonId(), now, ct);
        await ledger.RecordAsync(new Act("training.recorded", user.PersonId(), now) { Subject = mentorId, Cohort = id, Details = new { training = trainingId } }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
