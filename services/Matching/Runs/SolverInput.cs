using System.IO.Compression;
using Mentorship.Matching.Engine;

namespace Mentorship.Matching.Runs;

/// <summary>A decision by hand as the solver sees it: positions; no mentor (−1) leaves the student out.</summary>
sealed record ByHand(int Student, int Mentor, int Score)
{
    public const int Nobody = -1;
}

/// <summary>
/// What the solver saw of a round: people by position, integer scores, places, decisions by hand, the seed. No
/// attribute of anyone. Kept with the run, so that the same draft can be made again, and changed by a move.
/// </summary>
sealed record SolverInput
{
    const byte Format = 2;

    public required Guid[] Students { get; init; }
    public required Guid[] Mentors { get; init; }

    /// <summary>Left without a mentor the last time.</summary>
    public required bool[] Waiting { get; init; }

    public required int[] Minimum { get; init; }

    /// <summary>Places open to this round: capacity less what offers and mentorships hold.</summary>
    public required int[] Places { get; init; }

    /// <summary>Student i's possible mentors are at <c>Start[i]..Start[i + 1]</c>, the office's decisions not yet taken into account.</summary>
    public required int[] Start { get; init; }

    public required int[] Mentor { get; init; }
    public required int[] Score { get; init; }
    public required ByHand[] Decided { get; init; }

    /// <summary>Possible pairs that the office forbade.</summary>
    public required IReadOnlySet<(int Student, int Mentor)> Forbidden { get; init; }

    public required long Seed { get; init; }

    public Instance ToInstance()
    {
        var builder = new InstanceBuilder(Students.Length, Mentors.Length) { Seed = (ulong)Seed };
        for (var i = 0; i < Students.Length; i++)
        {
            builder.StudentKey(i, Lottery.Key(Students[i]));
            builder.Waits(i, Waiting[i]);
            for (var e = Start[i]; e < Start[i + 1]; e++)
                if (!Forbidden.Contains((i, Mentor[e])))
                    builder.Edge(i, Mentor[e], Score[e]);
        }
        var bounds = Bounds(Decided);
        for (var j = 0; j < Mentors.Length; j++)
        {
            builder.MentorKey(j, Lottery.Key(Mentors[j]));
            builder.Mentor(j, bounds[j].Least, bounds[j].Most);
        }
        foreach (var (student, mentor, score) in Decided)
        {
            if (mentor == ByHand.Nobody)
                builder.Release(student);
            else
                builder.Pin(student, mentor, score);
        }
        return builder.Build();
    }

    /// <summary>
    /// What leads from the instance of this input to the one of <paramref name="next"/>, which differs by places and
    /// decisions. Who joins in it is left to the caller.
    /// </summary>
    /// <param name="next">The same people at the same positions, and perhaps more of them.</param>
    /// <param name="also">Decisions of <paramref name="next"/> that have to find a place with the others.</param>
    public List<Edit> Edits(SolverInput next, IReadOnlyCollection<ByHand> also)
    {
        var edits = new List<Edit>();
        var (before, after) = (Bounds(Decided), next.Bounds([.. next.Decided.Except(also)]));
        for (var j = 0; j < Mentors.Length; j++)
            if (before[j] != after[j])
                edits.Add(new Edit.Places(j, after[j].Least, after[j].Most));
        var (former, now) = (Decided.ToDictionary(d => d.Student), next.Decided.Where(d => d.Student < Students.Length).ToDictionary(d => d.Student));
        foreach (var lifted in Decided.Where(d => !now.ContainsKey(d.Student)))
            edits.Add(lifted.Mentor == ByHand.Nobody ? next.Choices(lifted.Student) : new Edit.Unpin(lifted.Student));
        foreach (var decision in now.Values)
        {
            var was = former.GetValueOrDefault(decision.Student);
            if (was == decision)
                continue;
            if (was?.Mentor == ByHand.Nobody)
                edits.Add(next.Choices(decision.Student));
            edits.Add(decision.Mentor == ByHand.Nobody ? new Edit.Choices(decision.Student, []) : new Edit.Pin(decision.Student, decision.Mentor, decision.Score));
        }
        foreach (var (i, j) in next.Forbidden.Except(Forbidden).Where(f => f.Student < Students.Length && f.Mentor < Mentors.Length))
            edits.Add(new Edit.Forbid(i, j));
        foreach (var (i, j) in Forbidden.Except(next.Forbidden))
            if (now.GetValueOrDefault(i)?.Mentor != ByHand.Nobody)
                edits.Add(new Edit.Allow(i, j, ScoreOf(i, j)));
        return edits;
    }

