using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Background;

/// <param name="Purpose">The narrowest where none is given.</param>
/// <param name="Version">That of the answer as it was read; 0 where there was none.</param>
internal sealed record AnswerFacetRequest(string[]? Choices, string? Words, bool Declined, Wish Wish, Purpose? Purpose, int Version);

internal sealed record FacetAnswered(int Version);

internal static class AnswerFacet
{
    public const int LongestWords = 200;

    static readonly Refusal NotAsked = new("NotAsked", "The school does not ask this at present. Nothing was saved.");

    static readonly Refusal PurposeNotOffered = new("PurposeNotOffered",
        "The school does not allow this answer to be used in that way. Choose one of the ways that are offered.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPut("me/facets/{code}", Handle)
        .WithSummary("Answers one facet, or says that one would rather not, and what the answer may be used for").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<Ok<FacetAnswered>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        string code, AnswerFacetRequest request, ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, TimeProvider time, CancellationToken ct)
    {
        var me = user.PersonId();
        var person = await db.People.Include(p => p.Student).Include(p => p.Mentor).SingleOrDefaultAsync(p => p.Id == me, ct);
        if (Facets.Find(code) is not { } facet || person is null or { Student: null, Mentor: null })
            return TypedResults.NotFound();
        string[] choices = [.. (request.Choices ?? []).Distinct()];
        var words = PersonName.Clean(request.Words ?? "");
        if (!request.Declined && Mistakes(facet, choices, words).ToArray() is { Length: > 0 } mistakes)
            return Invalid.Fields(mistakes);

        var use = await db.UseInForceAsync(ct);
        var answer = await db.FacetAnswers.SingleOrDefaultAsync(a => a.PersonId == me && a.Facet == code, ct);
        if (use.Of(code) == Use.NotCollected)
            return NotAsked.Problem();
        var purpose = request.Declined ? Purpose.Reporting : request.Purpose ?? Purpose.Reporting;
        if (purpose.Under(use.Of(code)) < (Use)purpose)
            return PurposeNotOffered.Problem();
        if (request.Version != (answer?.Version ?? 0))
            return ChangeStudent.ChangedMeanwhile.Problem();

        var now = time.GetUtcNow();
        var before = answer?.Purpose;
        var heard = answer is { OpenedForMatching: true };
        answer ??= db.Add(new FacetAnswer(me, code)).Entity;
        var wish = purpose >= Purpose.Matching && person.Student is not null ? request.Wish : Wish.Not;
        answer.Write(request.Declined ? Said.Rather : new Said(choices, words, Declined: false, wish), purpose, use, await keys.ForAsync(me, ct), now);
        if (before != purpose)
            db.Add(PurposeChange.To(purpose, me, code, now));
        // An answer that is not Matching's to know changes nothing there, so that nothing is announced either.
        if (heard || answer.OpenedForMatching)
            person.Changed(db, now);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new FacetAnswered(answer.Version));
    }

    static IEnumerable<(string, string)> Mistakes(Facet facet, string[] choices, string words)
    {
        if (choices.Except(facet.Choices.Select(c => c.Code)).Any())
            yield return ("choices", "Choose from the answers that are offered.");
        if (choices.Length > 1 && !facet.Several)
            yield return ("choices", "Choose one answer.");
        if (words.Length > 0 && !facet.OwnWords)
            yield return ("words", "Choose from the answers that are offered.");
        if (words.Length > LongestWords)
            yield return ("words", $"Write at most {LongestWords} characters.");
        if (choices.Length == 0 && words.Length == 0)
            yield return ("choices", facet.Choices.Length == 0 ? "Write an answer, or say that you would rather not." : "Choose an answer, or say that you would rather not.");
    }
}
