namespace Mentorship.Matching.Engine;

/// <summary>
/// The levels that only count: least shortfall, most matched, of these most who waited. All three reach their best
/// together (Mendelsohn and Dulmage, "Some generalizations of the problem of distinct representatives", 1958), so no
/// weighing is needed: students are matched along shortest alternating paths, many at a time (Hopcroft and Karp, "An
/// n^5/2 algorithm for maximum matchings in bipartite graphs", 1973), first those who waited, then for the minimums,
/// then for all places; last, students move to mentors under their minimum from mentors above theirs.
/// </summary>
sealed class Counts
{
    readonly Instance instance;
    readonly int[] start;
    readonly int[] mentorAt;
    readonly bool[] pinned;
    readonly int[] least;
    readonly int[] most;
    readonly Room room;
    readonly int[] at;
    readonly Beat beat;

    // Of the current phase.
    readonly int[] layer;
    readonly int[] nextEdge;
    readonly int[] nextInRoom;
    readonly int[] queue;
    readonly int[] pathStudent;
    readonly int[] pathEdge;
    int deepest;

    public Counts(Instance instance, int lowestScore, Beat beat)
    {
        (this.instance, this.beat, start, mentorAt) = (instance, beat, instance.Start, instance.Mentor);
        LowestScore = lowestScore;
        pinned = new bool[instance.Students];
        (least, most) = ([.. instance.Min], [.. instance.Max]);
        foreach (var pin in instance.Pins)
        {
            pinned[pin.Student] = true;
            most[pin.Mentor]--;
            least[pin.Mentor] = Math.Max(0, least[pin.Mentor] - 1);
        }
        room = new Room(instance.Students, mentorAt, most);
        at = new int[instance.Students];
        Array.Fill(at, Face.Out);
        layer = new int[instance.Mentors];
        nextInRoom = new int[instance.Mentors];
        queue = new int[instance.Mentors];
        nextEdge = new int[instance.Students];
        pathStudent = new int[instance.Mentors + 1];
        pathEdge = new int[instance.Mentors + 1];
    }

    /// <summary>Edges that score less are not used.</summary>
    public int LowestScore { get; }

    /// <summary>Level of a mentor's price: −1 a place below the minimum, 0 a free place, 1 an unmatched student, 2 one who waited.</summary>
    public sbyte[] Price { get; private set; } = [];

    public int Matched { get; private set; }
    public int WaitingUnmatched { get; private set; }
    public long Shortfall { get; private set; }

    public bool SameAs(Counts other) =>
        (Matched, WaitingUnmatched, Shortfall) == (other.Matched, other.WaitingUnmatched, other.Shortfall);

    public Counts Solve()
    {
        var anyWaiting = Array.IndexOf(instance.Waiting, true) >= 0;
        if (anyWaiting)
        {
            Greedy(waitingOnly: true, most);
            Augment(waitingOnly: true, most);
        }
        if (Array.Exists(least, n => n > 0))
        {
            Greedy(waitingOnly: false, least);
            Augment(waitingOnly: false, least);
        }
        Greedy(waitingOnly: false, most);
        Augment(waitingOnly: false, most);
        if (anyWaiting)
            Shift();
        PriceMentors();
        for (var i = 0; i < at.Length; i++)
        {
            if (at[i] >= 0)
                Matched++;
            else if (instance.Waiting[i] && !pinned[i])
                WaitingUnmatched++;
        }
        for (var j = 0; j < least.Length; j++)
            Shortfall += Math.Max(0, least[j] - room.Load[j]);
        return this;
    }

    bool Usable(int e) => instance.Score[e] >= LowestScore;

    sbyte StayOut(int i) => instance.Waiting[i] ? (sbyte)2 : (sbyte)1;

    /// <summary>The best-scored place that is free, for each student in turn.</summary>
    void Greedy(bool waitingOnly, int[] limit)
    {
        for (var i = 0; i < at.Length; i++)
        {
            if (at[i] >= 0 || pinned[i] || waitingOnly && !instance.Waiting[i])
                continue;
            var best = -1;
            for (var e = start[i]; e < start[i + 1]; e++)
                if (room.Load[mentorAt[e]] < limit[mentorAt[e]] && Usable(e) && (best < 0 || instance.Score[e] > instance.Score[best]))
                    best = e;
            beat.Step(start[i + 1] - start[i]);
            if (best >= 0)
                Put(i, best);
        }
    }

    void Augment(bool waitingOnly, int[] limit)
    {
        var free = new List<int>();
        for (var i = 0; i < at.Length; i++)
            if (at[i] < 0 && !pinned[i] && (!waitingOnly || instance.Waiting[i]))
                free.Add(i);
        // Where the layers reach a mentor under the limit, at least one student climbs there.
        while (free.Count > 0 && Layers(free, limit))
            free.RemoveAll(i => Climb(i, limit));
    }

    /// <summary>From mentors above their minimum to mentors below theirs, until no path is left.</summary>
    void Shift()
    {
        var sources = new List<int>();
        do
        {
            foreach (var i in sources)
                if (room.Load[mentorAt[at[i]]] > least[mentorAt[at[i]]])
                    Climb(i, least);
            sources.Clear();
            for (var j = 0; j < least.Length; j++)
                if (room.Load[j] > least[j])
                    sources.AddRange(room.Of(j));
        } while (Layers(sources, least));
    }