    /// <summary>The score of a possible pair, or −1.</summary>
    public int ScoreOf(int student, int mentor)
    {
        var at = Array.BinarySearch(Mentor, Start[student], Start[student + 1] - Start[student], mentor);
        return at < 0 ? -1 : Score[at];
    }

    /// <summary>With one more student, at the next position.</summary>
    public SolverInput With(Guid student, bool waiting, IReadOnlyList<Tie> mentors) => this with
    {
        Students = [.. Students, student],
        Waiting = [.. Waiting, waiting],
        Start = [.. Start, Start[^1] + mentors.Count],
        Mentor = [.. Mentor, .. mentors.Select(t => t.Other)],
        Score = [.. Score, .. mentors.Select(t => t.Score)],
    };

    /// <summary>With one more mentor, at the next position, so that mentors still rise within every student.</summary>
    public SolverInput With(Guid mentor, int minimum, int places, IReadOnlyList<Tie> students)
    {
        var scores = students.ToDictionary(t => t.Other, t => t.Score);
        var (start, mentors, score) = (new int[Start.Length], new List<int>(Mentor.Length + scores.Count), new List<int>(Mentor.Length + scores.Count));
        for (var i = 0; i < Students.Length; i++)
        {
            mentors.AddRange(Mentor.AsSpan(Start[i]..Start[i + 1]));
            score.AddRange(Score.AsSpan(Start[i]..Start[i + 1]));
            if (scores.TryGetValue(i, out var with))
            {
                mentors.Add(Mentors.Length);
                score.Add(with);
            }
            start[i + 1] = mentors.Count;
        }
        return this with
        {
            Mentors = [.. Mentors, mentor],
            Minimum = [.. Minimum, minimum],
            Places = [.. Places, places],
            Start = start,
            Mentor = [.. mentors],
            Score = [.. score],
        };
    }

    Edit.Choices Choices(int student) => new(student,
        [.. Enumerable.Range(Start[student], Start[student + 1] - Start[student]).Where(e => !Forbidden.Contains((student, Mentor[e]))).Select(e => new Tie(Mentor[e], Score[e]))]);

    /// <summary>What was decided by hand stands, even where the mentor has since lowered the capacity.</summary>
    (int Least, int Most)[] Bounds(IReadOnlyCollection<ByHand> decided)
    {
        var pinned = decided.CountBy(d => d.Mentor).ToDictionary();
        return [.. Places.Select((n, j) => Math.Max(n, pinned.GetValueOrDefault(j))).Select((most, j) => (Math.Min(Minimum[j], most), most))];
    }

