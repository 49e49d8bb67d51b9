using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Offers;

/// <summary>Ends offers whose deadline has passed without both answers. An answer that comes at the same moment wins or loses whole.</summary>
sealed partial class ExpireOffers(IServiceScopeFactory scopes, TimeProvider time, ILogger<ExpireOffers> log) : BackgroundService
{
    const int Batch = 200;
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => scopes.EveryAsync(Poll, async (services, ct) =>
    {
        var db = services.GetRequiredService<MatchingDb>();
        var expired = await Races.RetryAsync(db, () => ExpireAsync(db, ct), ct);
        if (expired > 0)
            Expired(expired);
        return expired == Batch;
    }, Failed, stoppingToken);

    async Task<int> ExpireAsync(MatchingDb db, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var overdue = await db.Pairs.Where(p => p.State == PairState.Offered && p.Deadline <= now)
            .OrderBy(p => p.Deadline).ThenBy(p => p.Id).Take(Batch).ToListAsync(ct);
        if (overdue.Count == 0)
            return 0;
        foreach (var pair in overdue)
        {
            pair.Expire(now);
            db.AnnounceExpired(pair, now);
        }
        await db.SettleAsync(overdue, now, ct);
        await db.SaveChangesAsync(ct);
        return overdue.Count;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} offers ended without an answer")]
    partial void Expired(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ending overdue offers failed and is tried again")]
    partial void Failed(Exception e);
}
