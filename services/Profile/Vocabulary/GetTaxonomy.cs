using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Mentorship.Profile.Vocabulary;

internal sealed record TermView(string Code, string Name, string? Parent, string Kind, string[] Synonyms, string[] Formerly);
internal sealed record Named(string Code, string Name);
internal sealed record TaxonomyView(int Version, TermView[] Terms, Named[] Stages, Named[] Languages);

internal static class GetTaxonomy
{
    static readonly ConditionalWeakTable<Terms, TaxonomyView> Views = [];

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("taxonomy", Handle)
        .WithSummary("The terms, stages and languages a profile is made of; 304 for whoever has this version");

    static async Task<Results<Ok<TaxonomyView>, StatusCodeHttpResult>> Handle(HttpContext http, ProfileDb db, TermsInForce inForce, CancellationToken ct)
    {
        var terms = await inForce.GetAsync(db, ct);
        var tag = new EntityTagHeaderValue($"\"{terms.Version}\"");
        http.Response.GetTypedHeaders().ETag = tag;
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(Views.GetValue(terms, View));
    }

    static TaxonomyView View(Terms terms) => new(
        terms.Version,
        [.. terms.All.Select(t => new TermView(t.Code, t.Name, t.Parent, t.Kind, t.Synonyms, t.Formerly))],
        [.. Stages.Known.All.Select(s => new Named(s.Code, s.Name))],
        [.. Languages.Known.All.Select(l => new Named(l.Code, l.Name)).OrderBy(l => l.Name, StringComparer.Ordinal)]);
}
