using System.Buffers.Binary;
using Mentorship.Matching.Engine;

namespace Mentorship.Matching.Runs;

/// <summary>
/// The dual prices of a run's mentors, kept with it: they prove the draft the best one, and a change by hand is solved
/// again from them.
/// </summary>
/// <param name="KeptMoves">The draft came from another one with fewest moves.</param>
/// <param name="Prices">By position.</param>
sealed record MentorPrices(bool KeptMoves, Levels[] Prices)
{
    const int Size = 3 * sizeof(long);

    public static MentorPrices Of(Solution solution) => new(solution.Kept is not null, solution.MentorPrice);

    public (Instance Instance, Solution Solution) Of(Instance instance, Objective objective, int[] mentorOf) =>
        (instance, Solution.Priced(instance, objective, mentorOf, Prices, KeptMoves ? mentorOf : null));

    public byte[] Pack()
    {
        var packed = new byte[1 + Size * Prices.Length];
        packed[0] = KeptMoves ? (byte)1 : (byte)0;
        for (var j = 0; j < Prices.Length; j++)
        {
            var to = packed.AsSpan(1 + Size * j);
            BinaryPrimitives.WriteInt64LittleEndian(to, Prices[j].Counts);
            BinaryPrimitives.WriteInt64LittleEndian(to[sizeof(long)..], Prices[j].Objective);
            BinaryPrimitives.WriteInt64LittleEndian(to[(2 * sizeof(long))..], Prices[j].Lottery);
        }
        return packed;
    }

    public static MentorPrices Unpack(byte[] packed)
    {
        var prices = new Levels[(packed.Length - 1) / Size];
        for (var j = 0; j < prices.Length; j++)
        {
            var from = packed.AsSpan(1 + Size * j);
            prices[j] = new Levels(BinaryPrimitives.ReadInt64LittleEndian(from), BinaryPrimitives.ReadInt64LittleEndian(from[sizeof(long)..]),
                BinaryPrimitives.ReadInt64LittleEndian(from[(2 * sizeof(long))..]));
        }
        return new MentorPrices(packed[0] == 1, prices);
    }
}
