using System.Numerics;
using System.Runtime.InteropServices;

namespace Mentorship.Matching.Engine;

/// <summary>
/// A pool's mentors, laid out so that a student is compared with many at a time: with 10,000 in well under a millisecond.
/// Rules, scores and order are those of <see cref="Scoring"/>, pair for pair. Immutable and safe to share between
/// threads. Made by <see cref="Scoring.Prepare"/>.
/// </summary>
public sealed class PreparedMentors
{
    /// <summary>The stage of all students whose own no mentor names.</summary>
    internal const int OtherStage = 0;

    /// <summary>So many students are compared with a block before the next block's rows are fetched.</summary>
    const int Together = 128;

    /// <summary>After so many the mentors' lists are told, so that their bounds rise and less has to be told.</summary>
    const int Handful = 16;

    static readonly List<(int, int)> NoRanks = [];

    readonly Dictionary<Guid, int> positions;
    readonly Dictionary<string, int> goals = new(StringComparer.Ordinal), languages = new(StringComparer.Ordinal), stages = new(StringComparer.Ordinal);
    readonly Dictionary<Guid, List<(int Mentor, int Rank)>> ranks = [];
    readonly bool[] hasRanked;
    readonly List<int> slots = [];
    readonly int[] slotOf = new int[WeeklyTime.Quarters];
    readonly int firstSlot;
    readonly Places places;
    readonly MentorBlock[] blocks;

    internal PreparedMentors(Criteria criteria, IReadOnlyList<MentorProfile> mentors, CancellationToken cancel)
    {
        (Criteria, Mentors) = (criteria, mentors);
        RequiredQuarters = (int)Math.Ceiling(criteria.Policy.MinSharedHours * 4);
        positions = new(mentors.Count);
        places = new Places([.. mentors.Select(m => m.Id)]);
        hasRanked = new bool[mentors.Count];
        var read = new ReadMentor[mentors.Count];
        Span<ulong> changes = stackalloc ulong[(WeeklyTime.Quarters + 63) / 64];
        Rows = Enum.GetValues<Criterion>().Length;
        for (var j = 0; j < read.Length; j++)
        {
            cancel.ThrowIfCancellationRequested();
            if (!positions.TryAdd(mentors[j].Id, j))
                throw new ArgumentException($"The mentor {mentors[j].Id} is given twice.", nameof(mentors));
            read[j] = criteria.Read(mentors[j]);
            foreach (var goal in read[j].Goals)
                Rows += goals.TryAdd(goal, Rows) ? 1 : 0;
            foreach (var language in read[j].Languages)
                Rows += languages.TryAdd(language, Rows) ? 1 : 0;
            foreach (var stage in mentors[j].Stages)
                stages.TryAdd(stage, OtherStage + 1 + stages.Count);
            hasRanked[j] = mentors[j].Rankings.Count > 0;
            foreach (var (student, rank) in mentors[j].Rankings)
                (CollectionsMarshal.GetValueRefOrAddDefault(ranks, student, out _) ??= []).Add((j, rank));
            read[j].Time?.MarkChanges(changes);
        }
        for (var q = 0; q < WeeklyTime.Quarters; q++)
        {
            if (q == 0 || (changes[q >> 6] >> q & 1) != 0)
                slots.Add(q);
            slotOf[q] = slots.Count - 1;
        }
        firstSlot = Rows;
        Rows += slots.Count;

        blocks = new MentorBlock[(read.Length + MentorBlock.Width - 1) / MentorBlock.Width];
        Parallel.For(0, blocks.Length, Within(cancel), b =>
            blocks[b] = new MentorBlock(this, read[(b * MentorBlock.Width)..Math.Min((b + 1) * MentorBlock.Width, read.Length)], b * MentorBlock.Width));
    }

    /// <summary>The mentors, in the order given.</summary>
    public IReadOnlyList<MentorProfile> Mentors { get; }

    internal Criteria Criteria { get; }

    /// <summary>Shared quarters of an hour that the policy asks for.</summary>
    internal int RequiredQuarters { get; }

    /// <summary>Rows of yes and no: what a mentor stated, goals, languages, slots of the week.</summary>
    internal int Rows { get; }

    /// <summary>Stages that mentors name, and one for all others.</summary>
    internal int StageCount => stages.Count + 1;

    /// <summary>As <see cref="Scoring.Best(StudentProfile, IEnumerable{MentorProfile}, int)"/> over these mentors.</summary>
    /// <param name="student">The student.</param>
    /// <param name="k">How many at most; <see cref="int.MaxValue"/> for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is less than 1.</exception>
    public IReadOnlyList<Suggestion> Best(StudentProfile student, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var (query, room, best) = (new StudentQuery(student, this), new MentorBlock.Room(), new BestOf(1, k, Mentors.Count, Criteria.Policy.Floor));
        foreach (var block in blocks)
        {
            block.Sweep(query, room);
            for (var w = 0; w < MentorBlock.Words; w++)
                Offer(room, block, w, best, 0);
        }
        var keys = best[0].ToArray();
        Array.Sort(keys);
        var found = new Suggestion[keys.Length];
        for (var n = 0; n < found.Length; n++)
            found[^(n + 1)] = new(Mentors[places.PositionAt(BestOf.PlaceOf(keys[n]))].Id, BestOf.ScoreOf(keys[n]));
        return found;
    }

