using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.Applications;
using Mentorship.Profile.Conflicts;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Readings;

internal static class AskThird
{
    static readonly Refusal NotApart = new("NotFarApart", "A third reader is asked where both readings are in and two steps or more apart.");
    static readonly Refusal Decided = new("Decided", "This application is decided already.");
    static readonly Refusal NobodyElse = new("NobodyElse", "No reader is left for this application. Name another one first.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("applications/{id:guid}/readings", Handle)
        .WithSummary("Asks a third reader where the first two are far apart; asking again changes nothing").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ProblemHttpResult>> Handle(
        Guid id, ClaimsPrincipal user, ProfileDb db, WordsHash hash, DataKeys<ProfileDb> keys, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        var mine = db.CohortsRunBy(user);
        if (await db.Applications.Include(a => a.Cohort).Include(a => a.Readings).AsSplitQuery()
                .SingleOrDefaultAsync(a => a.Id == id && mine.Any(c => c.Id == a.CohortId), ct) is not { PersonId: { } applicant } application)
            return TypedResults.NotFound();
        if (application.Readings.Exists(r => r.Place == Reading.Third))
            return TypedResults.NoContent();
        if (application.State != Application.Applied)
            return Decided.Problem();
        if (!Reading.Differ(application.Readings))
            return NotApart.Problem();
        var readers = await db.BlindReaders().Where(r => r.ProgrammeId == application.Cohort.ProgrammeId).Select(r => r.PersonId).ToListAsync(ct);
        var apart = await Apart.OfAsync(db, hash, keys, readers, [application], ct);
        if ((await db.LoadAsync(application.CohortId, readers, ct)).Next(application.Readings.Select(r => r.ReaderId).Concat(apart.From(application)).ToHashSet()) is not { } reader)
            return NobodyElse.Problem();

        db.Add(Reading.Ask(application, Reading.Third, reader));
        application.Touch();
        await ledger.RecordAsync(new Act("reading.third", user.PersonId(), time.GetUtcNow()) { Subject = applicant, Cohort = application.CohortId, Details = new { application = id } }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
