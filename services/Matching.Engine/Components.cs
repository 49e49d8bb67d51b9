namespace Mentorship.Matching.Engine;

/// <summary>
/// The residual graph of a face's matching, whose nodes are the mentors and "outside" (free places and staying out),
/// in strongly connected components (Tarjan, "Depth-first search and linear graph algorithms", 1972).
/// </summary>
sealed class Components
{
    readonly int[] first;
    readonly int[] to;

    public Components(Face face, Beat beat)
    {
        var outside = face.Mentors;
        var load = new int[face.Mentors];
        first = new int[face.Mentors + 2];
        Arcs(face, load, (from, _) => first[from + 1]++);
        for (var node = 0; node <= outside; node++)
            first[node + 1] += first[node];
        to = new int[first[^1]];
        var next = first.AsSpan().ToArray();
        Arcs(face, load, (from, node) => to[next[from]++] = node);
        Of = new int[outside + 1];
        Order = new int[outside + 1];
        Find(beat);
    }

    /// <summary>The component of each node; outside is the last node.</summary>
    public int[] Of { get; }

    /// <summary>All nodes, those from which others can be reached before those.</summary>
    public int[] Order { get; }

    /// <summary>Whether any component has more than one node.</summary>
    public bool AnyCircular { get; private set; }

    static void Arcs(Face face, int[] load, Action<int, int> arc)
    {
        var outside = face.Mentors;
        Array.Clear(load);
        for (var i = 0; i < face.Students; i++)
        {
            var from = face.At[i] < 0 ? outside : face.Mentor[face.At[i]];
            if (from != outside)
            {
                load[from]++;
                if (face.MayStayOut[i])
                    arc(from, outside);
            }
            for (var e = face.Start[i]; e < face.Start[i + 1]; e++)
                if (e != face.At[i])
                    arc(from, face.Mentor[e]);
        }
        for (var j = 0; j < face.Mentors; j++)
        {
            if (load[j] < face.Most[j])
                arc(j, outside);
            if (load[j] > face.Least[j])
                arc(outside, j);
        }
    }

    void Find(Beat beat)
    {
        var nodes = Of.Length;
        var (seen, low, next) = (new int[nodes], new int[nodes], first.AsSpan(0, nodes).ToArray());
        var (path, open) = (new Stack<int>(), new Stack<int>());
        Array.Fill(Of, -1);
        var (time, components, placed) = (0, 0, nodes);
        for (var root = 0; root < nodes; root++)
        {
            if (seen[root] != 0)
                continue;
            Enter(root);
            while (path.TryPeek(out var node))
            {
                beat.Step(1);
                if (next[node] < first[node + 1])
                {
                    var child = to[next[node]++];
                    if (seen[child] == 0)
                        Enter(child);
                    else if (Of[child] < 0)
                        low[node] = Math.Min(low[node], seen[child]);
                    continue;
                }
                path.Pop();
                if (path.TryPeek(out var parent))
                    low[parent] = Math.Min(low[parent], low[node]);
                if (low[node] == seen[node])
                    Close(node);
            }
        }

        void Enter(int node)
        {
            seen[node] = low[node] = ++time;
            path.Push(node);
            open.Push(node);
        }

        void Close(int node)
        {
            AnyCircular |= open.Peek() != node;
            int member;
            do
            {
                member = open.Pop();
                Of[member] = components;
                Order[--placed] = member;
            } while (member != node);
            components++;
        }
    }
}
