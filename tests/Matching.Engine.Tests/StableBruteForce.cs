using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

/// <summary>Stability by its definition, over every matching there is; for a handful of people.</summary>
static class StableBruteForce
{
    public static List<int[]> All(StableInstance instance) => [.. Matchings(instance).Where(m => IsStable(instance, m))];

    /// <summary>Everything that gives each student somebody of their list or nobody, and no mentor too many.</summary>
    public static IEnumerable<int[]> Matchings(StableInstance instance)
    {
        var (mentorOf, load) = (new int[instance.Students], new int[instance.Mentors]);
        return From(0);

        IEnumerable<int[]> From(int student)
        {
            if (student == mentorOf.Length)
            {
                yield return [.. mentorOf];
                yield break;
            }
            foreach (var j in Rankings.ListOf(student, instance.Start, instance.Mentor).Append(-1))
            {
                if (j >= 0 && load[j] == instance.Capacity[j])
                    continue;
                mentorOf[student] = j;
                if (j >= 0)
                    load[j]++;
                foreach (var rest in From(student + 1))
                    yield return rest;
                if (j >= 0)
                    load[j]--;
            }
        }
    }

    public static bool NoStudentPrefers(StableInstance instance, int[] other, int[] one) =>
        Enumerable.Range(0, one.Length).All(i => Place(instance, i, one[i]) <= Place(instance, i, other[i]));

    static bool IsStable(StableInstance instance, int[] mentorOf)
    {
        for (var j = 0; j < instance.Mentors; j++)
        {
            var list = Rankings.ListOf(j, instance.MentorStart, instance.Student);
            int[] held = [.. Enumerable.Range(0, list.Length).Where(at => mentorOf[list[at]] == j)];
            for (var at = 0; at < list.Length; at++)
                if (Place(instance, list[at], j) < Place(instance, list[at], mentorOf[list[at]]) && (held.Length < instance.Capacity[j] || held.Any(h => h > at)))
                    return false;
        }
        return true;
    }

    static int Place(StableInstance instance, int student, int mentor) =>
        Rankings.ListOf(student, instance.Start, instance.Mentor) is var list && mentor < 0 ? list.Length : Array.IndexOf(list, mentor);
}
