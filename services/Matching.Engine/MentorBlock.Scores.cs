using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mentorship.Matching.Engine;

// What a pair is worth: rows added up, and turned into scores.
sealed partial class MentorBlock
{
    /// <summary>Adds up rows, each counting what it counts; 255 stays 255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Add(ReadOnlySpan<Part> parts, byte start, byte[] sums)
    {
        ref var all = ref MemoryMarshal.GetArrayDataReference(rows);
        ref var into = ref MemoryMarshal.GetArrayDataReference(sums);
        for (var at = 0; at < Width; at += 128)
        {
            Vector256<byte> a, b, c, d;
            a = b = c = d = Vector256.Create(start);
            foreach (var (row, adds) in parts)
            {
                ref var from = ref Unsafe.Add(ref all, row * Width + at);
                var count = Vector256.Create(adds);
                a = Vector256.AddSaturate(a, Vector256.LoadUnsafe(ref from) & count);
                b = Vector256.AddSaturate(b, Vector256.LoadUnsafe(ref from, 32) & count);
                c = Vector256.AddSaturate(c, Vector256.LoadUnsafe(ref from, 64) & count);
                d = Vector256.AddSaturate(d, Vector256.LoadUnsafe(ref from, 96) & count);
            }
            ref var to = ref Unsafe.Add(ref into, at);
            a.StoreUnsafe(ref to);
            b.StoreUnsafe(ref to, 32);
            c.StoreUnsafe(ref to, 64);
            d.StoreUnsafe(ref to, 96);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void LookUp(int[] points, Room room)
    {
        // The answers of a column add up to at most points.Length − 1, for each row stands once among the parts.
        ref var of = ref MemoryMarshal.GetArrayDataReference(points);
        ref var answers = ref MemoryMarshal.GetArrayDataReference(room.Answers);
        ref var into = ref MemoryMarshal.GetArrayDataReference(room.Scores);
        for (nuint at = 0; at < Width; at += 4)
        {
            Unsafe.Add(ref into, at) = Unsafe.Add(ref of, (nuint)Unsafe.Add(ref answers, at));
            Unsafe.Add(ref into, at + 1) = Unsafe.Add(ref of, (nuint)Unsafe.Add(ref answers, at + 1));
            Unsafe.Add(ref into, at + 2) = Unsafe.Add(ref of, (nuint)Unsafe.Add(ref answers, at + 2));
            Unsafe.Add(ref into, at + 3) = Unsafe.Add(ref of, (nuint)Unsafe.Add(ref answers, at + 3));
        }
    }

    /// <summary>Adds what was asked for where a mentor has told of any of it.</summary>
    void Ask(StudentQuery student, Room room)
    {
        var weight = (byte)pool.Criteria.Policy.Asked;
        for (var at = 0; at < Width; at++)
            if (room.Asked[at] is > 0 and var met)
            {
                room.Scores[at] += student.WishPoints[met];
                room.Weights[at] += weight;
            }
    }

    /// <summary>Adds interests, stage and hours to what is there, and makes the sums scores.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Score(StudentQuery student, Room room)
    {
        var policy = pool.Criteria.Policy;
        ref var sums = ref MemoryMarshal.GetArrayDataReference(room.Scores);
        ref var weights = ref MemoryMarshal.GetArrayDataReference(room.Weights);
        ref var quarters = ref MemoryMarshal.GetArrayDataReference(room.Quarters);
        ref var stage = ref stagePoints[(student.StageCounts ? student.Stage : PreparedMentors.OtherStage) * Width];
        ref var agreement = ref MemoryMarshal.GetArrayDataReference(agreements);
        Span<int> terms = stackalloc int[student.Interests.Length];
        for (var k = 0; k < terms.Length; k++)
            terms[k] = student.Interests[k] * Width;
        Span<Vector256<ushort>> others = stackalloc Vector256<ushort>[Math.Max(0, terms.Length - 4)];
        var interests = Vector256.Create((int)policy.Interests);
        var perQuarter = Vector256.Create((int)policy.Time * Criteria.OfQuarters(1));
        var enough = Vector128.Create((byte)Criteria.EnoughQuarters);

        for (var at = 0; at < Width; at += 16)
        {
            ref var sum = ref Unsafe.Add(ref sums, at);
            var (q, w) = (Vector128.Min(Vector128.LoadUnsafe(ref quarters, (nuint)at), enough), Vector128.LoadUnsafe(ref weights, (nuint)at));
            var left = Vector256.LoadUnsafe(ref sum) + Vector256.LoadUnsafe(ref stage, (nuint)at) + perQuarter * FirstEight(q);
            var right = Vector256.LoadUnsafe(ref sum, 8) + Vector256.LoadUnsafe(ref stage, (nuint)at + 8) + perQuarter * LastEight(q);
            if (terms.Length > 0)
            {
                var (leftMissing, rightMissing) = Missing(ref Unsafe.Add(ref agreement, at), terms, others);
                left += interests * Millionths(leftMissing);
                right += interests * Millionths(rightMissing);
            }
            Divide(left, FirstEight(w)).StoreUnsafe(ref sum);
            Divide(right, LastEight(w)).StoreUnsafe(ref sum, 8);
        }
    }

    /// <summary>What the agreements of 16 columns leave missing: the four strongest are kept in registers, as most students name no more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector256<float> Left, Vector256<float> Right) Missing(ref ushort agreement, ReadOnlySpan<int> terms, Span<Vector256<ushort>> others)
    {
        Vector256<ushort> strongest = Vector256.LoadUnsafe(ref agreement, (nuint)terms[0]), second = default, third = default, fourth = default;
        if (terms.Length > 1)
        {
            second = Vector256.LoadUnsafe(ref agreement, (nuint)terms[1]);
            Order(ref strongest, ref second);
        }
        if (terms.Length > 2)
        {
            third = Vector256.LoadUnsafe(ref agreement, (nuint)terms[2]);
            Order(ref strongest, ref third);
            Order(ref second, ref third);
        }
        if (terms.Length > 3)
        {
            fourth = Vector256.LoadUnsafe(ref agreement, (nuint)terms[3]);
            Order(ref strongest, ref fourth);
            Order(ref second, ref fourth);
            Order(ref third, ref fourth);
        }
        for (var k = 0; k < others.Length; k++)
        {
            var next = Vector256.LoadUnsafe(ref agreement, (nuint)terms[k + 4]);
            Order(ref strongest, ref next);
            Order(ref second, ref next);
            Order(ref third, ref next);
            Order(ref fourth, ref next);
            for (var n = 0; n < k; n++)
                Order(ref others[n], ref next);
            others[k] = next;
        }
        var (left, right) = (Vector256<float>.One, Vector256<float>.One);
        var share = 1f / Criteria.FullAgreement;
        Leave(strongest, share, ref left, ref right);
        if (terms.Length > 1)
            Leave(second, share /= 2, ref left, ref right);
        if (terms.Length > 2)
            Leave(third, share /= 2, ref left, ref right);
        if (terms.Length > 3)
            Leave(fourth, share /= 2, ref left, ref right);
        foreach (var other in others)
            Leave(other, share /= 2, ref left, ref right);
        return (left, right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Order(ref Vector256<ushort> stronger, ref Vector256<ushort> weaker) =>
        (stronger, weaker) = (Vector256.Max(stronger, weaker), Vector256.Min(stronger, weaker));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Leave(Vector256<ushort> agreement, float share, ref Vector256<float> left, ref Vector256<float> right)
    {
        var (low, high) = Vector256.Widen(agreement);
        left *= Vector256<float>.One - Vector256.ConvertToSingle(low.AsInt32()) * share;
        right *= Vector256<float>.One - Vector256.ConvertToSingle(high.AsInt32()) * share;
    }

    static Vector256<int> FirstEight(Vector128<byte> bytes) => Vector256.WidenLower(Vector256.WidenLower(bytes.ToVector256())).AsInt32();

    static Vector256<int> LastEight(Vector128<byte> bytes) => Vector256.WidenUpper(Vector256.WidenLower(bytes.ToVector256())).AsInt32();

    static Vector256<int> Millionths(Vector256<float> missing) =>
        Vector256.ConvertToInt32Native((Vector256<float>.One - missing) * Measures.One + Vector256.Create(0.5f));

    /// <summary>(sum + 5w) / (10w), and 50000 without any weight.</summary>
    static Vector256<int> Divide(Vector256<int> sum, Vector256<int> weight)
    {
        var none = Vector256.Equals(weight, Vector256<int>.Zero);
        var five = weight + (weight << 2);
        var by = Vector256.ConditionalSelect(none, Vector256.Create(10), five << 1);
        var of = Vector256.ConditionalSelect(none, Vector256.Create(500_000), sum + five);
        // Single precision is off by less than 0.02 here, so by one at most once cut to an integer; the remainder tells.
        var score = Vector256.ConvertToInt32Native(Vector256.ConvertToSingle(of) / Vector256.ConvertToSingle(by));
        var rest = of - score * by;
        return score + Vector256.LessThan(rest, Vector256<int>.Zero) - Vector256.GreaterThanOrEqual(rest, by);
    }
}
