using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Vocabulary;

internal sealed record SuggestTermRequest(string? Name, string? Parent, string? Why);
internal sealed record SuggestionMade(Guid Id);

internal static class SuggestTerm
{
    public const int LongestName = 60;
    const int LongestWhy = 500;

    static readonly Refusal SuggestedAlready = new("SuggestedAlready", "Somebody has suggested this word already, and it is not answered yet.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("taxonomy/suggestions", Handle)
        .WithSummary("Suggests a word that is missing among the terms").OnlyForCoordinators().RetryRaces<ProfileDb>();

    static async Task<Results<Created<SuggestionMade>, ValidationProblem, ProblemHttpResult>> Handle(
        SuggestTermRequest request, ClaimsPrincipal user, ProfileDb db, TermsInForce inForce, DataKeys<ProfileDb> keys, TimeProvider time, CancellationToken ct)
    {
        var terms = await inForce.GetAsync(db, ct);
        var read = new FormReader(lenient: false);
        var name = Name(terms, request.Name, read);
        var parent = Parent(terms, request.Parent, read);
        var why = read.Text("why", request.Why ?? "", LongestWhy);
        if (why.Length == 0)
            read.Bad("why", "", "Say in a sentence who would choose it.");
        if (!read.Ok)
            return read.Problem();
        if ((await db.Suggestions.Where(s => s.State == Suggestion.Open).Select(s => s.Name).ToListAsync(ct)).Exists(n => WordList<Term>.Plain(n) == WordList<Term>.Plain(name)))
            return SuggestedAlready.Problem();

        var (me, now) = (user.PersonId(), time.GetUtcNow());
        var key = await keys.ForAsync(me, ct);
        var suggestion = db.Add(Suggestion.Of(name, parent!, key.Seal(Suggestion.Table, Suggestion.WhyColumn, why), me, now)).Entity;
        await db.SaveChangesAsync(ct);
        return TypedResults.Created((string?)null, new SuggestionMade(suggestion.Id));
    }

    /// <summary>A word that stands for no term yet: one word cannot mean two.</summary>
    internal static string Name(Terms terms, string? written, FormReader read)
    {
        var name = read.Line("name", written ?? "", LongestName);
        if (name.Length < 2 || name.Contains(';', StringComparison.Ordinal))
            read.Bad("name", name, "Write a word as a student would type it, without “;”.");
        else if (terms.Named(name) is { } taken)
            read.Bad("name", name, $"“{name}” is there already: it stands for {taken.Name}.");
        return name;
    }

    /// <summary>Where a term hangs decides whom it fits, so it never hangs nowhere; and nothing is narrower than not knowing yet.</summary>
    internal static Term? Parent(Terms terms, string? word, FormReader read)
    {
        if (terms.Named(word ?? "") is { Code: not Terms.Exploring } parent)
            return parent;
        read.Bad("parent", word ?? "", "Choose the term under which it belongs.");
        return null;
    }
}
