namespace Mentorship.Matching.Engine;

/// <summary>
/// The matchings that are still best after the levels decided so far, in the terms of linear programming a face of the
/// polytope of matchings: which edges may be used, who may stay out, between which bounds each mentor's load may be.
/// Holds one of these matchings, which the next level makes better.
/// </summary>
sealed class Face
{
    public const int Out = -1;

    /// <summary>Student i's edges are at <c>Start[i]..Start[i + 1]</c> of <see cref="Mentor"/> and <see cref="Edge"/>.</summary>
    public required int[] Start { get; init; }

    public required int[] Mentor { get; init; }

    /// <summary>Positions in the instance.</summary>
    public required int[] Edge { get; init; }

    public required bool[] MayStayOut { get; init; }
    public required int[] Least { get; init; }
    public required int[] Most { get; init; }

    /// <summary>The matching: a position in <see cref="Mentor"/> for each student, or <see cref="Out"/>.</summary>
    public required int[] At { get; init; }

    public int Students => Start.Length - 1;
    public int Mentors => Most.Length;

    /// <summary>The mentor of a student, or <see cref="Out"/>.</summary>
    public int MentorOf(int student) => At[student] < 0 ? Out : Mentor[At[student]];

    /// <summary>The edge between the two, which must exist.</summary>
    public int EdgeTo(int student, int mentor) => Array.IndexOf(Mentor, mentor, Start[student]);

    /// <summary>Brings each student's edges into rising order of cost.</summary>
    public void Sort(long[] cost, Beat beat)
    {
        var (mentors, edges, order) = (Array.Empty<int>(), Array.Empty<int>(), Array.Empty<int>());
        for (var i = 0; i < Students; i++)
        {
            var (from, n) = (Start[i], Start[i + 1] - Start[i]);
            var sorted = true;
            for (var e = from + 1; e < from + n && sorted; e++)
                sorted = cost[e - 1] <= cost[e];
            beat.Step(4 * n);
            if (sorted)
                continue;
            if (order.Length < n)
                (mentors, edges, order) = (new int[2 * n], new int[2 * n], new int[2 * n]);
            for (var k = 0; k < n; k++)
                (mentors[k], edges[k], order[k]) = (Mentor[from + k], Edge[from + k], k);
            cost.AsSpan(from, n).Sort(order.AsSpan(0, n));
            var held = At[i] - from;
            for (var k = 0; k < n; k++)
            {
                (Mentor[from + k], Edge[from + k]) = (mentors[order[k]], edges[order[k]]);
                if (order[k] == held)
                    At[i] = from + k;
            }
        }
    }

    /// <summary>
    /// What this face leaves once a level with these costs is decided: edges that cost their student no more than any
    /// other, bounds that the mentors' prices do not settle.
    /// </summary>
    /// <param name="cost">Cost of each edge of this face.</param>
    /// <param name="price">Exact dual prices of mentors; 0 where a load is between its bounds.</param>
    public Face Narrowed(long[] cost, long[] price, Beat beat)
    {
        var start = new int[Start.Length];
        var (least, most, may, at) = ((int[])Least.Clone(), (int[])Most.Clone(), (bool[])MayStayOut.Clone(), new int[Students]);
        var pays = new long[Students];
        var kept = 0;
        for (var i = 0; i < Students; i++)
        {
            pays[i] = At[i] < 0 ? 0 : cost[At[i]] + price[Mentor[At[i]]];
            for (var e = Start[i]; e < Start[i + 1]; e++)
                if (cost[e] + price[Mentor[e]] == pays[i])
                    kept++;
            beat.Step(Start[i + 1] - Start[i]);
        }
        var (mentor, edge) = (new int[kept], new int[kept]);
        kept = 0;
        for (var i = 0; i < Students; i++)
        {
            at[i] = Out;
            may[i] &= pays[i] == 0;
            for (var e = Start[i]; e < Start[i + 1]; e++)
            {
                if (cost[e] + price[Mentor[e]] != pays[i])
                    continue;
                if (e == At[i])
                    at[i] = kept;
                (mentor[kept], edge[kept++]) = (Mentor[e], Edge[e]);
            }
            start[i + 1] = kept;
        }
        for (var j = 0; j < Mentors; j++)
        {
            if (price[j] > 0)
                least[j] = most[j];
            else if (price[j] < 0)
                most[j] = least[j];
        }
        return new Face { Start = start, Mentor = mentor, Edge = edge, MayStayOut = may, Least = least, Most = most, At = at };
    }

    /// <summary>
    /// The part of this face in which moves can come round to where they began: only there is anything left to decide.
    /// </summary>
    public Face Circular(int[] component)
    {
        var outside = component[Mentors];
        int From(int i) => component[At[i] < 0 ? Mentors : Mentor[At[i]]];
        var start = new int[Start.Length];
        var (least, most, may, at) = ((int[])Least.Clone(), (int[])Most.Clone(), new bool[Students], new int[Students]);
        var load = new int[Mentors];
        var (mentor, edge) = (new List<int>(), new List<int>());
        for (var i = 0; i < Students; i++)
        {
            var from = From(i);
            at[i] = Out;
            may[i] = At[i] < 0 || MayStayOut[i] && from == outside;
            for (var e = Start[i]; e < Start[i + 1]; e++)
            {
                if (e == At[i])
                    at[i] = mentor.Count;
                else if (component[Mentor[e]] != from)
                    continue;
                mentor.Add(Mentor[e]);
                edge.Add(e);
            }
            if (at[i] >= 0)
                load[Mentor[At[i]]]++;
            start[i + 1] = mentor.Count;
        }
        for (var j = 0; j < Mentors; j++)
            if (component[j] != outside)
                least[j] = most[j] = load[j];
        return new Face { Start = start, Mentor = [.. mentor], Edge = [.. edge], MayStayOut = may, Least = least, Most = most, At = at };
    }
}
