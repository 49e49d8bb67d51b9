using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

/// <summary>Edits of every kind that leave an instance well formed.</summary>
static class RandomEdits
{
    static readonly int[] Scores = [0, 40_000, 60_000, 60_000, 100_000];

    public static Edit? Next(Random random, Instance instance)
    {
        if (instance.Students == 0 || instance.Mentors == 0)
            return null;
        var (i, j, score) = (random.Next(instance.Students), random.Next(instance.Mentors), Scores[random.Next(Scores.Length)]);
        var pinnedElsewhere = instance.Pins.Count(p => p.Mentor == j && p.Student != i);
        switch (random.Next(9))
        {
            case 0:
                return pinnedElsewhere < instance.Max[j] ? new Edit.Pin(i, j, score) : null;
            case 1:
                return new Edit.Unpin(instance.Pins.Count > 0 ? instance.Pins[random.Next(instance.Pins.Count)].Student : i);
            case 2:
                return new Edit.Forbid(i, j);
            case 3:
                return new Edit.Allow(i, j, score);
            case 4:
                return new Edit.Choices(i, random.Next(2) == 0 ? [] : Some(random, instance.Mentors));
            case 5:
                var most = Math.Max(instance.Pins.Count(p => p.Mentor == j), Math.Max(0, instance.Max[j] + random.Next(-2, 3)));
                return new Edit.Places(j, random.Next(0, most + 1), most);
            case 6:
                return new Edit.Waits(i, random.Next(2) == 0);
            case 7:
                return new Edit.AddStudent((ulong)random.NextInt64(), random.Next(2) == 0, Some(random, instance.Mentors));
            default:
                var capacity = random.Next(0, 4);
                return new Edit.AddMentor((ulong)random.NextInt64(), random.Next(0, capacity + 1), capacity, Some(random, instance.Students));
        }
    }

    static Tie[] Some(Random random, int people) =>
        [.. Enumerable.Range(0, people).Where(_ => random.Next(Math.Max(2, people / 4)) < 2).Select(n => new Tie(n, Scores[random.Next(Scores.Length)]))];
}
