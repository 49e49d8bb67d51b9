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
sealed partial class MentorBlock
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
