using System.Globalization;
using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Mentorship.Portal.Wording;

namespace Mentorship.Portal.Pages;

/// <summary>Groups of several questions, compared by one measure: a table whose lines are pictures, too.</summary>
/// <param name="Title">What is above it.</param>
/// <param name="Next">The year at whose end what is too few is looked at again.</param>
internal sealed record Compared(string Title, Division[] Divisions, string Measure, int Next, OutcomeWords Words)
{
    public string People => Words[Divisions is [{ Role: "mentor" }, ..] ? "column-mentors" : "column-students"];

    /// <summary>The lines of one question; none where it is too few to say.</summary>
    public (FigureGroup Group, GroupShare Share)[] Lines(Division division) =>
        division.Figure is not { } figure ? [] : [.. from g in figure.Groups let share = Array.Find(g.Shares, s => s.Measure == Measure) where share is not null select (g, share)];

    /// <summary>How everybody who answered fared, and since when they are counted where that is longer than the year.</summary>
    public string About(Division division)
    {
        var all = Words.Say("all", ("percent", Array.Find(division.Figure!.All, s => s.Measure == Measure)!.Percent));
        return division.From < Next - 1 ? $"{all}, {Words.Say("since", ("from", division.From))}" : all;
    }

    public string Name(FigureGroup group) => group.Rest ? Words["rest"] : group.Names[0];

    /// <summary>Lines whose interval leaves out no difference.</summary>
    public IEnumerable<(Division Division, FigureGroup Group, GroupShare Share)> Clear =>
        from d in Divisions from line in Lines(d) where line.Share.Low > 0 || line.Share.High < 0 select (d, line.Group, line.Share);

    public int TooFew => Divisions.Count(d => Lines(d).Length == 0);
}

/// <summary>Differences in points, in words and on a line from −20 to +20.</summary>
internal static class PointLine
{
    const double Middle = 100, PerPoint = 4.5, Edge = 3, OtherEdge = 197;

    public static string X(int points) => Math.Clamp(Middle + (PerPoint * points), Edge, OtherEdge).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>"−5", "+3", "0".</summary>
    public static string Signed(int points) => points switch { 0 => "0", > 0 => $"+{points}", _ => $"−{-points}" };

    public static string Points(int points) => Shell.Words.Count(Math.Abs(points), "point");
}
