using System.Security.Claims;
using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Background;

/// <summary>The school's side (what it allows, and since which day) and one's own.</summary>
internal sealed record FacetsView(DateOnly? DecidedOn, FacetView[] Facets);

internal sealed record FacetView(
    string Code, string Name, string Question, FacetChoice[] Choices, bool Several, bool OwnWords, bool Protected, Use Use, OwnAnswer? Answer, PurposeStep[] History);

internal sealed record FacetChoice(string Code, string Name);

/// <param name="Purpose">As the owner chose it.</param>
/// <param name="Use">What becomes of it under the school's use profile.</param>
internal sealed record OwnAnswer(string[] Choices, string Words, bool Declined, Wish Wish, Purpose Purpose, Use Use, int Version, DateTimeOffset AnsweredAt);

internal sealed record PurposeStep(Purpose? Purpose, DateTimeOffset At);

internal static class GetFacets
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("me/facets", Handle)
        .WithSummary("Every facet with the school's limit, one's own answer and what it may be used for, and how that changed").OnlyForPeople();

    static async Task<Results<Ok<FacetsView>, NotFound>> Handle(ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, CancellationToken ct)
    {
        var me = user.PersonId();
        if (!await db.People.AnyAsync(p => p.Id == me && (p.Student != null || p.Mentor != null), ct))
            return TypedResults.NotFound();
        var use = await db.UseInForceAsync(ct);
        var answers = await db.FacetAnswers.AsNoTracking().Where(a => a.PersonId == me).ToDictionaryAsync(a => a.Facet, ct);
        var history = (await db.PurposeChanges.AsNoTracking().Where(c => c.PersonId == me).OrderBy(c => c.At).ThenBy(c => c.Id).ToListAsync(ct)).ToLookup(c => c.Facet);
        var key = answers.Count == 0 ? null : await keys.ForAsync(me, ct);
        return TypedResults.Ok(new FacetsView(use.DecidedOn, [.. Facets.All.Select(f => View(f, use.Of(f.Code), answers.GetValueOrDefault(f.Code), key, history[f.Code]))]));
    }

    static FacetView View(Facet f, Use use, FacetAnswer? answer, DataKey? key, IEnumerable<PurposeChange> history) => new(
        f.Code, f.Name, f.Question, [.. f.Choices.Select(c => new FacetChoice(c.Code, c.Name))], f.Several, f.OwnWords, f.Protected, use,
        answer is null ? null : Own(answer, answer.Read(key!), use), [.. history.Select(h => new PurposeStep(h.Purpose, h.At))]);

    static OwnAnswer Own(FacetAnswer a, Said said, Use use) =>
        new(said.Choices, said.Words, said.Declined, said.Wish, a.Purpose, a.Purpose.Under(use), a.Version, a.AnsweredAt);
}
