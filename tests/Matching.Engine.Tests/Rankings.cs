using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

/// <summary>Two-sided rankings to try: tiny ones, and those of the benchmark's generator.</summary>
static class Rankings
{
    /// <summary>
    /// As the generator draws them: each student names k mentors, mentors rank by a drawn rating. The check value covers
    /// students, mentors and weights in the order drawn; the generator prints the same.
    /// </summary>
    public static (StableInstance Instance, ulong Check) Generated(int students, int mentors, int k, ulong seed)
    {
        var draws = new Draws(seed);
        var check = 0xcbf29ce484222325UL;
        void Count(int word)
        {
            for (var shift = 0; shift < 32; shift += 8)
                check = (check ^ ((uint)word >> shift & 0xff)) * 0x100000001b3UL;
        }

        int[] capacity = [.. Enumerable.Range(0, mentors).Select(_ => 5 + draws.Below(13))];
        var (ofStudent, ofMentor) = (new int[students][], new List<(int Rating, int Student)>[mentors]);
        for (var j = 0; j < mentors; j++)
            ofMentor[j] = [];
        for (var i = 0; i < students; i++)
        {
            var named = new Dictionary<int, int>(k);
            while (named.Count < k)
            {
                var j = draws.Skewed((ulong)mentors);
                if (named.ContainsKey(j))
                    continue;
                named[j] = 1 + draws.Below(70_000) + (int)(30_000L * (mentors - j) / mentors);
                ofMentor[j].Add((draws.Below(1 << 30), i));
                Count(i);
                Count(j);
                Count(named[j]);
            }
            ofStudent[i] = [.. named.OrderByDescending(n => n.Value).ThenBy(n => n.Key).Select(n => n.Key)];
        }
        return (Of(capacity, ofStudent, [.. ofMentor.Select(l => l.OrderByDescending(n => n.Rating).ThenBy(n => n.Student).Select(n => n.Student).ToArray())]), check);
    }

    /// <summary>Up to 5 students and 4 mentors, lists of any length, capacities 0 to 2.</summary>
    public static StableInstance Tiny(int seed)
    {
        var random = new Random(seed);
        var (students, mentors) = (random.Next(6), random.Next(1, 5));
        var acceptable = new bool[students, mentors];
        foreach (var (i, j) in Pairs(students, mentors))
            acceptable[i, j] = random.Next(4) > 0;
        return Of(
            [.. Enumerable.Range(0, mentors).Select(_ => random.Next(6) switch { 0 => 0, 5 => 2, _ => 1 })],
            [.. Enumerable.Range(0, students).Select(i => Shuffled(mentors, j => acceptable[i, j]))],
            [.. Enumerable.Range(0, mentors).Select(j => Shuffled(students, i => acceptable[i, j]))]);

        int[] Shuffled(int count, Func<int, bool> named)
        {
            int[] list = [.. Enumerable.Range(0, count).Where(named)];
            random.Shuffle(list);
            return list;
        }
    }

    /// <summary>From one list for each student and each mentor.</summary>
    public static StableInstance Of(int[] capacity, int[][] ofStudent, int[][] ofMentor) =>
        StableInstance.Of(capacity, Starts(ofStudent), [.. ofStudent.SelectMany(l => l)], Starts(ofMentor), [.. ofMentor.SelectMany(l => l)]);

    /// <summary>The instance in the rank format.</summary>
    public static string Text(StableInstance instance)
    {
        var text = new StringWriter { NewLine = "\n" };
        text.WriteLine($"p hr {instance.Students} {instance.Mentors} {instance.Pairs}");
        for (var j = 0; j < instance.Mentors; j++)
            text.WriteLine($"m {j} {instance.Capacity[j]}");
        for (var i = 0; i < instance.Students; i++)
            text.WriteLine($"s {i} {string.Join(' ', ListOf(i, instance.Start, instance.Mentor))}".TrimEnd());
        for (var j = 0; j < instance.Mentors; j++)
            text.WriteLine($"r {j} {string.Join(' ', ListOf(j, instance.MentorStart, instance.Student))}".TrimEnd());
        return text.ToString();
    }

    public static int[] ListOf(int owner, int[] start, int[] list) => list[start[owner]..start[owner + 1]];

    static IEnumerable<(int, int)> Pairs(int students, int mentors) =>
        from i in Enumerable.Range(0, students) from j in Enumerable.Range(0, mentors) select (i, j);

    static int[] Starts(int[][] lists)
    {
        var start = new int[lists.Length + 1];
        for (var n = 0; n < lists.Length; n++)
            start[n + 1] = start[n] + lists[n].Length;
        return start;
    }
}
