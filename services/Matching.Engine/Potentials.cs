namespace Mentorship.Matching.Engine;

/// <summary>
/// Exact dual prices for a face's matching, by label correcting in the residual graph (Bellman, 1958; Ford, 1956) from
/// prices that are nearly right. Where a cycle of moves makes the matching cheaper, the moves are made (Klein, "A primal
/// method for minimal cost flows", 1967), so that the prices also prove that none is left.
/// </summary>
sealed class Potentials
{
    readonly Face face;
    readonly long[] cost;
    readonly Beat beat;
    readonly Room room;
    readonly int outside; // the node of free places and of staying out
    readonly long[] price;
    readonly int[] parent;
    readonly int[] parentEdge; // the edge that the moving student takes; −1 staying out; −2 nobody moves
    readonly int[] parentStudent;
    readonly IntQueue raised;
    readonly bool[] queued;
    readonly List<int> slack = [];
    readonly List<int> mayStayOut = [];

    const int NobodyMoves = -2;

    public Potentials(Face face, long[] cost, long[] price, Beat beat)
    {
        (this.face, this.cost, this.beat, outside) = (face, cost, beat, face.Mentors);
        this.price = [.. price, 0];
        room = new Room(face);
        parent = new int[face.Mentors + 1];
        parentEdge = new int[face.Mentors + 1];
        parentStudent = new int[face.Mentors + 1];
        Array.Fill(parent, -1);
        raised = new IntQueue(face.Mentors + 1);
        queued = new bool[face.Mentors + 1];
        for (var j = 0; j < face.Mentors; j++)
            if (face.Least[j] < face.Most[j])
                slack.Add(j);
        for (var i = 0; i < face.Students; i++)
            if (face.MayStayOut[i] && face.Start[i] < face.Start[i + 1])
                mayStayOut.Add(i);
    }

    /// <summary>Cycles of moves that made the matching cheaper.</summary>
    public int Cycles { get; private set; }

    /// <summary>Raises prices until every move costs at least nothing.</summary>
    /// <param name="order">The order in which mentors, and outside as the number of mentors, are looked at first.</param>
    /// <returns>Exact prices of mentors.</returns>
    public long[] Solve(IEnumerable<int>? order = null)
    {
        foreach (var node in order ?? Enumerable.Range(0, face.Mentors + 1))
            Queue(node);
        long raises = 0, lookAt = face.Mentors + 16;
        while (raised.Count > 0)
        {
            var node = raised.Take();
            queued[node] = false;
            raises += node == outside ? FromOutside() : From(node);
            if (raises < lookAt)
                continue;
            lookAt = raises + face.Mentors + 16;
            CancelCycle();
        }
        for (var j = 0; j < face.Mentors; j++)
            price[j] -= price[outside];
        return price[..face.Mentors];
    }

    int From(int j)
    {
        var raises = 0;
        foreach (var i in room.Of(j))
        {
            var leaves = price[j] + cost[face.At[i]];
            if (face.MayStayOut[i] && leaves > price[outside])
                raises += Raise(outside, leaves, j, Face.Out, i);
            for (var e = face.Start[i]; e < face.Start[i + 1]; e++)
                if (leaves - cost[e] > price[face.Mentor[e]])
                    raises += Raise(face.Mentor[e], leaves - cost[e], j, e, i);
            beat.Step(face.Start[i + 1] - face.Start[i]);
        }
        if (room.Load[j] < face.Most[j] && price[j] > price[outside])
            raises += Raise(outside, price[j], j, NobodyMoves, -1);
        return raises;
    }

    int FromOutside()
    {
        var raises = 0;
        var here = price[outside];
        foreach (var j in slack)
            if (room.Load[j] > face.Least[j] && here > price[j])
                raises += Raise(j, here, outside, NobodyMoves, -1);
        foreach (var i in mayStayOut)
        {
            if (face.At[i] >= 0)
                continue;
            for (var e = face.Start[i]; e < face.Start[i + 1]; e++)
                if (here - cost[e] > price[face.Mentor[e]])
                    raises += Raise(face.Mentor[e], here - cost[e], outside, e, i);
            beat.Step(face.Start[i + 1] - face.Start[i]);
        }
        return raises;
    }

    int Raise(int node, long to, int from, int edge, int student)
    {
        (price[node], parent[node], parentEdge[node], parentStudent[node]) = (to, from, edge, student);
        Queue(node);
        return 1;
    }

    void Queue(int node)
    {
        if (queued[node])
            return;
        queued[node] = true;
        raised.Add(node);
    }

    /// <summary>Prices that raise each other in a circle never come to rest: the moves of the circle make the matching cheaper.</summary>
    void CancelCycle()
    {
        var seen = new int[face.Mentors + 1];
        for (var node = 0; node <= outside; node++)
        {
            var at = node;
            while (at >= 0 && seen[at] == 0)
            {
                seen[at] = node + 1;
                at = parent[at];
            }
            if (at < 0 || seen[at] != node + 1)
                continue;
            Cancel(at);
            return;
        }
    }

    void Cancel(int on)
    {
        Cycles++;
        var moves = new List<(int Student, int Edge)>();
        var node = on;
        do
        {
            if (parentEdge[node] != NobodyMoves)
                moves.Add((parentStudent[node], parentEdge[node]));
            Queue(node);
            node = parent[node];
        } while (node != on);
        foreach (var (student, _) in moves)
            if (face.At[student] >= 0)
                room.Remove(student, face.Mentor[face.At[student]]);
        foreach (var (student, edge) in moves)
        {
            face.At[student] = edge;
            if (edge >= 0)
                room.Put(student, face.Mentor[edge]);
        }
        // Whoever moved no longer stands where others' prices were worked out from.
        Array.Fill(parent, -1);
    }
}
