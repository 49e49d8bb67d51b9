using Mentorship.Matching.Requests;
using Mentorship.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Pool;

/// <summary>Pulls imported choices from Profile and writes them as the students' lists.</summary>
sealed partial class PullRankings(IServiceScopeFactory scopes, ProfileViews profile, TimeProvider time, ILogger<PullRankings> log) : BackgroundService
{
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<MatchingDb>();
                var now = time.GetUtcNow();
                // Oldest first, so that a later import of the same cohort has the last word.
                var waiting = await db.RankingsImports.AsNoTracking().Where(i => i.PulledAt == null && i.NextPullAt <= now)
                    .OrderBy(i => i.Version).Select(i => i.Id).ToListAsync(stoppingToken);
                foreach (var id in waiting)
                    await PullAsync(db, id, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                // The process ends. However the work was interrupted, it is still in the database for the next one.
                return;
            }
            catch (Exception e)
            {
                Failed(e);
            }
            await Task.Delay(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task PullAsync(MatchingDb db, Guid id, CancellationToken ct)
    {
        ChoiceView[] choices;
        try
        {
            choices = await profile.ChoicesAsync(id, ct);
        }
        catch (HttpRequestException e)
        {
            PullFailed(e, id);
            await Races.RetryAsync(db, async () =>
            {
                var row = await db.RankingsImports.SingleAsync(i => i.Id == id, ct);
                row.Postpone(time.GetUtcNow());
                return await db.SaveChangesAsync(ct);
            }, ct);
            return;
        }
        await Races.RetryAsync(db, () => KeepAsync(db, id, choices, ct), ct);
        Pulled(id, choices.Length);
    }

    async Task<int> KeepAsync(MatchingDb db, Guid id, ChoiceView[] choices, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var import = await db.RankingsImports.SingleAsync(i => i.Id == id, ct);
        if (import.PulledAt is not null)
            return 0;
        var lists = await db.Requests.Where(r => r.CohortId == import.CohortId).ToDictionaryAsync(r => r.StudentId, ct);
        // Profile names nobody whom it has erased; one who was erased since it was asked is known here.
        var erased = await db.People.Where(p => p.Erased).Select(p => p.Id).ToHashSetAsync(ct);
        foreach (var chosen in choices.Where(c => !erased.Contains(c.StudentId) && !erased.Contains(c.MentorId)).GroupBy(c => new StudentId(c.StudentId)))
        {
            if (!lists.TryGetValue(chosen.Key, out var list))
                db.Add(list = new StudentRequest(import.CohortId, chosen.Key));
            list.Import(import.Version, chosen.Select(c => (new MentorId(c.MentorId), c.Rank)), now);
        }
        import.Pulled(now);
        return await db.SaveChangesAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {ImportId}: {Count} choices taken over")]
    partial void Pulled(Guid importId, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Import {ImportId}: choices could not be pulled, tried again")]
    partial void PullFailed(Exception e, Guid importId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for imported choices failed and is tried again")]
    partial void Failed(Exception e);
}
