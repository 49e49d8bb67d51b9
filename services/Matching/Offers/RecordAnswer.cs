using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Overrides;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Offers;

/// <summary>An answer given by phone; the reason is a note for the ledger.</summary>
sealed record PhoneAnswerRequest(Side? Side, Answer? Answer, string? Reason);

static class RecordAnswer
{
    static readonly Refusal OwnPair = new("ConflictOfInterest", "You are part of this pair, so another coordinator has to write this down.");

    public static void Map(RouteGroupBuilder api) => api.MapPost("pairs/{id:guid}/answers", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("Writes down an answer that was given by phone. It counts like the person's own, stands in the ledger, and the person is told.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Ok<PairView>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, PhoneAnswerRequest request, ClaimsPrincipal user, MatchingDb db, PairViews views, DataKeys<MatchingDb> keys,
        LedgerOf<MatchingDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (await db.OfficePairsOf(user).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } pair)
            return TypedResults.NotFound();
        if (request.Side is not { } side || !Enum.IsDefined(side))
            return Invalid.Field("side", "Say whose answer it is.");
        if (request.Answer is not (Answer.Yes or Answer.No))
            return Invalid.Field("answer", "Say yes or no.");
        if (request.Reason?.Length > Reasons.LongestText)
            return Invalid.Field("reason", $"Keep it under {Reasons.LongestText:N0} characters.");
        if (pair.IsOf(user.PersonId()))
            return OwnPair.Problem();

        var (now, before) = (time.GetUtcNow(), pair.Version);
        var word = request.Answer == Answer.No && NoReasons.All.Contains(request.Reason) ? request.Reason : null;
        if (await db.AnswerAsync(pair, side, request.Answer.Value, word, byOffice: true, now, ct) is { } refusal)
            return refusal.Problem();
        if (pair.Version != before)
        {
            await ledger.RecordAsync(await OfficeActs.OnAsync(keys, "answer.recorded", pair, user.PersonId(), now, key => new
            {
                PairId = pair.Id,
                MentorId = pair.MentorId.Value,
                side,
                request.Answer,
                Reason = key ? request.Reason : null,
            }, ct), ct);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.Ok(await views.OfAsync(pair, Viewer.Office, ct));
    }
}

static class OfficeActs
{
    /// <summary>An act on a pair, sealed with the student's key. Of someone who was erased no text is kept.</summary>
    public static async Task<Act> OnAsync(
        DataKeys<MatchingDb> keys, string name, Pair pair, Guid by, DateTimeOffset now, Func<bool, object> details, CancellationToken ct)
    {
        var key = (await keys.ForAsync([pair.StudentId.Value], ct)).GetValueOrDefault(pair.StudentId.Value);
        return new Act(name, by, now) { Subject = pair.StudentId.Value, Partner = pair.MentorId.Value, Cohort = pair.CohortId, Key = key, Details = details(key is not null) };
    }
}
