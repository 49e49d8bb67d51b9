using System.Security.Claims;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Pool;
using Mentorship.Matching.Runs;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Policies;

/// <summary>
/// What a policy would do to this cohort as it is now, beside the policy in force, and beside itself with each other
/// objective. Turns: what becomes of the students from the policy in force to the proposed one.
/// </summary>
sealed record EstimateView(DraftFigures Now, DraftFigures Then, Turns Turns, ObjectiveEstimate[] Objectives, double Milliseconds);

sealed record ObjectiveEstimate(Objective Objective, DraftFigures Figures);

static class EstimatePolicy
{
    /// <summary>One at a time in a process: an editor asks with every change, and a run should not have to share its processor with them all.</summary>
    static readonly SemaphoreSlim Working = new(1, 1);

    public static void Map(RouteGroupBuilder api) => api.MapPost("cohorts/{id:guid}/policy/estimate", Handle)
        .WithSummary("What a draft would come to under a policy that is not saved, beside the one in force. Changes nothing and keeps nothing.");

    static async Task<Results<Ok<EstimateView>, NotFound, ValidationProblem>> Handle(
        Guid id, PolicyRequest request, ClaimsPrincipal user, MatchingDb db, Pools pools, TimeProvider time, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        if (ChangePolicy.Mistakes(request).ToArray() is { Length: > 0 } mistakes)
            return Invalid.Fields(mistakes);

        var pool = await pools.OpenAsync(id, ct);
        var current = await db.CurrentPolicyAsync(id, ct);
        var trial = current.Trial(request, time.GetUtcNow());
        // The lottery of the next run: where it decides, the estimate is what that run will find.
        var before = await db.NewestRunAsync(id, ct);
        var seed = before is { Published: false } ? before.Seed : 0;
        var (inForce, proposed) = (await Round.CollectAsync(db, pool, current, ct), await Round.CollectAsync(db, pool, trial, ct));
        await Working.WaitAsync(ct);
        try
        {
            var now = Solved.Of(inForce, inForce.Score(seed, _ => { }, ct), current.Objective, ct);
            var input = proposed.Score(seed, _ => { }, ct);
            var instance = input.ToInstance();
            var each = Enum.GetValues<Objective>().Select(o => (Objective: o, Solved: Solved.Of(proposed, input, instance, o, ct))).ToArray();
            var then = each.Single(e => e.Objective == trial.Objective).Solved;
            return TypedResults.Ok(new EstimateView(
                now.Figures, then.Figures, Turns.Of(now.Pairs, then.Pairs, proposed.Students.Select(s => new StudentId(s.Id))),
                [.. each.Select(e => new ObjectiveEstimate(e.Objective, e.Solved.Figures))], time.GetElapsedTime(began).TotalMilliseconds));
        }
        finally
        {
            Working.Release();
        }
    }

    sealed record Solved(Dictionary<StudentId, Earlier> Pairs, DraftFigures Figures)
    {
        public static Solved Of(Round round, SolverInput input, Objective objective, CancellationToken ct) => Of(round, input, input.ToInstance(), objective, ct);

        public static Solved Of(Round round, SolverInput input, Instance instance, Objective objective, CancellationToken ct)
        {
            var solution = Solver.Solve(instance, objective, null, ct);
            var pins = instance.PinOf();
            var pairs = new Dictionary<StudentId, Earlier>(solution.Matched);
            for (var i = 0; i < input.Students.Length; i++)
                if (solution.MentorOf[i] is >= 0 and var j)
                {
                    var (student, mentor) = (new StudentId(input.Students[i]), new MentorId(input.Mentors[j]));
                    pairs.Add(student, new(mentor, pins[i]?.Score ?? instance.ScoreOf(i, j), round.Pool.Choice(student, mentor)));
                }
            return new(pairs, DraftFigures.Of(input.Students.Length, round.Students.Count(s => s.Rankings.Count > 0), pairs.Values));
        }
    }
}
