using Mentorship.Profile.Vocabulary;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Profile.Imports;

/// <summary>
/// Applies queued imports, batch by batch. Each batch is one save: people, events and how far the import is, so that
/// whoever takes it over goes on behind the last batch that counts, and nothing is announced that is not in.
/// </summary>
internal sealed partial class ApplyImports(IServiceScopeFactory scopes, TermsInForce inForce, TimeProvider time, ILogger<ApplyImports> log) : BackgroundService
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    readonly SemaphoreSlim _wake = new(0);

    /// <summary>There is something to do now; otherwise it is found with the next look.</summary>
    public void Wake() => _wake.Release();

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<ProfileDb>();
                if (await ClaimAsync(db, stoppingToken) is { } claimed)
                    await ApplyAsync(db, scope.ServiceProvider.GetRequiredService<DataKeys<ProfileDb>>(), claimed, stoppingToken);
                else
                    await _wake.WaitAsync(Look, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // The claim lapses and the import is taken up again, here or elsewhere, a few times at most.
                BrokeOff(failure);
                await Task.Delay(Look, stoppingToken);
            }
    }

    async Task<Claimed?> ClaimAsync(ProfileDb db, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var import = await db.Imports.Include(i => i.Cohort).Where(i => i.State == Import.Queued || (i.State == Import.Running && i.ClaimedUntil < now))
            .OrderBy(i => i.CreatedAt).FirstOrDefaultAsync(ct);
        if (import is null)
            return null;
        var taken = import.Claim(now);
        if (!taken)
            await Rankings.AnnounceAsync(db, import, now, ct);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another process has it, or it was cancelled.
            return null;
        }
        if (!taken)
            GivenUp(import.Id);
        return taken ? new Claimed(import.Id, import.Version) : null;
    }

    async Task ApplyAsync(ProfileDb db, DataKeys<ProfileDb> keys, Claimed claimed, CancellationToken ct)
    {
        var kind = await db.Imports.Where(i => i.Id == claimed.Import).Select(i => new { i.Kind, i.LastLine, i.Columns }).SingleAsync(ct);
        var text = await db.ImportFiles.Where(f => f.ImportId == claimed.Import).Select(f => f.Text).SingleAsync(ct);
        var bad = await db.ImportProblems.Where(p => p.ImportId == claimed.Import && p.Bad).Select(p => p.Line).Distinct().ToHashSetAsync(ct);
        var sheet = Sheet.Read(kind.Kind, text, out var wrong, kind.Columns) ?? throw new InvalidDataException($"Import {claimed.Import} was checked and cannot be read: {wrong}");
        var rows = FileRows.Of(sheet, kind.Kind);
        var left = rows.Units.Where(u => u[0].Number > kind.LastLine && !u.Any(l => bad.Contains(l.Number)));
        foreach (var batch in left.Batches())
            if (!await Races.RetryAsync(db, () => BatchAsync(db, keys, claimed, rows, batch, ct), ct))
                return;
        await Races.RetryAsync(db, () => FinishAsync(db, claimed, ct), ct);
    }

    /// <summary>Whether to go on. A lost race, on an address or with somebody who is just saving their page, looks at everything afresh.</summary>
    async Task<bool> BatchAsync(ProfileDb db, DataKeys<ProfileDb> keys, Claimed claimed, IFileRows rows, List<CsvLine[]> batch, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        if (await StillMineAsync(db, claimed, ct) is not { } import)
            return false;
        var now = time.GetUtcNow();
        var tally = await rows.PutAsync(db, Into.Of(import, import.Cohort, await inForce.GetAsync(db, ct), keys), batch, now, ct);
        // What was good when it was checked and no longer is. Remarks were made then.
        var refused = tally.Findings.Where(f => f.Finding.Bad).ToList();
        db.AddRange(refused.Select((f, at) => ImportProblem.Of(import.Id, import.Problems + at + 1, f.Line, f.Finding)));
        import.Applied(batch[^1][0].Number, tally, refused.Count, now);
        await db.SaveChangesAsync(ct);
        claimed.Version = import.Version;
        return true;
    }

    async Task<bool> FinishAsync(ProfileDb db, Claimed claimed, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        if (await StillMineAsync(db, claimed, ct) is not { } import)
            return false;
        var now = time.GetUtcNow();
        import.Finish(now);
        await Rankings.AnnounceAsync(db, import, now, ct);
        await db.SaveChangesAsync(ct);
        Finished(import.Id, import.Added, import.Changed, import.Same, import.Bad);
        return true;
    }

    async Task<Import?> StillMineAsync(ProfileDb db, Claimed claimed, CancellationToken ct)
    {
        var import = await db.Imports.Include(i => i.Cohort).SingleAsync(i => i.Id == claimed.Import, ct);
        if (import.Version == claimed.Version)
            return import;
        Lost(import.Id);
        return null;
    }

    /// <summary>The version as this worker last wrote it: any other says that the import was cancelled or taken over.</summary>
    sealed class Claimed(Guid import, int version)
    {
        public Guid Import => import;
        public int Version { get; set; } = version;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {Import} is done: {Added} added, {Changed} changed, {Same} the same, {Bad} left out")]
    partial void Finished(Guid import, int added, int changed, int same, int bad);

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {Import} was stopped, or is in other hands")]
    partial void Lost(Guid import);

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Import} broke off too often and is given up")]
    partial void GivenUp(Guid import);

    [LoggerMessage(Level = LogLevel.Error, Message = "An import broke off; it is taken up again")]
    partial void BrokeOff(Exception failure);
}
