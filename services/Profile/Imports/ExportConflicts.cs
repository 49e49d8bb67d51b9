using System.Security.Claims;
using System.Text;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Conflict = Mentorship.Profile.Conflicts.Conflict;

namespace Mentorship.Profile.Imports;

/// <summary>A POST, since who took a list of names and addresses out is written down. Whom people themselves named is theirs to tell, and is not in it.</summary>
internal static class ExportConflicts
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("cohorts/{id:guid}/exports/conflicts", Handle)
        .WithSummary("Pairs of a cohort that the office said are not to be made, as a file that can be imported; goes into the ledger")
        .Produces<string>(StatusCodes.Status200OK, "text/csv").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<ContentHttpResult, NotFound>> Handle(
        Guid id, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (!await db.CohortsRunBy(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        var rows = await (
            from c in db.Conflicts
            join mentor in db.People on c.MentorId equals mentor.Id
            join student in db.People on c.StudentId equals student.Id
            where c.SaidBy == Conflict.SaidByOffice
                && db.Memberships.Any(m => m.CohortId == id && m.PersonId == c.MentorId && m.Role == Membership.Mentor)
                && db.Memberships.Any(m => m.CohortId == id && m.PersonId == c.StudentId && m.Role == Membership.Student)
            orderby mentor.Search, student.Search, c.Kind
            select new { Mentor = mentor.Email, Student = student.Email, c.Kind }).ToListAsync(ct);
        await ledger.RecordAsync(new Act("conflicts.exported", user.PersonId(), time.GetUtcNow()) { Cohort = id, Details = new { conflicts = rows.Count } }, ct);
        await db.SaveChangesAsync(ct);

        var csv = new StringBuilder();
        csv.AppendJoin(',', Sheet.ConflictColumns).Append("\r\n");
        foreach (var r in rows)
            csv.AppendJoin(',', ((string[])[r.Mentor, r.Student, r.Kind]).Select(cell => CsvReader.Cell(Formulas.Disarm(cell), ','))).Append("\r\n");
        return TypedResults.Text(csv.ToString(), "text/csv", Encoding.UTF8);
    }
}
