using System.Security.Claims;
using Mentorship.Matching.Policies;
using Mentorship.Matching.Pool;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Requests;

/// <summary>The whole list, the first choice first; an empty one takes it back.</summary>
sealed record ListRequest(Guid[]? MentorIds);

static class SaveList
{
    public static void Map(RouteGroupBuilder api) => api.MapPut("me/cohorts/{id:guid}/list", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("Saves the student's ranked list. In a batch cohort it feeds the rankings; in a rolling one it is kept for the next request.");

    static async Task<Results<NoContent, NotFound, ValidationProblem>> Handle(
        Guid id, ListRequest request, ClaimsPrincipal user, MatchingDb db, Pools pools, TimeProvider time, CancellationToken ct)
    {
        if (!await db.OwnCohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        var pool = await pools.OpenAsync(id, ct);
        if (!pool.Students.TryGetValue(user.AsStudent(), out var student))
            return TypedResults.NotFound();

        var policy = await db.CurrentPolicyAsync(id, ct);
        var list = await db.Requests.FindAsync([id, student.Id], ct);
        var wanted = request.MentorIds ?? [];
        if (wanted.Length > policy.Choices)
            return Invalid.Field("mentorIds", policy.Choices == 1 ? "Your list has room for one mentor." : $"Your list has room for {policy.Choices} mentors.");
        if (wanted.Distinct().Count() < wanted.Length)
            return Invalid.Field("mentorIds", "Put each mentor on your list once.");
        // One who has paused since may stay where they are on the list; only who is open can be put on it.
        var allowed = pool.OpenTo(student, policy).Select(m => m.Id).Concat(list?.Choices.Select(c => c.MentorId.Value) ?? []).ToHashSet();
        if (!wanted.All(allowed.Contains))
            return Invalid.Field("mentorIds", "One of these mentors does not take new students here. Choose from those open to you.");

        var ranked = wanted.Select((mentor, at) => (Mentor: new MentorId(mentor), Rank: at + 1)).ToList();
        var kept = list?.Choices.OrderBy(c => c.Rank).Select(c => (Mentor: c.MentorId, c.Rank)) ?? [];
        if (kept.SequenceEqual(ranked))
            return TypedResults.NoContent();
        if (list is null)
            db.Add(list = new StudentRequest(id, student.Id));
        list.Save(ranked, time.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
