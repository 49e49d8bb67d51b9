using System.Runtime.CompilerServices;

namespace Mentorship.Matching.Engine;

/// <summary>
/// The k best of many lists, kept while they are offered in any order. A partner is a key: the score above, below it the
/// partner's place by id counted backwards, so that the greatest keys are the best partners and equal scores go by id.
/// A list keeps more than k for a while; when it is full, everything under its k-th best is thrown away.
/// </summary>
sealed class BestOf
{
    /// <summary>Bounds are read as far as a block is padded.</summary>
    const int Padding = MentorBlock.Width;

    readonly int k, room;
    readonly ulong[] keys;
    readonly ulong[] kth;
    readonly int[] count;
    readonly int[] from;

    /// <param name="lists">How many lists.</param>
    /// <param name="k">How many each keeps.</param>
    /// <param name="partners">How many may be offered to a list.</param>
    /// <param name="floor">Scores under it are of no interest.</param>
    public BestOf(int lists, int k, int partners, int floor)
    {
        this.k = Math.Min(k, partners);
        room = Math.Min(partners, this.k + Math.Max(this.k, 64));
        keys = GC.AllocateUninitializedArray<ulong>(checked(lists * room));
        kth = new ulong[lists];
        count = new int[lists];
        from = new int[lists + Padding];
        Clear(floor);
    }

    /// <summary>The least score that can still enter each list. It only ever rises, so an old value lets too many pass and never too few.</summary>
    public int[] From => from;

    public static ulong Key(int score, int place) => (ulong)score << 32 | ~(uint)place;

    public static int ScoreOf(ulong key) => (int)(key >> 32);

    public static int PlaceOf(ulong key) => (int)~(uint)key;

    public void Clear(int floor)
    {
        Array.Clear(kth);
        Array.Clear(count);
        Array.Fill(from, floor);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Offer(int list, ulong key)
    {
        if (key <= kth[list])
            return;
        keys[list * room + count[list]++] = key;
        if (count[list] == room)
            Cut(list);
    }

    /// <summary>The best of a list, in no order.</summary>
    public ReadOnlySpan<ulong> this[int list]
    {
        get
        {
            if (count[list] > k)
                Cut(list);
            return Kept(list);
        }
    }

    Span<ulong> Kept(int list) => keys.AsSpan(list * room, count[list]);

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Cut(int list)
    {
        var kept = Kept(list);
        GreatestFirst(kept, k);
        count[list] = k;
        kth[list] = kept[k - 1];
        from[list] = ScoreOf(kept[k - 1]);
    }

    /// <summary>
    /// Moves the k greatest to the front, the k-th of them to its very place (Hoare, "Find", CACM 1961). Partitions as
    /// Lomuto does, with a sum in place of a branch that nobody could foretell.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void GreatestFirst(Span<ulong> keys, int k)
    {
        var (low, high) = (0, keys.Length - 1);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            var pivot = Middle(keys[low], keys[middle], keys[high]);
            (keys[pivot == keys[low] ? low : pivot == keys[high] ? high : middle], keys[high]) = (keys[high], pivot);
            var greater = low;
            for (var i = low; i < high; i++)
            {
                var key = keys[i];
                keys[i] = keys[greater];
                keys[greater] = key;
                greater += key > pivot ? 1 : 0;
            }
            (keys[greater], keys[high]) = (keys[high], keys[greater]);
            if (greater == k - 1)
                return;
            if (greater < k - 1)
                low = greater + 1;
            else
                high = greater - 1;
        }
    }

    static ulong Middle(ulong a, ulong b, ulong c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
