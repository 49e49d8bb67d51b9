namespace Mentorship.Matching.Engine;

/// <summary>
/// Gathers an instance in any order and checks it. Not safe to share between threads.
/// <code>
/// var builder = new InstanceBuilder(students: 2, mentors: 1) { Seed = 7 };
/// builder.Mentor(0, min: 0, max: 1);
/// builder.Edge(0, 0, 90_000);
/// builder.Edge(1, 0, 80_000);
/// var instance = builder.Build();
/// </code>
/// </summary>
public sealed class InstanceBuilder
{
    readonly int students;
    readonly int[] min;
    readonly int[] max;
    readonly bool[] waiting;
    readonly ulong[] studentKeys;
    readonly ulong[] mentorKeys;
    readonly Dictionary<int, Pin> pins = [];
    readonly HashSet<(int Student, int Mentor)> forbidden = [];
    readonly HashSet<int> released = [];
    int[] edgeStudent = [];
    int[] edgeMentor = [];
    int[] edgeScore = [];
    int edges;

    /// <summary>Mentors take 0..1 and keys are positions until said otherwise.</summary>
    /// <exception cref="InvalidInstanceException">A count is negative.</exception>
    public InstanceBuilder(int students, int mentors)
    {
        if (students < 0 || mentors < 0)
            throw new InvalidInstanceException($"There cannot be {Math.Min(students, mentors)} people.");
        this.students = students;
        (min, max, waiting) = (new int[mentors], new int[mentors], new bool[students]);
        Array.Fill(max, 1);
        (studentKeys, mentorKeys) = (Positions(students), Positions(mentors));
    }

    /// <summary>Starts from the possible pairs of a pool.</summary>
    public InstanceBuilder(Candidates pairs) : this(pairs.Students, pairs.Mentors) => Take(pairs.Start, pairs.Mentor, pairs.Score);

    /// <summary>Seed of the lottery; 0 at first.</summary>
    public ulong Seed { get; set; }

    /// <summary>Edges that score less are left out, 0..100000; 0 at first. Pins are not edges.</summary>
    public int Floor { get; set; }

    /// <summary>How many a mentor takes. A mentor who already holds more than the capacity needs a <paramref name="most"/> that covers them.</summary>
    /// <exception cref="InvalidInstanceException">Unknown mentor, negative capacity, or minimum above capacity.</exception>
    public void Mentor(int mentor, int least, int most)
    {
        CheckMentor(mentor);
        CheckPlaces(mentor, least, most);
        (min[mentor], max[mentor]) = (least, most);
    }

    /// <summary>A possible pair. That it is given twice is found by <see cref="Build"/>.</summary>
    /// <exception cref="InvalidInstanceException">Unknown student or mentor, or a score outside 0..100000.</exception>
    public void Edge(int student, int mentor, int score)
    {
        Check(student, mentor, score);
        if (edges == edgeStudent.Length)
            Resize((int)Math.Clamp(2L * edges, 16, Array.MaxLength));
        (edgeStudent[edges], edgeMentor[edges], edgeScore[edges]) = (student, mentor, score);
        edges++;
    }

    /// <summary>Makes room for as many edges as somebody says there will be, unless that is so many that they should show them first.</summary>
    internal void Expect(int more) => Resize((int)Math.Min(edges + (long)Math.Min(more, 1 << 25), Array.MaxLength));

    /// <summary>A pair that must be, whether or not it is an edge.</summary>
    /// <exception cref="InvalidInstanceException">Unknown student or mentor, a score outside 0..100000, or the student is pinned to another mentor.</exception>
    public void Pin(int student, int mentor, int score)
    {
        Check(student, mentor, score);
        if (pins.TryGetValue(student, out var other) && other.Mentor != mentor)
            throw new InvalidInstanceException($"Student {student} is pinned to mentor {other.Mentor} and to mentor {mentor}.", "AlreadyPinned", [student]);
        pins[student] = new Pin(student, mentor, score);
    }

    /// <summary>Takes a student's pin away, if there is one.</summary>
    /// <exception cref="InvalidInstanceException">Unknown student.</exception>
    public void Unpin(int student)
    {
        CheckStudent(student);
        pins.Remove(student);
    }

