namespace Mentorship.Matching.Engine;

/// <summary>
/// Checks a solution without trusting whoever made it, in time linear in edges (logarithmic lookups for the totals):
/// that it is allowed, that its prices prove it best, and that its figures are true.
/// <para>
/// Proof: with u for students and p for mentors, no student pays more than an edge asks (u ≤ cost + p) or than staying
/// out costs; who is matched pays exactly the edge, who is not pays exactly for staying out; a mentor with a free place
/// asks no more than that place costs, one with students no less than the last place cost. These are the optimality
/// conditions of a minimum-cost flow (Ahuja, Magnanti and Orlin, "Network Flows", 1993, theorem 9.4); they hold only
/// when Σ costs equals the dual sum. Shares no code with the solver but the definitions in <see cref="Lottery"/> and
/// <see cref="Levels"/>. Where the worst score counts first, <see cref="WorstProof"/> is checked by weak duality.
/// </para>
/// </summary>
public static class Verifier
{
    /// <summary>Everything that is wrong, at most <paramref name="limit"/> lines; empty when the solution is valid.</summary>
    public static IReadOnlyList<string> Check(Instance instance, Solution solution, int limit = 20)
    {
        var faults = new List<string>();
        if (solution.MentorOf.Length != instance.Students || solution.StudentPrice.Length != instance.Students
            || solution.MentorPrice.Length != instance.Mentors || solution.Kept is { } k && k.Length != instance.Students)
            return ["The solution is for another number of people."];

        var pinned = new int[instance.Mentors];
        var pinOf = new int[instance.Students];
        var pinScore = new int[instance.Students];
        Array.Fill(pinOf, -1);
        foreach (var pin in instance.Pins)
        {
            pinned[pin.Mentor]++;
            (pinOf[pin.Student], pinScore[pin.Student]) = (pin.Mentor, pin.Score);
        }

        var load = new int[instance.Mentors];
        var lowest = solution.Objective == Objective.Maximin ? solution.Worst?.Score ?? 0 : 0;
        var figures = new Figures();
        for (var i = 0; i < instance.Students && faults.Count < limit; i++)
            CheckStudent(i);
        for (var j = 0; j < instance.Mentors && faults.Count < limit; j++)
            CheckMentor(j);
        if (faults.Count == 0)
            CheckFigures();
        if (faults.Count == 0 && solution.Objective == Objective.Maximin)
            CheckWorst();
        return faults;

        void CheckStudent(int i)
        {
            var mentor = solution.MentorOf[i];
            if (mentor < -1 || mentor >= instance.Mentors)
            {
                faults.Add($"Student {i} has mentor {mentor}, who does not exist.");
                return;
            }
            var keptMentor = solution.Kept is null ? -1 : solution.Kept[i];
            if (keptMentor >= 0 && keptMentor != mentor)
                figures.Moved++;
            if (mentor >= 0)
                load[mentor]++;
            if (pinOf[i] >= 0)
            {
                if (mentor != pinOf[i])
                    faults.Add($"Student {i} is pinned to mentor {pinOf[i]} but has {mentor}.");
                figures.Add(pinScore[i], solution.Objective, Lottery.Draw(instance.Seed, instance.StudentKeys[i], instance.MentorKeys[pinOf[i]]));
                return;
            }

            var pays = Exactly(solution.StudentPrice[i]);
            var found = mentor < 0;
            for (var e = instance.Start[i]; e < instance.Start[i + 1]; e++)
            {
                var j = instance.Mentor[e];
                if (instance.Score[e] < lowest)
                {
                    if (j == mentor)
                        faults.Add($"Student {i} and mentor {j} score less than the worst score that is proved.");
                    continue;
                }
                var draw = Lottery.Draw(instance.Seed, instance.StudentKeys[i], instance.MentorKeys[j]);
                var asks = Plus((keptMentor >= 0 && keptMentor != j ? 1 : 0, Points(instance.Score[e], solution.Objective), draw), Exactly(solution.MentorPrice[j]));
                var order = Compare(pays, asks);
                if (order > 0)
                    faults.Add($"Student {i} would do better with mentor {j}.");
                if (j != mentor)
                    continue;
                found = true;
                if (order != 0)
                    faults.Add($"Student {i} and mentor {j} are paired, but not at the price of the edge.");
                figures.Add(instance.Score[e], solution.Objective, draw);
            }
            if (!found)
                faults.Add($"Student {i} and mentor {mentor} are paired without an edge.");

            var staying = ((1L << 48) + (instance.Waiting[i] ? 1L << 40 : 0) + (keptMentor >= 0 ? 1 : 0), 0L, 0L);
            var against = Compare(pays, staying);
            if (against > 0 || mentor < 0 && against != 0)
                faults.Add($"Student {i} does not pay the price of staying out.");
            if (mentor < 0 && instance.Waiting[i])
                figures.Waiting++;
        }

        void CheckMentor(int j)
        {
            if (load[j] > instance.Max[j])
                faults.Add($"Mentor {j} has {load[j]} students and takes {instance.Max[j]}.");
            figures.Shortfall += Math.Max(0, instance.Min[j] - load[j]);
            var asks = Exactly(solution.MentorPrice[j]);
            if (load[j] < instance.Max[j] && Compare(asks, (load[j] < instance.Min[j] ? -(1L << 56) : 0, 0, 0)) > 0)
                faults.Add($"Mentor {j} has a free place and asks more than it costs.");
            if (load[j] > pinned[j] && Compare(asks, (load[j] - 1 < instance.Min[j] ? -(1L << 56) : 0, 0, 0)) < 0)
                faults.Add($"Mentor {j} asks less than the last place costs.");
        }

        void CheckFigures()
        {
            Same("pairs", figures.Pairs, solution.Matched);
            Same("waiting students without a mentor", figures.Waiting, solution.WaitingUnmatched);
            Same("shortfall", figures.Shortfall, solution.Shortfall);
            Same("moved", figures.Moved, solution.Moved);
            Same("total score", figures.Total, solution.TotalScore);
            Same("worst score", figures.Pairs == 0 ? 0 : figures.Worst, solution.WorstScore);
            Same("cost", figures.Cost, solution.Cost);
            Same("lottery sum", figures.Draws, solution.LotterySum);
        }

        void CheckWorst()
        {
            var chosen = solution.Matched - instance.Pins.Count;
            if (solution.Worst is not { } worst)
            {
                if (chosen > 0)
                    faults.Add("That the worst score is the greatest possible is not proved.");
                return;
            }
            if (worst.PriceOfAll.Length != instance.Mentors || worst.PriceAbove.Length != instance.Mentors)
            {
                faults.Add("The proof of the worst score is for another number of mentors.");
                return;
            }
            long filled = 0;
            for (var j = 0; j < instance.Mentors; j++)
                filled += Math.Min(Math.Max(0, instance.Min[j] - pinned[j]), load[j] - pinned[j]);
            var reached = (-filled, (long)instance.Students - solution.Matched, (long)solution.WaitingUnmatched);
            if (Compare(Bound(worst.PriceOfAll, 0), reached) != 0)
                faults.Add("That the counts are the best of all is not proved.");
            if (Compare(Bound(worst.PriceAbove, worst.Score + 1), reached) <= 0)
                faults.Add($"A worst score above {worst.Score} is not ruled out.");
        }

        // What no matching over edges of at least this score can go below: the dual sum for these prices, in units of
        // filled minimums (negative), unmatched students, unmatched students who waited.
        (long, long, long) Bound(sbyte[] price, int score)
        {
            (long Filled, long Unmatched, long Waited) sum = (0, 0, 0);
            for (var i = 0; i < instance.Students; i++)
            {
                if (pinOf[i] >= 0)
                    continue;
                var pays = instance.Waiting[i] ? 2 : 1;
                for (var e = instance.Start[i]; e < instance.Start[i + 1]; e++)
                    if (instance.Score[e] >= score)
                        pays = Math.Min(pays, price[instance.Mentor[e]]);
                sum = Plus(sum, Unit(pays, 1));
            }
            for (var j = 0; j < instance.Mentors; j++)
            {
                var (least, most) = (Math.Max(0, instance.Min[j] - pinned[j]), instance.Max[j] - pinned[j]);
                if (price[j] >= 0)
                    sum = Plus(sum, Plus((-least, 0, 0), Unit(price[j], -most)));
            }
            return sum;
        }

        static (long, long, long) Unit(int level, long times) =>
            level < 0 ? (-times, 0, 0) : level == 0 ? (0, 0, 0) : level == 1 ? (0, times, 0) : (0, times, times);

        void Same(string what, Int128 counted, Int128 stated)
        {
            if (counted != stated)
                faults.Add($"The {what} is {counted}, not {stated}.");
        }
    }

    sealed class Figures
    {
        public long Pairs, Waiting, Shortfall, Moved, Total, Worst = long.MaxValue, Cost;
        public Int128 Draws;

        public void Add(int score, Objective objective, long draw)
        {
            Pairs++;
            Total += score;
            Worst = Math.Min(Worst, score);
            Cost += Points(score, objective);
            Draws += draw;
        }
    }

    static long Points(int score, Objective objective) => objective == Objective.Fair ? (100_000L - score) * (100_000L - score) : 100_000 - score;

    static (long, long, long) Exactly(in Levels p) => (p.Counts, p.Objective, p.Lottery);

    static (long, long, long) Plus((long A, long B, long C) x, (long A, long B, long C) y) => checked((x.A + y.A, x.B + y.B, x.C + y.C));

    static int Compare((long A, long B, long C) x, (long A, long B, long C) y) =>
        x.A != y.A ? x.A.CompareTo(y.A) : x.B != y.B ? x.B.CompareTo(y.B) : x.C.CompareTo(y.C);
}
