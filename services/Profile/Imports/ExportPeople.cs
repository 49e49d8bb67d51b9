using System.Globalization;
using System.Security.Claims;
using System.Text;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Imports;

/// <summary>A POST, since who took a list of names and addresses out is written down.</summary>
internal static class ExportPeople
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("cohorts/{id:guid}/exports", Handle)
        .WithSummary("The students or mentors (role) of a cohort as a file that can be imported; goes into the ledger")
        .Produces<string>(StatusCodes.Status200OK, "text/csv").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<ContentHttpResult, NotFound, ValidationProblem>> Handle(
        Guid id, ClaimsPrincipal user, ProfileDb db, TermsInForce inForce, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct, string? role = null)
    {
        if (!await db.CohortsRunBy(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        if (role is not (Membership.Student or Membership.Mentor))
            return Invalid.Field("role", "Write “student” or “mentor”.");

        var terms = await inForce.GetAsync(db, ct);
        var members = await db.Memberships.AsNoTracking().Include(m => m.Person.Student).Include(m => m.Person.Mentor)
            .Where(m => m.CohortId == id && m.Role == role).OrderBy(m => m.Person.Search).ThenBy(m => m.PersonId).ToListAsync(ct);
        await ledger.RecordAsync(new Act("people.exported", user.PersonId(), time.GetUtcNow()) { Cohort = id, Details = new { role, people = members.Count } }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Text(Write(members, role, terms), "text/csv", Encoding.UTF8);
    }

    static string Write(IEnumerable<Membership> members, string role, Terms terms)
    {
        var columns = role == Membership.Student ? EntryReader.StudentColumns : EntryReader.MentorColumns;
        var csv = new StringBuilder();
        csv.AppendJoin(',', columns).Append("\r\n");
        foreach (var member in members)
            csv.AppendJoin(',', columns.Select(c => CsvReader.Cell(Formulas.Disarm(Cell(member, c, terms)), ','))).Append("\r\n");
        return csv.ToString();
    }

    static string Cell(Membership m, string column, Terms terms)
    {
        var (p, student, mentor) = (m.Person, m.Role == Membership.Student ? m.Person.Student : null, m.Role == Membership.Mentor ? m.Person.Mentor : null);
        var said = student?.Read() ?? mentor?.Read() ?? default;
        return column switch
        {
            "email" => p.Email,
            "name" => p.Name,
            "stage" => student is null ? "" : Stages.Known.NameOf(student.Stage),
            "interests" => Words(said.Interests, terms),
            "goals" => Words(said.Goals, terms),
            "languages" => List(Languages.Known.NamesOf(said.Languages)),
            "time_zone" => said.TimeZone,
            "availability" => List(mentor is { Flexible: true } ? ["flexible", .. said.Availability] : said.Availability),
            "minor_until" => p.MinorUntilText,
            "about" => said.About,
            "format" => said.Meeting.Format,
            "place" => said.Meeting.Place,
            "rhythm" => said.Meeting.Rhythm,
            "headline" => mentor?.Headline,
            "stages" => List(Stages.Known.NamesOf(mentor?.Stages ?? [])),
            "capacity" => m.Capacity.ToString(CultureInfo.InvariantCulture),
            "minimum" => m.Minimum.ToString(CultureInfo.InvariantCulture),
            _ => null,
        } ?? "";
    }

    /// <summary>By name where the name leads back to the term; a newer one may have taken it.</summary>
    static string Words(string[] codes, Terms terms) =>
        List(terms.Now(codes).Select(code => terms.Find(code) is { } term && terms.Named(term.Name) == term ? term.Name : code));

    static string List(IEnumerable<string> words) => string.Join("; ", words);
}
