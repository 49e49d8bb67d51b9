namespace Mentorship.Matching.Engine;

/// <summary>
/// The edges of a changing instance from one side: for each owner a row of others with scores, best first. A row that
/// grows moves to the end; what it leaves behind is not used again.
/// </summary>
sealed class Ragged
{
    int[] first;
    int[] count;
    int[] room;
    int[] other;
    int[] score;
    int end;

    /// <param name="length">Length of each row.</param>
    public Ragged(int[] length)
    {
        Owners = length.Length;
        (first, count, room) = (new int[Owners], new int[Owners], [.. length]);
        for (var o = 0; o < Owners; o++)
        {
            first[o] = end;
            end += length[o];
        }
        (other, score) = (new int[end], new int[end]);
    }

    public int Owners { get; private set; }

    public ReadOnlySpan<int> Other(int owner) => other.AsSpan(first[owner], count[owner]);

    public ReadOnlySpan<int> Score(int owner) => score.AsSpan(first[owner], count[owner]);

    /// <summary>The score of a pair, or −1.</summary>
    public int ScoreOf(int owner, int of)
    {
        var at = Other(owner).IndexOf(of);
        return at < 0 ? -1 : score[first[owner] + at];
    }

    /// <summary>Puts an edge at the end of a row, where there is room for it; <see cref="Sort"/> brings it to its place.</summary>
    public void Fill(int owner, int of, int with)
    {
        var at = first[owner] + count[owner]++;
        (other[at], score[at]) = (of, with);
    }

    /// <summary>Best first; equal scores in the order of positions.</summary>
    public void Sort(Beat beat)
    {
        var keys = Array.Empty<long>();
        for (var o = 0; o < Owners; o++)
        {
            var n = count[o];
            if (keys.Length < n)
                keys = new long[2 * n];
            var others = other.AsSpan(first[o], n);
            var scores = score.AsSpan(first[o], n);
            for (var k = 0; k < n; k++)
                keys[k] = Key(others[k], scores[k]);
            keys.AsSpan(0, n).Sort();
            for (var k = 0; k < n; k++)
                (others[k], scores[k]) = ((int)keys[k], 100_000 - (int)(keys[k] >> 32));
            beat.Step(4 * n + 1);
        }
    }

    static long Key(int of, int with) => (long)(100_000 - with) << 32 | (uint)of;

    public void Add(int owner, int of, int with)
    {
        if (count[owner] == room[owner])
            Move(owner, Math.Max(4, 2 * room[owner]));
        var from = first[owner];
        var at = count[owner]++;
        for (; at > 0 && Key(other[from + at - 1], score[from + at - 1]) > Key(of, with); at--)
            (other[from + at], score[from + at]) = (other[from + at - 1], score[from + at - 1]);
        (other[from + at], score[from + at]) = (of, with);
    }

    public void Remove(int owner, int of)
    {
        var (from, at) = (first[owner], Other(owner).IndexOf(of));
        count[owner]--;
        for (; at < count[owner]; at++)
            (other[from + at], score[from + at]) = (other[from + at + 1], score[from + at + 1]);
    }

    public void AddOwner()
    {
        if (Owners == first.Length)
        {
            var size = Math.Max(8, 2 * Owners);
            Array.Resize(ref first, size);
            Array.Resize(ref count, size);
            Array.Resize(ref room, size);
        }
        (first[Owners], count[Owners], room[Owners]) = (end, 0, 0);
        Owners++;
    }

    /// <summary>Takes the last row away again.</summary>
    public void RemoveOwner() => Owners--;

    void Move(int owner, int size)
    {
        if (end + size > other.Length)
        {
            var length = Math.Max(end + size, other.Length + other.Length / 4);
            Array.Resize(ref other, length);
            Array.Resize(ref score, length);
        }
        other.AsSpan(first[owner], count[owner]).CopyTo(other.AsSpan(end));
        score.AsSpan(first[owner], count[owner]).CopyTo(score.AsSpan(end));
        (first[owner], room[owner]) = (end, size);
        end += size;
    }
}
