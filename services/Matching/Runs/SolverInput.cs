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
    const byte Format = 1;

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
    public required long Seed { get; init; }

    public Instance ToInstance()
    {
        var builder = new InstanceBuilder(Students.Length, Mentors.Length) { Seed = (ulong)Seed };
        for (var i = 0; i < Students.Length; i++)
        {
            builder.StudentKey(i, Lottery.Key(Students[i]));
            builder.Waits(i, Waiting[i]);
            Edges(builder, i);
        }
        for (var j = 0; j < Mentors.Length; j++)
            builder.MentorKey(j, Lottery.Key(Mentors[j]));
        Decide(builder, Places, Decided);
        return builder.Build();
    }

    /// <summary>Changes an instance of this input to other places and other decisions by hand.</summary>
    /// <param name="builder">Made from <see cref="ToInstance"/>.</param>
    /// <param name="places">Places as they are now.</param>
    /// <param name="decided">The decisions that stand anyway.</param>
    /// <param name="also">One more, which has to find a place with them; or null.</param>
    public void Change(InstanceBuilder builder, int[] places, IReadOnlyCollection<ByHand> decided, ByHand? also)
    {
        foreach (var former in Decided)
            if (former.Mentor == ByHand.Nobody)
                Edges(builder, former.Student);
            else
                builder.Unpin(former.Student);
        Decide(builder, places, decided);
        if (also is not null)
            Decide(builder, also);
    }

    void Edges(InstanceBuilder builder, int student)
    {
        for (var e = Start[student]; e < Start[student + 1]; e++)
            builder.Edge(student, Mentor[e], Score[e]);
    }

    void Decide(InstanceBuilder builder, int[] places, IReadOnlyCollection<ByHand> decided)
    {
        var pinned = decided.CountBy(d => d.Mentor).ToDictionary();
        for (var j = 0; j < Mentors.Length; j++)
        {
            // What was decided by hand stands, even where the mentor has since lowered the capacity.
            var most = Math.Max(places[j], pinned.GetValueOrDefault(j));
            builder.Mentor(j, Math.Min(Minimum[j], most), most);
        }
        foreach (var decision in decided)
            Decide(builder, decision);
    }

    static void Decide(InstanceBuilder builder, ByHand decision)
    {
        if (decision.Mentor == ByHand.Nobody)
            builder.Release(decision.Student);
        else
            builder.Pin(decision.Student, decision.Mentor, decision.Score);
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

            void Ids(Guid[] ids)
            {
                to.Write7BitEncodedInt(ids.Length);
                foreach (var id in ids)
                    to.Write(id.ToByteArray(bigEndian: true));
            }
        }
        return packed.ToArray();
    }

    public static SolverInput Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var from = new BinaryReader(new BufferedStream(brotli, 1 << 16));
        if (from.ReadByte() != Format)
            throw new InvalidDataException("Not a solver input of a known format.");
        var seed = from.ReadInt64();
        var (students, mentors) = (Ids(), Ids());
        var waiting = new bool[students.Length];
        for (var i = 0; i < waiting.Length; i++)
            waiting[i] = from.ReadBoolean();
        var (minimum, places) = (new int[mentors.Length], new int[mentors.Length]);
        for (var j = 0; j < mentors.Length; j++)
            (minimum[j], places[j]) = (from.Read7BitEncodedInt(), from.Read7BitEncodedInt());
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
            Seed = seed,
        };

        Guid[] Ids()
        {
            var ids = new Guid[from.Read7BitEncodedInt()];
            for (var n = 0; n < ids.Length; n++)
                ids[n] = new Guid(from.ReadBytes(16), bigEndian: true);
            return ids;
        }
    }
}
