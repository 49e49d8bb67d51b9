using System.Security.Claims;
using Mentorship.Ledger;
using Mentorship.Matching.Board;
using Mentorship.Matching.Engine;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Policies;
using Mentorship.Matching.Pool;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Overrides;

sealed record PinRequest(Guid MentorId, string? Reason, string? Text);

/// <summary>How many pairs by hand there are now, and how many students have nobody yet.</summary>
sealed record PinsLeft(int Pins, int Left);

static class PinPair
{
    static readonly Refusal CapacityFull = new("CapacityFull", "Every place with this mentor is held or spoken for by hand. Choose another mentor, or free a place first.");

    public static void Map(RouteGroupBuilder api) => api.MapPut("cohorts/{id:guid}/pins/{studentId:guid}", Handle)
        .RetryRaces<MatchingDb>()
        .WithSummary("Pairs a student with a mentor by hand. The pair stays in every draft and holds no place until it is published. With a reason, a rule that may be bent is bent.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<Ok<PinsLeft>, NotFound, ValidationProblem, ProblemHttpResult>> Handle(
        Guid id, Guid studentId, PinRequest request, ClaimsPrincipal user, MatchingDb db, Pools pools, DataKeys<MatchingDb> keys,
        LedgerOf<MatchingDb> ledger, TimeProvider time, CancellationToken ct)
    {
        if (!await db.CohortsOf(user).AnyAsync(c => c.Id == id, ct))
            return TypedResults.NotFound();
        if (request.Reason is not null && Reasons.Mistake(request.Reason, request.Text) is { } mistake)
            return mistake;
        // Two pins for the last place touch no row in common; the ledger that both write settles it.
        await ledger.HoldAsync(ct);
        var pool = await pools.OpenAsync(id, ct);
        var (studentKey, mentorKey) = (new StudentId(studentId), new MentorId(request.MentorId));
        var policy = await db.CurrentPolicyAsync(id, ct);
        if (!pool.Students.ContainsKey(studentKey) && await db.PoolStudents.AnyAsync(s => s.CohortId == id && s.StudentId == studentKey && s.WaitsForGuardian, ct))
            return Rules.Refuse(Rule.GuardianConsentMissing, policy).Problem(("mayBend", false));
        if (!pool.Students.TryGetValue(studentKey, out var student) || !pool.Mentors.TryGetValue(mentorKey, out var mentor))
            return TypedResults.NotFound();

        var now = time.GetUtcNow();
        var pin = await db.Pins.FindAsync([id, studentKey], ct);
        if (user.PersonId() == studentId || user.PersonId() == request.MentorId)
            return Conflicts.OwnPair.Problem();
        var holding = await db.Pairs.Where(p => p.CohortId == id && p.StudentId == studentKey && p.StudentPlace != null).ToListAsync(ct);
        // A proposal that nobody has seen can still be replaced; an offer cannot.
        if (holding.Count(p => p.State != PairState.Proposed) >= policy.PlacesPerStudent || holding.Exists(p => p.MentorId == mentorKey))
            return Conflicts.AlreadyPaired.Problem();
        var rule = pool.Scoring(policy).Broken(student.Profile, mentor.Profile);
        if (rule is { } broken && !(Rules.MayBend(broken) && request.Reason is not null))
            return Rules.Refuse(broken, policy).Problem(("mayBend", Rules.MayBend(broken)));
        var held = await HeldPlaces.LoadAsync(db, id, ct);
        if (pin?.MentorId != mentorKey && held.LessPins(mentor).Free == 0)
            return CapacityFull.Problem(("students", (await db.Pins.Where(p => p.CohortId == id && p.MentorId == mentorKey).Select(p => p.StudentId).ToListAsync(ct)).ConvertAll(s => s.Value)));

        var key = await keys.ForAsync(studentId, ct);
        if (pin is null)
            db.Add(pin = new Pin(id, studentKey));
        var reason = request.Reason ?? Reasons.PairedByHand;
        pin.Set(mentorKey, reason, request.Text is { Length: > 0 } text ? key.Seal("pins", "text", text) : null, rule is not null, user.PersonId(), now);
        await ledger.RecordAsync(new Act("pair.pinned", user.PersonId(), now)
        {
            Subject = studentId,
            Partner = request.MentorId,
            Cohort = id,
            Key = key,
            Details = new { request.MentorId, reason, request.Text, bent = rule },
        }, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(await LeftAsync(db, pool, ct));
    }

    public static async Task<PinsLeft> LeftAsync(MatchingDb db, CohortPool pool, CancellationToken ct)
    {
        var standing = await Standing.LoadAsync(db, pool.CohortId, ct);
        return new PinsLeft(standing.Pins.Values.Count(p => p.MentorId is not null), pool.Students.Keys.Count(standing.Unpaired));
    }
}

/// <summary>Which rules a coordinator may bend for one pair, with a reason: those that the policy set, not those that a person or the law did.</summary>
static class Rules
{
    public static bool MayBend(Rule rule) => rule is Rule.NoSharedTime or Rule.NotRanked;

    public static Refusal Refuse(Rule rule, Policy policy) => new(rule.ToString(), Sentences.NotPossible(rule.ToString(), policy.MinSharedHours));
}
