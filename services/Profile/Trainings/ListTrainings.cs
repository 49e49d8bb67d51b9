using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Trainings;

/// <summary>A training as those who run the programme see it: Done of People of its audience have done it and it still counts.</summary>
internal sealed record TrainingView(Guid Id, string Title, string Link, string Audience, string Need, int? MonthsValid, int Version, int Done, int People);

internal sealed record TrainingsView(Guid ProgrammeId, string ProgrammeName, TrainingView[] Trainings);

internal static class ListTrainings
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("programmes/{id:guid}/trainings", Handle)
        .WithSummary("A programme's trainings, and how many of those they are for have done them").OnlyForPeople();

    static async Task<Results<Ok<TrainingsView>, NotFound>> Handle(Guid id, ClaimsPrincipal user, ProfileDb db, TimeProvider time, CancellationToken ct)
    {
        if (await db.ProgrammesRunBy(user).AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } programme)
            return TypedResults.NotFound();
        var today = Person.Today(time.GetUtcNow());
        var trainings = await db.Trainings.AsNoTracking().Where(t => t.ProgrammeId == id).OrderBy(t => t.AddedAt).ToListAsync(ct);
        var counts = new Dictionary<Guid, int>();
        var people = new Dictionary<string, int>();
        foreach (var audience in trainings.Select(t => t.Audience).Distinct())
        {
            var those = db.PeopleFor(id, audience);
            people[audience] = await those.CountAsync(ct);
            var ids = trainings.Where(t => t.Audience == audience).Select(t => t.Id).ToList();
            foreach (var done in await db.Completions.Where(c => ids.Contains(c.TrainingId) && (c.ExpiresOn == null || c.ExpiresOn >= today) && those.Contains(c.PersonId))
                .GroupBy(c => c.TrainingId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct))
                counts[done.Key] = done.Count;
        }
        return TypedResults.Ok(new TrainingsView(id, programme.Name, [.. trainings.Select(t =>
            new TrainingView(t.Id, t.Title, t.Link, t.Audience, t.Need, t.MonthsValid, t.Version, counts.GetValueOrDefault(t.Id), people[t.Audience]))]));
    }
}
