using System.Security.Claims;
using Mentorship.Matching.Policies;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Reveals;

sealed record HiddenRequest(Guid[] Ids);

/// <summary>Of the people asked about, those whose names the caller may not see in this cohort. On: it hides names at all.</summary>
sealed record HiddenView(bool On, Guid[] Students, Guid[] Mentors);

static class ListHidden
{
    const int Most = 5000;

    static readonly HiddenView Nobody = new(false, [], []);

    public static void Map(RouteGroupBuilder api) => api.MapPost("cohorts/{id:guid}/hidden", Handle)
        .WithSummary("Whose names stay hidden from the caller: in a cohort that hides them, everyone of the pool without a pair whom the caller has not revealed.");

    static async Task<Results<Ok<HiddenView>, NotFound>> Handle(Guid id, HiddenRequest request, ClaimsPrincipal user, MatchingDb db, CancellationToken ct)
    {
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        if (!(await db.CurrentPolicyAsync(id, ct)).NamesHidden)
            return TypedResults.Ok(Nobody);
        var (asked, me) = (request.Ids.Distinct().Take(Most).ToList(), user.PersonId());
        var (asStudents, asMentors) = (asked.ConvertAll(p => new StudentId(p)), asked.ConvertAll(p => new MentorId(p)));
        var students = await db.PoolStudents.Where(s => s.CohortId == id && s.Here && asStudents.Contains(s.StudentId)
            && !db.Pairs.Any(p => p.CohortId == id && p.StudentId == s.StudentId && p.StudentPlace != null)).Select(s => s.StudentId).ToListAsync(ct);
        var mentors = await db.PoolMentors.Where(m => m.CohortId == id && m.Here && asMentors.Contains(m.MentorId)
            && !db.Pairs.Any(p => p.CohortId == id && p.MentorId == m.MentorId && p.MentorPlace != null)).Select(m => m.MentorId).ToListAsync(ct);
        var known = (await db.Reveals.Where(r => r.CohortId == id && r.By == me && asked.Contains(r.PersonId)).Select(r => r.PersonId).ToListAsync(ct)).Append(me).ToHashSet();
        return TypedResults.Ok(new HiddenView(true,
            [.. students.Select(s => s.Value).Where(p => !known.Contains(p))], [.. mentors.Select(m => m.Value).Where(p => !known.Contains(p))]));
    }
}
