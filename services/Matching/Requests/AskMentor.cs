using System.Security.Claims;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Policies;
using Mentorship.Matching.Pool;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Requests;

sealed record AskRequest(Guid MentorId);

static class AskMentor
{
    const int MostSuggested = 5;

    static readonly Refusal NotAskedHere = new("BatchCohort", "In this programme nobody is asked one by one. Put mentors on your list; everyone’s lists are looked at together.");
    static readonly Refusal ConsentMissing = new(nameof(Rule.GuardianConsentMissing), "Your guardian has to agree, and the programme office to confirm it, before you can ask a mentor. Nothing was sent.");
    static readonly Refusal CapacityFull = new("CapacityFull", "Every place with this mentor is taken. Nothing was sent. Ask one of the others, or keep this mentor on your list.");
    static readonly Refusal NotOpen = new("NotOpen", "This mentor does not take new students here at the moment. Nothing was sent. Choose another from the list.");
    static readonly Refusal SaidNo = new("SaidNo", "This mentor has already said no to you. It does not count against you. Ask another one.");
    static readonly Refusal AlreadyAsked = new("AlreadyAsked", "You have asked a mentor already and the answer is still due. Wait for it, or withdraw your request first.");
    static readonly Refusal AlreadyPaired = new("AlreadyPaired", "You have a mentor or an offer already. Answer the offer, or talk to the programme office.");
    static readonly Refusal OnItsWay = new("OfferOnItsWay", "The programme office is preparing an offer for you. You hear of it shortly; nothing else was sent.");

    public static void Map(RouteGroupBuilder api) => api.MapPost("me/cohorts/{id:guid}/ask", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("Asks a mentor, in a rolling cohort. The request is an offer from this moment: it holds a place, and the student's answer is already yes. Asking the same mentor again is answered with the request that stands.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Ok<PairView>, NotFound, ProblemHttpResult>> Handle(
        Guid id, AskRequest request, ClaimsPrincipal user, MatchingDb db, Pools pools, DataKeys<MatchingDb> keys, PairViews views, TimeProvider time, CancellationToken ct)
    {
        if (await db.OwnCohortsOf(user).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } cohort)
        {
            var me = user.AsStudent();
            return await db.PoolStudents.AnyAsync(s => s.CohortId == id && s.StudentId == me && s.WaitsForGuardian, ct) ? ConsentMissing.Problem() : TypedResults.NotFound();
        }
        var pool = await pools.OpenAsync(id, ct);
        if (!pool.Students.TryGetValue(user.AsStudent(), out var student))
            return TypedResults.NotFound();
        if (!cohort.Rolling)
            return NotAskedHere.Problem();

        var now = time.GetUtcNow();
        var mentorId = new MentorId(request.MentorId);
        var mine = await db.Pairs.AsNoTracking().Where(p => p.CohortId == id && p.StudentId == student.Id).ToListAsync(ct);
        if (mine.Find(p => p.MentorId == mentorId && p is { HoldsPlaces: true, Shown: true }) is { } standing)
            return TypedResults.Ok(await views.OfAsync(standing, Viewer.Student, ct));

        var policy = await db.CurrentPolicyAsync(id, ct);
        var holding = mine.FindAll(p => p.HoldsPlaces);
        if (FreePlace.Lowest([.. holding.Select(p => p.StudentPlace!.Value)], policy.PlacesPerStudent) is not { } studentPlace)
            return Held(holding).Problem();

        var open = pool.OpenTo(student, policy);
        var taken = await FreePlace.TakenAsync(db.Pairs.Where(p => p.CohortId == id), ct);
        int? FreeWith(MentorId mentor) => FreePlace.Lowest(taken.GetValueOrDefault(mentor) ?? [], pool.Mentors[mentor].Limit);
        var saidNo = mine.Where(p => p.MentorAnswer == Answer.No).Select(p => p.MentorId).ToHashSet();
        ProblemHttpResult Refuse(Refusal refusal) => refusal.Problem(("next", open
            .Where(m => m.Id != mentorId.Value && !saidNo.Contains(new MentorId(m.Id)) && FreeWith(new MentorId(m.Id)) is not null)
            .Take(MostSuggested).Select(m => m.Id).ToArray()));

        if (saidNo.Contains(mentorId))
            return Refuse(SaidNo);
        if (open.All(m => m.Id != request.MentorId))
            return Refuse(NotOpen);
        if (FreeWith(mentorId) is not { } mentorPlace)
            return Refuse(CapacityFull);

        var mentor = pool.Mentors[mentorId];
        var scoring = pool.Browsing(policy);
        var (reasons, _) = PairReasons.Of(scoring, student, mentor);
        var key = await keys.ForAsync(student.Id.Value, ct);
        var pair = Pair.Ask(new Draft(Guid.CreateVersion7(now), cohort, student.Id, mentorId, studentPlace, mentorPlace,
            scoring.Score(student.Profile, mentor.Profile), pool.Choice(student.Id, mentorId), reasons.Seal(key)), policy.AnswerDays, now);
        db.Add(pair);
        if (await db.Requests.FindAsync([id, student.Id], ct) is not { } wishes)
            db.Add(wishes = new StudentRequest(id, student.Id));
        wishes.Ask();
        db.AnnounceMade(pair, now);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(await views.OfAsync(pair, Viewer.Student, ct));
    }

    static Refusal Held(List<Pair> holding) =>
        holding.Exists(p => !p.Shown) ? OnItsWay
        : holding.Exists(p => p is { State: PairState.Offered, Origin: PairOrigin.Request }) ? AlreadyAsked
        : AlreadyPaired;
}
