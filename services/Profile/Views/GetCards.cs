using Mentorship.Profile.People;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Views;

internal sealed record CardView(
    Guid Id, string Name, string GivenName, string? Headline, string? Stage, string? StageName, string[] Interests, string About);

internal static class GetCards
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("cards", Handle)
        .WithSummary("What a page shows of up to 200 people beside their names").OnlyFor("portal");

    static async Task<Results<Ok<CardView[]>, ValidationProblem>> Handle(ViewRequest request, ProfileDb db, TermsInForce inForce, CancellationToken ct)
    {
        if (!request.Fits)
            return ViewRequest.TooMany;
        var people = await db.People.AsNoTracking().Include(p => p.Student).Include(p => p.Mentor).Where(p => request.Ids!.Contains(p.Id)).ToListAsync(ct);
        var terms = await inForce.GetAsync(db, ct);
        return TypedResults.Ok(people.Select(p => Card(p, terms)).ToArray());
    }

    /// <summary>Of somebody who is both, the mentor's words come first.</summary>
    static CardView Card(Person p, Terms terms)
    {
        var interests = (p.Mentor?.Interests ?? []).Concat(p.Student?.Interests ?? []).Distinct();
        var about = p.Mentor?.About is { Length: > 0 } words ? words : p.Student?.About ?? "";
        return new CardView(p.Id, p.Name, PersonName.Given(p.Name), p.Mentor?.Headline, p.Student?.Stage,
            p.Student is { } s ? Stages.Known.NameOf(s.Stage) : null, terms.NamesOf(interests), about);
    }
}
