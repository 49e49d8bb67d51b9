namespace Mentorship.Profile.Vocabulary;

/// <summary>Finds the word somebody misspelt: the least number of insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).</summary>
internal static class NearWord
{
    const int LongestWord = 60;

    public static string? In(IEnumerable<string> words, string written)
    {
        if (written.Length is < 3 or > LongestWord)
            return null;
        // One slip in a short word, up to three in a long one; more would be guessing.
        var best = Math.Clamp(written.Length / 4, 1, 3) + 1;
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

    public static int Distance(string a, string b)
    {
        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> last = stackalloc int[b.Length + 1];
        Span<int> row = stackalloc int[b.Length + 1];
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
        return last[b.Length];
    }
}
