using Mentorship.Matching.Engine;
using Mentorship.Matching.Offers;
using Mentorship.Matching.Overrides;
using Mentorship.Matching.Pool;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Matching.Runs;

/// <summary>
/// Makes drafts. Every process has these workers; whoever comes first takes a queued run, or one whose worker has
/// been silent for a lease. A run waits in the queue until nothing that is known of its cohort is still to be pulled.
/// </summary>
sealed partial class WorkOnRuns(IServiceScopeFactory scopes, TimeProvider time, ILogger<WorkOnRuns> log) : BackgroundService
{
    /// <summary>A large school must not keep a small one waiting.</summary>
    const int AtOnce = 2;

    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(400);
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(300);

    readonly string _worker = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => WorkAsync(stoppingToken)));

    async Task WorkAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await ClaimAsync(stopping) is { } claim)
                {
                    await MakeAsync(claim, stopping);
                    continue;
                }
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                // The process ends. However the work was interrupted, it is still in the database for the next one.
                return;
            }
            catch (Exception e)
            {
                // The database is away: what was claimed is taken over when its lease is over.
                LookingFailed(e);
            }
            await Task.Delay(Poll, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    sealed record Claim(Guid RunId, Guid CohortId, int PolicyVersion, int Number, long Seed, Objective Objective, int Attempt);

    async Task<Claim?> ClaimAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MatchingDb>();
        var now = time.GetUtcNow();
        var free = await db.Runs.Where(r => (r.State == RunState.Queued && (r.LeaseUntil == null || r.LeaseUntil <= now)) || (r.State == RunState.Running && r.LeaseUntil <= now))
            .OrderBy(r => r.CreatedAt).Take(20).ToListAsync(ct);
        foreach (var run in free)
        {
            if (run.CancelRequested)
                run.Stopped(now);
            else if (await db.StaleIn(run.CohortId).AnyAsync(ct) || await db.RankingsImports.AnyAsync(i => i.CohortId == run.CohortId && i.PulledAt == null, ct))
                continue;
            var mine = run.Open && run.Claim(_worker, now);
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Another worker was faster. The rest of the list is as old as this run: look again.
                return null;
            }
            if (mine)
            {
                Claimed(run.Id, run.Attempts);
                return new Claim(run.Id, run.CohortId, run.PolicyVersion, run.Number, run.Seed, run.Objective, run.Attempts);
            }
        }
        return null;
    }

    async Task MakeAsync(Claim claim, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var at = new At();
        var beating = BeatAsync(claim, at, stop);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var finish = await DraftAsync(scope.ServiceProvider, claim, at, stop.Token);
            at.Over = true;
            await beating;
            await finish(stop.Token);
            Made(claim.RunId);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            await SettleAsync(claim, run =>
            {
                if (run.CancelRequested)
                    run.Stopped(time.GetUtcNow());
                else
                    run.GiveBack();
            });
            LetGo(claim.RunId);
        }
        catch (Exception e)
        {
            Broke(e, claim.RunId);
            await SettleAsync(claim, run =>
            {
                var now = time.GetUtcNow();
                if (e is NotVerifiedException)
                    run.Fail(Run.NotVerified, now);
                else if (e is HttpRequestException)
                    run.GiveBack(now.AddSeconds(2)); // Profile is away: the run's time will come, it has done nothing wrong
                else
                    run.Break(Run.Unexpected, now);
            });
        }
        finally
        {
            at.Over = true;
            await beating;
        }
    }

    /// <summary>Collects, scores, solves and checks; what comes back stores the draft, once the beat has stopped.</summary>
    async Task<Func<CancellationToken, Task>> DraftAsync(IServiceProvider services, Claim claim, At at, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var db = services.GetRequiredService<MatchingDb>();
        var pool = await services.GetRequiredService<Pools>().OpenAsync(claim.CohortId, ct);
        var policy = await db.Policies.AsNoTracking().SingleAsync(p => p.CohortId == claim.CohortId && p.Version == claim.PolicyVersion, ct);
        var round = await Round.CollectAsync(db, pool, policy, ct);

        var students = round.Students.Length;
        at.Progress = new RunProgress(RunStep.Scoring, 0, students, students);
        var input = round.Score(claim.Seed, p => at.Progress = new RunProgress(RunStep.Scoring, p.Done, p.Total, students), ct);
        var instance = input.ToInstance();

        at.Progress = new RunProgress(RunStep.Solving, 0, students, students);
        var solution = Solver.Solve(instance, claim.Objective, p => at.Progress = new RunProgress(RunStep.Solving, p.Done, p.Total, students), ct);

        at.Progress = new RunProgress(RunStep.Verifying, 0, 0, students);
        if (Verifier.Check(instance, solution) is [var fault, ..])
            throw new NotVerifiedException(fault);

        at.Progress = new RunProgress(RunStep.Writing, 0, 0, students);
        var keys = await services.GetRequiredService<DataKeys<MatchingDb>>().ForAsync(input.Students, ct);
        var before = await db.PreviousDraftAsync(claim.CohortId, claim.Number, ct) is { } previous ? await db.EarlierAsync(previous, ct) : null;
        var draft = RunDraft.Write(claim.RunId, pool, round.Scoring, input, instance, solution, before, keys, time.GetElapsedTime(began));
        var packed = input.Pack();

        return finishing => Races.RetryAsync(db, async () =>
        {
            var run = await db.Runs.SingleAsync(r => r.Id == claim.RunId, finishing);
            if (!run.HeldBy(_worker, claim.Attempt))
                return 0;
            var now = time.GetUtcNow();
            if (run.CancelRequested)
            {
                run.Stopped(now);
                return await db.SaveChangesAsync(finishing);
            }
            db.AddRange(draft.Pairs);
            db.AddRange(draft.Unmatched);
            run.Finish(draft.Figures, packed, now);
            var saved = await db.SaveChangesAsync(finishing);
            services.GetRequiredService<StandingDrafts>().OpenSoon(claim.RunId, input);
            return saved;
        }, finishing);
    }

    /// <summary>Keeps the lease, tells how far it is (at most about once a second), and hears when the work is no longer wanted.</summary>
    async Task BeatAsync(Claim claim, At at, CancellationTokenSource stop)
    {
        var told = new RunProgress(RunStep.Collecting);
        var heard = time.GetUtcNow();
        for (var n = 1; !at.Over && !stop.IsCancellationRequested; n++)
        {
            try
            {
                await Task.Delay(Beat, stop.Token);
                if (at.Over)
                    return;
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<MatchingDb>();
                var run = await db.Runs.SingleAsync(r => r.Id == claim.RunId, stop.Token);
                var now = time.GetUtcNow();
                if (!run.HeldBy(_worker, claim.Attempt) || run.CancelRequested)
                {
                    await stop.CancelAsync();
                    return;
                }
                var progress = at.Progress;
                if (progress.Step != told.Step || (progress != told && n % 3 == 0) || run.LeaseUntil - now < Run.Lease / 2)
                {
                    run.Beat(progress, now);
                    await db.SaveChangesAsync(stop.Token);
                    told = progress;
                }
                heard = now;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (DbUpdateConcurrencyException)
            {
                // Cancelled or taken over this moment; the next beat sees it.
            }
            catch (Exception e)
            {
                BeatFailed(e, claim.RunId);
                if (time.GetUtcNow() - heard > Run.Lease)
                    await stop.CancelAsync();
            }
        }
    }

    /// <summary>Ends a claim other than by a draft. When even that fails, the lease does it.</summary>
    async Task SettleAsync(Claim claim, Action<Run> settle)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<MatchingDb>();
            await Races.RetryAsync(db, async () =>
            {
                var run = await db.Runs.SingleAsync(r => r.Id == claim.RunId, soon.Token);
                if (!run.HeldBy(_worker, claim.Attempt))
                    return 0;
                settle(run);
                return await db.SaveChangesAsync(soon.Token);
            }, soon.Token);
        }
        catch (Exception e)
        {
            LookingFailed(e);
        }
    }

    /// <summary>How far the work is, written by the work and read by the beat.</summary>
    sealed class At
    {
        public volatile RunProgress Progress = new(RunStep.Collecting);
        public volatile bool Over;
    }

    sealed class NotVerifiedException(string fault) : Exception(fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId} taken, attempt {Attempt}")]
    partial void Claimed(Guid runId, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId} done")]
    partial void Made(Guid runId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId} let go")]
    partial void LetGo(Guid runId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {RunId} broke off")]
    partial void Broke(Exception e, Guid runId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {RunId}: the heartbeat failed and is tried again")]
    partial void BeatFailed(Exception e, Guid runId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking after runs failed and is tried again")]
    partial void LookingFailed(Exception e);
}

static class EarlierDrafts
{
    public static Task<Dictionary<StudentId, Earlier>> EarlierAsync(this MatchingDb db, Guid runId, CancellationToken ct) =>
        db.RunPairs.Where(p => p.RunId == runId).Select(p => new { p.StudentId, p.MentorId, p.Score, p.Choice })
            .ToDictionaryAsync(p => p.StudentId, p => new Earlier(p.MentorId, p.Score, p.Choice), ct);
}
