using Mentorship.Matching.Engine;

namespace Mentorship.Matching.EngineTests;

/// <summary>Tries every matching of a tiny instance and keeps the best by the strict order of objectives.</summary>
static class BruteForce
{
    public static (int[] MentorOf, Value Value) Best(Instance instance, Objective objective, int[]? kept = null)
    {
        var pinOf = instance.PinOf();
        var load = new int[instance.Mentors];
        var now = new int[instance.Students];
        (int[] MentorOf, Value Value)? best = null;
        Try(0);
        return best!.Value;

        void Try(int i)
        {
            if (i == now.Length)
            {
                var value = Value.Of(instance, objective, now, kept);
                if (best is null || value.IsBelow(best.Value.Value))
                    best = ([.. now], value);
                return;
            }
            var choices = pinOf[i] is { } pin
                ? [pin.Mentor]
                : instance.Mentor[instance.Start[i]..instance.Start[i + 1]].Append(-1);
            foreach (var j in choices)
            {
                if (j >= 0 && load[j] == instance.Max[j])
                    continue;
                now[i] = j;
                if (j >= 0)
                    load[j]++;
                Try(i + 1);
                if (j >= 0)
                    load[j]--;
            }
        }
    }

    /// <summary>What a matching is worth, least first.</summary>
    public sealed record Value(long Shortfall, int Unmatched, int WaitingUnmatched, int Moved, Int128 Objective, Int128 Lottery)
    {
        public static Value Of(Instance instance, Objective objective, int[] mentorOf, int[]? kept)
        {
            var pinOf = instance.PinOf();
            var load = new int[instance.Mentors];
            var (unmatched, waiting, moved) = (0, 0, 0);
            Int128 sum = 0, draws = 0;
            for (var i = 0; i < mentorOf.Length; i++)
            {
                var j = mentorOf[i];
                if (kept is not null && kept[i] >= 0 && kept[i] != j)
                    moved++;
                if (j < 0)
                {
                    unmatched++;
                    waiting += instance.Waiting[i] ? 1 : 0;
                    continue;
                }
                load[j]++;
                Int128 missing = 100_000 - (pinOf[i]?.Score ?? instance.ScoreOf(i, j));
                sum += objective == Mentorship.Matching.Engine.Objective.Fair ? missing * missing : missing;
                draws += Mentorship.Matching.Engine.Lottery.Draw(instance.Seed, instance.StudentKeys[i], instance.MentorKeys[j]);
            }
            var shortfall = load.Select((n, j) => Math.Max(0L, instance.Min[j] - n)).Sum();
            return new(shortfall, unmatched, waiting, moved, sum, draws);
        }

        public bool IsBelow(Value other) =>
            (Shortfall, Unmatched, WaitingUnmatched, Moved, Objective, Lottery).CompareTo(
                (other.Shortfall, other.Unmatched, other.WaitingUnmatched, other.Moved, other.Objective, other.Lottery)) < 0;
    }
}
