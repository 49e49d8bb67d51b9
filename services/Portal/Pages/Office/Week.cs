using System.Globalization;

namespace Mentorship.Portal.Pages.Office;

/// <summary>Hours written as "Mon 09-12", gathered into mornings, afternoons and evenings of a week.</summary>
internal sealed class Week
{
    static readonly string[] Names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    static readonly string[] Parts = ["morning", "afternoon", "evening"];
    readonly double[,] hours = new double[7, 3];

    public Week(IEnumerable<string>? written)
    {
        foreach (var entry in written ?? [])
        {
            var words = entry.Split(' ', '-');
            var day = words.Length == 3 ? Array.FindIndex(Names, d => words[0].StartsWith(d, StringComparison.OrdinalIgnoreCase)) : -1;
            if (day < 0 || Hour(words[1]) is not { } from || Hour(words[2]) is not { } to) continue;
            hours[day, 0] += Overlap(from, to, 0, 12);
            hours[day, 1] += Overlap(from, to, 12, 17);
            hours[day, 2] += Overlap(from, to, 17, 24);
        }
    }

    public double Total => hours.Cast<double>().Sum();

    public bool Free(int day, int part) => hours[day, part] >= 1;

    public override string ToString()
    {
        if (Total == 0) return "Not stated";
        var said = new List<string>();
        for (var part = 0; part < 3; part++)
        {
            var days = Enumerable.Range(0, 7).Where(d => Free(d, part)).Select(d => Names[d]).ToArray();
            if (days.Length > 0) said.Add($"{string.Join(", ", days)} {Parts[part]}");
        }
        return $"{Total.ToString("0.#", CultureInfo.InvariantCulture)}\u00a0h a week: {string.Join("; ", said)}";
    }

    static double Overlap(double from, double to, double start, double end) => Math.Max(0, Math.Min(to, end) - Math.Max(from, start));

    static double? Hour(string written)
    {
        var parts = written.Split(':');
        if (!int.TryParse(parts[0], CultureInfo.InvariantCulture, out var hour)) return null;
        return hour + (parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var minutes) ? minutes / 60.0 : 0);
    }
}
