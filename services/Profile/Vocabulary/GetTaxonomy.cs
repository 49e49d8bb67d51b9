using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Profile.Vocabulary;

internal sealed record TermView(string Code, string Name, string? Parent, string Kind, string[] Synonyms);
internal sealed record Named(string Code, string Name);
internal sealed record TaxonomyView(int Version, TermView[] Terms, Named[] Stages, Named[] Languages);

internal static class GetTaxonomy
{
    static readonly TaxonomyView Answer = new(
        Terms.Version,
        [.. Terms.All.Select(t => new TermView(t.Code, t.Name, t.Parent, t.Kind, t.Synonyms))],
        [.. Stages.Known.All.Select(s => new Named(s.Code, s.Name))],
        [.. Languages.Known.All.Select(l => new Named(l.Code, l.Name)).OrderBy(l => l.Name, StringComparer.Ordinal)]);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("taxonomy", Handle)
        .WithSummary("The terms, stages and languages a profile is made of");

    static Ok<TaxonomyView> Handle() => TypedResults.Ok(Answer);
}
