using System.Security.Claims;
using Mentorship.Contracts;
using Mentorship.Ledger;
using Mentorship.Messaging;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Corrections;

/// <param name="Decision">done, or refused with a reason.</param>
/// <param name="Version">What was read: somebody may have said it anew since.</param>
internal sealed record CorrectionDecision(string? Decision, string? Reason, int Version);

internal static class DecideCorrection
{
    const int LongestReason = 500;

    internal static readonly Refusal AnsweredAlready = new("AnsweredAlready", "This has been answered already.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("corrections/{id:guid}/decision", Handle)
        .WithSummary("Answers a correction: it is done, or why not. The person is told").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, CorrectionDecision request, ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.CorrectionsSeenBy(user).SingleOrDefaultAsync(c => c.Id == id, ct) is not { } correction)
            return TypedResults.NotFound();
        if (correction.State != Correction.Asked)
            return AnsweredAlready.Problem();
        var read = new FormReader(lenient: false);
        var reason = request.Decision == Correction.Refused ? read.Text("reason", request.Reason ?? "", LongestReason) : "";
        if (request.Decision is not (Correction.Done or Correction.Refused))
            read.Bad("decision", request.Decision ?? "", "Write “done” or “refused”.");
        else if (request.Decision == Correction.Refused && reason.Length == 0)
            read.Bad("reason", "", "Say in a sentence why not; the person reads it.");
        if (!read.Ok)
            return read.Problem();
        if (request.Version != correction.Version)
            return ChangeStudent.ChangedMeanwhile.Problem();

        var now = time.GetUtcNow();
        correction.Decide(reason, await keys.ForAsync(correction.PersonId, ct), user.PersonId(), now);
        db.Announce(new CorrectionDecided
        {
            CorrectionId = id,
            PersonId = correction.PersonId,
            ProgrammeId = correction.ProgrammeId,
            Decision = correction.State,
            Version = correction.Version,
            DecidedAt = now,
        }, now);
        await ledger.RecordAsync(new Act("correction.decided", user.PersonId(), now)
        {
            Subject = correction.PersonId,
            Programme = correction.ProgrammeId,
            Details = new { correction = id, correction.About, decision = correction.State },
        }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
