using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Trainings;

/// <summary>A training and where one person stands with it: missing, done, soon (runs out within thirty days) or expired.</summary>
internal sealed record PersonalTraining(
    Guid Id, string ProgrammeName, string Title, string Link, string Audience, string Need, string State, DateOnly? CompletedOn, DateOnly? ExpiresOn, string Proof, bool StatedByOffice);

internal static class ShowOwnTrainings
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("me/trainings", Handle)
        .WithSummary("The trainings that one's programmes ask of oneself, and where one stands with each").OnlyForPeople();

    static async Task<Ok<PersonalTraining[]>> Handle(ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, TimeProvider time, CancellationToken ct) =>
        TypedResults.Ok(await OfAsync(db, keys, db.TrainingsFor(user.PersonId()), user.PersonId(), time.GetUtcNow(), ct));

    public static async Task<PersonalTraining[]> OfAsync(
        ProfileDb db, DataKeys<ProfileDb> keys, IQueryable<Training> trainings, Guid person, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await (
            from t in trainings
            join p in db.Programmes on t.ProgrammeId equals p.Id
            from c in db.Completions.Where(c => c.TrainingId == t.Id && c.PersonId == person).DefaultIfEmpty()
            where t.Need != Training.Off || c != null
            orderby p.NameKey, t.AddedAt
            select new { Training = t, Programme = p.Name, Completion = c }).AsNoTracking().ToListAsync(ct);
        var key = rows.Exists(r => r.Completion?.Proof is not null) ? (await keys.ForAsync([person], ct)).GetValueOrDefault(person) : null;
        var today = Person.Today(now);
        return [.. rows.Select(r => new PersonalTraining(r.Training.Id, r.Programme, r.Training.Title, r.Training.Link, r.Training.Audience, r.Training.Need, State(r.Completion, today),
            r.Completion?.CompletedOn, r.Completion?.ExpiresOn, r.Completion?.ProofIn(key) ?? "", r.Completion is { } c && c.StatedBy != person))];
    }

    static string State(Completion? completion, DateOnly today) =>
        completion is null ? "missing"
        : !completion.Counts(today) ? "expired"
        : completion.ExpiresOn is { } last && last <= today.AddDays(Renewal.FirstDays) ? "soon" : "done";
}
