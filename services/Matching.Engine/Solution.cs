namespace Mentorship.Matching.Engine;

/// <summary>A matching with the prices that prove it best. <see cref="Verifier"/> checks both.</summary>
public sealed class Solution
{
    internal Solution() { }

    /// <summary>What it strives for.</summary>
    public required Objective Objective { get; init; }

    /// <summary>The mentor of each student, −1 for unmatched.</summary>
    public required int[] MentorOf { get; init; }

    /// <summary>
    /// What placing each student costs the whole (dual price): the least cost + price over the student's edges, and no
    /// more than leaving the student unmatched. Without meaning for pinned students.
    /// </summary>
    public required Levels[] StudentPrice { get; init; }

    /// <summary>What one more place with each mentor would save the whole (dual price).</summary>
    public required Levels[] MentorPrice { get; init; }

    /// <summary>The matching that was kept where possible (see <see cref="Solver.SolveWithFewestMoves"/>), or null.</summary>
    public required int[]? Kept { get; init; }

    /// <summary>Students with a mentor, pins included.</summary>
    public required int Matched { get; init; }

    /// <summary>Students who waited and have no mentor again.</summary>
    public required int WaitingUnmatched { get; init; }

    /// <summary>Σ max(0, min − assigned).</summary>
    public required long Shortfall { get; init; }

    /// <summary>Students of <see cref="Kept"/> who have another mentor now or none; 0 without <see cref="Kept"/>.</summary>
    public required int Moved { get; init; }

    /// <summary>Σ w over pairs, pins included.</summary>
    public required long TotalScore { get; init; }

    /// <summary>Least w over pairs, pins included; 0 when there is no pair.</summary>
    public required int WorstScore { get; init; }

    /// <summary>The objective's sum over pairs, pins included.</summary>
    public required long Cost { get; init; }

    /// <summary>Σ h over pairs, pins included.</summary>
    public required Int128 LotterySum { get; init; }

    /// <summary>Mean of w over pairs; 0 when there is no pair.</summary>
    public double MeanScore => Matched == 0 ? 0 : (double)TotalScore / Matched;

    /// <summary>FNV-1a 64 over <see cref="MentorOf"/> as 32-bit little-endian words.</summary>
    public ulong Fingerprint
    {
        get
        {
            var hash = 0xcbf29ce484222325UL;
            foreach (var mentor in MentorOf)
                for (var shift = 0; shift < 32; shift += 8)
                    hash = (hash ^ ((uint)mentor >> shift & 0xff)) * 0x100000001b3UL;
            return hash;
        }
    }
}
