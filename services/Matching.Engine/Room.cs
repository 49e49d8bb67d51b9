namespace Mentorship.Matching.Engine;

/// <summary>The students of each mentor, side by side.</summary>
sealed class Room
{
    readonly int[] first;
    readonly int[] student;
    readonly int[] slot;

    /// <param name="students">How many there are.</param>
    /// <param name="mentorAt">The mentor of every edge; nobody can have more students than edges.</param>
    /// <param name="most">How many each mentor takes.</param>
    public Room(int students, int[] mentorAt, int[] most)
    {
        first = new int[most.Length + 1];
        foreach (var j in mentorAt)
            first[j + 1]++;
        for (var j = 0; j < most.Length; j++)
            first[j + 1] = first[j] + Math.Min(first[j + 1], most[j]);
        student = new int[first[^1]];
        slot = new int[students];
        Load = new int[most.Length];
    }

    public Room(Face face) : this(face.Students, face.Mentor, face.Most)
    {
        for (var i = 0; i < face.Students; i++)
            if (face.At[i] >= 0)
                Put(i, face.Mentor[face.At[i]]);
    }

    public int[] Load { get; }

    public ReadOnlySpan<int> Of(int mentor) => student.AsSpan(first[mentor], Load[mentor]);

    public void Put(int i, int mentor)
    {
        slot[i] = first[mentor] + Load[mentor]++;
        student[slot[i]] = i;
    }

    public void Remove(int i, int mentor)
    {
        var last = student[first[mentor] + --Load[mentor]];
        student[slot[i]] = last;
        slot[last] = slot[i];
    }
}
