namespace Mentorship.Matching.Engine;

/// <summary>Who was where and what mentors asked at one moment, copied once for all the changes that are tried from there.</summary>
sealed class Snapshot
{
    readonly int[] mentorOf;
    readonly Levels[] price;

    Snapshot(int[] mentorOf, Levels[] price, int worst) => (this.mentorOf, this.price, WorstScore) = (mentorOf, price, worst);

    /// <summary>Least w over pairs, pins included; 0 when there is no pair.</summary>
    public int WorstScore { get; }

    public static Snapshot Of(Network network)
    {
        var asked = new Levels[network.Mentors];
        for (var j = 0; j < asked.Length; j++)
            asked[j] = network.Price(j);
        return new(network.MentorsOfAll.ToArray(), asked, Worst(network));
    }

    static int Worst(Network network)
    {
        var worst = int.MaxValue;
        var mentors = network.MentorsOfAll;
        var scores = network.ScoresOfAll;
        for (var i = 0; i < scores.Length; i++)
            worst = Math.Min(worst, mentors[i] < 0 ? int.MaxValue : scores[i]);
        return worst == int.MaxValue ? 0 : worst;
    }

    /// <summary>What a change has made of it.</summary>
    public Changed With(Network network)
    {
        var moved = new List<(int, int)>(network.WasAt.Count);
        // Whoever moved away from the worst score may have been the last to have it.
        var (worst, lost) = (WorstScore, WorstScore == 0);
        foreach (var (i, was) in network.WasAt)
        {
            moved.Add((i, network.MentorOf(i)));
            if (network.MentorOf(i) >= 0)
                worst = Math.Min(worst, network.ScoreOf(i));
            lost |= was.Mentor >= 0 && was.Score == WorstScore;
        }
        var asking = new List<(int, Levels)>(network.WasAsking.Count);
        foreach (var j in network.WasAsking.Keys)
            asking.Add((j, network.Price(j)));
        return new(this, network.Students, network.Mentors, moved, asking, lost ? Worst(network) : worst);
    }

    /// <summary>A moment and what a change made different.</summary>
    internal sealed class Changed(Snapshot from, int students, int mentors, List<(int Student, int Mentor)> moved, List<(int Mentor, Levels Price)> asking, int worst)
    {
        public int WorstScore => worst;

        public int[] MentorOf()
        {
            var after = KeptOf(-1);
            foreach (var (i, j) in moved)
                after[i] = j;
            return after;
        }

        /// <summary>Where everyone was before, with the subject free to move.</summary>
        public int[] KeptOf(int subject)
        {
            var kept = new int[students];
            Array.Fill(kept, Network.Nobody);
            from.mentorOf.AsSpan(0, Math.Min(students, from.mentorOf.Length)).CopyTo(kept);
            if (subject >= 0)
                kept[subject] = Network.Nobody;
            return kept;
        }

        public Levels[] Price()
        {
            var after = new Levels[mentors];
            from.price.AsSpan(0, Math.Min(mentors, from.price.Length)).CopyTo(after);
            foreach (var (j, asks) in asking)
                after[j] = asks;
            return after;
        }
    }
}
