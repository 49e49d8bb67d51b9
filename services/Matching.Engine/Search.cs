namespace Mentorship.Matching.Engine;

/// <summary>
/// One run of shortest augmenting paths. Prices p on mentors only ever rise; a matched edge is always a cheapest one of
/// its student (cost + p), so distances in the residual graph need no labels on students.
/// </summary>
sealed class Search
{
    /// <summary>Steps between two looks at the cancellation, some milliseconds' worth.</summary>
    const int StepsPerLook = 1 << 15;

    readonly Instance instance;
    readonly Objective objective;
    readonly int[]? kept;
    readonly Pin?[] pinOf;

    // Edges by rising cost within a student; matched[i] is a position here.
    readonly int[] mentorAt;
    readonly Levels[] costAt;
    readonly int[] matched;

    // Movable students of a mentor are at room[first[j]..first[j] + load[j]], pinned ones counted apart.
    readonly int[] first;
    readonly int[] room;
    readonly int[] slot;
    readonly int[] load;
    readonly int[] pinned;
    readonly int[] places;
    readonly Levels[] price;
    readonly Levels lowestPrice;

    // Of the current search.
    readonly Levels[] distance;
    readonly int[] parentEdge;
    readonly int[] parentStudent;
    readonly LevelsHeap open;
    readonly List<int> reached = [];
    readonly List<int> settled = [];
    int steps;

    public Search(Instance instance, Objective objective, int[]? kept)
    {
        (this.instance, this.objective, this.kept, pinOf) = (instance, objective, kept, instance.PinOf());
        var mentors = instance.Mentors;
        mentorAt = [.. instance.Mentor];
        costAt = new Levels[instance.Edges];
        matched = new int[instance.Students];
        slot = new int[instance.Students];
        Array.Fill(matched, -1);

        (load, pinned, places, first) = (new int[mentors], new int[mentors], new int[mentors], new int[mentors + 1]);
        foreach (var pin in instance.Pins)
            pinned[pin.Mentor]++;
        foreach (var j in instance.Mentor)
            first[j + 1]++;
        for (var j = 0; j < mentors; j++)
        {
            places[j] = instance.Max[j] - pinned[j];
            first[j + 1] = first[j] + Math.Min(first[j + 1], places[j]);
        }
        room = new int[first[mentors]];

        price = new Levels[mentors];
        for (var j = 0; j < mentors; j++)
        {
            price[j] = places[j] > 0 ? NextPlace(j) : Levels.Zero;
            if (price[j] < lowestPrice)
                lowestPrice = price[j];
        }
        distance = new Levels[mentors];
        parentEdge = new int[mentors];
        parentStudent = new int[mentors];
        Array.Fill(parentEdge, -1);
        open = new LevelsHeap(mentors);
    }

    public Solution Run(Action<Progress>? progress, CancellationToken cancel)
    {
        SortEdges(cancel);
        var share = Math.Max(1, instance.Students / 200);
        for (var i = 0; i < instance.Students; i++)
        {
            Step(1, cancel);
            if (pinOf[i] is null)
                Place(i, cancel);
            if (progress is not null && (i + 1) % share == 0)
                progress(new Progress("Placing students", i + 1, instance.Students));
        }
        return Answer();
    }

    void SortEdges(CancellationToken cancel)
    {
        for (var i = 0; i < instance.Students; i++)
        {
            var (from, to) = (instance.Start[i], instance.Start[i + 1]);
            for (var e = from; e < to; e++)
                costAt[e] = EdgeCost(i, mentorAt[e], instance.Score[e]);
            Array.Sort(costAt, mentorAt, from, to - from);
            Step(to - from + 1, cancel);
        }
    }

    Levels EdgeCost(int i, int j, int score)
    {
        var moved = kept is not null && kept[i] >= 0 && kept[i] != j;
        return new Levels(moved ? Levels.Moved : 0, Levels.Points(objective, score),
            Lottery.Draw(instance.Seed, instance.StudentKeys[i], instance.MentorKeys[j]));
    }

    Levels StayOut(int i) => new(
        Levels.Unmatched + (instance.Waiting[i] ? Levels.UnmatchedWaiting : 0) + (kept is not null && kept[i] >= 0 ? Levels.Moved : 0), 0, 0);

