using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Vocabulary;

/// <summary>With <c>SameAs</c> the word leads to that term from now on; else it becomes a term, called and hung as suggested or as said here.</summary>
internal sealed record AcceptSuggestionRequest(string? Name, string? Parent, string? SameAs);
internal sealed record AcceptedTerm(string Code, string Name);

internal static class AcceptSuggestion
{
    internal static readonly Refusal AnsweredAlready = new("AnsweredAlready", "This suggestion has been answered already.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("taxonomy/suggestions/{id:guid}/accept", Handle)
        .WithSummary("Makes a suggested word a term of this installation, or another word for a term there is").OnlyForAdministrators().RetryRaces<ProfileDb>();

    static async Task<Results<Ok<AcceptedTerm>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, AcceptSuggestionRequest request, ClaimsPrincipal user, ProfileDb db, TermsInForce inForce, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        // Before the suggestion: who loses a race to accept it then finds it answered, not its word taken.
        var terms = await inForce.GetAsync(db, ct);
        if (await db.Suggestions.SingleOrDefaultAsync(s => s.Id == id, ct) is not { } suggestion)
            return TypedResults.NotFound();
        if (suggestion.State != Suggestion.Open)
            return AnsweredAlready.Problem();

        var now = time.GetUtcNow();
        var read = new FormReader(lenient: false);
        var name = SuggestTerm.Name(terms, request.Name ?? suggestion.Name, read);
        TermChange? change = null;
        if (request.SameAs is { } same)
        {
            if (terms.Named(same) is { } term)
                change = TermChange.NameAlso(terms, term, name, now);
            else
                read.Bad("sameAs", same, "Choose the term that it is another word for.");
        }
        else if (SuggestTerm.Parent(terms, request.Parent ?? suggestion.Parent, read) is { } parent)
            change = TermChange.Add(terms, name, parent, now);
        if (!read.Ok)
            return read.Problem();

        db.Add(change!);
        suggestion.Accept(change!.Code, now);
        await ledger.RecordAsync(new Act($"term.{change.Act}", user.PersonId(), now) { Details = new { code = change.Code, suggestion = id } }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new AcceptedTerm(change.Code, name));
    }
}
