using System.Security.Claims;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Policies;
using Mentorship.Matching.Pool;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Board;

sealed record MentorSuggestions(
    Guid StudentId, StudentFacts Student, MentorSuggestion[] Suggestions, int MorePossible, NotPossible[] NotPossible);

sealed record StudentFacts(string Stage, string[] Interests, string[] Goals, Guid[] Choices, string[] Languages, string[] Hours);

/// <summary>Places are the real ones of this moment, less the pins.</summary>
sealed record MentorSuggestion(Guid MentorId, Band Band, ReasonView[] Reasons, PlacesView Places, int? Choice, int OthersNaming);

sealed record NotPossible(string Code, string Sentence, int Count);

static class SuggestMentors
{
    const int Ten = 10;

    public static void Map(RouteGroupBuilder api) => api.MapGet("cohorts/{id:guid}/students/{studentId:guid}/suggestions", Handle)
        .WithSummary("The ten best mentors for a student (all=true: every possible one), with reasons and places left; how many are not possible, and why.");

    static async Task<Results<Ok<MentorSuggestions>, NotFound>> Handle(
        Guid id, Guid studentId, bool? all, ClaimsPrincipal user, MatchingDb db, Pools pools, CancellationToken ct)
    {
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        var pool = await pools.OpenAsync(id, ct);
        if (!pool.Students.TryGetValue(new StudentId(studentId), out var student))
            return TypedResults.NotFound();

        var policy = await db.CurrentPolicyAsync(id, ct);
        var scoring = pool.Scoring(policy);
        var held = await HeldPlaces.LoadAsync(db, id, ct);
        var mentors = pool.Prepared(policy);
        var possible = mentors.Best(student.Profile, int.MaxValue);
        var ids = possible.Select(p => p.Id).ToHashSet();
        var parted = (await Standing.LoadAsync(db, id, ct)).Parted[student.Id].ToHashSet();
        var anew = possible.Where(p => !parted.Contains(new MentorId(p.Id))).ToList();
        var withPlace = anew.Where(s => held.LessPins(pool.Mentors[new MentorId(s.Id)]).Free > 0).ToList();
        var shown = all == true ? withPlace : withPlace[..Math.Min(Ten, withPlace.Count)];

        return TypedResults.Ok(new MentorSuggestions(
            studentId,
            new StudentFacts(student.Profile.Stage, Names(pool, student.Profile.Interests), Names(pool, student.Profile.Goals),
                [.. student.Profile.Rankings.OrderBy(r => r.Value).Select(r => r.Key)], [.. student.Profile.Languages], student.Hours),
            [.. shown.Select(s => Suggestion(pool, scoring, held, student, pool.Mentors[new MentorId(s.Id)]))],
            withPlace.Count - shown.Count,
            NotPossible(policy, mentors.Broken(student.Profile).Where((_, j) => !ids.Contains(mentors.Mentors[j].Id)), anew.Count - withPlace.Count, possible.Count - anew.Count)));
    }

    static MentorSuggestion Suggestion(CohortPool pool, Scoring scoring, HeldPlaces held, OpenStudent student, OpenMentor mentor)
    {
        var fit = scoring.Explain(student.Profile, mentor.Profile, Viewer.Office, student.Zone);
        var choice = pool.Choice(student.Id, mentor.Id);
        return new(mentor.Id.Value, fit.Band, ReasonView.From(fit.Reasons), held.LessPins(mentor), choice, pool.Naming(mentor.Id) - (choice is null ? 0 : 1));
    }

    public static string[] Names(CohortPool pool, IEnumerable<string> codes) => [.. codes.Select(pool.Taxonomy.NameOf)];

    /// <summary>Counts of what stands in the way, the most frequent first; no rule broken means the fit is under the floor.</summary>
    public static NotPossible[] NotPossible(Policy policy, IEnumerable<Rule?> broken, int full, int parted)
    {
        var counts = broken.CountBy(r => r?.ToString() ?? Sentences.NothingGoodEnough).ToDictionary();
        if (full > 0)
            counts[Sentences.CapacityFull] = full;
        if (parted > 0)
            counts[Sentences.PartedBefore] = parted;
        return [.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new NotPossible(c.Key, Sentences.NotPossible(c.Key, policy.MinSharedHours), c.Value))];
    }
}
