using Mentorship.Ledger;
using Mentorship.Matching.Board;
using Mentorship.Matching.Policies;
using Mentorship.Matching.Pool;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Offers;

/// <summary>
/// Where a cohort's policy says so: after a mentor's no or silence, the next mentor on the student's own list who takes
/// the student and has a place gets an offer with them. Without one the student waits for the coordinator.
/// </summary>
sealed partial class PassOffersOn(IServiceScopeFactory scopes, TimeProvider time, ILogger<PassOffersOn> log) : BackgroundService
{
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => scopes.EveryAsync(Poll, async (services, ct) =>
    {
        var db = services.GetRequiredService<MatchingDb>();
        return await Races.RetryAsync(db, () => PassOneOnAsync(services, db, ct), ct);
    }, Failed, stoppingToken);

    /// <returns>Whether there was one, so that there may be another.</returns>
    async Task<bool> PassOneOnAsync(IServiceProvider services, MatchingDb db, CancellationToken ct)
    {
        if (await db.Pairs.Where(p => p.FreesStudent).OrderBy(p => p.ClosedAt).ThenBy(p => p.Id).FirstOrDefaultAsync(ct) is not { } over)
            return false;
        over.PassedOn();
        var policy = await db.CurrentPolicyAsync(over.CohortId, ct);
        if (policy.PassesOn && await NextAsync(services, db, over, policy, ct) is { } next)
        {
            var now = time.GetUtcNow();
            db.Add(next);
            db.AnnounceMade(next, now);
            await services.GetRequiredService<LedgerOf<MatchingDb>>().RecordAsync(new Act("offer.passed-on", Guid.Empty, now)
            {
                Subject = next.StudentId.Value,
                Partner = next.MentorId.Value,
                Cohort = next.CohortId,
                Details = new { FormerMentorId = over.MentorId.Value, next.Choice },
            }, ct);
            Passed(next.Id, next.CohortId);
        }
        await db.SaveChangesAsync(ct);
        return true;
    }

    async Task<Pair?> NextAsync(IServiceProvider services, MatchingDb db, Pair over, Policy policy, CancellationToken ct)
    {
        var pool = await services.GetRequiredService<Pools>().OpenAsync(over.CohortId, ct);
        var standing = await Standing.LoadAsync(db, over.CohortId, ct);
        // Whom the office has decided about, or a draft holds, the office pairs.
        if (!pool.Students.TryGetValue(over.StudentId, out var student) || !standing.Again(student.Id))
            return null;
        var tried = await db.Pairs.Where(p => p.CohortId == over.CohortId && p.StudentId == student.Id && p.OfferedAt != null).Select(p => p.MentorId).ToListAsync(ct);
        var held = await HeldPlaces.LoadAsync(db, over.CohortId, ct);
        var taken = await FreePlace.TakenAsync(db.Pairs.Where(p => p.CohortId == over.CohortId), ct);
        var scoring = pool.Scoring(policy);
        var next = student.Profile.Rankings.OrderBy(r => r.Value).Select(r => pool.Mentors.GetValueOrDefault(new MentorId(r.Key))).FirstOrDefault(m =>
            m is not null && !tried.Contains(m.Id) && held.LessPins(m).Free > 0 && scoring.Broken(student.Profile, m.Profile) is null && scoring.Score(student.Profile, m.Profile) >= policy.Floor);
        if (next is null || FreePlace.Lowest(taken.GetValueOrDefault(next.Id) ?? [], next.Limit) is not { } place)
            return null;

        var now = time.GetUtcNow();
        var cohort = await db.Cohorts.AsNoTracking().SingleAsync(c => c.Id == over.CohortId, ct);
        var key = await services.GetRequiredService<DataKeys<MatchingDb>>().ForAsync(student.Id.Value, ct);
        var (reasons, _) = PairReasons.Of(scoring, student, next);
        return Pair.PassOn(new Draft(Guid.CreateVersion7(now), cohort, student.Id, next.Id, 1, place,
            scoring.Score(student.Profile, next.Profile), pool.Choice(student.Id, next.Id), reasons.Seal(key)), policy.AnswerDays, policy.SignUpIsYes, now);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "An offer was passed on as pair {PairId} of cohort {CohortId}")]
    partial void Passed(Guid pairId, Guid cohortId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Passing offers on failed and is tried again")]
    partial void Failed(Exception e);
}
