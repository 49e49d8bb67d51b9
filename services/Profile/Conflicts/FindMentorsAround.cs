using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Conflicts;

internal static class FindMentorsAround
{
    const int Shortest = 2, Most = 10, LongestQuestion = 100;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("me/mentors", Handle)
        .WithSummary("Mentors of one's cohorts whose names hold every typed word, ten at most; nobody before two letters").OnlyForPeople();

    static async Task<Ok<NamedMentor[]>> Handle(string? q, ClaimsPrincipal user, ProfileDb db, CancellationToken ct)
    {
        var text = PersonName.Clean(q ?? "");
        if (text.Length is < Shortest or > LongestQuestion)
            return TypedResults.Ok<NamedMentor[]>([]);
        // Names are compared here: an address must not answer, and neither database folds case as the other does.
        var words = text.ToLowerInvariant().Split(' ');
        var around = await db.MentorsAround(user.PersonId()).AsNoTracking().OrderBy(p => p.Name).Select(p => new NamedMentor(p.Id, p.Name, p.Mentor!.Headline)).ToListAsync(ct);
        return TypedResults.Ok(around.Where(m => words.All(w => m.Name.Contains(w, StringComparison.OrdinalIgnoreCase))).Take(Most).ToArray());
    }
}
