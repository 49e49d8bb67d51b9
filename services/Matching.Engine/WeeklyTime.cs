using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Mentorship.Matching.Engine;

/// <summary>
/// The hours of a week that someone is free: one bit per quarter of an hour, Monday 00:00 UTC first, 672 in all. Local
/// hours are moved to UTC at the offsets of one fixed week (<see cref="ReferenceMonday"/>), so that times read in
/// summer and in winter can be compared; hours that leave the week at one end come in at the other.
/// </summary>
public sealed class WeeklyTime : IEquatable<WeeklyTime>
{
    /// <summary>The first day of the week whose time-zone offsets are used.</summary>
    public static readonly DateOnly ReferenceMonday = new(2027, 1, 11);

    /// <summary>Every hour of the week: what "flexible" counts as.</summary>
    public static readonly WeeklyTime Always = All();

    internal const int Quarters = 7 * 24 * 4;
    static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    readonly ulong[] bits;

    WeeklyTime(ulong[] bits) => this.bits = bits;

    /// <summary>Hours a week, in steps of a quarter.</summary>
    public double Hours => Count(bits) / 4.0;

    /// <summary>Reads entries such as "Mon 09-12" or "Wed 16:30-18" (24-hour clock, local time of <paramref name="zone"/>).</summary>
    /// <exception cref="FormatException">An entry cannot be read; the message quotes it.</exception>
    public static WeeklyTime Parse(IEnumerable<string> entries, TimeZoneInfo zone) =>
        TryParse(entries, zone, out var time, out var error) ? time : throw new FormatException(error);

    /// <summary>
    /// Reads entries such as "Mon 09-12". Minutes are rounded inward to quarters of an hour; "24" is midnight at the
    /// end of the day; overlapping entries count once. On failure <paramref name="error"/> quotes the entry.
    /// </summary>
    public static bool TryParse(IEnumerable<string> entries, TimeZoneInfo zone, [NotNullWhen(true)] out WeeklyTime? time, [NotNullWhen(false)] out string? error)
    {
        var found = new ulong[(Quarters + 63) / 64];
        foreach (var entry in entries)
        {
            if (!TryRead(entry, out var day, out var from, out var to))
            {
                (time, error) = (null, $"“{entry}” is not a time. Write a day and hours, for example Mon 09-12.");
                return false;
            }
            for (var quarter = from; quarter < to; quarter++)
                Set(found, Utc(day, quarter, zone));
        }
        (time, error) = (new WeeklyTime(found), null);
        return true;
    }

    /// <summary>Hours a week that both are free, in steps of a quarter.</summary>
    public double SharedHours(WeeklyTime other) => SharedQuarters(other) / 4.0;

    internal int SharedQuarters(WeeklyTime other)
    {
        var count = 0;
        for (var i = 0; i < bits.Length; i++)
            count += BitOperations.PopCount(bits[i] & other.bits[i]);
        return count;
    }

    internal bool Has(int quarter) => Has(bits, quarter);

    /// <summary>The first free quarter at or after one, or <see cref="Quarters"/>.</summary>
    internal int FirstFrom(int quarter)
    {
        for (var i = quarter >> 6; i < bits.Length; i++, quarter = i << 6)
            if (bits[i] >> (quarter & 63) is not 0 and var rest)
                return quarter + BitOperations.TrailingZeroCount(rest);
        return Quarters;
    }

    /// <summary>Marks each quarter that is unlike the one before it, a bit each; the first one goes after the last.</summary>
    internal void MarkChanges(Span<ulong> changes)
    {
        var before = bits[^1] >> (Quarters - 1 & 63) & 1;
        for (var i = 0; i < bits.Length; i++)
        {
            changes[i] |= bits[i] ^ (bits[i] << 1 | before);
            before = bits[i] >> 63;
        }
    }

    /// <summary>The hours that both are free.</summary>
    public WeeklyTime And(WeeklyTime other)
    {
        var both = new ulong[bits.Length];
        for (var i = 0; i < bits.Length; i++)
            both[i] = bits[i] & other.bits[i];
        return new WeeklyTime(both);
    }

