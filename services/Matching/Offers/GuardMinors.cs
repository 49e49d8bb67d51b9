using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Offers;

/// <summary>
/// Ends what a minor holds without a guardian's consent in force, or with a mentor who is not cleared: consent was
/// withdrawn, a clearance ran out, or somebody turned out to be under age. It looks at how things stand rather than at
/// who changed, so whatever races, nothing of the kind stands for long.
/// </summary>
sealed partial class GuardMinors(IServiceScopeFactory scopes, TimeProvider time, ILogger<GuardMinors> log) : BackgroundService
{
    const int Batch = 200;
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => scopes.EveryAsync(Poll, async (services, ct) =>
    {
        var db = services.GetRequiredService<MatchingDb>();
        var ended = await Races.RetryAsync(db, () => EndAsync(db, ct), ct);
        if (ended > 0)
            Ended(ended);
        return ended == Batch;
    }, Failed, stoppingToken);

    async Task<int> EndAsync(MatchingDb db, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var unguarded = await db.Unguarded().OrderBy(p => p.Id).Take(Batch).ToListAsync(ct);
        if (unguarded.Count == 0)
            return 0;
        foreach (var pair in unguarded)
            switch (pair.State)
            {
                case PairState.Active:
                    pair.End(now);
                    db.AnnounceEnded(pair, Withdrawing.Office, now);
                    break;
                case PairState.Offered:
                    pair.Withdraw(now);
                    db.AnnounceWithdrawn(pair, Withdrawing.Office, now);
                    break;
                default:
                    // Proposed: nobody outside the office has seen it.
                    pair.Withdraw(now);
                    break;
            }
        await db.SettleAsync(unguarded, now, ct);
        await db.SaveChangesAsync(ct);
        return unguarded.Count;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} pairs of minors ended for want of a consent or a clearance")]
    partial void Ended(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking after pairs of minors failed and is tried again")]
    partial void Failed(Exception e);
}

static class Guarding
{
    /// <summary>Pairs that hold places, of minors without a guardian's consent in force or with a mentor who is not cleared.</summary>
    public static IQueryable<Pair> Unguarded(this MatchingDb db) =>
        from s in db.PoolStudents
        where s.Minor
        from p in db.Pairs
        where p.CohortId == s.CohortId && p.StudentId == s.StudentId && p.MentorPlace != null
            && (!s.Consented || !db.PoolMentors.Any(m => m.CohortId == p.CohortId && m.MentorId == p.MentorId && m.Cleared))
        select p;
}
