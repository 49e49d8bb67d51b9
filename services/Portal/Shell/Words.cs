using System.Globalization;

namespace Mentorship.Portal.Shell;

/// <summary>Dates, counts and names as the pages say them. Numbers keep their unit and dates their parts with no-break spaces.</summary>
internal static class Words
{
    const char Space = '\u00a0';
    static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    /// <summary>"Monday 22 March, 5 pm"; with the year when it is not this year's.</summary>
    public static string Moment(DateTimeOffset at, TimeZoneInfo zone, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return $"{local.ToString("dddd", English)}{Space}{Day(at, zone, now)}, {Clock(local)}";
    }

    /// <summary>"Mon 22 March, 5 pm".</summary>
    public static string ShortMoment(DateTimeOffset at, TimeZoneInfo zone, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return $"{local.ToString("ddd", English)}{Space}{Day(at, zone, now)}, {Clock(local)}";
    }

    /// <summary>"22 March", or "22 March 2026" in another year.</summary>
    public static string Day(DateTimeOffset at, TimeZoneInfo zone, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var year = local.Year == TimeZoneInfo.ConvertTime(now, zone).Year ? "" : $"{Space}{local.Year}";
        return $"{local.Day}{Space}{local.ToString("MMMM", English)}{year}";
    }

    /// <summary>"22 March 2027".</summary>
    public static string Day(DateOnly day) => $"{day.Day}{Space}{day.ToString("MMMM", English)}{Space}{day.Year}";

    /// <summary>"2027-03-22", as a date field holds it.</summary>
    public static string? Input(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"5 pm", "10:42 am".</summary>
    public static string Clock(DateTimeOffset at, TimeZoneInfo zone) => Clock(TimeZoneInfo.ConvertTime(at, zone));

    /// <summary>"Central Daylight Time", or "America/Chicago" where the machine has no names for zones.</summary>
    public static string ZoneName(DateTimeOffset at, TimeZoneInfo zone)
    {
        if (zone.HasSameRules(TimeZoneInfo.Utc)) return "UTC";
        var name = zone.IsDaylightSavingTime(at) ? zone.DaylightName : zone.StandardName;
        return name.Length > 5 ? name : zone.Id;
    }

    /// <summary>"in 6 days", "tomorrow", "today", "in 40 minutes".</summary>
    public static string Until(DateTimeOffset at, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (at <= now) return "now";
        var days = (TimeZoneInfo.ConvertTime(at, zone).Date - TimeZoneInfo.ConvertTime(now, zone).Date).Days;
        if (days > 1) return $"in{Space}{days}{Space}days";
        if (days == 1) return "tomorrow";
        var minutes = (int)Math.Ceiling((at - now).TotalMinutes);
        return minutes > 90 ? "today" : $"in{Space}{Count(minutes, "minute")}";
    }

    /// <summary>"today", "yesterday", "12 days ago", else the date.</summary>
    public static string Since(DateTimeOffset at, TimeZoneInfo zone, DateTimeOffset now)
    {
        var days = (TimeZoneInfo.ConvertTime(now, zone).Date - TimeZoneInfo.ConvertTime(at, zone).Date).Days;
        return days switch { <= 0 => $"today, {Clock(at, zone)}", 1 => $"yesterday, {Clock(at, zone)}", < 14 => $"{days}{Space}days ago", _ => Day(at, zone, now) };
    }

    /// <summary>"1,204".</summary>
    public static string Number(long n) => n.ToString("N0", English);

    /// <summary>"1 place", "3 places".</summary>
    public static string Count(int n, string one, string? many = null) => $"{n.ToString("N0", English)}{Space}{(n == 1 ? one : many ?? one + "s")}";

    /// <summary>"1st", "2nd", "3rd", "11th".</summary>
    public static string Ordinal(int n) => n + ((n % 100) is 11 or 12 or 13 ? "th" : (n % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });

    /// <summary>"first", "second", … up to "fifth", then "6th".</summary>
    public static string Rank(int n) => n switch { 1 => "first", 2 => "second", 3 => "third", 4 => "fourth", 5 => "fifth", _ => Ordinal(n) };

    /// <summary>"a, b and c".</summary>
    public static string And(IReadOnlyList<string> parts) => Joined(parts, "and");

    /// <summary>"a, b or c".</summary>
    public static string Or(IReadOnlyList<string> parts) => Joined(parts, "or");

    static string Joined(IReadOnlyList<string> parts, string last) => parts.Count switch
    {
        0 => "",
        1 => parts[0],
        _ => $"{string.Join(", ", parts.Take(parts.Count - 1))} {last} {parts[^1]}",
    };

    /// <summary>"Dr. Oyelaran" for "Dr. Beatrix Oyelaran", "Imani" for "Imani Castellane".</summary>
    public static string Short(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length switch
        {
            0 => name,
            > 2 when IsTitle(words[0]) => $"{words[0]}{Space}{words[^1]}",
            _ when IsTitle(words[0]) => name.Replace(' ', Space),
            _ => words[0],
        };
    }

    /// <summary>"Imani’s", "James’".</summary>
    public static string Of(string name) => name.EndsWith('s') ? $"{name}’" : $"{name}’s";

    static bool IsTitle(string word) => word.TrimEnd('.') is "Dr" or "Prof" or "Professor" or "Mr" or "Ms" or "Mrs" or "Mx";

    static string Clock(DateTimeOffset local) =>
        local.ToString(local.Minute == 0 ? "%h" : "h:mm", English) + Space + (local.Hour < 12 ? "am" : "pm");
}
