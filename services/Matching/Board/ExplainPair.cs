using System.Security.Claims;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Overrides;
using Mentorship.Matching.Policies;
using Mentorship.Matching.Pool;
using Mentorship.Matching.Runs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rules = Mentorship.Matching.Overrides.Rules;

namespace Mentorship.Matching.Board;

/// <summary>How two people stand to each other in the end.</summary>
enum Standoff
{
    /// <summary>They have each other: in a pair, by hand or in the newest draft.</summary>
    Together,
    /// <summary>A rule keeps them apart.</summary>
    Rule,
    /// <summary>The fit is under the floor of the cohort.</summary>
    UnderFloor,
    /// <summary>The student holds a place with somebody else.</summary>
    Taken,
    /// <summary>Possible, and no open draft says what it would cost.</summary>
    NoDraft,
    /// <summary>Possible, at the price given.</summary>
    Price,
    /// <summary>Possible, but for what the refusal says.</summary>
    Refused,
}

/// <summary>
/// Why these two have each other, or why not. <see cref="Holding"/>: who holds, or is drafted into, the mentor's
/// places. <see cref="Helps"/>: for a student without a mentor, with whom one more place would give them one.
/// </summary>
sealed record WhyView(
    Guid StudentId, Guid MentorId, Standoff Standoff, StudentState State, Guid? HasMentorId, RuleView? Rule, Band Band, ReasonView[] Reasons, int? Choice,
    PlacesView Places, Guid[] Holding, Guid? RunId, PriceView? Price, string? Refused, Guid[] Helps, string? Unmatched);

sealed record RuleView(string Code, string Sentence, bool MayBend);

static class ExplainPair
{
    const int MostHelps = 5;

    public static void Map(RouteGroupBuilder api) => api.MapGet("cohorts/{id:guid}/students/{studentId:guid}/mentors/{mentorId:guid}/why", Handle)
        .WithSummary("Why a student and a mentor are paired, or why not: the rule that keeps them apart, or what pairing them would cost the others in the newest draft.");

    static async Task<Results<Ok<WhyView>, NotFound>> Handle(
        Guid id, Guid studentId, Guid mentorId, ClaimsPrincipal user, MatchingDb db, Pools pools, StandingDrafts drafts, TimeProvider time, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        var pool = await pools.OpenAsync(id, ct);
        if (!pool.Students.TryGetValue(new StudentId(studentId), out var student) || !pool.Mentors.TryGetValue(new MentorId(mentorId), out var mentor))
            return TypedResults.NotFound();

        var standing = await Standing.LoadAsync(db, id, ct);
        var held = await HeldPlaces.LoadAsync(db, id, ct);
        var run = standing.Done is { Published: false } done && standing.Latest?.Id == done.Id ? await OpenDraft.LineAsync(db.Runs, done.Id, ct) : null;
        var policy = await db.Policies.AsNoTracking().SingleAsync(p => p.CohortId == id && p.Version == (run == null
            ? db.Policies.Where(v => v.CohortId == id).Max(v => v.Version) : run.PolicyVersion), ct);
        var scoring = pool.Scoring(policy);
        var fit = scoring.Explain(student.Profile, mentor.Profile, Viewer.Office, student.Zone);
        var rule = scoring.Broken(student.Profile, mentor.Profile) is { } broken ? new RuleView(broken.ToString(), Rules.Refuse(broken, policy).Sentence, Rules.MayBend(broken))
            : standing.Parted[student.Id].Contains(mentor.Id) ? new RuleView(Sentences.PartedBefore, Sentences.NotPossible(Sentences.PartedBefore, policy.MinSharedHours), MayBend: true) : null;
        var has = standing.Pairs.TryGetValue(student.Id, out var pair) ? pair.MentorId
            : standing.InDraft.TryGetValue(student.Id, out var drafted) ? drafted.MentorId : standing.Pins.GetValueOrDefault(student.Id)?.MentorId;

        var view = new WhyView(
            studentId, mentorId, Standoff.Together, standing.Of(student.Id), has?.Value, rule,
            fit.Band, ReasonView.From(fit.Reasons), pool.Choice(student.Id, mentor.Id), held.Of(mentor), [.. standing.With(mentor.Id).Select(s => s.Value)],
            run?.Id, null, null, [], null);
        if (has == mentor.Id)
            return TypedResults.Ok(view);
        if (rule is not null)
            return TypedResults.Ok(view with { Standoff = Standoff.Rule });
        if (scoring.Score(student.Profile, mentor.Profile) < policy.Floor)
            return TypedResults.Ok(view with { Standoff = Standoff.UnderFloor });
        if (pair is not null)
            return TypedResults.Ok(view with { Standoff = Standoff.Taken });
        if (run is null)
            return TypedResults.Ok(view with { Standoff = Standoff.NoDraft });

        var question = new OverrideQuestion(OverrideKind.Pair, studentId, null, mentorId, null, MoveMode.Best);
        var (priced, no, _) = await PriceOverride.WorkOutAsync(run.Id, question, user, db, pools, drafts, ct);
        if (standing.Unmatched.TryGetValue(student.Id, out var unmatched))
            view = view with
            {
                Unmatched = Sentences.Unmatched(unmatched.Code, unmatched.Fitting),
                Helps = priced is null ? [] : [.. priced.Draft.PlacesThatHelp(student.Id, MostHelps).Select(m => m.Value)],
            };
        return TypedResults.Ok(priced is null
            ? view with { Standoff = Standoff.Refused, Refused = no!.Refusal.Sentence }
            : view with { Standoff = Standoff.Price, Price = PriceOverride.View(priced, time.GetElapsedTime(began)) });
    }
}