    /// <summary>What <see cref="Scoring.Broken"/> says of a student and each of these mentors.</summary>
    public Rule?[] Broken(StudentProfile student)
    {
        var (query, room, found) = (new StudentQuery(student, this), new MentorBlock.Room(), new Rule?[Mentors.Count]);
        foreach (var block in blocks)
            block.Broken(query, room, found.AsSpan(block.First..Math.Min(block.First + MentorBlock.Width, found.Length)));
        return found;
    }

    /// <summary>
    /// Every possible pair with its score, not under the floor, on all cores, with the same result on any number of them.
    /// For pools whose students times mentors fit in memory, 8 bytes a possible pair.
    /// </summary>
    /// <param name="students">Their positions are the rows of the result.</param>
    /// <param name="progress">Called now and then from any thread, one call at a time, with rising counts of students.</param>
    /// <param name="cancel">Stops within 100 ms.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Candidates Pairs(IReadOnlyList<StudentProfile> students, Action<Progress>? progress = null, CancellationToken cancel = default)
    {
        var rows = new (int[] Mentor, int[] Score)[students.Count];
        var tell = new Teller(students.Count, progress);
        Parallel.For(0, students.Count, Within(cancel),
            () => (Room: new MentorBlock.Room(), Mentor: new int[Mentors.Count], Score: new int[Mentors.Count]),
            (i, _, own) =>
            {
                var query = new StudentQuery(students[i], this);
                var n = 0;
                foreach (var block in blocks)
                {
                    cancel.ThrowIfCancellationRequested();
                    block.Sweep(query, own.Room);
                    for (var w = 0; w < MentorBlock.Words; w++)
                        for (var bits = own.Room.AtLeast(w, Criteria.Policy.Floor); bits != 0; bits &= bits - 1)
                        {
                            var at = w * 64 + BitOperations.TrailingZeroCount(bits);
                            (own.Mentor[n], own.Score[n++]) = (block.First + at, own.Room.Scores[at]);
                        }
                }
                rows[i] = (own.Mentor[..n], own.Score[..n]);
                tell.Done(1);
                return own;
            },
            _ => { });
        return new Candidates(rows, Mentors.Count);
    }

