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

    static readonly List<(int, int)> NoRanks = [];
    static readonly Dictionary<string, IReadOnlyCollection<string>> Nothing = [];

    readonly Dictionary<Guid, int> positions;
    readonly Dictionary<string, int> goals = new(StringComparer.Ordinal), languages = new(StringComparer.Ordinal), stages = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> told = new(StringComparer.Ordinal);
    readonly Dictionary<(string About, string Answer), int> answers = [];
    readonly Dictionary<Guid, List<(int Mentor, int Rank)>> ranks = [];
    readonly bool[] hasRanked;
    readonly List<int> slots = [];
    readonly int[] slotOf = new int[WeeklyTime.Quarters];
    readonly int firstSlot;

    internal PreparedMentors(Criteria criteria, IReadOnlyList<MentorProfile> mentors, CancellationToken cancel)
    {
        (Criteria, Mentors) = (criteria, mentors);
        RequiredQuarters = (int)Math.Ceiling(criteria.Policy.MinSharedHours * 4);
        positions = new(mentors.Count);
        Places = new Places([.. mentors.Select(m => m.Id)]);
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
            foreach (var (about, given) in ToldBy(mentors[j]))
            {
                Rows += told.TryAdd(about, Rows) ? 1 : 0;
                foreach (var answer in given)
                    Rows += answers.TryAdd((about, answer), Rows) ? 1 : 0;
            }
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

        Blocks = new MentorBlock[(read.Length + MentorBlock.Width - 1) / MentorBlock.Width];
        Parallel.For(0, Blocks.Length, AllCores(cancel), b =>
            Blocks[b] = new MentorBlock(this, read[(b * MentorBlock.Width)..Math.Min((b + 1) * MentorBlock.Width, read.Length)], b * MentorBlock.Width));
    }

    /// <summary>The mentors, in the order given.</summary>
    public IReadOnlyList<MentorProfile> Mentors { get; }

    internal Criteria Criteria { get; }

    internal Places Places { get; }

    internal MentorBlock[] Blocks { get; }

    /// <summary>Shared quarters of an hour that the policy asks for.</summary>
    internal int RequiredQuarters { get; }

    /// <summary>Rows of yes and no: what a mentor stated, goals, languages, answers to wishes, slots of the week.</summary>
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
        foreach (var block in Blocks)
        {
            block.Sweep(query, room);
            block.OfferTo(best, 0, room);
        }
        var keys = best[0].ToArray();
        Array.Sort(keys);
        var found = new Suggestion[keys.Length];
        for (var n = 0; n < found.Length; n++)
            found[^(n + 1)] = new(Mentors[Places.PositionAt(BestOf.PlaceOf(keys[n]))].Id, BestOf.ScoreOf(keys[n]));
        return found;
    }

    /// <summary>What <see cref="Scoring.Broken"/> says of a student and each of these mentors.</summary>
    public Rule?[] Broken(StudentProfile student)
    {
        var (query, room, found) = (new StudentQuery(student, this), new MentorBlock.Room(), new Rule?[Mentors.Count]);
        foreach (var block in Blocks)
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
        Parallel.For(0, students.Count, AllCores(cancel),
            () => (Room: new MentorBlock.Room(), Mentor: new int[Mentors.Count], Score: new int[Mentors.Count]),
            (i, _, own) =>
            {
                var query = new StudentQuery(students[i], this);
                var n = 0;
                foreach (var block in Blocks)
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
        return new Shortlisting(this, students, k).Make(progress, cancel);
    }

    internal static int Stated(Criterion criterion) => (int)criterion;

    internal int? PositionOf(Guid mentor) => positions.TryGetValue(mentor, out var j) ? j : null;

    internal int? GoalRow(string goal) => goals.TryGetValue(goal, out var row) ? row : null;

    internal int? LanguageRow(string language) => languages.TryGetValue(language, out var row) ? row : null;

    internal int? ToldRow(string about) => told.TryGetValue(about, out var row) ? row : null;

    internal int? AnswerRow(string about, string answer) => answers.TryGetValue((about, answer), out var row) ? row : null;

    internal IEnumerable<int> ToldRows(MentorProfile mentor) =>
        ToldBy(mentor).SelectMany(t => t.Value.Select(a => answers[(t.Key, a)]).Prepend(told[t.Key]));

    IReadOnlyDictionary<string, IReadOnlyCollection<string>> ToldBy(MentorProfile mentor) => Criteria.Policy.Asked == Weight.Off ? Nothing : mentor.Told;

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

    internal static ParallelOptions AllCores(CancellationToken cancel) => new() { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount };
}