    /// <summary>
    /// Distance of each mentor from the sources along alternating paths, as far as the first mentor under the limit;
    /// false when none is reached.
    /// </summary>
    bool Layers(List<int> sources, int[] limit)
    {
        Array.Fill(layer, int.MaxValue);
        Array.Clear(nextInRoom);
        var (count, found) = (0, int.MaxValue);
        foreach (var i in sources)
            if (at[i] >= 0)
                layer[mentorAt[at[i]]] = -1; // a path begins here, so a shortest one does not pass
        foreach (var i in sources)
            Reach(i, 0);
        for (var q = 0; q < count; q++)
        {
            var j = queue[q];
            if (layer[j] >= found)
                break;
            foreach (var i in room.Of(j))
                Reach(i, layer[j] + 1);
        }
        deepest = found;
        return found != int.MaxValue;

        void Reach(int i, int depth)
        {
            nextEdge[i] = start[i];
            for (var e = start[i]; e < start[i + 1]; e++)
            {
                var j = mentorAt[e];
                if (layer[j] != int.MaxValue || !Usable(e))
                    continue;
                layer[j] = depth;
                queue[count++] = j;
                if (room.Load[j] < limit[j])
                    found = Math.Min(found, depth);
            }
            beat.Step(start[i + 1] - start[i]);
        }
    }

    /// <summary>One path along the layers from a student to a mentor under the limit, if there is one left.</summary>
    bool Climb(int source, int[] limit)
    {
        var depth = 0;
        pathStudent[0] = source;
        while (depth >= 0)
        {
            var i = pathStudent[depth];
            var deeper = false;
            while (nextEdge[i] < start[i + 1])
            {
                var e = nextEdge[i];
                var j = mentorAt[e];
                if (layer[j] != depth || !Usable(e))
                {
                    nextEdge[i]++;
                    continue;
                }
                if (room.Load[j] < limit[j])
                {
                    pathEdge[depth] = e;
                    Take(depth);
                    return true;
                }
                if (depth == deepest || nextInRoom[j] >= room.Load[j])
                {
                    nextEdge[i]++;
                    continue;
                }
                pathEdge[depth] = e;
                pathStudent[++depth] = room.Of(j)[nextInRoom[j]++];
                deeper = true;
                break;
            }
            beat.Step(1);
            if (!deeper)
                depth--;
        }
        return false;
    }

    void Take(int depth)
    {
        for (; depth >= 0; depth--)
        {
            var i = pathStudent[depth];
            if (at[i] >= 0)
                room.Remove(i, mentorAt[at[i]]);
            Put(i, pathEdge[depth]);
        }
    }

    void Put(int i, int e)
    {
        at[i] = e;
        room.Put(i, mentorAt[e]);
    }

    /// <summary>
    /// Least dual prices: whoever can be reached from an unmatched student, by letting others move on, is as dear as
    /// that student; likewise from a mentor above the minimum; the rest can still save shortfall.
    /// </summary>
    void PriceMentors()
    {
        Price = new sbyte[least.Length];
        Array.Fill(Price, sbyte.MinValue);
        for (sbyte level = 2; level >= 0; level--)
        {
            var count = 0;
            if (level > 0)
            {
                for (var i = 0; i < at.Length; i++)
                    if (at[i] < 0 && !pinned[i] && StayOut(i) == level)
                        Reach(i, level, ref count);
            }
            else
            {
                for (var j = 0; j < least.Length; j++)
                    if (Price[j] == sbyte.MinValue && room.Load[j] >= least[j] && (room.Load[j] > least[j] || least[j] == 0))
                        (Price[j], queue[count++]) = (level, j);
            }
            for (var q = 0; q < count; q++)
                foreach (var i in room.Of(queue[q]))
                    Reach(i, level, ref count);
        }
        foreach (ref var price in Price.AsSpan())
            price = Math.Max(price, (sbyte)-1);

        void Reach(int i, sbyte level, ref int count)
        {
            for (var e = start[i]; e < start[i + 1]; e++)
                if (Price[mentorAt[e]] == sbyte.MinValue && Usable(e))
                    (Price[mentorAt[e]], queue[count++]) = (level, mentorAt[e]);
            beat.Step(start[i + 1] - start[i]);
        }
    }

    /// <summary>The level of what a student pays: the cheapest mentor, or staying out.</summary>
    public sbyte Pays(int i)
    {
        var pays = StayOut(i);
        for (var e = start[i]; e < start[i + 1]; e++)
            if (Usable(e))
                pays = Math.Min(pays, Price[mentorAt[e]]);
        return pays;
    }

    /// <summary>All matchings that count as much as this one.</summary>
    public Face ToFace()
    {
        var students = at.Length;
        var (faceStart, may, faceAt, pays) = (new int[students + 1], new bool[students], new int[students], new sbyte[students]);
        var kept = 0;
        for (var i = 0; i < students; i++)
        {
            pays[i] = Pays(i);
            may[i] = pinned[i] || pays[i] == StayOut(i);
            if (!pinned[i])
                for (var e = start[i]; e < start[i + 1]; e++)
                    if (Price[mentorAt[e]] == pays[i] && Usable(e))
                        kept++;
        }
        var (mentor, edge) = (new int[kept], new int[kept]);
        kept = 0;
        for (var i = 0; i < students; i++)
        {
            faceAt[i] = Face.Out;
            if (!pinned[i])
                for (var e = start[i]; e < start[i + 1]; e++)
                {
                    if (Price[mentorAt[e]] != pays[i] || !Usable(e))
                        continue;
                    if (e == at[i])
                        faceAt[i] = kept;
                    (mentor[kept], edge[kept++]) = (mentorAt[e], e);
                }
            faceStart[i + 1] = kept;
        }
        var (low, high) = (new int[least.Length], new int[least.Length]);
        for (var j = 0; j < low.Length; j++)
            (low[j], high[j]) = Price[j] > 0 ? (most[j], most[j]) : Price[j] == 0 ? (least[j], most[j]) : (0, least[j]);
        return new Face { Start = faceStart, Mentor = mentor, Edge = edge, MayStayOut = may, Least = low, Most = high, At = faceAt };
    }
}
