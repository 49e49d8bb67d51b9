using System.Security.Claims;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Conflicts;

internal sealed record NamedMentor(Guid Id, string Name, string Headline);

internal static class ShowAvoided
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("me/avoided", Handle)
        .WithSummary("Whom one does not want as a mentor; shown to oneself only").OnlyForPeople();

    static async Task<Ok<NamedMentor[]>> Handle(ClaimsPrincipal user, ProfileDb db, CancellationToken ct)
    {
        var me = user.PersonId();
        return TypedResults.Ok(await (
            from c in db.Conflicts
            where c.StudentId == me && c.SaidBy == Conflict.SaidByStudent
            join p in db.People on c.MentorId equals p.Id
            orderby c.SaidAt
            select new NamedMentor(p.Id, p.Name, p.Mentor == null ? "" : p.Mentor.Headline)).AsNoTracking().ToArrayAsync(ct));
    }
}
