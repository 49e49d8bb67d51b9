using System.Security.Claims;
using System.Text;
using Mentorship.Ledger;
using Mentorship.Profile.Trainings;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Imports;

/// <summary>A POST, since who took a list of names and addresses out is written down.</summary>
internal static class ExportTrainings
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("cohorts/{id:guid}/exports/trainings", Handle)
        .WithSummary("Who of a cohort's programme has done which of its trainings, as a file that can be imported; goes into the ledger")
        .Produces<string>(StatusCodes.Status200OK, "text/csv").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<ContentHttpResult, NotFound>> Handle(
        Guid id, ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.CohortsRunBy(user).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } cohort)
            return TypedResults.NotFound();
        var rows = await (
            from c in db.Completions
            join t in db.Trainings on c.TrainingId equals t.Id
            join p in db.People on c.PersonId equals p.Id
            where t.ProgrammeId == cohort.ProgrammeId && db.Addressees().Any(a => a.PersonId == c.PersonId && a.ProgrammeId == t.ProgrammeId && a.Audience == t.Audience)
            orderby p.Search, p.Id, t.AddedAt
            select new { p.Email, t.Title, Completion = c }).AsNoTracking().ToListAsync(ct);
        var proofs = await keys.ForAsync([.. rows.Where(r => r.Completion.Proof is not null).Select(r => r.Completion.PersonId).Distinct()], ct);
        await ledger.RecordAsync(new Act("trainings.exported", user.PersonId(), time.GetUtcNow()) { Cohort = id, Details = new { completions = rows.Count } }, ct);
        await db.SaveChangesAsync(ct);

        var csv = new StringBuilder();
        csv.AppendJoin(',', Sheet.TrainingColumns).Append("\r\n");
        foreach (var r in rows)
            csv.AppendJoin(',', ((string[])[r.Email, r.Title, $"{r.Completion.CompletedOn:yyyy-MM-dd}", $"{r.Completion.ExpiresOn:yyyy-MM-dd}", r.Completion.ProofIn(proofs.GetValueOrDefault(r.Completion.PersonId))])
                .Select(cell => CsvReader.Cell(Formulas.Disarm(cell), ','))).Append("\r\n");
        return TypedResults.Text(csv.ToString(), "text/csv", Encoding.UTF8);
    }
}
