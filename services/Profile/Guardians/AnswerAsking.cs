using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Guardians;

/// <param name="Answer">yes or no.</param>
/// <param name="Signature">The guardian's name as they typed it; a no needs none.</param>
internal sealed record AnswerAskingRequest(string? Answer, string? Signature);

/// <summary>The guardian answers, or takes a yes back, by the link in their mail. Nobody signs in for it; a no counts at once, a yes once the office has confirmed it.</summary>
internal static class AnswerAsking
{
    static readonly Refusal Over = new("AskingOver", "The office has closed this question, or the student is of age. Nothing was changed.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("askings/{id:guid}/answer", Handle)
        .WithSummary("The guardian says yes or no; no after a yes withdraws it").OnlyFor("portal").RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, AnswerAskingRequest request, ProfileDb db, DataKeys<ProfileDb> keys, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.Consents.SingleOrDefaultAsync(c => c.AskingId == id, ct) is not { } consent)
            return TypedResults.NotFound();
        var read = new FormReader(lenient: false);
        var signature = read.Line("signature", request.Signature ?? "", PersonName.Longest);
        if (request.Answer is not ("yes" or "no"))
            read.Bad("answer", request.Answer ?? "", "Say yes or no.");
        else if (request.Answer == "yes" && signature.Length == 0)
            read.Bad("signature", "", "Write your name: it is your signature.");
        if (!read.Ok)
            return read.Problem();
        var now = time.GetUtcNow();
        var student = await db.People.Include(p => p.Student).Include(p => p.Mentor).SingleAsync(p => p.Id == consent.PersonId, ct);
        if (!consent.TakesAnswer || !student.IsMinor(now))
            return Over.Problem();

        var (before, wasInForce) = (consent.State, consent.InForce);
        if (request.Answer == "yes")
            consent.SayYes(signature, await keys.ForAsync(student.Id, ct), now);
        else
            consent.SayNo(now);
        if (consent.State != before)
        {
            if (wasInForce)
                student.Changed(db, now);
            // Nobody's id stands for the guardian; who it was is sealed with the consent.
            await ledger.RecordAsync(new Act($"consent.{consent.State}", Guid.Empty, now) { Subject = student.Id, Programme = consent.ProgrammeId, Details = new { by = Consent.ByGuardian } }, ct);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.NoContent();
    }
}
