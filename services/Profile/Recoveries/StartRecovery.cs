using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Recoveries;

/// <param name="Email">The address the person can read now.</param>
/// <param name="Checked">How it was made sure who they are: in-person, call or record.</param>
internal sealed record RecoveryRequest(string? Email, string? Checked);

internal static class StartRecovery
{
    static readonly Refusal AddressTaken = new("AddressTaken", "This address belongs to somebody else here. One address is one person’s.");

    static readonly Refusal AlreadyTheirs = new("AlreadyTheirs", "This is one of their addresses already: a code to sign in goes there whenever they ask for one.");

    static readonly Refusal NotYourself = new("NotYourself", "Your own addresses are under “Sign-in and security”. If you cannot sign in, somebody else of the office does this.");

    static readonly Refusal TheyDecide = new("TheyDecide", "This person decides about others. An administrator helps them back in.");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut("cohorts/{id:guid}/people/{personId:guid}/recovery", ForOneOfCohort)
            .WithSummary("Lets an address open the account of somebody who lost theirs, for three days and once").OnlyForPeople().RetryRaces<ProfileDb>();
        api.MapPut("programmes/{id:guid}/coordinators/{personId:guid}/recovery", ForCoordinator)
            .WithSummary("The same for a coordinator").OnlyForAdministrators().RetryRaces<ProfileDb>();
    }

    static async Task<Results<NoContent, NotFound, ValidationProblem, ProblemHttpResult>> ForOneOfCohort(
        Guid id, Guid personId, RecoveryRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.CohortOfAsync(user, id, personId, ct) is not { } cohort)
            return TypedResults.NotFound();
        if (await db.Coordinators.AnyAsync(c => c.PersonId == personId, ct) || await db.Reviewers.AnyAsync(r => r.PersonId == personId, ct))
            return personId == user.PersonId() ? NotYourself.Problem() : TheyDecide.Problem();
        return await StartAsync(cohort.ProgrammeId, id, personId, request, user, db, ledger, time.GetUtcNow(), ct);
    }

    static async Task<Results<NoContent, NotFound, ValidationProblem, ProblemHttpResult>> ForCoordinator(
        Guid id, Guid personId, RecoveryRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (!await db.Coordinators.AnyAsync(c => c.ProgrammeId == id && c.PersonId == personId, ct))
            return TypedResults.NotFound();
        if (personId == user.PersonId())
            return NotYourself.Problem();
        return await StartAsync(id, null, personId, request, user, db, ledger, time.GetUtcNow(), ct);
    }

    static async Task<Results<NoContent, NotFound, ValidationProblem, ProblemHttpResult>> StartAsync(
        Guid programme, Guid? cohort, Guid id, RecoveryRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, DateTimeOffset now, CancellationToken ct)
    {
        var read = new FormReader(lenient: false);
        var email = read.Email("email", (request.Email ?? "").Trim());
        if (!Recovery.Ways.Contains(request.Checked))
            read.Bad("checked", request.Checked ?? "", "Say how you made sure who it is: in person, by a call, or by the school’s record.");
        if (!read.Ok)
            return read.Problem();

        var key = Person.KeyOf(email);
        var person = await db.People.Include(p => p.Addresses).SingleAsync(p => p.Id == id, ct);
        if (person.Addresses.Exists(a => a.Key == key))
            return AlreadyTheirs.Problem();
        if (await db.People.WithAddress(key).AnyAsync(ct) || await db.Recoveries.AnyAsync(r => r.EmailKey == key && r.PersonId != id && r.EndsAt > now, ct))
            return AddressTaken.Problem();

        if (await db.Recoveries.FindAsync([id], ct) is not { } recovery)
            db.Add(recovery = Recovery.Of(id));
        recovery.Start(email, request.Checked!, user.PersonId(), now);
        // Of somebody else, and over: it would stand in the way of the index, which settles who gets an address.
        db.RemoveRange(await db.Recoveries.Where(r => r.EmailKey == key && r.PersonId != id && r.EndsAt <= now).ToListAsync(ct));
        person.MovedAddress(db, now);
        await ledger.RecordAsync(new Act("recovery.started", user.PersonId(), now)
        {
            Subject = id,
            Cohort = cohort,
            Programme = programme,
            Details = new { @checked = request.Checked },
        }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
