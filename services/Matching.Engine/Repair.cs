namespace Mentorship.Matching.Engine;

/// <summary>
/// Makes a network optimal again after something in it changed: a student who has to be placed, a place too many or too
/// few. Each is a shortest path of moves in the residual graph, with prices that keep all lengths at or above nothing
/// (Edmonds and Karp, "Theoretical improvements in algorithmic efficiency for network flow problems", 1972); only what
/// lies nearer than the end of the path is looked at.
/// </summary>
sealed class Repair
{
    const int Nobody = Network.Nobody;

    readonly Network network;
    Levels[] distance;
    int[] parentStudent;
    int[] parentScore;
    int[] parentMentor;
    bool[] seen;
    LevelsHeap open;
    readonly List<int> reached = [];
    readonly List<int> settled = [];

    // The best end of a path so far: with whom, and who comes in or stays out there.
    Levels best;
    int endMentor;
    int endStudent;

    public Repair(Network network)
    {
        this.network = network;
        (distance, parentStudent, parentScore, parentMentor, seen, open) = ([], [], [], [], [], new LevelsHeap(0));
        Grow();
    }

    /// <summary>Makes room for mentors who joined.</summary>
    public void Grow()
    {
        if (network.Mentors <= seen.Length)
            return;
        var size = network.Mentors + network.Mentors / 8;
        (distance, parentStudent, parentScore, parentMentor, seen, open) = (new Levels[size], new int[size], new int[size], new int[size], new bool[size], new LevelsHeap(size));
    }

    /// <summary>Finds the cheapest way to place a student who was taken out; perhaps that somebody else stays out, or the student.</summary>
    public void Place(int student)
    {
        network.Return(student);
        (best, endMentor, endStudent) = (network.StayOut(student), Nobody, student);
        Relax(student, Levels.Zero);
        Onwards();
        if (endMentor >= 0)
            Shift(endMentor, student);
        else if (endStudent != student)
            StayOut(student);
        Clear();
    }

    /// <summary>Brings a mentor's load and price into accord again, whatever became of places, minimum and pins.</summary>
    public void Settle(int j)
    {
        while (network.Load(j) > Math.Max(0, network.Places(j)))
            MakeLeave(j, Levels.Infinite);
        while (network.Load(j) > 0 && network.Price(j) < network.LastPlace(j))
            MakeLeave(j, network.LastPlace(j) - network.Price(j));
        while (network.Load(j) < network.Places(j) && network.Price(j) > network.NextPlace(j))
            Fill(j);
    }

    /// <summary>One student leaves the mentor along the cheapest path, unless it costs as much as <paramref name="atMost"/>: then the price rises by that.</summary>
    void MakeLeave(int j, in Levels atMost)
    {
        (best, endMentor, endStudent) = (atMost, Nobody, Nobody);
        Reach(j, Levels.Zero, Nobody, 0, Nobody);
        Onwards();
        if (endMentor >= 0)
            Shift(endMentor, Nobody);
        else if (endStudent >= 0)
            StayOut(Nobody);
        Clear();
    }

    /// <summary>Follows the moves from what was reached to their cheapest end, and raises the prices of all that is nearer.</summary>
    void Onwards()
    {
        while (open.Count > 0)
        {
            var j = open.Pop();
            if (distance[j] >= best)
                break;
            settled.Add(j);
            foreach (var i in network.Room(j))
            {
                var label = distance[j] - network.Pays(i);
                var leave = label + network.StayOut(i);
                if (leave < best)
                    (best, endMentor, endStudent) = (leave, Nobody, i);
                Relax(i, label);
            }
        }
        foreach (var j in settled)
            network.Ask(j, network.Price(j) + (best - distance[j]));
    }

