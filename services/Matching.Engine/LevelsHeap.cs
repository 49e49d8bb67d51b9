namespace Mentorship.Matching.Engine;

/// <summary>A binary heap of mentors by distance that lets a distance be lowered.</summary>
sealed class LevelsHeap(int size)
{
    readonly int[] item = new int[size];
    readonly Levels[] key = new Levels[size];
    readonly int[] place = [.. Enumerable.Repeat(-1, size)];

    public int Count { get; private set; }

    public void PushOrLower(int value, in Levels distance)
    {
        var at = place[value];
        if (at < 0)
            at = Count++;
        while (at > 0)
        {
            var up = (at - 1) >> 1;
            if (key[up] <= distance)
                break;
            Move(up, at);
            at = up;
        }
        (item[at], key[at], place[value]) = (value, distance, at);
    }

    public int Pop()
    {
        var top = item[0];
        place[top] = -1;
        if (--Count == 0)
            return top;
        var (last, distance) = (item[Count], key[Count]);
        var at = 0;
        while (true)
        {
            var child = 2 * at + 1;
            if (child >= Count)
                break;
            if (child + 1 < Count && key[child + 1] < key[child])
                child++;
            if (distance <= key[child])
                break;
            Move(child, at);
            at = child;
        }
        (item[at], key[at], place[last]) = (last, distance, at);
        return top;
    }

    public void Clear()
    {
        for (var i = 0; i < Count; i++)
            place[item[i]] = -1;
        Count = 0;
    }

    void Move(int from, int to) => (item[to], key[to], place[item[from]]) = (item[from], key[from], to);
}