    public byte[] Pack()
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        using (var to = new BinaryWriter(brotli))
        {
            to.Write(Format);
            to.Write(Seed);
            Ids(Students);
            Ids(Mentors);
            foreach (var waits in Waiting)
                to.Write(waits);
            for (var j = 0; j < Mentors.Length; j++)
            {
                to.Write7BitEncodedInt(Minimum[j]);
                to.Write7BitEncodedInt(Places[j]);
            }
            for (var i = 0; i < Students.Length; i++)
            {
                to.Write7BitEncodedInt(Start[i + 1] - Start[i]);
                // Mentors rise within a student, so the steps between them are small numbers.
                for (var (e, last) = (Start[i], 0); e < Start[i + 1]; last = Mentor[e++])
                {
                    to.Write7BitEncodedInt(Mentor[e] - last);
                    to.Write7BitEncodedInt(Score[e]);
                }
            }
            to.Write7BitEncodedInt(Decided.Length);
            foreach (var (student, mentor, score) in Decided)
            {
                to.Write7BitEncodedInt(student);
                to.Write7BitEncodedInt(mentor + 1);
                to.Write7BitEncodedInt(score);
            }
            to.Write7BitEncodedInt(Forbidden.Count);
            foreach (var (student, mentor) in Forbidden.Order())
            {
                to.Write7BitEncodedInt(student);
                to.Write7BitEncodedInt(mentor);
            }

            void Ids(Guid[] ids)
            {
                to.Write7BitEncodedInt(ids.Length);
                foreach (var id in ids)
                    to.Write(id.ToByteArray(bigEndian: true));
            }
        }
        return packed.ToArray();
    }

    /// <summary>Who was in the round and with how many places, without the pairs, of which a large cohort has millions.</summary>
    public static Members UnpackMembers(byte[] packed)
    {
        using var from = Reader(packed);
        return ReadMembers(from);
    }

    public static SolverInput Unpack(byte[] packed)
    {
        using var from = Reader(packed);
        var (seed, students, mentors, waiting, minimum, places) = ReadMembers(from);
        var start = new int[students.Length + 1];
        var (mentor, score) = (new List<int>(), new List<int>());
        for (var i = 0; i < students.Length; i++)
        {
            start[i + 1] = start[i] + from.Read7BitEncodedInt();
            for (var (e, last) = (start[i], 0); e < start[i + 1]; e++)
            {
                mentor.Add(last += from.Read7BitEncodedInt());
                score.Add(from.Read7BitEncodedInt());
            }
        }
        var decided = new ByHand[from.Read7BitEncodedInt()];
        for (var d = 0; d < decided.Length; d++)
            decided[d] = new ByHand(from.Read7BitEncodedInt(), from.Read7BitEncodedInt() - 1, from.Read7BitEncodedInt());
        var forbidden = new HashSet<(int, int)>();
        for (var left = from.Read7BitEncodedInt(); left > 0; left--)
            forbidden.Add((from.Read7BitEncodedInt(), from.Read7BitEncodedInt()));
        return new SolverInput
        {
            Students = students,
            Mentors = mentors,
            Waiting = waiting,
            Minimum = minimum,
            Places = places,
            Start = start,
            Mentor = [.. mentor],
            Score = [.. score],
            Decided = decided,
            Forbidden = forbidden,
            Seed = seed,
        };
    }

    static BinaryReader Reader(byte[] packed)
    {
        var from = new BinaryReader(new BufferedStream(new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress), 1 << 16));
        return from.ReadByte() == Format ? from : throw new InvalidDataException("Not a solver input of a known format.");
    }

    static Members ReadMembers(BinaryReader from)
    {
        var seed = from.ReadInt64();
        var (students, mentors) = (Ids(), Ids());
        var waiting = new bool[students.Length];
        for (var i = 0; i < waiting.Length; i++)
            waiting[i] = from.ReadBoolean();
        var (minimum, places) = (new int[mentors.Length], new int[mentors.Length]);
        for (var j = 0; j < mentors.Length; j++)
            (minimum[j], places[j]) = (from.Read7BitEncodedInt(), from.Read7BitEncodedInt());
        return new Members(seed, students, mentors, waiting, minimum, places);

        Guid[] Ids()
        {
            var ids = new Guid[from.Read7BitEncodedInt()];
            for (var n = 0; n < ids.Length; n++)
                ids[n] = new Guid(from.ReadBytes(16), bigEndian: true);
            return ids;
        }
    }

    public sealed record Members(long Seed, Guid[] Students, Guid[] Mentors, bool[] Waiting, int[] Minimum, int[] Places);
}
