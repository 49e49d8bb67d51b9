using System.Text;
using System.Text.Json;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Ledger;

/// <summary>An act that someone may have to answer for.</summary>
/// <param name="Name"><c>subject.verb</c>, for example <c>run.published</c>.</param>
/// <param name="Actor">The person's id, or empty for the system itself.</param>
/// <param name="At">When, UTC.</param>
public sealed record Act(string Name, Guid Actor, DateTimeOffset At)
{
    /// <summary>Whom it concerns.</summary>
    public Guid? Subject { get; init; }

    /// <summary>The other side, where it concerns a pair: the mentor. A timeline finds the act by either of the two.</summary>
    public Guid? Partner { get; init; }

    /// <summary>In which cohort.</summary>
    public Guid? Cohort { get; init; }

    /// <summary>In which programme. Without a cohort the act stands in the timeline of each of its cohorts.</summary>
    public Guid? Programme { get; init; }

    /// <summary>What else there is to know, as an anonymous object. Free text in it needs <see cref="Key"/>.</summary>
    public object? Details { get; init; }

    /// <summary>The subject's key, to seal the details with.</summary>
    public DataKey? Key { get; init; }
}

/// <summary>
/// A service's append-only chain of accountable acts, written in the act's own transaction. Editing, deleting or
/// reordering a row breaks the chain; cutting off its end shows against a head kept elsewhere.
/// </summary>
public sealed class LedgerOf<TDb>(TDb db, ServiceName<TDb> service, Keys keys, LedgerHeads heads) where TDb : ServiceDb
{
    bool _held;
    LedgerRow? _heldAt;

    /// <summary>
    /// For an act that decides on what other acts have written, without a constraint that would settle a race: called
    /// before anything is read, it makes the save fail, and the act look again, if another act was recorded meanwhile.
    /// </summary>
    public async Task HoldAsync(CancellationToken ct = default) =>
        (_held, _heldAt) = (true, await db.Set<LedgerRow>().AsNoTracking().OrderByDescending(r => r.Seq).FirstOrDefaultAsync(ct));

    /// <summary>
    /// Adds an act to the tracker; the caller saves it with the act itself. Two acts at once want the same number:
    /// callers run under <see cref="Races"/>, which tries the loser again.
    /// </summary>
    public async Task RecordAsync(Act act, CancellationToken ct = default)
    {
        var last = db.ChangeTracker.Entries<LedgerRow>().Select(e => e.Entity).MaxBy(r => r.Seq)
            ?? (_held ? _heldAt : await db.Set<LedgerRow>().AsNoTracking().OrderByDescending(r => r.Seq).FirstOrDefaultAsync(ct));
        var json = JsonSerializer.Serialize(act.Details ?? new object(), Json.Options);
        var row = new LedgerRow
        {
            Seq = (last?.Seq ?? 0) + 1,
            At = act.At,
            Act = act.Name,
            Actor = act.Actor,
            Subject = act.Subject,
            Partner = act.Partner,
            Cohort = act.Cohort,
            Programme = act.Programme,
            Details = act.Key?.Seal("ledger", "details", json) ?? Encoding.UTF8.GetBytes(json),
            IsSealed = act.Key is not null,
            Previous = last?.Hash ?? Chain.Start,
            Hash = [],
        };
        row.Hash = row.ComputeHash(Key);
        db.Add(row);
    }

    /// <summary>Writes the chain's head outside the database: at each publication, and daily.</summary>
    public async Task KeepHeadAsync(CancellationToken ct = default)
    {
        if (await HeadAsync(ct) is { } head) heads.Keep(service.Value, head);
    }

    /// <summary>The last row's number and hash, or null for an empty ledger.</summary>
    public Task<LedgerHead?> HeadAsync(CancellationToken ct = default) => db.Set<LedgerRow>().AsNoTracking()
        .OrderByDescending(r => r.Seq).Select(r => new LedgerHead(r.Seq, r.Hash)).FirstOrDefaultAsync(ct);

    /// <summary>Checks the whole chain, and against a head that was kept elsewhere where there is one.</summary>
    public Task<LedgerFinding> VerifyAsync(LedgerHead? head = null, CancellationToken ct = default) => Chain.CheckAsync(db, () => Key, head is null ? [] : [head], ct);

    byte[] Key => keys.Get($"{service.Value}-ledger");
}
