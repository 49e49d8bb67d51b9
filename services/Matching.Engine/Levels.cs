using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mentorship.Matching.Engine;

/// <summary>
/// A cost, price or label in strict order of importance: <see cref="Counts"/> first, then <see cref="Objective"/>, then
/// <see cref="Lottery"/>. Levels are added each for itself and never carry over, so no weighting can mix them up.
/// <para>
/// Counts packs four counts, most important first: shortfall in units of 2⁵⁶, unmatched students in units of 2⁴⁸,
/// unmatched waiting students in units of 2⁴⁰, students moved in units of 1. A solution is optimal when no cycle of
/// changes improves it; in one cycle the first three change by at most 1 and the fourth by less than 2⁴⁰, so the packed
/// order and the strict order agree.
/// </para>
/// </summary>
/// <param name="Counts">Packed counts.</param>
/// <param name="Objective">Points of the objective: 100000 − w, or its square.</param>
/// <param name="Lottery">Sum of lottery draws.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Levels(long Counts, long Objective, long Lottery) : IComparable<Levels>
{
    internal const long Shortfall = 1L << 56;
    internal const long Unmatched = 1L << 48;
    internal const long UnmatchedWaiting = 1L << 40;
    internal const long Moved = 1;

    /// <summary>What a pair costs the objective: 100000 − w, squared for <see cref="Engine.Objective.Fair"/>.</summary>
    internal static long Points(Objective objective, int score) =>
        objective == Engine.Objective.Fair ? (100_000L - score) * (100_000L - score) : 100_000L - score;

    /// <summary>The count level of a price: −1 a place below the minimum, 0 a free place, 1 an unmatched student, 2 one who waited.</summary>
    internal static long OfCount(sbyte level) => level switch
    {
        < 0 => -Shortfall,
        0 => 0,
        1 => Unmatched,
        _ => Unmatched + UnmatchedWaiting,
    };

    /// <summary>What a pair costs.</summary>
    internal static Levels Pair(Instance instance, Objective objective, int[]? kept, int student, int mentor, int score) => new(
        kept is not null && kept[student] >= 0 && kept[student] != mentor ? Moved : 0, Points(objective, score),
        Engine.Lottery.Draw(instance.Seed, instance.StudentKeys[student], instance.MentorKeys[mentor]));

    /// <summary>What it costs to leave a student without a mentor.</summary>
    internal static Levels StayOut(Instance instance, int[]? kept, int student) =>
        new(Unmatched + (instance.Waiting[student] ? UnmatchedWaiting : 0) + (kept is not null && kept[student] >= 0 ? Moved : 0), 0, 0);

    /// <summary>More than any path costs.</summary>
    internal static readonly Levels Infinite = new(long.MaxValue / 2, 0, 0);

    /// <summary>Nothing.</summary>
    public static readonly Levels Zero;

    /// <summary>The sum, level by level.</summary>
    public static Levels operator +(in Levels a, in Levels b) => new(a.Counts + b.Counts, a.Objective + b.Objective, a.Lottery + b.Lottery);

    /// <summary>The difference, level by level.</summary>
    public static Levels operator -(in Levels a, in Levels b) => new(a.Counts - b.Counts, a.Objective - b.Objective, a.Lottery - b.Lottery);

    /// <summary>Strictly less, the most important level first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator <(in Levels a, in Levels b) =>
        a.Counts != b.Counts ? a.Counts < b.Counts
        : a.Objective != b.Objective ? a.Objective < b.Objective
        : a.Lottery < b.Lottery;

    /// <summary>Strictly more.</summary>
    public static bool operator >(in Levels a, in Levels b) => b < a;

    /// <summary>Less or equal.</summary>
    public static bool operator <=(in Levels a, in Levels b) => !(b < a);

    /// <summary>More or equal.</summary>
    public static bool operator >=(in Levels a, in Levels b) => !(a < b);

    /// <summary>The lesser of the two.</summary>
    internal static Levels Min(in Levels a, in Levels b) => b < a ? b : a;

    /// <summary>The greater of the two.</summary>
    internal static Levels Max(in Levels a, in Levels b) => b > a ? b : a;

    /// <inheritdoc/>
    public int CompareTo(Levels other) => this < other ? -1 : other < this ? 1 : 0;
}
