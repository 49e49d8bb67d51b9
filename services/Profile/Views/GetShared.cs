using Mentorship.Profile.Background;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mentorship.Profile.Views;

internal sealed record SharedView(Guid Id, SharedFacet[] Facets);

internal sealed record SharedFacet(string Code, string Name, string[] Choices, string Words);

internal static class GetShared
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("views/shared", Handle)
        .WithSummary("What up to 200 people let their matched partner see of their background; the Portal shows it to nobody else").OnlyFor("portal");

    static async Task<Results<Ok<SharedView[]>, ValidationProblem>> Handle(ViewRequest request, Backgrounds backgrounds, CancellationToken ct)
    {
        if (!request.Fits)
            return ViewRequest.TooMany;
        var shared = await backgrounds.AllowedAsync(Use.Shared, request.Ids!, ct);
        return TypedResults.Ok(shared.Select(p => new SharedView(p.Key, [.. p.Select(View)])).ToArray());
    }

    static SharedFacet View((string Facet, Said Said) answer)
    {
        var facet = Facets.Find(answer.Facet)!;
        return new SharedFacet(facet.Code, facet.Name, facet.NamesOf(answer.Said.Choices), answer.Said.Words);
    }
}
