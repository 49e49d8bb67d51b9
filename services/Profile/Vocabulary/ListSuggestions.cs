using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Vocabulary;

internal sealed record SuggestionView(
    Guid Id, string Name, string Parent, string? Why, bool Mine, DateTimeOffset SuggestedAt, string State, string? Code, string? Answer, DateTimeOffset? AnsweredAt);

internal static class ListSuggestions
{
    /// <summary>Answered ones are shown for a while, so that whoever suggested them learns what came of it.</summary>
    const int MostAnswered = 20;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("taxonomy/suggestions", Handle)
        .WithSummary("Words that coordinators miss: every open one, the oldest first, and the last that were answered").OnlyForOffice();

    static async Task<Ok<SuggestionView[]>> Handle(ClaimsPrincipal user, ProfileDb db, DataKeys<ProfileDb> keys, CancellationToken ct)
    {
        var open = await db.Suggestions.AsNoTracking().Where(s => s.State == Suggestion.Open).OrderBy(s => s.SuggestedAt).ThenBy(s => s.Id).ToListAsync(ct);
        var answered = await db.Suggestions.AsNoTracking().Where(s => s.State != Suggestion.Open).OrderByDescending(s => s.AnsweredAt).Take(MostAnswered).ToListAsync(ct);
        List<Suggestion> all = [.. open, .. answered];
        var opening = await keys.ForAsync([.. all.Select(s => s.SuggestedBy).Distinct()], ct);
        return TypedResults.Ok(all.Select(s => View(s, opening.GetValueOrDefault(s.SuggestedBy), s.SuggestedBy == user.PersonId())).ToArray());
    }

    static SuggestionView View(Suggestion s, DataKey? key, bool mine) => new(
        s.Id, s.Name, s.Parent, key?.Open(Suggestion.Table, Suggestion.WhyColumn, s.Why), mine, s.SuggestedAt, s.State, s.Code,
        s.Answer is { } answer ? key?.Open(Suggestion.Table, Suggestion.AnswerColumn, answer) : null, s.AnsweredAt);
}
