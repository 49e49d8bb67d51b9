using System.Security.Claims;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Policies;
using Mentorship.Matching.Pool;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Board;

sealed record StudentSuggestions(
    Guid MentorId, MentorFacts Mentor, PlacesView Places, int Minimum, StudentSuggestion[] Suggestions, int MorePossible, NotPossible[] NotPossible);

sealed record MentorFacts(string[] Interests, string[] Goals, string[] Stages, string[] Languages, string[] Hours);

sealed record StudentSuggestion(Guid StudentId, Band Band, ReasonView[] Reasons, int? Choice, int WaitingDays, bool GoesFirst);

static class SuggestStudents
{
    const int Ten = 10;

    public static void Map(RouteGroupBuilder api) => api.MapGet("cohorts/{id:guid}/mentors/{mentorId:guid}/suggestions", Handle)
        .WithSummary("The ten best students for a mentor among those who have nobody yet.");

    static async Task<Results<Ok<StudentSuggestions>, NotFound>> Handle(
        Guid id, Guid mentorId, bool? all, ClaimsPrincipal user, MatchingDb db, Pools pools, TimeProvider time, CancellationToken ct)
    {
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        var pool = await pools.OpenAsync(id, ct);
        if (!pool.Mentors.TryGetValue(new MentorId(mentorId), out var mentor))
            return TypedResults.NotFound();

        var now = time.GetUtcNow();
        var policy = await db.CurrentPolicyAsync(id, ct);
        var scoring = pool.Scoring(policy);
        var standing = await Standing.LoadAsync(db, id, ct);
        var held = await HeldPlaces.LoadAsync(db, id, ct);
        var (unpaired, taken) = (new List<StudentProfile>(), 0);
        foreach (var student in pool.StudentProfiles)
            if (standing.Unpaired(new StudentId(student.Id)))
                unpaired.Add(student);
            else
                taken++;
        var possible = scoring.Best(mentor.Profile, unpaired, int.MaxValue);
        var ids = possible.Select(p => p.Id).ToHashSet();
        var anew = possible.Where(s => !standing.Parted[new StudentId(s.Id)].Contains(mentor.Id)).ToList();
        var full = held.LessPins(mentor).Free == 0;
        var shown = full ? [] : anew.Take(all == true ? int.MaxValue : Ten).ToList();
        var impossible = SuggestMentors.NotPossible(policy,
            unpaired.Where(s => !ids.Contains(s.Id)).Select(s => scoring.Broken(s, mentor.Profile)), full ? anew.Count : 0, possible.Count - anew.Count);

        return TypedResults.Ok(new StudentSuggestions(
            mentorId,
            new MentorFacts(SuggestMentors.Names(pool, mentor.Profile.Interests), SuggestMentors.Names(pool, mentor.Profile.Goals),
                [.. mentor.Profile.Stages], [.. mentor.Profile.Languages], mentor.Hours),
            held.LessPins(mentor), mentor.Minimum,
            [.. shown.Select(s =>
            {
                var student = pool.Students[new StudentId(s.Id)];
                var fit = scoring.Explain(student.Profile, mentor.Profile, Viewer.Office, student.Zone);
                return new StudentSuggestion(s.Id, fit.Band, ReasonView.From(fit.Reasons), pool.Choice(student.Id, mentor.Id), Math.Max(0, (int)(now - student.JoinedAt).TotalDays), standing.GoesFirst(student.Id));
            })],
            full ? 0 : anew.Count - shown.Count,
            taken == 0 ? impossible : [.. impossible, new NotPossible(Sentences.AlreadyPaired, Sentences.NotPossible(Sentences.AlreadyPaired, 0), taken)]));
    }
}
