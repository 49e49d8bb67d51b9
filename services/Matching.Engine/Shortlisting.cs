namespace Mentorship.Matching.Engine;

/// <summary>
/// One making of <see cref="PreparedMentors.Shortlists"/>. Students are divided among the cores; a student's list has one
/// owner, a mentor's is told by all, under the gate of its block.
/// </summary>
sealed class Shortlisting
{
    /// <summary>So many students are compared with a block before the next block's rows are fetched.</summary>
    const int Together = 128;

    /// <summary>After so many the mentors' lists are told, so that their bounds rise and less has to be told.</summary>
    const int Handful = 16;

    readonly PreparedMentors pool;
    readonly IReadOnlyList<StudentProfile> students;
    readonly int k, floor, together;
    readonly Places places;
    readonly ulong[][] byStudent;
    readonly BestOf byMentor;
    readonly Lock[] gates;

    public Shortlisting(PreparedMentors pool, IReadOnlyList<StudentProfile> students, int k)
    {
        (this.pool, this.students, this.k, floor) = (pool, students, k, pool.Criteria.Policy.Floor);
        together = Math.Clamp(students.Count / (8 * Environment.ProcessorCount), 1, Together);
        places = new Places([.. students.Select(s => s.Id)]);
        byStudent = new ulong[students.Count][];
        byMentor = new BestOf(pool.Mentors.Count, k, students.Count, floor);
        gates = Array.ConvertAll(pool.Blocks, _ => new Lock());
    }

    public Candidates Make(Action<Progress>? progress, CancellationToken cancel)
    {
        var tell = new Teller(students.Count, progress);
        Parallel.For(0, (students.Count + together - 1) / together, PreparedMentors.AllCores(cancel),
            () => new Desk(new BestOf(together, k, pool.Mentors.Count, floor)),
            (part, _, desk) =>
            {
                var (from, to) = (part * together, Math.Min((part + 1) * together, students.Count));
                Compare(from, to, desk, cancel);
                tell.Done(to - from);
                return desk;
            },
            _ => { });
        return Union(cancel);
    }

    void Compare(int from, int to, Desk desk, CancellationToken cancel)
    {
        var queries = new StudentQuery[to - from];
        for (var n = 0; n < queries.Length; n++)
            queries[n] = new StudentQuery(students[from + n], pool);
        desk.ByStudent.Clear(floor);
        for (var b = 0; b < pool.Blocks.Length; b++)
        {
            cancel.ThrowIfCancellationRequested();
            var (block, found) = (pool.Blocks[b], 0);
            for (var n = 0; n < queries.Length; n++)
            {
                block.Sweep(queries[n], desk.Room);
                block.OfferTo(desk.ByStudent, n, desk.Room);
                found += block.Find(byMentor, places.Of(from + n), desk.Room, desk.Found.AsSpan(found));
                if ((n + 1) % Handful != 0 && n != queries.Length - 1)
                    continue;
                lock (gates[b])
                    foreach (var (mentor, key) in desk.Found.AsSpan(0, found))
                        byMentor.Offer(mentor, key);
                found = 0;
            }
        }
        for (var n = 0; n < queries.Length; n++)
            byStudent[from + n] = desk.ByStudent[n].ToArray();
    }

    /// <summary>Both sides' lists together: who is on either is a candidate.</summary>
    Candidates Union(CancellationToken cancel)
    {
        var start = new int[byStudent.Length + 1];
        for (var j = 0; j < pool.Mentors.Count; j++)
            foreach (var key in byMentor[j])
                start[places.PositionAt(BestOf.PlaceOf(key)) + 1]++;
        for (var i = 0; i < byStudent.Length; i++)
            start[i + 1] = checked(start[i + 1] + start[i]);
        var (pairs, next) = (new ulong[start[^1]], start[..^1]);
        for (var j = 0; j < pool.Mentors.Count; j++)
            foreach (var key in byMentor[j])
                pairs[next[places.PositionAt(BestOf.PlaceOf(key))]++] = Pair(j, key);

        var rows = new (int[] Mentor, int[] Score)[byStudent.Length];
        Parallel.For(0, rows.Length, PreparedMentors.AllCores(cancel), i =>
        {
            var mine = byStudent[i];
            for (var n = 0; n < mine.Length; n++)
                mine[n] = Pair(pool.Places.PositionAt(BestOf.PlaceOf(mine[n])), mine[n]);
            Array.Sort(mine);
            rows[i] = Merge(mine, pairs.AsSpan(start[i]..start[i + 1]));
        });
        return new Candidates(rows, pool.Mentors.Count);

        static ulong Pair(int mentor, ulong key) => (ulong)mentor << 32 | (uint)BestOf.ScoreOf(key);
    }

    /// <summary>Two rows of pairs, both by mentor, as one.</summary>
    static (int[] Mentor, int[] Score) Merge(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other)
    {
        var (mentor, score, count) = (new int[one.Length + other.Length], new int[one.Length + other.Length], 0);
        for (var (a, b) = (0, 0); a < one.Length || b < other.Length; count++)
        {
            var next = Math.Min(a < one.Length ? one[a] : ulong.MaxValue, b < other.Length ? other[b] : ulong.MaxValue);
            (mentor[count], score[count]) = ((int)(next >> 32), (int)next);
            a += a < one.Length && one[a] == next ? 1 : 0;
            b += b < other.Length && other[b] == next ? 1 : 0;
        }
        return (mentor[..count], score[..count]);
    }

    /// <summary>What one thread works with.</summary>
    sealed class Desk(BestOf byStudent)
    {
        public BestOf ByStudent { get; } = byStudent;
        public MentorBlock.Room Room { get; } = new();
        public (int Mentor, ulong Key)[] Found { get; } = new (int, ulong)[Handful * MentorBlock.Width];
    }
}
