namespace Mentorship.Matching.Engine;

/// <summary>A face by mentor: students and costs of the edges, rising by cost.</summary>
sealed class Columns
{
    readonly int[] first;

    public Columns(Face face, long[] cost, Beat beat)
    {
        first = new int[face.Mentors + 1];
        foreach (var j in face.Mentor)
            first[j + 1]++;
        for (var j = 0; j < face.Mentors; j++)
            first[j + 1] += first[j];
        (Student, Cost) = (new int[face.Mentor.Length], new long[face.Mentor.Length]);
        var next = first.AsSpan().ToArray();
        for (var i = 0; i < face.Students; i++)
            for (var e = face.Start[i]; e < face.Start[i + 1]; e++)
            {
                var c = next[face.Mentor[e]]++;
                (Student[c], Cost[c]) = (i, cost[e]);
                beat.Step(1);
            }
        for (var j = 0; j < face.Mentors; j++)
        {
            Array.Sort(Cost, Student, first[j], first[j + 1] - first[j]);
            beat.Step(8 * (first[j + 1] - first[j]));
        }
    }

    public int[] Student { get; }

    public long[] Cost { get; }

    /// <summary>Where a mentor's edges begin and end.</summary>
    public (int From, int To) Of(int mentor) => (first[mentor], first[mentor + 1]);
}
