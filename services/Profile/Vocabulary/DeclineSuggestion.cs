using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Vocabulary;

internal sealed record DeclineSuggestionRequest(string? Answer);

internal static class DeclineSuggestion
{
    const int LongestAnswer = 500;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("taxonomy/suggestions/{id:guid}/decline", Handle)
        .WithSummary("Answers a suggestion with no, and says why").OnlyForAdministrators().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, DeclineSuggestionRequest request, ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.Suggestions.SingleOrDefaultAsync(s => s.Id == id, ct) is not { } suggestion)
            return TypedResults.NotFound();
        if (suggestion.State != Suggestion.Open)
            return AcceptSuggestion.AnsweredAlready.Problem();
        var read = new FormReader(lenient: false);
        var answer = read.Text("answer", request.Answer ?? "", LongestAnswer);
        if (answer.Length == 0)
            read.Bad("answer", "", "Say in a sentence why not; the coordinator reads it.");
        if (!read.Ok)
            return read.Problem();

        var now = time.GetUtcNow();
        var key = await keys.ForAsync(suggestion.SuggestedBy, ct);
        suggestion.Decline(key.Seal(Suggestion.Table, Suggestion.AnswerColumn, answer), now);
        await ledger.RecordAsync(new Act("term.declined", user.PersonId(), now) { Details = new { suggestion = id } }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
