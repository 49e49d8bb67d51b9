using System.Globalization;

namespace Mentorship.Portal.Pages;

/// <summary>
/// Hours of a usual week as one check box each, from 7 am to 10 pm. What somebody wrote that does not fit whole hours of the
/// grid stays, each stretch as a check box of its own, so that saving loses nothing.
/// </summary>
internal sealed class FreeWeek
{
    public const int First = 7, Last = 22;

    public static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    public static readonly string[] LongDays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    readonly HashSet<(int Day, int Hour)> _cells = [];

    public FreeWeek(IEnumerable<string> written)
    {
        foreach (var entry in written)
        {
            var words = entry.Split(' ', '-');
            var day = words.Length == 3 ? Array.IndexOf(Days, words[0]) : -1;
            if (day < 0 || Minutes(words[1]) is not { } from || Minutes(words[2]) is not { } to || from >= to)
            {
                Others.Add(entry);
                continue;
            }
            var (start, end) = (Math.Max((from + 59) / 60, First), Math.Min(to / 60, Last));
            if (start >= end)
            {
                Others.Add(entry);
                continue;
            }
            for (var hour = start; hour < end; hour++) _cells.Add((day, hour));
            if (from < start * 60) Others.Add(Text(day, from, start * 60));
            if (to > end * 60) Others.Add(Text(day, end * 60, to));
        }
    }

    /// <summary>Stretches outside the grid.</summary>
    public List<string> Others { get; } = [];

    public int Count => _cells.Count;

    public bool Has(int day, int hour) => _cells.Contains((day, hour));

    public static string Value(int day, int hour) => Text(day, hour * 60, hour * 60 + 60);

    public static string Clock(int hour) => hour switch { 12 => "12\u00a0pm", > 12 => $"{hour - 12}\u00a0pm", _ => $"{hour}\u00a0am" };

    static string Text(int day, int from, int to) => string.Create(CultureInfo.InvariantCulture, $"{Days[day]} {Written(from)}-{Written(to)}");

    static string Written(int minutes) => minutes % 60 == 0 ? $"{minutes / 60:00}" : $"{minutes / 60:00}:{minutes % 60:00}";

    static int? Minutes(string written)
    {
        var parts = written.Split(':');
        if (!int.TryParse(parts[0], CultureInfo.InvariantCulture, out var hour)) return null;
        return hour * 60 + (parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var minutes) ? minutes : 0);
    }
}
