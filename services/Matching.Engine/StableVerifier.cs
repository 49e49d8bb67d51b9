namespace Mentorship.Matching.Engine;

/// <summary>
/// Checks a matching of two-sided rankings without trusting whoever made it, in time linear in the lists and from the
/// lists alone: it is allowed, no pair blocks it, and it is the best stable matching for students.
/// <para>
/// The last is proved so: let each mentor look at the students who would rather have them, and point to the mentor of
/// the one they like best among these. Were another stable matching better for a student, then every mentor who gains
/// a student in it points to one who loses one, hence (the same places are filled in every stable matching: Roth, "On
/// the allocation of residents to rural hospitals", Econometrica 54, 1986) to one who gains another; so the pointers
/// would run in a circle. And a circle is such a matching: everyone it names moves up. It shares no code with
/// <see cref="StableSolver"/> and does not read <see cref="StableInstance.Rank"/>.
/// </para>
/// </summary>
public static class StableVerifier
{
    const int Nobody = -1;

    /// <summary>Everything that is wrong, at most <paramref name="limit"/> lines; empty when the solution is valid.</summary>
    public static IReadOnlyList<string> Check(StableInstance instance, StableSolution solution, int limit = 20)
    {
        var mentorOf = solution.MentorOf;
        if (mentorOf.Length != instance.Students)
            return ["The solution is for another number of people."];

        var faults = new List<string>();
        var (load, wanted) = (new int[instance.Mentors], new int[instance.Mentors + 1]);
        for (var i = 0; i < mentorOf.Length && faults.Count < limit; i++)
        {
            var list = instance.Mentor.AsSpan(instance.Start[i]..instance.Start[i + 1]);
            var at = mentorOf[i] == Nobody ? list.Length : list.IndexOf(mentorOf[i]);
            if (at < 0)
            {
                faults.Add($"Student {i} has mentor {mentorOf[i]}, whom they did not name.");
                continue;
            }
            if (mentorOf[i] != Nobody)
                load[mentorOf[i]]++;
            foreach (var better in list[..at])
                wanted[better + 1]++;
        }
        if (faults.Count > 0)
            return faults;

        var wanters = Wanters(instance, mentorOf, wanted);
        var pointsTo = new int[instance.Mentors];
        var wants = new int[instance.Students]; // 1 more than the last mentor whose wanters were marked
        for (var j = 0; j < pointsTo.Length && faults.Count < limit; j++)
        {
            foreach (var i in wanters.AsSpan(wanted[j]..wanted[j + 1]))
                wants[i] = j + 1;
            var (held, last, best) = (0, -1, -1);
            var list = instance.Student.AsSpan(instance.MentorStart[j]..instance.MentorStart[j + 1]);
            for (var at = 0; at < list.Length; at++)
            {
                if (mentorOf[list[at]] == j)
                    (held, last) = (held + 1, at);
                else if (best < 0 && wants[list[at]] == j + 1)
                    best = at;
            }
            if (held != load[j])
                faults.Add($"Mentor {j} has {load[j] - held} students whom they did not name.");
            if (load[j] > instance.Capacity[j])
                faults.Add($"Mentor {j} has {load[j]} students and takes {instance.Capacity[j]}.");
            if (best >= 0 && (best < last || held < instance.Capacity[j]))
                faults.Add($"Student {list[best]} and mentor {j} would rather have each other.");
            pointsTo[j] = best < 0 || instance.Capacity[j] == 0 ? Nobody : mentorOf[list[best]];
        }
        if (faults.Count == 0 && Circle(pointsTo) is >= 0 and var found)
            faults.Add($"Students could all do better around mentor {found} without breaking stability.");
        return faults;
    }

    /// <summary>The students who would rather have each mentor, in rows; counts become where the rows begin.</summary>
    static int[] Wanters(StableInstance instance, int[] mentorOf, int[] wanted)
    {
        for (var j = 0; j < instance.Mentors; j++)
            wanted[j + 1] += wanted[j];
        var (wanters, next) = (new int[wanted[^1]], wanted[..^1]);
        for (var i = 0; i < mentorOf.Length; i++)
        {
            for (var e = instance.Start[i]; e < instance.Start[i + 1] && instance.Mentor[e] != mentorOf[i]; e++)
                wanters[next[instance.Mentor[e]]++] = i;
        }
        return wanters;
    }

    /// <summary>Somebody on a circle of pointers, or −1.</summary>
    static int Circle(int[] pointsTo)
    {
        var walk = new int[pointsTo.Length]; // 1 more than where the walk through it began
        for (var from = 0; from < walk.Length; from++)
        {
            var j = from;
            while (j != Nobody && walk[j] == 0)
            {
                walk[j] = from + 1;
                j = pointsTo[j];
            }
            if (j != Nobody && walk[j] == from + 1)
                return j;
        }
        return -1;
    }
}
