namespace Mentorship.Matching.Engine;

/// <summary>A binary heap in two spans, the lowest key on top.</summary>
static class Heap
{
    public static void Push(Span<long> key, Span<int> item, int count, long newKey, int newItem)
    {
        var k = count;
        while (k > 0 && key[(k - 1) >> 1] > newKey)
        {
            var up = (k - 1) >> 1;
            (key[k], item[k]) = (key[up], item[up]);
            k = up;
        }
        (key[k], item[k]) = (newKey, newItem);
    }

    /// <summary>Puts another item in the place of the lowest, which is returned.</summary>
    public static int Replace(Span<long> key, Span<int> item, int count, long newKey, int newItem)
    {
        var top = item[0];
        var k = 0;
        while (true)
        {
            var child = 2 * k + 1;
            if (child >= count)
                break;
            if (child + 1 < count && key[child + 1] < key[child])
                child++;
            if (key[child] >= newKey)
                break;
            (key[k], item[k]) = (key[child], item[child]);
            k = child;
        }
        (key[k], item[k]) = (newKey, newItem);
        return top;
    }
}