    /// <summary>A pair that must not be.</summary>
    /// <exception cref="InvalidInstanceException">Unknown student or mentor.</exception>
    public void Forbid(int student, int mentor)
    {
        Check(student, mentor, 0);
        forbidden.Add((student, mentor));
    }

    /// <summary>Leaves a student without a mentor: no pin, and every pair with them forbidden.</summary>
    /// <exception cref="InvalidInstanceException">Unknown student.</exception>
    public void Release(int student)
    {
        Unpin(student);
        released.Add(student);
    }

    /// <summary>The student was left unmatched last time and goes first for the last places.</summary>
    /// <exception cref="InvalidInstanceException">Unknown student.</exception>
    public void Waits(int student, bool yes = true)
    {
        CheckStudent(student);
        waiting[student] = yes;
    }

    /// <summary>The lottery's key for a student; see <see cref="Lottery.Key"/>. With positions as keys, the order of people decides ties.</summary>
    public void StudentKey(int student, ulong key)
    {
        CheckStudent(student);
        studentKeys[student] = key;
    }

    /// <summary>The lottery's key for a mentor; see <see cref="Lottery.Key"/>.</summary>
    public void MentorKey(int mentor, ulong key)
    {
        CheckMentor(mentor);
        mentorKeys[mentor] = key;
    }

    /// <summary>Checks everything that needs the whole and makes the instance. Linear but for sorting each student's edges.</summary>
    /// <param name="cancel">Stops within 100 ms.</param>
    /// <exception cref="InvalidInstanceException">An edge given twice, a pin that is forbidden, or more pins than places.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Instance Build(CancellationToken cancel = default)
    {
        CheckPins();
        var start = Starts();
        var (mentor, score) = Rows(start, cancel);
        CheckTwice(start, mentor, score, cancel);
        Leave(start, ref mentor, ref score);
        return new Instance
        {
            Start = start,
            Mentor = mentor,
            Score = score,
            Min = [.. min],
            Max = [.. max],
            Pins = [.. pins.Values.OrderBy(p => p.Student)],
            Waiting = [.. waiting],
            StudentKeys = [.. studentKeys],
            MentorKeys = [.. mentorKeys],
            Seed = Seed,
        };
    }

    void CheckPins()
    {
        foreach (var pin in pins.Values)
            if (forbidden.Contains((pin.Student, pin.Mentor)))
                throw new InvalidInstanceException($"Student {pin.Student} is pinned to mentor {pin.Mentor}, and that pair is forbidden.", "Forbidden", [pin.Student]);
        foreach (var full in pins.Values.GroupBy(p => p.Mentor).Where(g => g.Count() > max[g.Key]).OrderBy(g => g.Key))
            throw TooManyPins(full.Key, max[full.Key], [.. full.Select(p => p.Student).Order()]);
    }

    int[] Starts()
    {
        var start = new int[students + 1];
        foreach (var student in edgeStudent.AsSpan(0, edges))
            start[student + 1]++;
        for (var i = 0; i < students; i++)
            start[i + 1] += start[i];
        return start;
    }

    /// <summary>Each student's edges in the order they were given.</summary>
    (int[] Mentor, int[] Score) Rows(int[] start, CancellationToken cancel)
    {
        var (mentor, score, next) = (new int[edges], new int[edges], start[..students]);
        for (var e = 0; e < edges; e++)
        {
            if ((e & 0xfffff) == 0)
                cancel.ThrowIfCancellationRequested();
            var at = next[edgeStudent[e]]++;
            (mentor[at], score[at]) = (edgeMentor[e], edgeScore[e]);
        }
        return (mentor, score);
    }

    /// <summary>Sorts each student's edges by mentor; two of the same then stand side by side.</summary>
    void CheckTwice(int[] start, int[] mentor, int[] score, CancellationToken cancel)
    {
        for (var i = 0; i < students; i++)
        {
            if ((i & 0xfff) == 0)
                cancel.ThrowIfCancellationRequested();
            var (from, to) = (start[i], start[i + 1]);
            if (!Rises(mentor.AsSpan(from..to)))
                Array.Sort(mentor, score, from, to - from);
            for (var e = from + 1; e < to; e++)
                if (mentor[e] == mentor[e - 1])
                    throw Twice();
        }
    }

