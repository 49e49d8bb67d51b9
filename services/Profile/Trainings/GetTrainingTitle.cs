using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Trainings;

internal sealed record TrainingTitle(Guid Id, Guid ProgrammeId, string ProgrammeName, string Title);

internal static class GetTrainingTitle
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("trainings/{id:guid}/title", Handle)
        .WithSummary("What a training is called, for a letter about it").OnlyFor("notification");

    static async Task<Results<Ok<TrainingTitle>, NotFound>> Handle(Guid id, ProfileDb db, CancellationToken ct) =>
        await db.Trainings.Where(t => t.Id == id)
            .Join(db.Programmes, t => t.ProgrammeId, p => p.Id, (t, p) => new TrainingTitle(t.Id, p.Id, p.Name, t.Title)).SingleOrDefaultAsync(ct) is { } training
            ? TypedResults.Ok(training)
            : TypedResults.NotFound();
}
