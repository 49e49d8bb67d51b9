using System.Security.Claims;
using Mentorship.Contracts;
using Mentorship.Ledger;
using Mentorship.Messaging;
using Mentorship.Profile.People;
using Mentorship.Profile.Programmes;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Reviewers;

internal sealed record AppointReviewerRequest(string? Email, string? Name);

internal static class AppointReviewer
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("reviewers", Handle)
        .WithSummary("Appoints a reviewer of outcome figures, who is invited at once; appointing again changes nothing").OnlyForAdministrators().RetryRaces<ProfileDb>();

    static async Task<Results<Created<PersonCreated>, ValidationProblem>> Handle(
        AppointReviewerRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        var read = new FormReader(lenient: false);
        var email = read.Email("email", request.Email ?? "");
        var name = read.Name("name", request.Name ?? "");
        if (name.Length == 0)
            read.Bad("name", "", "Write the reviewer's name.");
        if (!read.Ok)
            return read.Problem();

        var now = time.GetUtcNow();
        var person = await db.People.Include(p => p.Student).Include(p => p.Mentor).WithAddress(Person.KeyOf(email)).SingleOrDefaultAsync(ct);
        if (person is null)
        {
            person = db.People.Add(Person.Join(email, name, now)).Entity;
            person.Changed(db, now);
        }
        if (!await db.Reviewers.AnyAsync(r => r.PersonId == person.Id, ct))
        {
            db.Add(Reviewer.Appoint(person.Id, now));
            // Of no programme: the figures are the whole installation's.
            db.Announce(new PersonInvited { PersonId = person.Id, ProgrammeId = Guid.Empty, Role = Reviewer.Role, Version = person.Version, InvitedAt = now }, now);
            await ledger.RecordAsync(new Act("reviewer.appointed", user.PersonId(), now) { Subject = person.Id }, ct);
        }
        await db.SaveChangesAsync(ct);
        return TypedResults.Created((string?)null, new PersonCreated(person.Id));
    }
}
