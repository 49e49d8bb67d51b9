using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Mentorship.Profile.People;

/// <summary>A stretch of one weekday, in minutes after local midnight; it never crosses midnight. Written "Mon 09-12" or "Mon 09:30-12".</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly partial record struct WeekHours(DayOfWeek Day, int From, int To)
{
    const int Midnight = 24 * 60;

    static readonly string[] Short = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    static readonly string[] Long = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    public override string ToString() => $"{Short[(int)Day]} {Clock(From)}-{Clock(To)}";

    static string Clock(int minutes) => minutes % 60 == 0 ? $"{minutes / 60:00}" : $"{minutes / 60:00}:{minutes % 60:00}";

    /// <summary>Every hour of the week: what "flexible" means for somebody who cannot say so of themselves.</summary>
    public static string[] Always { get; } = Text(Enumerable.Range(0, 7).Select(d => new WeekHours((DayOfWeek)d, 0, Midnight)));

    /// <summary>Reads one entry; otherwise <paramref name="wrong"/> says what is the matter and what to write.</summary>
    public static bool TryRead(string text, out WeekHours hours, out string wrong)
    {
        hours = default;
        if (Pattern().Match(text) is not { Success: true } match)
        {
            wrong = $"“{text}” is not a day and hours. Write “Mon 09-12; Wed 16-18”.";
            return false;
        }
        if (DayOf(match.Groups["day"].Value) is not { } day)
        {
            wrong = $"“{match.Groups["day"].Value}” is not a day. Write Mon, Tue, Wed, Thu, Fri, Sat or Sun.";
            return false;
        }
        var from = Minutes(match, "from");
        var to = Minutes(match, "to");
        wrong = (from, to) switch
        {
            ( < 0, _) or (_, < 0) => $"“{text}” has minutes over 59. Write “Mon 09:30-12”.",
            (_, > Midnight) => "Ends after midnight. Write “Mon 09-12; Wed 16-18”.",
            _ when from >= to => $"“{text}” ends before it starts. Hours go from 00 to 24: write “Mon 09-12”.",
            _ => "",
        };
        hours = new WeekHours(day, from, to);
        return wrong.Length == 0;
    }

    /// <summary>In the order of the week from Monday, stretches that touch or overlap made one.</summary>
    public static string[] Text(IEnumerable<WeekHours> hours)
    {
        var merged = new List<WeekHours>();
        foreach (var next in hours.OrderBy(h => ((int)h.Day + 6) % 7).ThenBy(h => h.From))
            if (merged.Count > 0 && merged[^1] is var last && last.Day == next.Day && next.From <= last.To)
                merged[^1] = last with { To = Math.Max(last.To, next.To) };
            else
                merged.Add(next);
        return [.. merged.Select(h => h.ToString())];
    }

    static DayOfWeek? DayOf(string written)
    {
        var day = written.ToLowerInvariant();
        var found = day.Length < 2 ? -1 : Array.FindIndex(Long, l => l.StartsWith(day, StringComparison.Ordinal));
        if (found < 0)
            found = day switch { "tues" => 2, "weds" => 3, "thur" or "thurs" => 4, _ => -1 };
        return found < 0 ? null : (DayOfWeek)found;
    }

    static int Minutes(Match match, string end)
    {
        var hour = int.Parse(match.Groups[end].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups[end + "m"] is { Success: true } m ? int.Parse(m.Value, CultureInfo.InvariantCulture) : 0;
        if (minute > 59)
            return -1;
        if (match.Groups[end + "h"] is { Success: true } half && hour is >= 1 and <= 12)
            hour = hour % 12 + (half.Value.StartsWith('p') || half.Value.StartsWith('P') ? 12 : 0);
        return hour * 60 + minute;
    }

    [GeneratedRegex(@"^\s*(?<day>\p{L}{2,12})\.?\s+(?<from>\d{1,2})(?:[:.](?<fromm>\d{2}))?\s*(?<fromh>[ap]\.?m\.?)?\s*[-–—]\s*(?<to>\d{1,2})(?:[:.](?<tom>\d{2}))?\s*(?<toh>[ap]\.?m\.?)?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Pattern();
}