    /// <summary>
    /// The longest stretch in plain words and local time of <paramref name="zone"/>, for example
    /// "Wednesday 4 to 5:30 pm"; the earliest in the week when several are as long. A stretch ends at local midnight.
    /// Null when there is none; "any time" when every hour is free.
    /// </summary>
    public string? LongestSlot(TimeZoneInfo zone)
    {
        if (Count(bits) == Quarters)
            return "any time";
        var (bestDay, bestFrom, bestLength) = (0, 0, 0);
        for (var day = 0; day < 7; day++)
        {
            for (int quarter = 0, from = 0; quarter <= 96; quarter++)
            {
                if (quarter < 96 && Has(bits, Utc(day, quarter, zone)))
                    continue;
                if (quarter - from > bestLength)
                    (bestDay, bestFrom, bestLength) = (day, from, quarter - from);
                from = quarter + 1;
            }
        }
        return bestLength == 0 ? null : $"{Days[bestDay]} {Clock(bestFrom, bestFrom + bestLength)}";
    }

    /// <inheritdoc/>
    public bool Equals(WeeklyTime? other) => other is not null && bits.AsSpan().SequenceEqual(other.bits);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as WeeklyTime);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var word in bits)
            hash.Add(word);
        return hash.ToHashCode();
    }

    static WeeklyTime All()
    {
        var found = new ulong[(Quarters + 63) / 64];
        for (var q = 0; q < Quarters; q++)
            Set(found, q);
        return new WeeklyTime(found);
    }

    static int Utc(int day, int quarter, TimeZoneInfo zone)
    {
        var local = ReferenceMonday.AddDays(day).ToDateTime(TimeOnly.MinValue).AddMinutes(15 * quarter);
        var shift = (int)Math.Round(zone.GetUtcOffset(local).TotalMinutes / 15);
        return ((day * 96 + quarter - shift) % Quarters + Quarters) % Quarters;
    }

    static void Set(ulong[] bits, int q) => bits[q >> 6] |= 1UL << (q & 63);
    static bool Has(ulong[] bits, int q) => (bits[q >> 6] >> (q & 63) & 1) != 0;

    static int Count(ulong[] bits)
    {
        var count = 0;
        foreach (var word in bits)
            count += BitOperations.PopCount(word);
        return count;
    }

    static bool TryRead(string entry, out int day, out int from, out int to)
    {
        (day, from, to) = (-1, 0, 0);
        var text = entry.AsSpan().Trim();
        var space = text.IndexOf(' ');
        if (space < 3)
            return false;
        for (var d = 0; d < 7; d++)
            if (Days[d].AsSpan().StartsWith(text[..space], StringComparison.OrdinalIgnoreCase))
                day = d;
        var hours = text[(space + 1)..];
        var dash = hours.IndexOfAny('-', '–');
        return day >= 0 && dash > 0
            && TryMinutes(hours[..dash], out var start) && TryMinutes(hours[(dash + 1)..], out var end) && end > start
            && (from = (start + 14) / 15) <= (to = end / 15);
    }

    static bool TryMinutes(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        text = text.Trim();
        var colon = text.IndexOf(':');
        var hour = colon < 0 ? text : text[..colon];
        var minute = 0;
        if (!int.TryParse(hour, NumberStyles.None, CultureInfo.InvariantCulture, out var h)
            || (colon >= 0 && !int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out minute)))
            return false;
        minutes = h * 60 + minute;
        return h <= 24 && minute < 60 && minutes <= 24 * 60;
    }

    static string Clock(int from, int to)
    {
        if (to - from == 96)
            return "all day";
        var sameHalf = Half(from) == Half(to) && Half(to).Length > 0;
        return $"{Hour(from)}{(sameHalf ? "" : Half(from))} to {Hour(to)}{Half(to)}";
    }

    static string Half(int quarter) => quarter % 48 == 0 ? "" : quarter < 48 ? " am" : " pm";

    static string Hour(int quarter)
    {
        if (quarter % 48 == 0)
            return quarter == 48 ? "noon" : "midnight";
        var (h, m) = (quarter / 4 % 12, quarter % 4 * 15);
        return m == 0 ? $"{(h == 0 ? 12 : h)}" : $"{(h == 0 ? 12 : h)}:{m:00}";
    }
}
