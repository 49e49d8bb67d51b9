using System.Security.Claims;
using Mentorship.Contracts;
using Mentorship.Ledger;
using Mentorship.Messaging;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Applications;

/// <param name="Decision"><c>admitted</c>, <c>waitlisted</c> or <c>refused</c>.</param>
/// <param name="Reason">Of a refusal: one of the list.</param>
/// <param name="Note">For the ledger; the person is not told it here.</param>
internal sealed record DecideApplicationRequest(string? Decision, string? Reason, string? Note);

internal static class DecideApplication
{
    const int LongestNote = 1000;

    /// <summary>Why somebody is not admitted. A characteristic that the law protects is not among them and cannot be.</summary>
    static readonly string[] Reasons = ["places", "not-eligible", "incomplete", "other"];

    static readonly Refusal PlacesFull = new("PlacesFull", "Every place of this cohort is given. Put the person on the waiting list, or raise the number of places.");
    static readonly Refusal IsIn = new("IsIn", "This person is in already, and a decision does not take anybody out again.");
    static readonly Refusal YourOwn = new("YourOwn", "This is your own application. Another coordinator decides it.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("applications/{id:guid}/decision", Handle)
        .WithSummary("Admits somebody, puts them on the waiting list, or refuses with a reason; they are told by mail").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, DecideApplicationRequest request, ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        // The last place is given once: no index could say so.
        await ledger.HoldAsync(ct);
        var mine = db.CohortsRunBy(user);
        if (await db.Applications.Include(a => a.Cohort).Include(a => a.Person!.Student).Include(a => a.Person!.Mentor).Include(a => a.Person!.Memberships)
                .SingleOrDefaultAsync(a => a.Id == id && mine.Any(c => c.Id == a.CohortId), ct) is not { Person: { } person } application)
            return TypedResults.NotFound();

        var read = new FormReader(lenient: false);
        var note = read.Text("note", request.Note ?? "", LongestNote);
        if (request.Decision is not (Application.Admitted or Application.Waitlisted or Application.Refused))
            read.Bad("decision", request.Decision ?? "", "Choose what you decide.");
        if (request.Decision == Application.Refused && !Reasons.Contains(request.Reason))
            read.Bad("reason", request.Reason ?? "", "Choose the reason.");
        if (request is { Decision: Application.Refused, Reason: "other" } && note.Length == 0)
            read.Bad("note", "", "Say in a few words what the reason is.");
        if (!read.Ok)
            return read.Problem();
        if (person.Id == user.PersonId())
            return YourOwn.Problem();
        if (application.State == request.Decision)
            return TypedResults.NoContent();
        if (application.State == Application.Admitted)
            return IsIn.Problem();
        if (request.Decision == Application.Admitted && application.Cohort.PlaceLimit is { } limit
            && await db.Memberships.CountAsync(m => m.CohortId == application.CohortId && m.Role == Membership.Student, ct) >= limit)
            return PlacesFull.Problem();

        var now = time.GetUtcNow();
        application.Decide(request.Decision!, now);
        if (application.State == Application.Admitted)
            Enter(application, person, db, now);
        else
            db.Announce(new ApplicationDecided
            {
                ApplicationId = id,
                PersonId = person.Id,
                ProgrammeId = application.Cohort.ProgrammeId,
                CohortId = application.CohortId,
                Decision = application.State,
                Version = application.Version,
                DecidedAt = now,
            }, now);
        await ledger.RecordAsync(new Act($"application.{application.State}", user.PersonId(), now)
        {
            Subject = person.Id,
            Cohort = application.CohortId,
            Details = new { application = id, reason = application.State == Application.Refused ? request.Reason : null, note, readings = await db.Readings.CountAsync(r => r.ApplicationId == id && r.GivenAt != null, ct) },
            Key = await keys.ForAsync(person.Id, ct),
        }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }

    /// <summary>Whoever is admitted is in the cohort, and is told by the invitation.</summary>
    internal static void Enter(Application application, Person person, ProfileDb db, DateTimeOffset now)
    {
        (person.In(application.CohortId, Membership.Student) ?? person.Enter(application.CohortId, Membership.Student, now)).Invite(now);
        person.Changed(db, now);
        Invite(application, person, Membership.Student, db, now);
    }

    internal static void Invite(Application application, Person person, string role, ProfileDb db, DateTimeOffset now) => db.Announce(new PersonInvited
    {
        PersonId = person.Id,
        ProgrammeId = application.Cohort.ProgrammeId,
        CohortId = application.CohortId,
        Role = role,
        Version = person.Version,
        InvitedAt = now,
    }, now);
}