    /// <summary>The cost of the mentor's next free place: below the minimum it saves shortfall.</summary>
    Levels NextPlace(int j) => new(pinned[j] + load[j] < instance.Min[j] ? -Levels.Shortfall : 0, 0, 0);

    /// <summary>
    /// Finds the cheapest way to settle student i: along a path of moves to a free place, or to a student who then
    /// stays out (perhaps i), and makes the moves.
    /// </summary>
    void Place(int i, CancellationToken cancel)
    {
        var best = StayOut(i);
        var (endMentor, outStudent) = (-1, i);
        Relax(i, Levels.Zero, ref best, ref endMentor);

        while (open.Count > 0)
        {
            var j = open.Pop();
            if (distance[j] >= best)
                break;
            settled.Add(j);
            for (var s = first[j]; s < first[j] + load[j]; s++)
            {
                var other = room[s];
                var label = distance[j] - (costAt[matched[other]] + price[j]);
                var leave = label + StayOut(other);
                if (leave < best)
                    (best, endMentor, outStudent) = (leave, -1, other);
                Relax(other, label, ref best, ref endMentor);
                Step(1, cancel);
            }
        }

        foreach (var j in settled)
            price[j] += best - distance[j];
        if (endMentor >= 0)
            Augment(i, endMentor);
        else if (outStudent != i)
            Leave(i, outStudent);

        foreach (var j in reached)
            parentEdge[j] = -1;
        reached.Clear();
        settled.Clear();
        open.Clear();
    }

    void Relax(int student, in Levels label, ref Levels best, ref int endMentor)
    {
        var to = instance.Start[student + 1];
        var bound = label + lowestPrice;
        for (var e = instance.Start[student]; e < to; e++)
        {
            if (bound + costAt[e] >= best)
                break; // edges are sorted and no price is lower
            steps++;
            var j = mentorAt[e];
            var d = label + costAt[e] + price[j];
            if (d >= best)
                continue;
            if (parentEdge[j] >= 0)
            {
                if (d >= distance[j])
                    continue;
            }
            else
            {
                reached.Add(j);
            }
            (distance[j], parentEdge[j], parentStudent[j]) = (d, e, student);
            open.PushOrLower(j, d);
            if (load[j] < places[j])
            {
                var end = d - price[j] + NextPlace(j);
                if (end < best)
                    (best, endMentor) = (end, j);
            }
        }
    }

    /// <summary>Moves everyone on the path to the mentor one step, so that i has a place.</summary>
    void Augment(int i, int end)
    {
        for (var j = end; ;)
        {
            var (student, edge) = (parentStudent[j], parentEdge[j]);
            var previous = student == i ? -1 : mentorAt[matched[student]];
            if (previous >= 0)
                Remove(student, previous);
            Put(student, j, edge);
            if (student == i)
                return;
            j = previous;
        }
    }

    /// <summary>The student stays out, and the path that freed the place is walked back to i.</summary>
    void Leave(int i, int student)
    {
        var mentor = mentorAt[matched[student]];
        Remove(student, mentor);
        matched[student] = -1;
        Augment(i, mentor);
    }

    void Put(int student, int j, int edge)
    {
        matched[student] = edge;
        slot[student] = first[j] + load[j];
        room[slot[student]] = student;
        load[j]++;
    }

    void Remove(int student, int j)
    {
        load[j]--;
        var last = room[first[j] + load[j]];
        room[slot[student]] = last;
        slot[last] = slot[student];
    }

    void Step(int count, CancellationToken cancel)
    {
        steps += count;
        if (steps < StepsPerLook)
            return;
        steps = 0;
        cancel.ThrowIfCancellationRequested();
    }

    Solution Answer()
    {
        var mentorOf = new int[instance.Students];
        var studentPrice = new Levels[instance.Students];
        for (var i = 0; i < mentorOf.Length; i++)
        {
            var edge = matched[i];
            mentorOf[i] = pinOf[i]?.Mentor ?? (edge < 0 ? -1 : mentorAt[edge]);
            if (pinOf[i] is null)
                studentPrice[i] = edge < 0 ? StayOut(i) : costAt[edge] + price[mentorAt[edge]];
        }
        return Solution.Of(instance, objective, mentorOf, studentPrice, price, kept);
    }
}
