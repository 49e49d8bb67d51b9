using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Mentorship.Ledger;

/// <summary>Checks a chain of accountable acts, whoever asks: the service that writes it, or an operator beside it. Reads only.</summary>
public static class Chain
{
    internal static readonly byte[] Start = new byte[32];

    /// <summary>Checks every row, and that each head that was kept elsewhere lies on the chain.</summary>
    /// <param name="db">A context that knows the ledger's table.</param>
    /// <param name="key">The key that the service signs its rows with; not asked for where there are none, since the service makes it with its first act.</param>
    /// <param name="heads">In any order; older ones are no less evidence than the newest.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<LedgerFinding> CheckAsync(DbContext db, Func<byte[]> key, IReadOnlyCollection<LedgerHead> heads, CancellationToken ct = default)
    {
        var kept = heads.ToLookup(h => h.Seq);
        byte[]? signing = null;
        var previous = Start;
        var last = 0L;
        await using var rows = db.Set<LedgerRow>().AsNoTracking().OrderBy(r => r.Seq).AsAsyncEnumerable().GetAsyncEnumerator(ct);
        while (true)
        {
            try
            {
                if (!await rows.MoveNextAsync()) break;
            }
            // A value that is none of its column's kind: SQLite takes any, and only somebody's hand can have put it there.
            catch (Exception unreadable) when (unreadable is FormatException or InvalidCastException or OverflowException)
            {
                return Broken($"Row {last + 1} was altered: it cannot be read.");
            }
            var row = rows.Current;
            if (row.Seq != last + 1) return Broken($"Row {last + 1} is missing.");
            if (!row.Previous.AsSpan().SequenceEqual(previous)) return Broken($"Row {row.Seq} does not follow the row before it.");
            if (!row.Hash.AsSpan().SequenceEqual(row.ComputeHash(signing ??= key())))
                return Broken(row.Seq == 1 ? "Row 1 was altered. If no other row holds either, this is not the key that they were signed with." : $"Row {row.Seq} was altered.");
            if (kept[row.Seq].Any(h => !row.Hash.AsSpan().SequenceEqual(h.Hash))) return Broken($"Row {row.Seq} is not the one the head names.");
            (previous, last) = (row.Hash, row.Seq);
        }
        var newest = heads.Count == 0 ? 0 : heads.Max(h => h.Seq);
        if (newest > last) return Broken($"The ledger ends at row {last}; the head names row {newest}. Its end was cut off.");
        if (last == 0) return new(true, "There is no row yet. Without a head it cannot be excluded that all were cut off.");
        if (heads.Count == 0) return new(true, $"{Rows(last)} together. Without a head it cannot be excluded that the end was cut off.");
        var (reached, end) = heads.Count == 1 ? ("the head", "ends") : (string.Create(CultureInfo.InvariantCulture, $"all {heads.Count} heads"), "end");
        return new(true, newest == last
            ? $"{Rows(last)} together and reach {reached}."
            : $"{Rows(last)} together and reach {reached}, which {end} at row {newest}. Whether rows after row {last} were cut off, no head says.");

        static LedgerFinding Broken(string sentence) => new(false, sentence);
        static string Rows(long count) => count == 1 ? "1 row holds" : string.Create(CultureInfo.InvariantCulture, $"{count} rows hold");
    }
}

/// <summary>Where a chain ended at some moment.</summary>
/// <param name="Seq">Number of the last row.</param>
/// <param name="Hash">Its hash.</param>
public sealed record LedgerHead(long Seq, byte[] Hash)
{
    /// <summary>Reads a number and a hash of 64 hexadecimal digits.</summary>
    /// <exception cref="FormatException">It is something else; the message says what.</exception>
    public static LedgerHead Parse(string seq, string hash)
    {
        if (!long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1) throw new FormatException($"\"{seq}\" is not the number of a row.");
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit)) throw new FormatException($"\"{hash}\" is not a hash of 64 hexadecimal digits.");
        return new(number, Convert.FromHexString(hash));
    }
}

/// <summary>What a check of the chain found.</summary>
/// <param name="Holds">Whether nothing was found.</param>
/// <param name="Sentence">What was, or how far the assurance goes.</param>
public sealed record LedgerFinding(bool Holds, string Sentence);
