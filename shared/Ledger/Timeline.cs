using System.Text.Json;
using Mentorship.ServiceDefaults;
using Mentorship.ServiceDefaults.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Ledger;

/// <summary>An act as a timeline shows it.</summary>
/// <param name="Seq">Its row.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Act">What, as <see cref="LedgerRow.Act"/> names it.</param>
/// <param name="ActorId">Who; null for the system itself.</param>
/// <param name="SubjectId">Whom it concerned.</param>
/// <param name="PartnerId">The other side, where it concerned a pair.</param>
/// <param name="Details">What else there is to know; null where the person it was about was erased.</param>
public sealed record LedgerEntry(long Seq, DateTimeOffset At, string Act, Guid? ActorId, Guid? SubjectId, Guid? PartnerId, JsonElement? Details);

/// <summary>A stretch of one service's timeline, the newest first.</summary>
/// <param name="Total">How many acts the question finds, on this stretch and off it.</param>
/// <param name="Items">Those of this stretch.</param>
/// <param name="Actors">Who acted here at all, whatever is asked; without the system.</param>
public sealed record LedgerStretch(int Total, LedgerEntry[] Items, Guid[] Actors);

/// <summary>Which acts somebody asks for, and which stretch of them. Whatever is left out is not asked.</summary>
/// <param name="Acts">Names of acts, with commas between.</param>
/// <param name="Actor">Who acted; the empty id for the system itself.</param>
/// <param name="Person">Whom it concerned, on either side.</param>
/// <param name="From">Not before this moment.</param>
/// <param name="Until">Before this moment.</param>
/// <param name="Before">Rows under this number: the way to older ones.</param>
/// <param name="After">Rows over this number, the nearest of them: the way back to newer ones.</param>
/// <param name="Size">At most so many, up to 200.</param>
public sealed record LedgerQuestion(string? Acts, Guid? Actor, Guid? Person, DateTimeOffset? From, DateTimeOffset? Until, long? Before, long? After, int? Size)
{
    const int Usual = 25, Most = 200;

    internal int Count => Math.Clamp(Size ?? Usual, 1, Most);

    internal IQueryable<LedgerRow> Asked(IQueryable<LedgerRow> rows)
    {
        if (Acts is { Length: > 0 })
        {
            var names = Acts.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            rows = rows.Where(r => names.Contains(r.Act));
        }
        if (Actor is { } actor) rows = rows.Where(r => r.Actor == actor);
        if (Person is { } person) rows = rows.Where(r => r.Subject == person || r.Partner == person);
        if (From is { } from) rows = rows.Where(r => r.At >= from);
        if (Until is { } until) rows = rows.Where(r => r.At < until);
        return rows;
    }

    internal IQueryable<LedgerRow> Stretch(IQueryable<LedgerRow> rows) =>
        After is { } after ? rows.Where(r => r.Seq > after).OrderBy(r => r.Seq).Take(Count)
        : Before is { } before ? rows.Where(r => r.Seq < before).OrderByDescending(r => r.Seq).Take(Count)
        : rows.OrderByDescending(r => r.Seq).Take(Count);
}

/// <summary>A ledger read as a timeline. By row, not by time: clocks of two processes may differ, rows never do.</summary>
public static class Timeline
{
    const int MostActors = 100;

    /// <summary>The acts that are asked for, opened with the keys of the people they are about.</summary>
    /// <param name="db">The service's context.</param>
    /// <param name="rows">Those that the reader may see.</param>
    /// <param name="question">Which of them.</param>
    /// <param name="keys">The service's data keys.</param>
    /// <param name="ct">Ends it early.</param>
    public static async Task<LedgerStretch> TimelineAsync<TDb>(
        this TDb db, Func<IQueryable<LedgerRow>, IQueryable<LedgerRow>> rows, LedgerQuestion question, DataKeys<TDb> keys, CancellationToken ct) where TDb : ServiceDb
    {
        var visible = rows(db.Set<LedgerRow>().AsNoTracking());
        var asked = question.Asked(visible);
        var found = await question.Stretch(asked).ToListAsync(ct);
        var opening = await keys.ForAsync([.. found.Where(r => r is { IsSealed: true, Subject: not null }).Select(r => r.Subject!.Value).Distinct()], ct);
        var actors = await visible.Where(r => r.Actor != Guid.Empty).Select(r => r.Actor).Distinct().OrderBy(a => a).Take(MostActors).ToArrayAsync(ct);
        return new(await asked.CountAsync(ct), [.. found.OrderByDescending(r => r.Seq).Select(r => new LedgerEntry(
            r.Seq, r.At, r.Act, r.Actor == Guid.Empty ? null : r.Actor, r.Subject, r.Partner, r.Read(r.Subject is { } about ? opening.GetValueOrDefault(about) : null)))], actors);
    }
}
