using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Matching.Overrides;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Reveals;

sealed record RevealRequest(string? Reason);

static class RevealName
{
    public static void Map(RouteGroupBuilder api) => api.MapPut("cohorts/{id:guid}/reveals/{personId:guid}", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("Shows the caller who somebody is in a cohort that hides names, with a reason for the ledger. Twice is once.");

    static async Task<Results<NoContent, NotFound, ValidationProblem>> Handle(
        Guid id, Guid personId, RevealRequest request, ClaimsPrincipal user, MatchingDb db, DataKeys<MatchingDb> keys, LedgerOf<MatchingDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        if (string.IsNullOrWhiteSpace(request.Reason))
            return Invalid.Field("reason", "Say in a few words why you need the name. It is kept in the ledger.");
        if (request.Reason.Length > Reasons.LongestText)
            return Invalid.Field("reason", $"Keep it under {Reasons.LongestText:N0} characters.");
        var (student, mentor) = (new StudentId(personId), new MentorId(personId));
        if (!await db.PoolStudents.AnyAsync(s => s.CohortId == id && s.StudentId == student && s.Here, ct) && !await db.PoolMentors.AnyAsync(m => m.CohortId == id && m.MentorId == mentor && m.Here, ct))
            return TypedResults.NotFound();
        if (await db.Reveals.FindAsync([id, personId, user.PersonId()], ct) is not null)
            return TypedResults.NoContent();

        var now = time.GetUtcNow();
        db.Add(new Reveal(id, personId, user.PersonId(), now));
        await ledger.RecordAsync(new Act("name.revealed", user.PersonId(), now)
        {
            Subject = personId,
            Cohort = id,
            Key = await keys.ForAsync(personId, ct),
            Details = new { text = request.Reason },
        }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
