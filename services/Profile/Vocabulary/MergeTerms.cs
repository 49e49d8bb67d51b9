using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Vocabulary;

internal sealed record MergeTermsRequest(string? Code, string? Into);

/// <summary>A merge before it is done: which term goes, which stays, and how many people change over.</summary>
internal sealed record MergeView(string Code, string Name, string Into, string IntoName, int People);

internal static class MergeTerms
{
    static readonly Refusal DifferentKinds = new("DifferentKinds", "One of them is an interest and the other a goal. Only terms of one kind can be merged.");
    static readonly Refusal BelowItself = new("BelowItself", "That term lies below the one that would go. Merge it the other way round.");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("taxonomy/merges", Look).WithSummary("What merging a term into another would do").OnlyForAdministrators();
        api.MapPost("taxonomy/merges", Handle)
            .WithSummary("Merges a term into another: whoever chose the one has the other, and its code and words go on being read").OnlyForAdministrators().RetryRaces<ProfileDb>();
    }

    static async Task<Results<Ok<MergeView>, ValidationProblem, ProblemHttpResult>> Look(
        ProfileDb db, TermsInForce inForce, CancellationToken ct, string? code = null, string? into = null)
    {
        var merge = Read(await inForce.GetAsync(db, ct), code, into);
        return merge.Wrong is { } wrong ? wrong : merge.Refused is { } refused ? refused.Problem()
            : TypedResults.Ok(new MergeView(merge.Gone!.Code, merge.Gone.Name, merge.Into!.Code, merge.Into.Name, await db.People.Naming(merge.Gone).CountAsync(ct)));
    }

    static async Task<Results<Ok<AcceptedTerm>, ValidationProblem, ProblemHttpResult>> Handle(
        MergeTermsRequest request, ClaimsPrincipal user, ProfileDb db, TermsInForce inForce, FollowMerges following, LedgerOf<ProfileDb> ledger, TimeProvider time, CancellationToken ct)
    {
        var terms = await inForce.GetAsync(db, ct);
        var merge = Read(terms, request.Code, request.Into);
        if (merge.Wrong is { } wrong)
            return wrong;
        if (merge.Refused is { } refused)
            return refused.Problem();

        var (gone, into, now) = (merge.Gone!, merge.Into!, time.GetUtcNow());
        db.Add(TermChange.Merge(terms, gone, into, now));
        await ledger.RecordAsync(new Act("term.merged", user.PersonId(), now) { Details = new { code = gone.Code, into = into.Code } }, ct);
        await db.SaveChangesAsync(ct);
        following.Wake();
        return TypedResults.Ok(new AcceptedTerm(into.Code, into.Name));
    }

    static (Term? Gone, Term? Into, ValidationProblem? Wrong, Refusal? Refused) Read(Terms terms, string? code, string? other)
    {
        var read = new FormReader(lenient: false);
        var (gone, into) = (terms.Named(code ?? ""), terms.Named(other ?? ""));
        // Not knowing yet is no word for a field, and a field no word for not knowing.
        if (gone is null or { Code: Terms.Exploring })
            read.Bad("code", code ?? "", "Choose the term that goes.");
        if (into is null or { Code: Terms.Exploring } || into == gone)
            read.Bad("into", other ?? "", "Choose another term, which stays.");
        if (!read.Ok)
            return (null, null, read.Problem(), null);
        return (gone, into, null, gone!.Kind != into!.Kind ? DifferentKinds : terms.Above(into).Contains(gone) ? BelowItself : null);
    }
}
