using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.Applications;
using Mentorship.Profile.Conflicts;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Readings;

/// <param name="Applications">How many were shared out now.</param>
/// <param name="Readings">To how many readers together: two each, or one where there was one already.</param>
/// <param name="Left">How many still miss a reader: those there are stand too close to who applied.</param>
internal sealed record SharedOut(int Applications, int Readings, int Left);

internal static class ShareOut
{
    static readonly Refusal TooFew = new("TooFewReaders", "Every application is read by two. Name at least two readers who neither applied nor run the programme.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("cohorts/{id:guid}/readings", Handle)
        .WithSummary("Shares out the open applications evenly, to two readers each; what is shared out already stays").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<Ok<SharedOut>, NotFound, ProblemHttpResult>> Handle(
        Guid id, ClaimsPrincipal user, ProfileDb db, WordsHash hash, DataKeys<ProfileDb> keys, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.CohortsRunBy(user).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } cohort)
            return TypedResults.NotFound();
        var readers = await db.BlindReaders().Where(r => r.ProgrammeId == cohort.ProgrammeId).Select(r => r.PersonId).ToListAsync(ct);
        if (readers.Count < Reading.Pair)
            return TooFew.Problem();
        var load = await db.LoadAsync(id, readers, ct);
        var number = await db.Applications.Where(a => a.CohortId == id).MaxAsync(a => a.Number, ct) ?? 0;
        var open = await db.Applications.Include(a => a.Readings).Where(a => a.CohortId == id && a.State == Application.Applied)
            .OrderBy(a => a.ConfirmedAt).ThenBy(a => a.Id).AsSplitQuery().ToListAsync(ct);

        List<Reading> asked = [];
        open.RemoveAll(a => a.Readings.Count >= Reading.Pair);
        var apart = await Apart.OfAsync(db, hash, keys, readers, open, ct);
        var left = 0;
        foreach (var application in open)
        {
            if (application.Number is null)
                application.NumberAs(++number);
            Reading[] now = [.. load.Share(application, apart)];
            asked.AddRange(now);
            if (now.Length > 0)
                application.Touch();
            if (application.Readings.Count + now.Length < Reading.Pair)
                left++;
        }
        db.AddRange(asked);
        if (asked.Count > 0)
            await ledger.RecordAsync(new Act("readings.shared", user.PersonId(), time.GetUtcNow()) { Cohort = id, Details = new { readings = asked.Count } }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new SharedOut(asked.Select(r => r.ApplicationId).Distinct().Count(), asked.Count, left));
    }
}
