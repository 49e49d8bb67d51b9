using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Pool;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Overrides;

sealed record PlacesRequest(int? Places, string? Reason, string? Text);

static class GivePlaces
{
    public static void Map(RouteGroupBuilder api) => api.MapPut("cohorts/{id:guid}/mentors/{mentorId:guid}/places", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("How many students a mentor takes in this cohort by the office's word, until the mentor says another number. Nobody loses a mentor by it.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Ok<PlacesView>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, Guid mentorId, PlacesRequest request, ClaimsPrincipal user, MatchingDb db, Pools pools, DataKeys<MatchingDb> keys,
        LedgerOf<MatchingDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        if (request.Places is not (>= 0 and <= OverrideQuestion.MostPlaces))
            return Invalid.Field("places", $"Places are a number from 0 to {OverrideQuestion.MostPlaces}.");
        if (Reasons.Mistake(request.Reason, request.Text) is { } mistake)
            return mistake;
        if (user.PersonId() == mentorId)
            return Conflicts.OwnPair.Problem();
        // A pin with this mentor at the same moment touches no row in common; the ledger that both write settles it.
        await ledger.HoldAsync(ct);
        if (!(await pools.OpenAsync(id, ct)).Mentors.ContainsKey(new MentorId(mentorId)))
            return TypedResults.NotFound();
        if (await db.PoolMentors.FindAsync([id, new MentorId(mentorId)], ct) is not { Here: true } mentor)
            return TypedResults.NotFound();
        var held = await HeldPlaces.LoadAsync(db, id, ct);
        if (Math.Max(0, request.Places.Value - held.Held(mentor.MentorId)) < held.Pinned(mentor.MentorId))
            return Conflicts.PinnedAbove.Problem();
        if (mentor.Capacity != request.Places)
        {
            var (now, key, former) = (time.GetUtcNow(), await keys.ForAsync(mentorId, ct), mentor.Capacity);
            mentor.Give(request.Places.Value);
            await ledger.RecordAsync(new Act("places.given", user.PersonId(), now)
            {
                Subject = mentorId,
                Cohort = id,
                Key = key,
                Details = new { request.Places, former, request.Reason, text = request.Text is { Length: > 0 } said ? said : null },
            }, ct);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.Ok(held.Of((await pools.OpenAsync(id, ct)).Mentors[mentor.MentorId]));
    }
}
