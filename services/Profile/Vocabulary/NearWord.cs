namespace Mentorship.Profile.Vocabulary;

/// <summary>Finds the word somebody misspelt: the least number of insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).</summary>
internal static class NearWord
{
    const int LongestWord = 60;

    /// <summary>How many slips are forgiven: one in a short word, up to three in a long one; more would be guessing.</summary>
    public static int Slips(string written) => written.Length is < 3 or > LongestWord ? 0 : Math.Clamp(written.Length / 4, 1, 3);

    public static string? In(IEnumerable<string> words, string written)
    {
        if (Slips(written) == 0)
            return null;
        var best = Slips(written) + 1;
        string? near = null;
        foreach (var word in words)
        {
            if (word.Length > LongestWord || Math.Abs(word.Length - written.Length) >= best)
                continue;
            var distance = Distance(word, written);
            if (distance < best)
                (best, near) = (distance, word);
        }
        return near;
    }

    public static int Distance(string a, string b) => Distances(a, b, stackalloc int[3 * (b.Length + 1)])[^1];

    /// <summary>The least distance from what was written to any beginning of the word: whoever is still typing means one.</summary>
    public static int ToBeginning(string written, ReadOnlySpan<char> word)
    {
        var least = written.Length;
        foreach (var distance in Distances(written, word, stackalloc int[3 * (word.Length + 1)]))
            least = Math.Min(least, distance);
        return least;
    }

    /// <summary>From the whole of a to every beginning of b, the empty one first. The room is for three rows.</summary>
    static Span<int> Distances(ReadOnlySpan<char> a, ReadOnlySpan<char> b, Span<int> room)
    {
        var width = b.Length + 1;
        var before = room[..width];
        var last = room[width..(2 * width)];
        var row = room[(2 * width)..];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            var free = before;
            before = last;
            last = row;
            row = free;
        }
        return last;
    }
}
