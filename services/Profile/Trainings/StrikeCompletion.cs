using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Trainings;

internal static class StrikeCompletion
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("cohorts/{id:guid}/mentors/{mentorId:guid}/trainings/{trainingId:guid}", Handle)
        .WithSummary("Strikes out a completion that is not so").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound>> Handle(
        Guid id, Guid mentorId, Guid trainingId, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.CohortWithAsync(user, id, mentorId, Membership.Mentor, ct) is not { } cohort
            || await db.MentorTrainings(cohort.ProgrammeId).SingleOrDefaultAsync(t => t.Id == trainingId, ct) is not { } training
            || await db.Completions.FindAsync([trainingId, mentorId], ct) is not { } completion)
            return TypedResults.NotFound();
        var now = time.GetUtcNow();
        db.Remove(completion);
        await StateCompletion.TellAsync(db, training, mentorId, now, ct);
        await ledger.RecordAsync(new Act("training.struck", user.PersonId(), now) { Subject = mentorId, Cohort = id, Details = new { training = trainingId } }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
