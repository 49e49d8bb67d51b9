using System.Globalization;
using System.Runtime.InteropServices;
using Mentorship.Portal.Clients;

namespace Mentorship.Portal.Pages.Office;

/// <summary>A row of each ledger, between which and the next a page ends. Without a row nothing of that ledger has been passed.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LedgerCut(long? Matching, long? Profile)
{
    /// <summary>As it stands in an address: "120.87", "120.", ".87"; null for what is none.</summary>
    public static LedgerCut? Parse(string? written) =>
        written?.Split('.') is [var matching, var profile] && Row(matching, out var m) && Row(profile, out var p) && (m ?? p) is not null ? new(m, p) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Matching}.{Profile}");

    static bool Row(string written, out long? row)
    {
        row = long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return row is not null || written.Length == 0;
    }
}

/// <summary>An act and whose ledger it stands in.</summary>
internal sealed record LedgerAct(string Service, LedgerEntry Entry);

/// <summary>
/// A page of two ledgers as one timeline. Each ledger is read in the order of its rows, and of the two next acts the later
/// one comes first; an address says which rows were passed, so that no act is left out or shown twice, whatever is added
/// meanwhile.
/// </summary>
internal sealed record MergedLedger(LedgerAct[] Acts, LedgerCut? Older, LedgerCut? Newer, int Total)
{
    const string OfMatching = "matching", OfProfile = "profile";

    /// <summary>The way to older acts.</summary>
    /// <param name="matching">What Matching says, one act more than fits.</param>
    /// <param name="profile">What Profile says, as many.</param>
    /// <param name="size">How many acts fit.</param>
    /// <param name="before">Where the page before ended; null on the first.</param>
    public static MergedLedger Back(LedgerStretch matching, LedgerStretch profile, int size, LedgerCut? before)
    {
        var (shown, more) = Merge(Of(OfMatching, matching), Of(OfProfile, profile), size, (m, p) => m.At >= p.At);
        return new(shown, more ? new(Last(shown, OfMatching) ?? before?.Matching, Last(shown, OfProfile) ?? before?.Profile) : null,
            before is null ? null : new(First(shown, OfMatching) ?? before.Value.Matching - 1, First(shown, OfProfile) ?? before.Value.Profile - 1), matching.Total + profile.Total);
    }

    /// <summary>The way back to newer acts; null where they lead to the first page.</summary>
    /// <inheritdoc cref="Back"/>
    /// <param name="after">Where the page after this one begins.</param>
    public static MergedLedger? Forth(LedgerStretch matching, LedgerStretch profile, int size, LedgerCut after)
    {
        var (shown, more) = Merge(Of(OfMatching, matching).Reverse(), Of(OfProfile, profile).Reverse(), size, (m, p) => m.At < p.At);
        if (!more) return null;
        Array.Reverse(shown);
        return new(shown, new(Last(shown, OfMatching) ?? after.Matching + 1, Last(shown, OfProfile) ?? after.Profile + 1),
            new(First(shown, OfMatching) ?? after.Matching, First(shown, OfProfile) ?? after.Profile), matching.Total + profile.Total);
    }

    static IEnumerable<LedgerAct> Of(string service, LedgerStretch stretch) => stretch.Items.Select(e => new LedgerAct(service, e));

    static (LedgerAct[] Shown, bool More) Merge(IEnumerable<LedgerAct> matching, IEnumerable<LedgerAct> profile, int size, Func<LedgerEntry, LedgerEntry, bool> matchingFirst)
    {
        var (m, p) = (new Queue<LedgerAct>(matching), new Queue<LedgerAct>(profile));
        var shown = new List<LedgerAct>(size);
        while (shown.Count < size && m.Count + p.Count > 0)
            shown.Add(p.Count == 0 || (m.Count > 0 && matchingFirst(m.Peek().Entry, p.Peek().Entry)) ? m.Dequeue() : p.Dequeue());
        return ([.. shown], m.Count + p.Count > 0);
    }

    static long? First(LedgerAct[] shown, string service) => shown.FirstOrDefault(a => a.Service == service)?.Entry.Seq;

    static long? Last(LedgerAct[] shown, string service) => shown.LastOrDefault(a => a.Service == service)?.Entry.Seq;
}
