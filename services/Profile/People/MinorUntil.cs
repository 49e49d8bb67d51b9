using System.Globalization;

namespace Mentorship.Profile.People;

/// <summary>Until when somebody is a minor: a date (their eighteenth birthday), "adult" or "unknown".</summary>
internal readonly record struct MinorUntil
{
    readonly DateOnly? _date;
    readonly bool _adult;

    MinorUntil(DateOnly? date, bool adult) => (_date, _adult) = (date, adult);

    public static MinorUntil Unknown { get; }
    public static MinorUntil Adult { get; } = new(null, adult: true);
    public static MinorUntil Birthday(DateOnly date) => new(date, adult: false);

    public bool IsUnknown => _date is null && !_adult;

    /// <summary>A date still to come; or nothing known of somebody at high school.</summary>
    public bool IsMinor(string? stage, DateOnly today) =>
        _date is { } date ? date > today : !_adult && stage == Vocabulary.Stages.HighSchool;

    /// <summary>Eighteen is more than five years away.</summary>
    public bool UnderThirteen(DateOnly today) => _date > today.AddYears(5);

    /// <summary>From when on the person is of age everywhere on earth; null where nobody knows.</summary>
    public DateTimeOffset? LastMoment => _date is { } date ? new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero).AddHours(12) : null;

    public override string ToString() => _date is { } date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : _adult ? "adult" : "unknown";

    public static MinorUntil Parse(string text) =>
        TryRead(text, out var value, out var wrong) ? value : throw new FormatException(wrong);

    public static bool TryRead(string text, out MinorUntil value, out string wrong)
    {
        wrong = "";
        value = Unknown;
        switch (text.Trim().ToLowerInvariant())
        {
            case "" or "unknown":
                return true;
            case "adult":
                value = Adult;
                return true;
            case var written when DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date):
                value = Birthday(date);
                return true;
            case var written:
                wrong = Impossible(written) ?? "Not a date. Write a date like 2028-04-30, “adult” or “unknown”.";
                return false;
        }
    }

    /// <summary>31/04/2028 and 2028-04-31: the month is shorter than that.</summary>
    static string? Impossible(string written)
    {
        int[] parts = [.. written.Split('-', '/', '.').Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1)];
        if (parts is [var d, var m, var y] && y > 1000)
            parts = [y, m, d];
        if (parts is not [> 1000 and < 10000, >= 1 and <= 12, > 28 and <= 31])
            return null;
        var days = DateTime.DaysInMonth(parts[0], parts[1]);
        if (parts[2] <= days)
            return null;
        var month = CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(parts[1]);
        return $"{month} {(parts[1] == 2 ? $"{parts[0]} " : "")}has {days} days. Write a date like {parts[0]}-{parts[1]:00}-{days}, “adult” or “unknown”.";
    }
}
