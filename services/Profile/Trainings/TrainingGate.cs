using Mentorship.Profile.People;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Trainings;

/// <summary>Who of some mentors still has to do a training that a programme requires.</summary>
internal sealed class TrainingGate
{
    readonly ILookup<Guid, Guid> required;
    readonly HashSet<(Guid Training, Guid Person)> done;

    TrainingGate(ILookup<Guid, Guid> required, HashSet<(Guid, Guid)> done) => (this.required, this.done) = (required, done);

    public static async Task<TrainingGate> OfAsync(ProfileDb db, IReadOnlyCollection<Guid> people, DateTimeOffset now, CancellationToken ct)
    {
        var trainings = await db.Trainings.Where(t => t.Need == Training.Required && t.Audience == Training.Mentors)
            .Select(t => new { t.ProgrammeId, t.Id }).ToListAsync(ct);
        var ids = trainings.ConvertAll(t => t.Id);
        var today = Person.Today(now);
        var completions = await db.Completions.Where(c => people.Contains(c.PersonId) && ids.Contains(c.TrainingId) && (c.ExpiresOn == null || c.ExpiresOn >= today))
            .Select(c => new { c.TrainingId, c.PersonId }).ToListAsync(ct);
        return new TrainingGate(trainings.ToLookup(t => t.ProgrammeId, t => t.Id), [.. completions.Select(c => (c.TrainingId, c.PersonId))]);
    }

    public bool Closed(Guid programme, Guid mentor) => required[programme].Any(training => !done.Contains((training, mentor)));
}
