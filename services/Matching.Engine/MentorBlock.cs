using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mentorship.Matching.Engine;

/// <summary>
/// <see cref="Width"/> mentors of a pool side by side: a row per term, goal, language and slot of the week, a column per
/// mentor, so that a student is compared with 8 to 32 of them at a time. The last block's columns may be empty in part. Every step is exact in each lane, integers
/// or IEEE single precision in a set order, so a machine with narrower vectors, or none, finds the same scores. What is hot
/// is compiled at its best at once: a first run would else spend twice the time on unready code.
/// </summary>
sealed class MentorBlock
{
    /// <summary>So many that their rows fit a core's cache together.</summary>
    public const int Width = 1024;

    public const int Words = Width / 64;

    readonly PreparedMentors pool;
    readonly ReadMentor[] mentors;

    readonly ushort[] agreements;
    readonly byte[] rows;
    readonly int[] stagePoints;
    readonly ulong[] accepts;
    readonly ulong[] paused;
    readonly ulong[] untrained;
    readonly ulong[] cleared;

    /// <param name="pool">The pool, whose codes have their rows already.</param>
    /// <param name="mentors">The block's mentors.</param>
    /// <param name="first">The position of the first of them in the pool.</param>
    public MentorBlock(PreparedMentors pool, ReadMentor[] mentors, int first)
    {
        (this.pool, this.mentors, First) = (pool, mentors, first);
        var (criteria, policy) = (pool.Criteria, pool.Criteria.Policy);
        agreements = new ushort[criteria.Terms * Width];
        rows = new byte[pool.Rows * Width];
        stagePoints = new int[pool.StageCount * Width];
        accepts = new ulong[pool.StageCount * Words];
        paused = new ulong[Words];
        untrained = new ulong[Words];
        cleared = new ulong[Words];
        for (var at = 0; at < mentors.Length; at++)
        {
            var (m, profile) = (mentors[at], mentors[at].Profile);
            for (var term = 0; term < criteria.Terms && m.Interests.Length > 0; term++)
                agreements[term * Width + at] = criteria.Strongest(term, m.Interests);
            Stand(Criterion.Interests, m.Interests.Length > 0, at);
            Stand(Criterion.Goals, m.Goals.Length > 0, at);
            Stand(Criterion.Stage, profile.Stages.Count > 0, at);
            Stand(Criterion.Languages, m.Languages.Length > 0, at);
            Stand(Criterion.Time, m.Time is not null, at);
            Stand(Criterion.Rankings, profile.Rankings.Count > 0, at);
            foreach (var goal in m.Goals)
                Stand(pool.GoalRow(goal)!.Value, at);
            foreach (var language in m.Languages)
                Stand(pool.LanguageRow(language)!.Value, at);
            foreach (var row in pool.ToldRows(profile))
                Stand(row, at);
            if (m.Time is not null)
                foreach (var row in pool.HourRows(m.Time))
                    Stand(row, at);
            if (profile.Stages.Count == 0)
                for (var stage = 0; stage < pool.StageCount; stage++)
                    accepts[stage * Words + (at >> 6)] |= 1UL << at;
            foreach (var stage in pool.StagesOf(profile))
            {
                accepts[stage * Words + (at >> 6)] |= 1UL << at;
                stagePoints[stage * Width + at] = (int)policy.Stage * Criteria.OfStages(profile.Stages.Count);
            }
            if (profile.Paused)
                paused[at >> 6] |= 1UL << at;
            if (profile.Untrained)
                untrained[at >> 6] |= 1UL << at;
            if (profile.Cleared)
                cleared[at >> 6] |= 1UL << at;
        }
    }

    /// <summary>The position of the first mentor.</summary>
    public int First { get; }

    /// <summary>Room for what a sweep finds, one per thread.</summary>
    public sealed class Room
    {
        internal readonly byte[] Answers = new byte[Width], Quarters = new byte[Width], Asked = new byte[Width], Weights = new byte[Width];

        /// <summary>A score for every column, whether or not the pair is possible.</summary>
        public readonly int[] Scores = new int[Width];

        /// <summary>A bit for every column whose pair breaks no rule.</summary>
        internal readonly ulong[] Possible = new ulong[Words];

