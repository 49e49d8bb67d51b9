using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

/// <summary>Instances to try: tiny ones with everything in them, and the generated ones with known optima.</summary>
static class Instances
{
    /// <summary>Few people, many ties, minimums, pins, missing edges and waiting students.</summary>
    /// <param name="seed">Which one.</param>
    /// <param name="mostStudents">At most so many students.</param>
    /// <param name="mostMentors">At most so many mentors.</param>
    /// <param name="floor">Edges that score less are left out.</param>
    public static Instance Tiny(int seed, int mostStudents = 5, int mostMentors = 4, int floor = 0)
    {
        var random = new Random(seed);
        var (students, mentors) = (random.Next(1, mostStudents + 1), random.Next(1, mostMentors + 1));
        var builder = new InstanceBuilder(students, mentors) { Seed = (ulong)seed, Floor = floor };
        var scores = random.Next(3) switch { 0 => new[] { 50_000 }, 1 => [40_000, 60_000, 100_000], _ => [.. Enumerable.Range(0, 50).Select(_ => random.Next(100_001))] };
        for (var j = 0; j < mentors; j++)
        {
            var max = random.Next(0, 4);
            builder.Mentor(j, random.Next(0, max + 1), max);
            builder.MentorKey(j, (ulong)random.NextInt64());
        }
        for (var i = 0; i < students; i++)
        {
            builder.StudentKey(i, (ulong)random.NextInt64());
            builder.Waits(i, random.Next(3) == 0);
            for (var j = 0; j < mentors; j++)
                if (random.Next(4) > 0)
                    builder.Edge(i, j, scores[random.Next(scores.Length)]);
        }
        var instance = builder.Build();
        var left = instance.Max.ToArray();
        for (var i = 0; i < students; i++)
            if (random.Next(5) == 0 && random.Next(mentors) is var j && left[j]-- > 0)
                builder.Pin(i, j, random.Next(100_001));
        if (random.Next(3) == 0 && instance.Edges > 0)
            ForbidOne(random, instance, builder);
        return builder.Build();
    }

    static void ForbidOne(Random random, Instance instance, InstanceBuilder builder)
    {
        var (i, j) = (random.Next(instance.Students), random.Next(instance.Mentors));
        builder.Unpin(i);
        builder.Forbid(i, j);
    }

    /// <summary>
    /// The benchmark's generator: mentor capacities first, then k distinct mentors a student, low positions popular.
    /// </summary>
    public static Instance Generated(int students, int mentors, int k, ulong seed, int min = 0, int lowest = 5, int range = 13)
    {
        var draws = new Draws(seed);
        var builder = new InstanceBuilder(students, mentors);
        for (var j = 0; j < mentors; j++)
            builder.Mentor(j, min, lowest + draws.Below((ulong)range));
        var seen = new int[mentors];
        for (var i = 0; i < students; i++)
        {
            for (var n = 0; n < k;)
            {
                var j = draws.Skewed((ulong)mentors);
                if (seen[j] == i + 1)
                    continue;
                seen[j] = i + 1;
                builder.Edge(i, j, 1 + draws.Below(70_000) + (int)(30_000L * (mentors - j) / mentors));
                n++;
            }
        }
        return builder.Build();
    }

    /// <summary>The same people and pairs, entered in another order.</summary>
    public static (Instance Instance, int[] Student, int[] Mentor) Shuffled(Instance from, int seed)
    {
        var random = new Random(seed);
        int[] student = [.. Enumerable.Range(0, from.Students)], mentor = [.. Enumerable.Range(0, from.Mentors)];
        random.Shuffle(student);
        random.Shuffle(mentor);
        var builder = new InstanceBuilder(from.Students, from.Mentors) { Seed = from.Seed };
        for (var j = 0; j < from.Mentors; j++)
        {
            builder.Mentor(mentor[j], from.Min[j], from.Max[j]);
            builder.MentorKey(mentor[j], from.MentorKeys[j]);
        }
        var edges = new List<(int, int, int)>();
        for (var i = 0; i < from.Students; i++)
        {
            builder.StudentKey(student[i], from.StudentKeys[i]);
            builder.Waits(student[i], from.Waiting[i]);
            for (var e = from.Start[i]; e < from.Start[i + 1]; e++)
                edges.Add((student[i], mentor[from.Mentor[e]], from.Score[e]));
        }
        var order = edges.ToArray();
        random.Shuffle(order);
        foreach (var (i, j, score) in order)
            builder.Edge(i, j, score);
        foreach (var pin in from.Pins)
            builder.Pin(student[pin.Student], mentor[pin.Mentor], pin.Score);
        return (builder.Build(), student, mentor);
    }
}
