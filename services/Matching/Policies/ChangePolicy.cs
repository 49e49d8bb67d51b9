using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Matching.Engine;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Policies;

/// <summary>The version is the one that was read and changed.</summary>
sealed record PolicyRequest(
    int Version, Objective Objective, int? Floor, int PlacesPerStudent, int Choices, int AnswerDays, int TakeBackMinutes, bool RankedOnly,
    double MinSharedHours, PolicyWeights Weights, bool SignUpIsYes, bool NamesHidden, bool SecondPerson, bool PassesOn);

static class ChangePolicy
{
    static readonly Refusal ChangedMeanwhile = new("ChangedMeanwhile", "Another coordinator has saved a newer version of this policy meanwhile. Look at it, then change what you wanted to change.");

    public static void Map(RouteGroupBuilder api) => api.MapPut("cohorts/{id:guid}/policy", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("Makes a new version of the policy. Runs that used an earlier one keep it. Refused where somebody else made one since.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Ok<PolicyView>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, PolicyRequest request, ClaimsPrincipal user, MatchingDb db, LedgerOf<MatchingDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        if (Mistakes(request).ToArray() is { Length: > 0 } mistakes)
            return Invalid.Fields(mistakes);

        var now = time.GetUtcNow();
        var current = await db.CurrentPolicyAsync(id, ct);
        if (current.ToView() == new PolicyView(current.Version, request.Objective, request.Floor ?? 0, request.PlacesPerStudent, request.Choices,
            request.AnswerDays, request.TakeBackMinutes, request.RankedOnly, request.MinSharedHours, request.Weights, request.SignUpIsYes, request.NamesHidden, request.SecondPerson, request.PassesOn))
            return TypedResults.Ok(current.ToView());
        if (request.Version != current.Version)
            return ChangedMeanwhile.Problem();
        var next = current.Next(request, user.PersonId(), now);
        db.Add(next);
        await ledger.RecordAsync(new Act("policy.changed", user.PersonId(), now)
        {
            Cohort = id,
            Details = new { next.Version, next.Objective, next.Floor, next.PlacesPerStudent, next.RankedOnly, next.MinSharedHours, next.SignUpIsYes, next.NamesHidden, next.SecondPerson, next.PassesOn },
        }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(next.ToView());
    }

    public static IEnumerable<(string, string)> Mistakes(PolicyRequest r)
    {
        if (r.Weights is null)
            yield return ("weights", "Say how much each criterion counts.");
        // With nothing beside it, every band and every price would tell what somebody said of themselves.
        else if (r.Weights.Asked != Weight.Off && new[] { r.Weights.Interests, r.Weights.Goals, r.Weights.Stage, r.Weights.Time, r.Weights.Rankings }.Count(w => w >= r.Weights.Asked) < 2)
            yield return ("weights", "What students asked for may not decide alone: let at least two of interests, goals, stage, shared time and rankings count as much, or turn it off.");
        if (r.Floor is < 0 or > 100_000)
            yield return ("floor", "The floor is a number from 0 (off) to 100,000.");
        if (r.PlacesPerStudent is < 1 or > 5)
            yield return ("placesPerStudent", "A student can have one to five mentors.");
        if (r.Choices is < 1 or > 20)
            yield return ("choices", "A list holds one to twenty mentors.");
        if (r.AnswerDays is < 1 or > 60)
            yield return ("answerDays", "People have one to sixty days to answer.");
        if (r.TakeBackMinutes is < 0 or > 10_080)
            yield return ("takeBackMinutes", "The time to take a publication back is at most a week.");
        if (r.MinSharedHours is < 0 or > 40 || double.IsNaN(r.MinSharedHours))
            yield return ("minSharedHours", "Shared hours a week are a number from 0 (off) to 40.");
    }
}
