using Mentorship.Matching.Engine;

namespace Mentorship.Matching.Runs;

/// <summary>What a draft comes to. Points: how many pairs fit by 0 to 10 of 100 points, by 10 to 20, and so on.</summary>
sealed record DraftFigures(int Students, int Matched, BandCounts Bands, ChoicesObtained Choices, double Mean, int Worst, int[] Points)
{
    const int Bins = 10, Wide = 100_000 / Bins;

    public static DraftFigures Of(int students, int ranked, IReadOnlyCollection<Earlier> pairs)
    {
        var points = new int[Bins];
        foreach (var pair in pairs)
            points[Math.Min(Bins - 1, pair.Score / Wide)]++;
        return new(
            students, pairs.Count,
            new BandCounts(pairs.Count(p => p.Band == Band.Strong), pairs.Count(p => p.Band == Band.Good), pairs.Count(p => p.Band == Band.Possible), pairs.Count(p => p.Band == Band.Stretch)),
            new ChoicesObtained(pairs.Count(p => p.Choice == 1), pairs.Count(p => p.Choice <= 3), ranked),
            pairs.Count == 0 ? 0 : pairs.Average(p => p.Score), pairs.Count == 0 ? 0 : pairs.Min(p => p.Score), points);
    }
}
