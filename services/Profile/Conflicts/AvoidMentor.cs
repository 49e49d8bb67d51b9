using System.Security.Claims;
using Mentorship.Profile.People;
using Mentorship.Profile.Readings;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Conflicts;

internal static class AvoidMentor
{
    static readonly Refusal TooMany = new("TooMany", $"You can name {Conflict.Most} people here. Please write to the programme office about more.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPut("me/avoided/{mentorId:guid}", Handle)
        .WithSummary("Names a mentor of one's cohorts whom one does not want to be paired with; nobody is told").OnlyForPeople().RetryRaces<ProfileDb>();

    static async Task<Results<NoContent, NotFound, ProblemHttpResult>> Handle(Guid mentorId, ClaimsPrincipal user, ProfileDb db, TimeProvider time, CancellationToken ct)
    {
        var me = user.PersonId();
        if (!await db.MentorsAround(me).AnyAsync(p => p.Id == mentorId, ct))
            return TypedResults.NotFound();
        var avoided = await db.Conflicts.Where(c => c.StudentId == me && c.SaidBy == Conflict.SaidByStudent).Select(c => c.MentorId).ToListAsync(ct);
        if (avoided.Contains(mentorId))
            return TypedResults.NoContent();
        if (avoided.Count >= Conflict.Most)
            return TooMany.Problem();

        var now = time.GetUtcNow();
        db.Add(Conflict.Of(mentorId, me, Conflict.Avoid, Conflict.SaidByStudent, now));
        await db.KeepApartAsync([(mentorId, me)], ct);
        await db.TellOfAsync(p => p.Id == me, now, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}

internal static class MentorsAroundStudent
{
    /// <summary>The mentors of the cohorts that somebody is a student in.</summary>
    public static IQueryable<Person> MentorsAround(this ProfileDb db, Guid student) => db.People.Where(p => p.Id != student && p.Memberships.Any(m => m.Role == Membership.Mentor
        && db.Memberships.Any(mine => mine.PersonId == student && mine.Role == Membership.Student && mine.CohortId == m.CohortId)));
}