    /// <summary>
    /// For each student the k best mentors and for each mentor the k best students, of the possible pairs not under the
    /// floor; equal scores by id. Exact, on all cores, with the same result on any number of them. For pools that are too
    /// large for all pairs: memory grows with k times people.
    /// </summary>
    /// <param name="students">Students, no id twice; their positions are the rows of the result.</param>
    /// <param name="k">How many each person keeps at least, as far as there are so many.</param>
    /// <param name="progress">Called now and then from any thread, one call at a time, with rising counts of students.</param>
    /// <param name="cancel">Stops within 100 ms.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is less than 1.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Candidates Shortlists(IReadOnlyList<StudentProfile> students, int k, Action<Progress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var floor = Criteria.Policy.Floor;
        var studentPlaces = new Places([.. students.Select(s => s.Id)]);
        var byMentor = new BestOf(Mentors.Count, k, students.Count, floor);
        var gates = Array.ConvertAll(blocks, _ => new Lock());
        var rows = new ulong[students.Count][];
        var tell = new Teller(students.Count, progress);
        var together = Math.Clamp(students.Count / (8 * Environment.ProcessorCount), 1, Together);
        Parallel.For(0, (students.Count + together - 1) / together, Within(cancel),
            () => (Room: new MentorBlock.Room(), ByStudent: new BestOf(together, k, Mentors.Count, floor), Found: new (int Mentor, ulong Key)[Handful * MentorBlock.Width]),
            (part, _, own) =>
            {
                var (from, to) = (part * together, Math.Min((part + 1) * together, students.Count));
                var queries = new StudentQuery[to - from];
                for (var i = from; i < to; i++)
                    queries[i - from] = new StudentQuery(students[i], this);
                own.ByStudent.Clear(floor);
                for (var b = 0; b < blocks.Length; b++)
                {
                    cancel.ThrowIfCancellationRequested();
                    var found = 0;
                    for (var i = from; i < to; i++)
                    {
                        var place = studentPlaces.Of(i);
                        blocks[b].Sweep(queries[i - from], own.Room);
                        for (var w = 0; w < MentorBlock.Words; w++)
                        {
                            Offer(own.Room, blocks[b], w, own.ByStudent, i - from);
                            for (var bits = own.Room.AtLeast(w, byMentor.From.AsSpan(blocks[b].First + w * 64)); bits != 0; bits &= bits - 1)
                            {
                                var at = w * 64 + BitOperations.TrailingZeroCount(bits);
                                own.Found[found++] = (blocks[b].First + at, BestOf.Key(own.Room.Scores[at], place));
                            }
                        }
                        if ((i - from) % Handful != Handful - 1 && i != to - 1)
                            continue;
                        lock (gates[b])
                            foreach (var (mentor, key) in own.Found.AsSpan(0, found))
                                byMentor.Offer(mentor, key);
                        found = 0;
                    }
                }
                for (var i = from; i < to; i++)
                    rows[i] = own.ByStudent[i - from].ToArray();
                tell.Done(to - from);
                return own;
            },
            _ => { });
        return Union(rows, byMentor, studentPlaces, cancel);
    }

    internal static int Stated(Criterion criterion) => (int)criterion;

    internal int? PositionOf(Guid mentor) => positions.TryGetValue(mentor, out var j) ? j : null;

    internal int? GoalRow(string goal) => goals.TryGetValue(goal, out var row) ? row : null;

    internal int? LanguageRow(string language) => languages.TryGetValue(language, out var row) ? row : null;

    internal int StageOf(string stage) => stages.GetValueOrDefault(stage, OtherStage);

    internal IEnumerable<int> StagesOf(MentorProfile mentor) => mentor.Stages.Distinct().Select(StageOf);

    /// <summary>Who ranked a student, and how.</summary>
    internal List<(int Mentor, int Rank)> RanksOf(Guid student) => ranks.GetValueOrDefault(student, NoRanks);

    internal bool HasRanked(int mentor) => hasRanked[mentor];

    /// <summary>The rows of the slots in which a mentor is free: no mentor's hours begin or end inside a slot.</summary>
    internal IEnumerable<int> HourRows(WeeklyTime mentor)
    {
        for (var s = 0; s < slots.Count; s++)
            if (mentor.Has(slots[s]))
                yield return firstSlot + s;
    }

    /// <summary>A student's hours by slot, in quarters.</summary>
    internal void ReadHours(WeeklyTime student, List<Part> parts)
    {
        for (var q = student.FirstFrom(0); q < WeeklyTime.Quarters;)
        {
            var (slot, quarters) = (slotOf[q], 0);
            for (; q < WeeklyTime.Quarters && slotOf[q] == slot; q = student.FirstFrom(q + 1))
                quarters++;
            parts.Add(new(firstSlot + slot, (byte)Math.Min(quarters, byte.MaxValue)));
        }
    }

    static ParallelOptions Within(CancellationToken cancel) => new() { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount };

    void Offer(MentorBlock.Room room, MentorBlock block, int word, BestOf best, int list)
    {
        for (var bits = room.AtLeast(word, best.From[list]); bits != 0; bits &= bits - 1)
        {
            var at = word * 64 + BitOperations.TrailingZeroCount(bits);
            best.Offer(list, BestOf.Key(room.Scores[at], places.Of(block.First + at)));
        }
    }

    /// <summary>Students and mentors side by side: who is on either's list is a candidate.</summary>
    Candidates Union(ulong[][] byStudent, BestOf byMentor, Places students, CancellationToken cancel)
    {
        var start = new int[byStudent.Length + 1];
        for (var j = 0; j < Mentors.Count; j++)
            foreach (var key in byMentor[j])
                start[students.PositionAt(BestOf.PlaceOf(key)) + 1]++;
        for (var i = 0; i < byStudent.Length; i++)
            start[i + 1] = checked(start[i + 1] + start[i]);
        var (pairs, next) = (new ulong[start[^1]], start[..^1]);
        for (var j = 0; j < Mentors.Count; j++)
            foreach (var key in byMentor[j])
                pairs[next[students.PositionAt(BestOf.PlaceOf(key))]++] = Pair(j, key);

        var rows = new (int[] Mentor, int[] Score)[byStudent.Length];
        Parallel.For(0, rows.Length, Within(cancel), i =>
        {
            var mine = byStudent[i];
            for (var n = 0; n < mine.Length; n++)
                mine[n] = Pair(places.PositionAt(BestOf.PlaceOf(mine[n])), mine[n]);
            Array.Sort(mine);
            rows[i] = Merge(mine, pairs.AsSpan(start[i]..start[i + 1]));
        });
        return new Candidates(rows, Mentors.Count);

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

    /// <summary>Where people stand by id, whatever order they were given in.</summary>
    sealed class Places
    {
        readonly int[] place, position;

        public Places(Guid[] ids)
        {
            position = [.. Enumerable.Range(0, ids.Length)];
            Array.Sort(ids, position);
            place = new int[ids.Length];
            for (var p = 0; p < place.Length; p++)
                place[position[p]] = p;
        }

        public int Of(int position) => place[position];

        public int PositionAt(int place) => position[place];
    }

    /// <summary>Tells how many students are done, one call at a time and not for each of them.</summary>
    sealed class Teller(int total, Action<Progress>? progress)
    {
        const int Each = 64;

        readonly Lock gate = new();
        int done;

        public void Done(int more)
        {
            if (progress is null)
                return;
            lock (gate)
            {
                var before = done;
                done += more;
                if (done / Each > before / Each || done == total)
                    progress(new Progress("Scoring pairs", done, total));
            }
        }
    }
}
