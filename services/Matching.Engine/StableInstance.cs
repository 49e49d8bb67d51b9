namespace Mentorship.Matching.Engine;

/// <summary>
/// Strict rankings of two sides in compressed rows: students 0..<see cref="Students"/>−1 who want one mentor each, and
/// mentors 0..<see cref="Mentors"/>−1 who take up to <c>Capacity[j]</c>. A pair is acceptable when each ranks the other;
/// a list that names someone who does not name its owner is refused as a mistake. Immutable.
/// </summary>
public sealed class StableInstance
{
    StableInstance(int[] capacity, int[] start, int[] mentor, int[] mentorStart, int[] student, int[] rank) =>
        (Capacity, Start, Mentor, MentorStart, Student, Rank) = (capacity, start, mentor, mentorStart, student, rank);

    /// <summary>Number of students.</summary>
    public int Students => Start.Length - 1;

    /// <summary>Number of mentors.</summary>
    public int Mentors => Capacity.Length;

    /// <summary>Number of acceptable pairs.</summary>
    public int Pairs => Mentor.Length;

    /// <summary>How many each mentor takes at most.</summary>
    public int[] Capacity { get; }

    /// <summary>Student i's list is at <c>Start[i]..Start[i + 1]</c> of <see cref="Mentor"/>.</summary>
    public int[] Start { get; }

    /// <summary>Mentors in the order each student prefers them, best first.</summary>
    public int[] Mentor { get; }

    /// <summary>Mentor j's list is at <c>MentorStart[j]..MentorStart[j + 1]</c> of <see cref="Student"/>.</summary>
    public int[] MentorStart { get; }

    /// <summary>Students in the order each mentor prefers them, best first.</summary>
    public int[] Student { get; }

    /// <summary>For each entry of <see cref="Mentor"/>: where the student stands in that mentor's list, 0 for the first.</summary>
    public int[] Rank { get; }

    /// <summary>Makes an instance of lists in compressed rows; the arrays are kept, not copied. Linear in their length.</summary>
    /// <param name="capacity">How many each mentor takes.</param>
    /// <param name="start">Where each student's list begins; one longer than the number of students.</param>
    /// <param name="mentor">The students' lists, one after the other.</param>
    /// <param name="mentorStart">Where each mentor's list begins; one longer than the number of mentors.</param>
    /// <param name="student">The mentors' lists, one after the other.</param>
    /// <param name="cancel">Stops within 100 ms.</param>
    /// <exception cref="InvalidInstanceException">
    /// A negative capacity, an unknown id, someone named twice in a list, or by someone whom they do not name.
    /// </exception>
    /// <exception cref="ArgumentException">The rows do not cover the lists.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static StableInstance Of(int[] capacity, int[] start, int[] mentor, int[] mentorStart, int[] student, CancellationToken cancel = default)
    {
        CheckRows(start, mentor.Length, nameof(start));
        CheckRows(mentorStart, student.Length, nameof(mentorStart));
        if (mentorStart.Length != capacity.Length + 1)
            throw new ArgumentException($"There are {capacity.Length} capacities for {mentorStart.Length - 1} mentors.", nameof(capacity));
        for (var j = 0; j < capacity.Length; j++)
            if (capacity[j] < 0)
                throw new InvalidInstanceException($"Mentor {j} has the negative capacity {capacity[j]}.");
        foreach (var j in mentor)
            if ((uint)j >= (uint)capacity.Length)
                throw new InvalidInstanceException($"There is no mentor {j}; there are {capacity.Length}, counted from 0.");
        foreach (var i in student)
            if ((uint)i >= (uint)(start.Length - 1))
                throw new InvalidInstanceException($"There is no student {i}; there are {start.Length - 1}, counted from 0.");

        return Ranked(capacity, start, mentor, mentorStart, student, cancel)
            ?? throw new InvalidInstanceException(StableMistake.In(start, mentor, mentorStart, student).Sentence);
    }

    /// <summary>The same over rows, ids and capacities that are known to be good; null when the two sides do not agree.</summary>
    internal static StableInstance? Ranked(int[] capacity, int[] start, int[] mentor, int[] mentorStart, int[] student, CancellationToken cancel) =>
        Ranks(start, mentor, mentorStart, student, cancel) is { } rank ? new(capacity, start, mentor, mentorStart, student, rank) : null;

