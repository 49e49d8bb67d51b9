using System.Globalization;

namespace Mentorship.Notification.Mails;

/// <summary>Times as the reader's own clock shows them, always with the zone where a deadline depends on it.</summary>
internal sealed class ReaderClock(TimeZoneInfo zone)
{
    /// <summary>The first zone that this machine knows; else UTC, which the text then says.</summary>
    public static ReaderClock In(params ReadOnlySpan<string> zones)
    {
        foreach (var id in zones)
            if (id.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
                return new(zone);
        return new(TimeZoneInfo.Utc);
    }

    /// <summary>"22 March"</summary>
    public string Date(DateTimeOffset at) => Format(at, "d\u00a0MMMM");

    /// <summary>"Mon 22 March, 5 pm"</summary>
    public string Short(DateTimeOffset at) => $"{Format(at, "ddd d\u00a0MMMM")}, {Time(at)}";

    /// <summary>"Monday 22 March at 5 pm, Central Daylight Time"</summary>
    public string Full(DateTimeOffset at) => $"{Format(at, "dddd d\u00a0MMMM")} at {Time(at)}, {Zone(at)}";

    /// <summary>"5:10 pm, Central Daylight Time"</summary>
    public string TimeOfDay(DateTimeOffset at) => $"{Time(at)}, {Zone(at)}";

    string Time(DateTimeOffset at)
    {
        var local = Local(at);
        return local.ToString(local.Minute == 0 ? "%h" : "h:mm", CultureInfo.InvariantCulture) + (local.Hour < 12 ? "\u00a0am" : "\u00a0pm");
    }

    string Zone(DateTimeOffset at)
    {
        if (zone.HasSameRules(TimeZoneInfo.Utc))
            return "UTC";
        var name = zone.IsDaylightSavingTime(at) ? zone.DaylightName : zone.StandardName;
        // Where the system has no names for zones, "America/Chicago" is still better than nothing.
        return name.Length > 5 ? name : zone.Id;
    }

    string Format(DateTimeOffset at, string format) => Local(at).ToString(format, CultureInfo.InvariantCulture);

    DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);
}
