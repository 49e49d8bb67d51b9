using System.Security.Claims;
using Mentorship.Contracts;
using Mentorship.Ledger;
using Mentorship.Messaging;
using Mentorship.Profile.People;
using Mentorship.Profile.Programmes;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Readings;

internal sealed record NameReaderRequest(string? Email, string? Name);

internal static class NameReader
{
    public const string Role = "reader";

    static readonly Refusal Runs = new("RunsTheProgramme", "This person runs the programme and sees who applied. Readers do not: name somebody else.");
    static readonly Refusal Applied = new("AppliedThere", "This person applied to the programme. Name somebody else.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("programmes/{id:guid}/readers", Handle)
        .WithSummary("Names somebody who reads applications without names, and invites them; naming again changes nothing").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<Created<PersonCreated>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, NameReaderRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (!user.Coordinates(id))
            return TypedResults.NotFound();
        var read = new FormReader(lenient: false);
        var email = read.Email("email", request.Email ?? "");
        var name = read.Name("name", request.Name ?? "");
        if (name.Length == 0)
            read.Bad("name", "", "Write the reader's name.");
        if (!read.Ok)
            return read.Problem();

        var now = time.GetUtcNow();
        var person = await db.People.Include(p => p.Student).Include(p => p.Mentor).WithAddress(Person.KeyOf(email)).SingleOrDefaultAsync(ct);
        if (person is null)
        {
            person = db.People.Add(Person.Join(email, name, now)).Entity;
            person.Changed(db, now);
        }
        if (await db.Coordinators.AnyAsync(c => c.ProgrammeId == id && c.PersonId == person.Id, ct))
            return Runs.Problem();
        if (await db.Applications.AnyAsync(a => a.PersonId == person.Id && a.Cohort.ProgrammeId == id, ct))
            return Applied.Problem();
        if (!await db.Readers.AnyAsync(r => r.ProgrammeId == id && r.PersonId == person.Id, ct))
        {
            db.Add(Reader.Name(id, person.Id, now));
            db.Announce(new PersonInvited { PersonId = person.Id, ProgrammeId = id, Role = Role, Version = person.Version, InvitedAt = now }, now);
            await ledger.RecordAsync(new Act("reader.named", user.PersonId(), now) { Subject = person.Id, Programme = id }, ct);
        }
        await db.SaveChangesAsync(ct);
        return TypedResults.Created((string?)null, new PersonCreated(person.Id));
    }
}
