using System.Security.Claims;
using Mentorship.Matching.Engine;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Policies;

sealed record PolicyView(
    int Version, Objective Objective, int Floor, int PlacesPerStudent, int Choices, int AnswerDays, int TakeBackMinutes,
    bool RankedOnly, double MinSharedHours, PolicyWeights Weights, bool SignUpIsYes, bool NamesHidden, bool SecondPerson, bool PassesOn);

sealed record PolicyWeights(Weight Interests, Weight Goals, Weight Stage, Weight Languages, Weight Time, Weight Asked, Weight Rankings);

static class ShowPolicy
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("cohorts/{id:guid}/policy", Handle)
        .WithSummary("The policy in force: how this cohort is decided.");

    static async Task<Results<Ok<PolicyView>, NotFound>> Handle(Guid id, ClaimsPrincipal user, MatchingDb db, CancellationToken ct)
    {
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        return TypedResults.Ok((await db.CurrentPolicyAsync(id, ct)).ToView());
    }

    /// <summary>The newest version; every cohort has one from the moment it is known.</summary>
    public static Task<Policy> CurrentPolicyAsync(this MatchingDb db, Guid cohortId, CancellationToken ct) =>
        db.Policies.AsNoTracking().Where(p => p.CohortId == cohortId).OrderByDescending(p => p.Version).FirstAsync(ct);

    public static PolicyView ToView(this Policy p) => new(
        p.Version, p.Objective, p.Floor, p.PlacesPerStudent, p.Choices, p.AnswerDays, p.TakeBackMinutes, p.RankedOnly,
        p.MinSharedHours, new PolicyWeights(p.Interests, p.Goals, p.Stage, p.Languages, p.Time, p.Asked, p.Rankings), p.SignUpIsYes, p.NamesHidden, p.SecondPerson, p.PassesOn);
}
