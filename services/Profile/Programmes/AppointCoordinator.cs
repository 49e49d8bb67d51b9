using System.Security.Claims;
using Mentorship.Contracts;
using Mentorship.Ledger;
using Mentorship.Messaging;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Programmes;

internal sealed record AppointCoordinatorRequest(string? Email, string? Name);
internal sealed record PersonCreated(Guid PersonId);

internal static class AppointCoordinator
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("programmes/{id:guid}/coordinators", Handle)
        .WithSummary("Appoints a coordinator, who is invited at once; appointing again changes nothing").OnlyForAdministrators().RetryRaces<ProfileDb>();

    static async Task<Results<Created<PersonCreated>, NotFound, ValidationProblem>> Handle(
        Guid id, AppointCoordinatorRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        var read = new FormReader(lenient: false);
        var email = read.Email("email", request.Email ?? "");
        var name = read.Name("name", request.Name ?? "");
        if (name.Length == 0)
            read.Bad("name", "", "Write the coordinator's name.");
        if (!read.Ok)
            return read.Problem();
        if (!await db.Programmes.AnyAsync(p => p.Id == id, ct))
            return TypedResults.NotFound();

        var now = time.GetUtcNow();
        var key = Person.KeyOf(email);
        var person = await db.People.Include(p => p.Student).Include(p => p.Mentor).WithAddress(key).SingleOrDefaultAsync(ct);
        if (person is null)
        {
            person = db.People.Add(Person.Join(email, name, now)).Entity;
            person.Changed(db, now);
        }
        if (!await db.Coordinators.AnyAsync(c => c.ProgrammeId == id && c.PersonId == person.Id, ct))
        {
            db.Add(Coordinator.Appoint(id, person.Id, now));
            db.Announce(new PersonInvited { PersonId = person.Id, ProgrammeId = id, Role = "coordinator", Version = person.Version, InvitedAt = now }, now);
            await ledger.RecordAsync(new Act("coordinator.appointed", user.PersonId(), now) { Subject = person.Id, Programme = id }, ct);
        }
        await db.SaveChangesAsync(ct);
        return TypedResults.Created((string?)null, new PersonCreated(person.Id));
    }
}