    static bool Rises(ReadOnlySpan<int> row)
    {
        for (var n = 1; n < row.Length; n++)
            if (row[n] <= row[n - 1])
                return false;
        return true;
    }

    /// <summary>The first edge that was there before, in the order they were given.</summary>
    InvalidInstanceException Twice()
    {
        var seen = new HashSet<(int, int)>();
        for (var e = 0; e < edges; e++)
            if (!seen.Add((edgeStudent[e], edgeMentor[e])))
                return new($"The edge of student {edgeStudent[e]} and mentor {edgeMentor[e]} is given twice.") { Edge = e };
        throw new InvalidOperationException("No edge is given twice.");
    }

    /// <summary>Leaves out what is under the floor, forbidden, or of someone released; rows close up.</summary>
    void Leave(int[] start, ref int[] mentor, ref int[] score)
    {
        if (forbidden.Count == 0 && released.Count == 0 && Floor <= 0)
            return;
        var some = new bool[students];
        foreach (var (student, _) in forbidden)
            some[student] = true;
        var kept = 0;
        for (var i = 0; i < students; i++)
        {
            var (from, to) = (start[i], start[i + 1]);
            start[i] = kept;
            if (released.Count > 0 && released.Contains(i))
                continue;
            for (var e = from; e < to; e++)
            {
                if (score[e] < Floor || some[i] && forbidden.Contains((i, mentor[e])))
                    continue;
                (mentor[kept], score[kept]) = (mentor[e], score[e]);
                kept++;
            }
        }
        start[students] = kept;
        Array.Resize(ref mentor, kept);
        Array.Resize(ref score, kept);
    }

    void Take(int[] start, int[] mentor, int[] score)
    {
        (edges, edgeStudent, edgeMentor, edgeScore) = (mentor.Length, new int[mentor.Length], [.. mentor], [.. score]);
        for (var i = 0; i < students; i++)
            edgeStudent.AsSpan(start[i]..start[i + 1]).Fill(i);
    }

    void Resize(int room)
    {
        Array.Resize(ref edgeStudent, room);
        Array.Resize(ref edgeMentor, room);
        Array.Resize(ref edgeScore, room);
    }

    static ulong[] Positions(int count)
    {
        var keys = new ulong[count];
        for (var n = 0; n < count; n++)
            keys[n] = (ulong)n;
        return keys;
    }

    void Check(int student, int mentor, int score)
    {
        CheckStudent(student);
        CheckMentor(mentor);
        CheckScore(student, mentor, score);
    }

    void CheckStudent(int student) => CheckStudent(student, students);

    void CheckMentor(int mentor) => CheckMentor(mentor, max.Length);

    internal static void CheckStudent(int student, int students)
    {
        if ((uint)student >= (uint)students)
            throw new InvalidInstanceException($"There is no student {student}; there are {students}, counted from 0.");
    }

    internal static void CheckMentor(int mentor, int mentors)
    {
        if ((uint)mentor >= (uint)mentors)
            throw new InvalidInstanceException($"There is no mentor {mentor}; there are {mentors}, counted from 0.");
    }

    internal static void CheckScore(int student, int mentor, int score)
    {
        if (score is < 0 or > 100_000)
            throw new InvalidInstanceException($"Student {student} and mentor {mentor} have the score {score}, which is not within 0 to 100000.");
    }

    internal static void CheckPlaces(int mentor, int least, int most)
    {
        if (least < 0 || most < 0)
            throw new InvalidInstanceException($"Mentor {mentor} has the negative {(most < 0 ? "capacity" : "minimum")} {Math.Min(least, most)}.");
        if (least > most)
            throw new InvalidInstanceException($"Mentor {mentor} has the minimum {least} above the capacity {most}.");
    }

    internal static InvalidInstanceException TooManyPins(int mentor, int most, int[] pinned) =>
        new($"Mentor {mentor} takes {most}, but {pinned.Length} students are pinned there: {string.Join(", ", pinned)}.", "CapacityFull", pinned);
}