    /// <summary>
    /// Turns the mentors' lists over into one row for each student, and lays each row beside the student's own list by
    /// way of a table of mentors small enough to stay in the nearest cache. Only the turning over jumps about in memory.
    /// </summary>
    static int[]? Ranks(int[] start, int[] mentor, int[] mentorStart, int[] student, CancellationToken cancel)
    {
        var (students, mentors) = (start.Length - 1, mentorStart.Length - 1);
        if (mentor.Length != student.Length)
            return null;

        var turned = new ulong[student.Length]; // the mentor above, the rank below
        var next = start[..students];
        for (var j = 0; j < mentors; j++)
        {
            if ((j & 0xff) == 0)
                cancel.ThrowIfCancellationRequested();
            var list = student.AsSpan(mentorStart[j], mentorStart[j + 1] - mentorStart[j]);
            for (var rank = 0; rank < list.Length; rank++)
            {
                // A row that runs over spoils the next one, which then does not agree either.
                var at = next[list[rank]]++;
                if ((uint)at >= (uint)turned.Length)
                    return null;
                turned[at] = (ulong)(uint)j << 32 | (uint)rank;
            }
        }

        var ranks = new int[mentor.Length];
        var rankBy = new int[mentors]; // 1 more than the rank; 0 where the mentor does not name the student
        for (var i = 0; i < students; i++)
        {
            if ((i & 0xffff) == 0)
                cancel.ThrowIfCancellationRequested();
            var (from, to) = (start[i], start[i + 1]);
            if (next[i] != to)
                return null;
            foreach (var entry in turned.AsSpan(from, to - from))
                rankBy[(int)(entry >> 32)] = (int)(uint)entry + 1;
            for (var e = from; e < to; e++)
            {
                ref var by = ref rankBy[mentor[e]];
                if (by == 0)
                    return null;
                ranks[e] = by - 1;
                by = 0;
            }
        }
        return ranks;
    }

    static void CheckRows(int[] start, int length, string name)
    {
        if (start is not [0, ..] || start[^1] != length)
            throw new ArgumentException("The rows do not begin at 0 and end where the lists do.", name);
        for (var i = 1; i < start.Length; i++)
            if (start[i] < start[i - 1])
                throw new ArgumentException($"Row {i - 1} ends before it begins.", name);
    }
}

/// <summary>Where two sides' lists do not agree: looked for only once it is known that they do not.</summary>
/// <param name="ByMentor">Whether the list with the mistake is a mentor's.</param>
/// <param name="Owner">Whose list it is.</param>
/// <param name="Sentence">What is wrong with it.</param>
sealed record StableMistake(bool ByMentor, int Owner, string Sentence)
{
    /// <summary>The first mistake in the students' lists, else in the mentors'.</summary>
    public static StableMistake In(int[] start, int[] mentor, int[] mentorStart, int[] student)
    {
        var (ofStudents, ofMentors) = (Named(start, mentor), Named(mentorStart, student));
        return Twice(start, mentor, (i, j) => new(false, i, $"Student {i} names mentor {j} twice."))
            ?? Twice(mentorStart, student, (j, i) => new(true, j, $"Mentor {j} names student {i} twice."))
            ?? Alone(start, mentor, ofMentors, (i, j) => new(false, i, $"Student {i} names mentor {j}, who does not name them."))
            ?? Alone(mentorStart, student, ofStudents, (j, i) => new(true, j, $"Mentor {j} names student {i}, who does not name them."))
            ?? throw new InvalidOperationException("The two sides' lists agree.");
    }

    static HashSet<(int Owner, int Named)> Named(int[] start, int[] list)
    {
        var named = new HashSet<(int, int)>(list.Length);
        for (var owner = 0; owner + 1 < start.Length; owner++)
            foreach (var other in list.AsSpan(start[owner], start[owner + 1] - start[owner]))
                named.Add((owner, other));
        return named;
    }

    static StableMistake? Twice(int[] start, int[] list, Func<int, int, StableMistake> mistake)
    {
        var seen = new HashSet<int>();
        for (var owner = 0; owner + 1 < start.Length; owner++)
        {
            seen.Clear();
            foreach (var other in list.AsSpan(start[owner], start[owner + 1] - start[owner]))
                if (!seen.Add(other))
                    return mistake(owner, other);
        }
        return null;
    }

    static StableMistake? Alone(int[] start, int[] list, HashSet<(int Owner, int Named)> others, Func<int, int, StableMistake> mistake)
    {
        for (var owner = 0; owner + 1 < start.Length; owner++)
            foreach (var other in list.AsSpan(start[owner], start[owner + 1] - start[owner]))
                if (!others.Contains((other, owner)))
                    return mistake(owner, other);
        return null;
    }
}
