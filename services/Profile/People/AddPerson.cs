using System.Globalization;
using System.Security.Claims;
using Mentorship.Profile.Programmes;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.People;

internal sealed record AddPersonRequest(
    string? Role, string? Email, string? Name, string? Stage, string[]? Stages, string[]? Interests, string[]? Goals, string[]? Languages,
    string? TimeZone, string[]? Availability, string? MinorUntil, string? Headline, string? About, string? Format, string? Place, string? Rhythm, int? Capacity, int? Minimum);

internal static class AddPerson
{
    static readonly Refusal AlreadyHere = new("AlreadyHere", "Somebody with this address is already in this cohort in this role.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("cohorts/{id:guid}/people", Handle)
        .WithSummary("Adds one student or mentor; interests and the like as codes or as plain names").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<Created<PersonCreated>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, AddPersonRequest request, ClaimsPrincipal user, ProfileDb db, TermsInForce inForce, TimeProvider time, CancellationToken ct)
    {
        if (await db.CohortsRunBy(user).SingleOrDefaultAsync(c => c.Id == id, ct) is not { } cohort)
            return TypedResults.NotFound();
        if (request.Role is not (Membership.Student or Membership.Mentor))
            return Invalid.Field("role", "Write “student” or “mentor”.");

        var now = time.GetUtcNow();
        var read = new FormReader(lenient: false);
        var entry = EntryReader.Read(0, request.Role, column => Cell(request, column), read, await inForce.GetAsync(db, ct), Person.Today(now));
        if (entry is null)
            return Invalid.Fields(read.Findings.Where(f => f.Bad).Select(f => (Field(f.Column), f.Reason)));

        var key = Person.KeyOf(entry.Email);
        var known = await db.People.Include(p => p.Student).Include(p => p.Mentor).Include(p => p.Memberships).WithAddress(key).SingleOrDefaultAsync(ct);
        if (known?.In(id, entry.Role) is not null)
            return AlreadyHere.Problem();
        var put = PutEntry.Into(db, cohort, entry, known, now);
        if (put is { Outcome: Outcome.Refused, Reason: { } reason })
            return Invalid.Field("role", reason);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/profile/cohorts/{id}/people/{put.Person!.Id}", new PersonCreated(put.Person.Id));
    }

    static string Cell(AddPersonRequest r, string column) => column switch
    {
        "email" => r.Email,
        "name" => r.Name,
        "stage" => r.Stage,
        "stages" => List(r.Stages),
        "interests" => List(r.Interests),
        "goals" => List(r.Goals),
        "languages" => List(r.Languages),
        "time_zone" => r.TimeZone,
        "availability" => List(r.Availability),
        "minor_until" => r.MinorUntil,
        "format" => r.Format,
        "place" => r.Place,
        "rhythm" => r.Rhythm,
        "headline" => r.Headline,
        "about" => r.About,
        "capacity" => r.Capacity?.ToString(CultureInfo.InvariantCulture),
        "minimum" => r.Minimum?.ToString(CultureInfo.InvariantCulture),
        _ => null,
    } ?? "";

    static string? List(string[]? words) => words is null ? null : string.Join(';', words);

    static string Field(string column) => column switch { "time_zone" => "timeZone", "minor_until" => "minorUntil", _ => column };
}