    void Relax(int i, in Levels label)
    {
        var others = network.Rows.Other(i);
        var scores = network.Rows.Score(i);
        var bound = label + network.LowestPrice;
        var from = network.MentorOf(i);
        var r = 0;
        for (; r < others.Length; r++)
        {
            var (j, cost) = (others[r], network.LeastCost(scores[r]));
            if (bound + cost >= best)
                break; // edges rise by cost, and no price is lower
            if (j == from || label + cost + network.Price(j) >= best)
                continue;
            var d = label + network.EdgeCost(i, j, scores[r]) + network.Price(j);
            if (d >= best || seen[j] && d >= distance[j])
                continue;
            Reach(j, d, i, scores[r], from);
            if (network.Load(j) < network.Places(j))
            {
                var end = d - network.Price(j) + network.NextPlace(j);
                if (end < best)
                    (best, endMentor, endStudent) = (end, j, Nobody);
            }
        }
        network.Beat.Step(r + 1);
    }

    void Reach(int j, in Levels d, int student, int score, int from)
    {
        if (!seen[j])
            reached.Add(j);
        (seen[j], distance[j], parentStudent[j], parentScore[j], parentMentor[j]) = (true, d, student, score, from);
        open.PushOrLower(j, d);
    }

    /// <summary>Moves everyone on the path to a mentor one step, from the far end back to where it began.</summary>
    void Shift(int end, int source)
    {
        for (var j = end; parentStudent[j] >= 0;)
        {
            var (i, from) = (parentStudent[j], parentMentor[j]);
            network.MoveTo(i, j, parentScore[j]);
            if (i == source || from < 0)
                return;
            j = from;
        }
    }

    /// <summary>The student at the end of the path stays out, and the others move up to the place that frees.</summary>
    void StayOut(int source)
    {
        var j = network.MentorOf(endStudent);
        network.MoveTo(endStudent, Nobody, 0);
        Shift(j, source);
    }

    /// <summary>
    /// A free place is asked more for than it costs: the student for whom it is worth most takes it, along a path of moves
    /// into the places that become free, until one stays free that costs what it is asked for, or one who was out comes in.
    /// </summary>
    void Fill(int vacant)
    {
        (best, endMentor, endStudent) = (network.Price(vacant) - network.NextPlace(vacant), Nobody, Nobody);
        Reach(vacant, Levels.Zero, Nobody, 0, Nobody);
        while (open.Count > 0)
        {
            var j = open.Pop();
            if (distance[j] >= best)
                break;
            settled.Add(j);
            Court(j);
        }
        foreach (var j in settled)
            network.Ask(j, network.Price(j) - (best - distance[j]));

        var at = endMentor;
        if (endStudent >= 0)
            network.MoveTo(endStudent, endMentor, network.Rows.ScoreOf(endStudent, endMentor));
        while (at >= 0 && parentStudent[at] is >= 0 and var i)
        {
            network.MoveTo(i, parentMentor[at], parentScore[at]);
            at = parentMentor[at];
        }
        Clear();
    }

    void Court(int j)
    {
        var others = network.Columns.Other(j);
        var scores = network.Columns.Score(j);
        var asks = distance[j] + network.Price(j);
        var bound = asks - network.HighestPays(network.Price(j));
        var c = 0;
        for (; c < others.Length; c++)
        {
            if (bound + network.LeastCost(scores[c]) >= best)
                break; // edges rise by cost, and nobody who would come pays more
            var i = others[c];
            var from = network.MentorOf(i);
            if (from == j || network.Absent(i) || network.PinOf(i) >= 0)
                continue;
            var d = asks + network.EdgeCost(i, j, scores[c]) - network.Pays(i);
            if (d >= best)
                continue;
            if (from < 0)
            {
                (best, endMentor, endStudent) = (d, j, i);
                continue;
            }
            if (seen[from] && d >= distance[from])
                continue;
            Reach(from, d, i, scores[c], j);
            var end = d + network.Price(from) - network.LastPlace(from);
            if (end < best)
                (best, endMentor, endStudent) = (end, from, Nobody);
        }
        network.Beat.Step(c + 1);
    }

    void Clear()
    {
        foreach (var j in reached)
            seen[j] = false;
        reached.Clear();
        settled.Clear();
        open.Clear();
    }
}
