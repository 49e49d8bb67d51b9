namespace Mentorship.Profile.Outcomes;

/// <summary>How far apart two shares are, and between which bounds that may be chance.</summary>
internal sealed record Interval(double Between, double Low, double High)
{
    /// <summary>The 97.5 % point of the normal distribution.</summary>
    const double Z = 1.959963984540054;

    /// <summary>
    /// The difference of two independent shares with its 95 % interval: R. G. Newcombe, Interval estimation for the difference
    /// between independent proportions, Statistics in Medicine 17 (1998), method 10, which takes Wilson's interval of each.
    /// </summary>
    public static Interval OfDifference(int did, int of, int otherDid, int others)
    {
        var (share, low, high) = Wilson(did, of);
        var (other, otherLow, otherHigh) = Wilson(otherDid, others);
        var between = share - other;
        return new Interval(between, between - Norm(share - low, otherHigh - other), between + Norm(high - share, other - otherLow));
    }

    static (double Share, double Low, double High) Wilson(int did, int of)
    {
        var share = (double)did / of;
        var middle = (2 * did) + (Z * Z);
        var width = Z * Math.Sqrt((Z * Z) + (4 * did * (1 - share)));
        var scale = 2 * (of + (Z * Z));
        return (share, (middle - width) / scale, (middle + width) / scale);
    }

    static double Norm(double one, double other) => Math.Sqrt((one * one) + (other * other));
}
