using System.Security.Claims;
using Mentorship.Matching.Board;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Policies;
using Mentorship.Matching.Pool;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Requests;

/// <summary>
/// Where a student stands in one cohort. <see cref="State"/> knows nothing of drafts: waiting, requested, offered or
/// active. <see cref="NextAt"/> is the deadline where there is one.
/// </summary>
sealed record StudentStatus(
    Guid CohortId, string Kind, StudentState State, PairView? Pair, ListEntry[] List, int ListLimit, NextStep NextCode, DateTimeOffset? NextAt);

/// <summary>A mentor on the list. Without a band they are not open any more; <see cref="State"/> is that of the newest offer between the two.</summary>
sealed record ListEntry(Guid MentorId, int Rank, Band? Band, int Free, bool Asked, PairState? State);

/// <summary>What happens next, and whose turn it is.</summary>
enum NextStep
{
    /// <summary>The student answers the offer.</summary>
    Answer,
    /// <summary>The mentor answers.</summary>
    MentorAnswers,
    /// <summary>The two of them meet.</summary>
    Meet,
    /// <summary>Rolling: the student asks a mentor.</summary>
    Ask,
    /// <summary>Rolling: the last request came to nothing; the student asks another.</summary>
    AskAnother,
    /// <summary>Batch: the student ranks mentors.</summary>
    Rank,
    /// <summary>Batch: the list is there; everyone's are looked at together.</summary>
    WaitForPairs,
    /// <summary>Batch: the offer came to nothing; the office suggests somebody, and the student goes first.</summary>
    OfficeSuggests,
    /// <summary>Batch: no mentor in the last round; the student goes first when a place opens.</summary>
    FirstForNextPlace,
    /// <summary>A guardian has to agree first.</summary>
    GuardianAgrees,
}

static class ShowStudentStatus
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("me/student", Handle)
        .WithSummary("Where the caller stands as a student, one entry per cohort: state, offer or mentor, list, and what happens next.");

    static async Task<Ok<StudentStatus[]>> Handle(ClaimsPrincipal user, MatchingDb db, Pools pools, PairViews views, CancellationToken ct)
    {
        var me = user.AsStudent();
        var member = await db.PoolStudents.AsNoTracking().Where(s => s.StudentId == me).ToDictionaryAsync(s => s.CohortId, ct);
        var pairs = (await db.Pairs.AsNoTracking().Where(p => p.StudentId == me && p.OfferedAt != null).ToListAsync(ct)).ToLookup(p => p.CohortId);
        var ids = member.Values.Where(m => m.Here || m.WaitsForGuardian || pairs[m.CohortId].Any(p => p.HoldsPlaces)).Select(m => m.CohortId).ToList();
        var cohorts = await db.Cohorts.AsNoTracking().Where(c => ids.Contains(c.Id)).OrderBy(c => c.OpenedAt).ThenBy(c => c.Id).ToListAsync(ct);
        var statuses = new List<StudentStatus>(cohorts.Count);
        foreach (var cohort in cohorts)
            statuses.Add(await StatusAsync(db, pools, views, cohort, member[cohort.Id], [.. pairs[cohort.Id]], ct));
        return TypedResults.Ok(statuses.ToArray());
    }

    static async Task<StudentStatus> StatusAsync(
        MatchingDb db, Pools pools, PairViews views, Cohort cohort, PoolStudent member, List<Pair> pairs, CancellationToken ct)
    {
        var policy = await db.CurrentPolicyAsync(cohort.Id, ct);
        var open = Foremost(pairs);
        var list = await ListAsync(db, pools, cohort.Id, member.StudentId, policy, pairs, ct);
        var next = Next(cohort, member, open, pairs, list);
        return new StudentStatus(
            cohort.Id, cohort.Kind, State(open), open is null ? null : await views.OfAsync(open, Viewer.Student, ct),
            list, policy.Choices, next, next is NextStep.Answer or NextStep.MentorAnswers ? open!.Deadline : null);
    }

    /// <summary>Of several open pairs the one that waits for the student, else the furthest.</summary>
    static Pair? Foremost(List<Pair> pairs) => pairs.Where(p => p.HoldsPlaces)
        .OrderByDescending(p => p is { State: PairState.Offered, StudentAnswer: Answer.Waiting }).ThenByDescending(p => p.State).ThenBy(p => p.Deadline)
        .FirstOrDefault();

    static StudentState State(Pair? open) => open switch
    {
        null => StudentState.Waiting,
        { State: PairState.Active } => StudentState.Active,
        { Origin: PairOrigin.Request } => StudentState.Requested,
        _ => StudentState.Offered,
    };

    static NextStep Next(Cohort cohort, PoolStudent member, Pair? open, List<Pair> pairs, ListEntry[] list) => open switch
    {
        { State: PairState.Active } => NextStep.Meet,
        { StudentAnswer: Answer.Waiting } => NextStep.Answer,
        not null => NextStep.MentorAnswers,
        _ when member.WaitsForGuardian => NextStep.GuardianAgrees,
        _ when cohort.Rolling => pairs.Count > 0 ? NextStep.AskAnother : NextStep.Ask,
        _ when pairs.Count > 0 => NextStep.OfficeSuggests,
        _ when member.LeftOutAt is not null => NextStep.FirstForNextPlace,
        _ => list.Length == 0 ? NextStep.Rank : NextStep.WaitForPairs,
    };

    static async Task<ListEntry[]> ListAsync(
        MatchingDb db, Pools pools, Guid cohortId, StudentId me, Policy policy, List<Pair> pairs, CancellationToken ct)
    {
        var choices = await db.Set<Choice>().AsNoTracking().Where(c => c.CohortId == cohortId && c.StudentId == me).ToListAsync(ct);
        if (choices.Count == 0)
            return [];
        var pool = await pools.OpenAsync(cohortId, ct);
        var held = await HeldPlaces.LoadAsync(db, cohortId, ct);
        var bands = pool.Students.TryGetValue(me, out var student) ? pool.OpenTo(student, policy).ToDictionary(m => new MentorId(m.Id), m => m.Band) : [];
        return [.. choices.OrderBy(c => c.Rank).ThenBy(c => c.MentorId).Select(c =>
        {
            var between = pairs.Where(p => p.MentorId == c.MentorId).MaxBy(p => p.OfferedAt);
            var isOpen = bands.TryGetValue(c.MentorId, out var band);
            return new ListEntry(c.MentorId.Value, c.Rank, isOpen ? band : null, isOpen ? held.Of(pool.Mentors[c.MentorId]).Free : 0,
                pairs.Exists(p => p.MentorId == c.MentorId && p.Origin == PairOrigin.Request), between?.State);
        })];
    }
}
