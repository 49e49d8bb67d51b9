using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Recoveries;

/// <param name="Checked">How it was made sure who they are: in-person, call or record.</param>
internal sealed record ResetRequest(string? Checked);

/// <summary>For a coordinator who still reads their mail and lost what opens the office: the phone with the app, the device with the passkey.</summary>
internal static class ResetSignIn
{
    static readonly Refusal NotYourself = new("NotYourself", "Another administrator does this for you; or the installation is started once with Administrator:Recover.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("programmes/{id:guid}/coordinators/{personId:guid}/reset", Handle)
        .WithSummary("Voids a coordinator's password, app, passkeys and university sign-in, and ends their sessions").OnlyForAdministrators().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, Guid personId, ResetRequest request, ClaimsPrincipal user, ProfileDb db, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (!await db.Coordinators.AnyAsync(c => c.ProgrammeId == id && c.PersonId == personId, ct))
            return TypedResults.NotFound();
        if (personId == user.PersonId())
            return NotYourself.Problem();
        if (!Recovery.Ways.Contains(request.Checked))
            return Invalid.Field("checked", "Say how you made sure who it is: in person, by a call, or by the school’s record.");
        var now = time.GetUtcNow();
        var coordinator = await db.People.SingleAsync(p => p.Id == personId, ct);
        coordinator.ResetSignIn();
        coordinator.MovedAddress(db, now);
        await ledger.RecordAsync(new Act("sign-in.reset", user.PersonId(), now) { Subject = personId, Programme = id, Details = new { @checked = request.Checked } }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
