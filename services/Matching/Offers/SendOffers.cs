using Mentorship.Matching.Policies;
using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Offers;

/// <summary>
/// Sends publications out when the time to take them back is over. Marking a publication as out decides, in one save,
/// against somebody taking it back; its pairs then become offers in batches, which any process carries on.
/// </summary>
sealed partial class SendOffers(IServiceScopeFactory scopes, TimeProvider time, ILogger<SendOffers> log) : BackgroundService
{
    const int Batch = 200;
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => scopes.EveryAsync(Poll, async (services, ct) =>
    {
        var db = services.GetRequiredService<MatchingDb>();
        var opened = await Races.RetryAsync(db, () => OpenAsync(db, ct), ct);
        var sent = await Races.RetryAsync(db, () => SendAsync(db, ct), ct);
        if (sent > 0)
            Sent(sent);
        return opened || sent == Batch;
    }, Failed, stoppingToken);

    async Task<bool> OpenAsync(MatchingDb db, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var due = await db.Publications.Where(p => p.OutAt == null && p.TakenBackAt == null && p.GoesOutAt <= now)
            .OrderBy(p => p.GoesOutAt).FirstOrDefaultAsync(ct);
        if (due is null)
            return false;
        due.GoOut(now);
        var leftOut = await db.PoolStudents.Where(s => s.CohortId == due.CohortId
            && db.RunUnmatched.Any(u => u.RunId == due.RunId && u.StudentId == s.StudentId)
            && !db.Pairs.Any(p => p.CohortId == s.CohortId && p.StudentId == s.StudentId && p.StudentPlace != null)).ToListAsync(ct);
        foreach (var student in leftOut)
            student.LeaveOut(now);
        await db.SaveChangesAsync(ct);
        Out(due.Id, due.CohortId, due.Pairs);
        return true;
    }

    async Task<int> SendAsync(MatchingDb db, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var unguarded = db.Unguarded();
        var pairs = await db.Pairs
            .Where(p => p.State == PairState.Proposed && !unguarded.Any(u => u.Id == p.Id) && db.Publications.Any(o => o.Id == p.PublicationId && o.OutAt != null))
            .OrderBy(p => p.Id).Take(Batch).ToListAsync(ct);
        if (pairs.Count == 0)
            return 0;
        foreach (var cohort in pairs.GroupBy(p => p.CohortId))
        {
            var policy = await db.CurrentPolicyAsync(cohort.Key, ct);
            var students = cohort.Select(p => p.StudentId).ToList();
            var pins = await db.Pins.Where(p => p.CohortId == cohort.Key && students.Contains(p.StudentId)).ToDictionaryAsync(p => p.StudentId, ct);
            foreach (var pair in cohort)
            {
                pair.GoOut(policy.AnswerDays, policy.SignUpIsYes, now);
                db.AnnounceMade(pair, now);
                // Until here a pair made by hand can be taken back with its publication and is still made by hand.
                if (pins.GetValueOrDefault(pair.StudentId) is { } pin && pin.MentorId == pair.MentorId)
                    db.Remove(pin);
            }
        }
        await db.SaveChangesAsync(ct);
        return pairs.Count;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Publication {PublicationId} of cohort {CohortId} goes out with {Pairs} pairs")]
    partial void Out(Guid publicationId, Guid cohortId, int pairs);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} offers made")]
    partial void Sent(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sending offers failed and is tried again")]
    partial void Failed(Exception e);
}
