namespace Mentorship.Matching.Engine;

/// <summary>First in, first out; holds each of 0..size−1 at most once.</summary>
sealed class IntQueue(int size)
{
    readonly int[] item = new int[size + 1];
    int head;

    public int Count { get; private set; }

    public void Add(int value)
    {
        var tail = head + Count++;
        item[tail >= item.Length ? tail - item.Length : tail] = value;
    }

    public int Take()
    {
        var value = item[head];
        head = head + 1 == item.Length ? 0 : head + 1;
        Count--;
        return value;
    }
}
