using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

/// <summary>
/// Tries every matching of a tiny instance, student by student: of those that leave the mentors the same loads, only the
/// best can be part of the best of all.
/// </summary>
static class BruteForce
{
    public static (int[] MentorOf, Value Value) Best(Instance instance, Objective objective, int[]? kept = null)
    {
        if (objective != Objective.Maximin)
            return Best(instance, objective, kept, 0);
        // The greatest score that all can reach without losing anyone.
        var best = Best(instance, objective, kept, 0);
        foreach (var score in instance.Score.Distinct().Order())
        {
            var tried = Best(instance, objective, kept, score);
            if (tried.Value.Counts != best.Value.Counts)
                break;
            best = tried;
        }
        return best;
    }

    static (int[] MentorOf, Value Value) Best(Instance instance, Objective objective, int[]? kept, int lowest)
    {
        var pinOf = instance.PinOf();
        var states = new Dictionary<string, (int[] Load, int[] MentorOf, Value Value)> { [""] = (new int[instance.Mentors], [], new(0, 0, 0, 0, 0, 0)) };
        for (var i = 0; i < instance.Students; i++)
        {
            var next = new Dictionary<string, (int[] Load, int[] MentorOf, Value Value)>();
            List<(int Mentor, int Score)> choices = [(-1, 0)];
            for (var e = instance.Start[i]; e < instance.Start[i + 1]; e++)
                if (instance.Score[e] >= lowest)
                    choices.Add((instance.Mentor[e], instance.Score[e]));
            if (pinOf[i] is { } pin)
                choices = [(pin.Mentor, pin.Score)];
            foreach (var (load, mentorOf, value) in states.Values)
                foreach (var (j, score) in choices)
                {
                    if (j >= 0 && load[j] == instance.Max[j])
                        continue;
                    int[] now = [.. load];
                    if (j >= 0)
                        now[j]++;
                    var worth = value.With(instance, objective, kept, i, j, score);
                    var key = string.Join(' ', now);
                    if (!next.TryGetValue(key, out var other) || worth.IsBelow(other.Value))
                        next[key] = (now, [.. mentorOf, j], worth);
                }
            states = next;
        }
        return states.Values.Select(s => (s.MentorOf, Value: s.Value with { Shortfall = s.Load.Select((n, j) => Math.Max(0L, instance.Min[j] - n)).Sum() }))
            .Aggregate((a, b) => b.Value.IsBelow(a.Value) ? b : a);
    }

    /// <summary>What a matching is worth, least first.</summary>
    public sealed record Value(long Shortfall, int Unmatched, int WaitingUnmatched, int Moved, Int128 Objective, Int128 Lottery)
    {
        public (long, int, int) Counts => (Shortfall, Unmatched, WaitingUnmatched);

        public Value With(Instance instance, Objective objective, int[]? kept, int i, int j, int score)
        {
            var moved = Moved + (kept is not null && kept[i] >= 0 && kept[i] != j ? 1 : 0);
            if (j < 0)
                return this with { Moved = moved, Unmatched = Unmatched + 1, WaitingUnmatched = WaitingUnmatched + (instance.Waiting[i] ? 1 : 0) };
            Int128 missing = 100_000 - score;
            return this with
            {
                Moved = moved,
                Objective = Objective + (objective == Mentorship.Matching.Engine.Objective.Fair ? missing * missing : missing),
                Lottery = Lottery + Mentorship.Matching.Engine.Lottery.Draw(instance.Seed, instance.StudentKeys[i], instance.MentorKeys[j]),
            };
        }

        public bool IsBelow(Value other) =>
            (Shortfall, Unmatched, WaitingUnmatched, Moved, Objective, Lottery).CompareTo(
                (other.Shortfall, other.Unmatched, other.WaitingUnmatched, other.Moved, other.Objective, other.Lottery)) < 0;
    }
}
