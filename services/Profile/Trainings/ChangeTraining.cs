using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Trainings;

internal static class ChangeTraining
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("trainings/{id:guid}", Handle)
        .WithSummary("Changes a training; what was completed before keeps its own date of expiry").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, TrainingRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.TrainingsRunBy(user).SingleOrDefaultAsync(t => t.Id == id, ct) is not { } training)
            return TypedResults.NotFound();
        var read = new FormReader(lenient: false);
        if (request.Read(read, user, training) is not { } fields)
            return read.Problem();
        if (request.Version != training.Version)
            return ChangeStudent.ChangedMeanwhile.Problem();

        var (now, gated) = (time.GetUtcNow(), training.Gates);
        training.Change(fields);
        await ledger.RecordAsync(new Act("training.changed", user.PersonId(), now)
        {
            Programme = training.ProgrammeId,
            Details = new { training = id, fields.Need, fields.Audience },
        }, ct);
        if (gated != training.Gates)
            await TellMentorsAsync(db, training.ProgrammeId, now, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }

    /// <summary>Another gate stands before the programme's mentors now, so every copy of them is stale.</summary>
    public static Task TellMentorsAsync(ProfileDb db, Guid programme, DateTimeOffset now, CancellationToken ct)
    {
        var mentors = db.PeopleFor(programme, Training.Mentors);
        return db.TellOfAsync(p => mentors.Contains(p.Id), now, ct);
    }
}
