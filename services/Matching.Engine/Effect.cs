using System.Runtime.InteropServices;

namespace Mentorship.Matching.Engine;

/// <summary>How to make room for an override.</summary>
public enum MakeRoom
{
    /// <summary>As few others as possible get another mentor.</summary>
    FewestMoves,
    /// <summary>Best for the whole cohort, whoever moves.</summary>
    BestForAll,
}

/// <summary>Someone whose mentor changes. Positions; −1 is "no mentor", then the score is 0.</summary>
/// <param name="Student">Who.</param>
/// <param name="From">Mentor before.</param>
/// <param name="To">Mentor after.</param>
/// <param name="FromScore">Score before, 0..100000.</param>
/// <param name="ToScore">Score after, 0..100000.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Move(int Student, int From, int To, int FromScore, int ToScore)
{
    /// <summary>Band before; null without a mentor.</summary>
    public Band? FromBand => From < 0 ? null : Scoring.BandOf(FromScore);

    /// <summary>Band after; null without a mentor.</summary>
    public Band? ToBand => To < 0 ? null : Scoring.BandOf(ToScore);
}

/// <summary>What a change does to a cohort: who moves, and the price.</summary>
public sealed class Effect
{
    readonly Lazy<Instance> instance;
    readonly Lazy<Solution> solution;

    internal Effect(Func<Instance> instance, Func<Instance, Solution> solution)
    {
        this.instance = new(instance);
        this.solution = new(() => solution(Instance));
    }

    /// <summary>The instance with the change in it; made when first asked for.</summary>
    public Instance Instance => instance.Value;

    /// <summary>The solution with the change in it, for <see cref="Verifier"/> and for the record; made when first asked for.</summary>
    public Solution Solution => solution.Value;

    /// <summary>The student the change is about; unchanged students have <c>From == To</c>.</summary>
    public required Move Subject { get; init; }

    /// <summary>The others who get another mentor, by position.</summary>
    public required IReadOnlyList<Move> Others { get; init; }

    /// <summary>The objective's sum over pairs before.</summary>
    public required long CostBefore { get; init; }

    /// <summary>The objective's sum over pairs after.</summary>
    public required long CostAfter { get; init; }

    /// <summary>Σ w over pairs before.</summary>
    public required long TotalBefore { get; init; }

    /// <summary>Σ w over pairs after.</summary>
    public required long TotalAfter { get; init; }

    /// <summary>Worst score before.</summary>
    public required int WorstBefore { get; init; }

    /// <summary>Worst score after.</summary>
    public required int WorstAfter { get; init; }

    /// <summary>Pairs before.</summary>
    public required int MatchedBefore { get; init; }

    /// <summary>Pairs after.</summary>
    public required int MatchedAfter { get; init; }

    /// <summary>Mean score of pairs before, 0..100000.</summary>
    public double MeanBefore => MatchedBefore == 0 ? 0 : (double)TotalBefore / MatchedBefore;

    /// <summary>Mean score of pairs after, 0..100000.</summary>
    public double MeanAfter => MatchedAfter == 0 ? 0 : (double)TotalAfter / MatchedAfter;
}
