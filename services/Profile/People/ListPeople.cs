using System.Security.Claims;
using Mentorship.Profile.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.People;

internal sealed record PeopleView(int Total, int Students, int Mentors, PersonRow[] Items);

internal sealed record PersonRow(
    Guid Id, string Name, string Email, string Role, string? Stage, string? Headline, DateTimeOffset? InvitedAt, string[] Interests);

internal static class ListPeople
{
    const int MostPerPage = 200;
    const int LongestQuestion = 200;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("cohorts/{id:guid}/people", Handle)
        .WithSummary("The people of a cohort by name; q looks in names and addresses");

    static async Task<Results<Ok<PeopleView>, NotFound>> Handle(
        Guid id, ClaimsPrincipal user, ProfileDb db, TermsInForce inForce, CancellationToken ct, string? role = null, string? q = null, int page = 1, int size = 50)
    {
        if (!await db.CohortsRunBy(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        var everyone = db.Memberships.Where(m => m.CohortId == id);
        var counts = await everyone.GroupBy(m => m.Role).Select(g => new { Role = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Role, g => g.Count, ct);

        var asked = everyone;
        if (role is not null)
            asked = asked.Where(m => m.Role == role);
        if (q?.Trim() is { Length: > 0 } text)
        {
            var words = text[..Math.Min(text.Length, LongestQuestion)].ToLowerInvariant();
            asked = asked.Where(m => m.Person.Search.Contains(words));
        }
        var terms = await inForce.GetAsync(db, ct);
        size = Math.Clamp(size, 1, MostPerPage);
        var rows = await asked.AsNoTracking().Include(m => m.Person).ThenInclude(p => p.Student).Include(m => m.Person).ThenInclude(p => p.Mentor)
            .OrderBy(m => m.Person.Search).ThenBy(m => m.PersonId).ThenBy(m => m.Role)
            .Skip((int)Math.Min((Math.Max(page, 1) - 1L) * size, int.MaxValue)).Take(size).ToListAsync(ct);
        return TypedResults.Ok(new PeopleView(await asked.CountAsync(ct), counts.GetValueOrDefault(Membership.Student), counts.GetValueOrDefault(Membership.Mentor),
            [.. rows.Select(m => Row(m, terms))]));
    }

    static PersonRow Row(Membership m, Terms terms)
    {
        var student = m.Role == Membership.Student ? m.Person.Student : null;
        var mentor = m.Role == Membership.Mentor ? m.Person.Mentor : null;
        return new PersonRow(m.PersonId, m.Person.Name, m.Person.Email, m.Role, student?.Stage, mentor?.Headline, m.InvitedAt,
            terms.NamesOf(student?.Interests ?? mentor?.Interests ?? []));
    }
}