        /// <summary>Which of 64 columns are possible and score no less, a bit each.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong AtLeast(int word, int score)
        {
            var least = Vector256.Create(score);
            ref var scores = ref Scores[word * 64];
            var bits = 0UL;
            for (var n = 0; n < 64; n += 8)
                bits |= (ulong)Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref scores, (nuint)n), least).ExtractMostSignificantBits() << n;
            return bits & Possible[word];
        }

        /// <summary>As <see cref="AtLeast(int, int)"/>, with a bound for each column.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong AtLeast(int word, ReadOnlySpan<int> bounds)
        {
            ref var scores = ref Scores[word * 64];
            ref var least = ref MemoryMarshal.GetReference(bounds[..64]);
            var bits = 0UL;
            for (var n = 0; n < 64; n += 8)
                bits |= (ulong)Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref scores, (nuint)n), Vector256.LoadUnsafe(ref least, (nuint)n)).ExtractMostSignificantBits() << n;
            return bits & Possible[word];
        }
    }

    void Stand(Criterion criterion, bool stated, int at)
    {
        if (stated)
            Stand(PreparedMentors.Stated(criterion), at);
    }

    void Stand(int row, int at) => rows[row * Width + at] = byte.MaxValue;

    /// <summary>Compares a student with the whole block.</summary>
    public void Sweep(StudentQuery student, Room room)
    {
        if (student.NeedsPairs)
        {
            SweepByPair(student, room);
            return;
        }
        Add(student.Hours, 0, room.Quarters);
        FindPossible(student, room);
        Add(student.Answers, 0, room.Answers);
        Add(student.Weights, (byte)student.WeightOfAll, room.Weights);
        LookUp(student.AnswerPoints, room);
        if (student.Wishes.Length > 0)
        {
            Add(student.Wishes, 0, room.Asked);
            Ask(student, room);
        }
        foreach (var (mentor, points) in student.Ranked)
            if ((uint)(mentor - First) < (uint)mentors.Length)
                room.Scores[mentor - First] += points;
        Score(student, room);
    }

    /// <summary>Offers a student's list the mentors of the last sweep who may still enter it.</summary>
    public void OfferTo(BestOf byStudent, int list, Room room)
    {
        for (var w = 0; w < Words; w++)
            for (var bits = room.AtLeast(w, byStudent.From[list]); bits != 0; bits &= bits - 1)
            {
                var at = w * 64 + BitOperations.TrailingZeroCount(bits);
                byStudent.Offer(list, BestOf.Key(room.Scores[at], pool.Places.Of(First + at)));
            }
    }

    /// <summary>Finds the mentors of the last sweep whose lists the student may still enter, and as what; returns how many.</summary>
    public int Find(BestOf byMentor, int student, Room room, Span<(int Mentor, ulong Key)> found)
    {
        var count = 0;
        for (var w = 0; w < Words; w++)
            for (var bits = room.AtLeast(w, byMentor.From.AsSpan(First + w * 64)); bits != 0; bits &= bits - 1)
            {
                var at = w * 64 + BitOperations.TrailingZeroCount(bits);
                found[count++] = (First + at, BestOf.Key(room.Scores[at], student));
            }
        return count;
    }

    /// <summary>The first rule that each pair breaks, from <see cref="First"/> on.</summary>
    public void Broken(StudentQuery student, Room room, Span<Rule?> found)
    {
        if (student.NeedsPairs)
        {
            for (var at = 0; at < mentors.Length; at++)
                found[at] = pool.Criteria.Broken(student.Student, mentors[at]);
            return;
        }
        Add(student.Hours, 0, room.Quarters);
        for (var w = 0; w < Words; w++)
        {
            Mark(found, w, TooFewHours(student, room, w), Rule.NoSharedTime);
            if (pool.Criteria.Policy.RankedOnly)
                Mark(found, w, ~Chosen(student, w), Rule.NotRanked);
            if (student.Student.Profile.Minor)
                Mark(found, w, ~cleared[w], Rule.MentorNotCleared);
            if (LacksConsent(student))
                Mark(found, w, ulong.MaxValue, Rule.GuardianConsentMissing);
            Mark(found, w, untrained[w], Rule.TrainingMissing);
            Mark(found, w, paused[w], Rule.Paused);
            Mark(found, w, ~accepts[student.Stage * Words + w], Rule.StageNotAccepted);
        }
        foreach (var (mentor, rule) in student.Closed)
            if ((uint)(mentor - First) < (uint)mentors.Length)
                found[mentor - First] = rule;
    }

    static void Mark(Span<Rule?> found, int word, ulong bits, Rule rule)
    {
        for (; bits != 0; bits &= bits - 1)
            if (word * 64 + BitOperations.TrailingZeroCount(bits) is var at && at < found.Length)
                found[at] = rule;
    }

    void FindPossible(StudentQuery student, Room room)
    {
        for (var w = 0; w < Words; w++)
        {
            var open = accepts[student.Stage * Words + w] & ~paused[w] & ~untrained[w];
            if (student.Student.Profile.Minor)
                open &= LacksConsent(student) ? 0 : cleared[w];
            if (pool.Criteria.Policy.RankedOnly)
                open &= Chosen(student, w);
            room.Possible[w] = open & ~TooFewHours(student, room, w);
        }
        foreach (var (mentor, _) in student.Closed)
            if ((uint)(mentor - First) < (uint)mentors.Length)
                room.Possible[(mentor - First) >> 6] &= ~(1UL << (mentor - First));
    }

    static bool LacksConsent(StudentQuery student) => student.Student.Profile is { Minor: true, Consented: false };

    ulong Chosen(StudentQuery student, int word)
    {
        var bits = 0UL;
        foreach (var mentor in student.Chosen)
            if ((mentor - First) >> 6 == word)
                bits |= 1UL << (mentor - First);
        return bits;
    }

    ulong TooFewHours(StudentQuery student, Room room, int word)
    {
        if (pool.RequiredQuarters == 0 || !student.HoursStated)
            return 0;
        var enough = Vector256.Create((byte)pool.RequiredQuarters);
        ref var quarters = ref MemoryMarshal.GetArrayDataReference(room.Quarters);
        ref var stated = ref rows[PreparedMentors.Stated(Criterion.Time) * Width];
        var bits = 0UL;
        for (var half = 0; half < 64; half += 32)
        {
            var at = (nuint)(word * 64 + half);
            var few = Vector256.LessThan(Vector256.LoadUnsafe(ref quarters, at), enough) & Vector256.LoadUnsafe(ref stated, at);
            bits |= (ulong)few.ExtractMostSignificantBits() << half;
        }
        return bits;
    }

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

    void SweepByPair(StudentQuery student, Room room)
    {
        Array.Clear(room.Possible);
        for (var at = 0; at < mentors.Length; at++)
        {
            if (pool.Criteria.Broken(student.Student, mentors[at]) is not null)
                continue;
            room.Possible[at >> 6] |= 1UL << at;
            room.Scores[at] = pool.Criteria.Score(pool.Criteria.Measure(student.Student, mentors[at]));
        }
    }
}
