namespace Mentorship.Matching.Engine;

/// <summary>
/// Makes a face's matching nearly as cheap as can be, by an auction with ε-scaling: students without a place bid for
/// the mentor who is cheapest for them at present prices, up to what the second cheapest is worth and ε more, and put
/// out the lowest bid of a full mentor; then mentors who have free places and ask for more than these cost court the
/// students who gain most, and lower the price. ε falls from the spread of costs to a fraction of a unit, and whoever
/// is still content keeps the place from round to round. (Bertsekas, "Auction algorithms for network flow problems",
/// 1992; several places as in Bertsekas and Castañón, "The auction algorithm for the transportation problem", 1989;
/// courting as in their "A forward/reverse auction algorithm for asymmetric assignment problems", 1992.)
/// <para>
/// Prices come out rounded to whole costs; <see cref="Potentials"/> makes them exact and the matching with them.
/// </para>
/// </summary>
sealed class Auction
{
    /// <summary>Fractions of a unit of cost that prices are counted in, where they leave room for a path through all mentors.</summary>
    const int FinestPart = 64;

    /// <summary>ε shrinks by this factor from round to round.</summary>
    const int Shrink = 10;

    /// <summary>The first ε is this part of the spread of costs: larger ones only make prices that have to come down again.</summary>
    const int FirstPart = 100;

    const long None = long.MaxValue / 4;

    /// <summary>Price of a mentor without places.</summary>
    const long Closed = None / 2;

    readonly Face face;
    readonly Beat beat;
    readonly long[] cost;
    readonly int[] start;
    readonly int[] mentorAt;
    readonly int[] at;
    readonly long[] price;
    readonly long spread;
    readonly long fine;

    // Mentor and cost of each student's place, side by side: a glance at another student's situation is two reads.
    readonly int[] holds;
    readonly long[] holdsAt;

    // A mentor's places: a heap of bids, the lowest on top.
    readonly int[] first;
    readonly long[] bid;
    readonly int[] bidder;
    readonly int[] load;

    readonly IntQueue waiting;
    readonly Columns columns;
    long[] suitorPays = [];
    int[] suitors = [];
    long eps;
    long lowest;
    long highest;

    /// <param name="face">Its matching is improved in place; each student's edges rise by cost.</param>
    /// <param name="cost">Cost of each of the face's edges.</param>
    /// <param name="beat">For cancellation.</param>
    public Auction(Face face, long[] cost, Beat beat)
    {
        (this.face, this.cost, this.beat, start, mentorAt, at) = (face, cost, beat, face.Start, face.Mentor, face.At);
        price = new long[face.Mentors];
        load = new int[face.Mentors];
        first = new int[face.Mentors + 1];
        foreach (var j in mentorAt)
            first[j + 1]++;
        for (var j = 0; j < face.Mentors; j++)
        {
            first[j + 1] = first[j] + Math.Min(first[j + 1], face.Most[j]);
            price[j] = face.Most[j] > 0 ? 0 : Closed;
        }
        (bid, bidder) = (new long[first[^1]], new int[first[^1]]);
        (holds, holdsAt) = (new int[face.Students], new long[face.Students]);
        waiting = new IntQueue(face.Students);
        columns = new Columns(face, cost, beat);
        spread = Spread();
        fine = Math.Clamp((1L << 57) / ((spread + 1) * (face.Mentors + 2)), 1, FinestPart);
        for (var i = 0; i < face.Students; i++)
            Hold(i, at[i]);
    }

    /// <summary>Prices of mentors, in units of cost, as of the last round.</summary>
    /// <param name="round">Told the number of each round that is done, and how many there are.</param>
    public long[] Run(Action<int, int>? round = null)
    {
        var rounds = 1;
        for (var e = spread * fine / FirstPart; e > 1; e /= Shrink)
            rounds++;
        eps = Math.Max(1, spread * fine / FirstPart);
        for (var n = 0; n < rounds; n++, eps = Math.Max(1, eps / Shrink))
        {
            Settle();
            Bid();
            Court();
            round?.Invoke(n + 1, rounds);
        }
        for (var j = 0; j < price.Length; j++)
            price[j] = face.Most[j] > 0 ? (price[j] + fine / 2 + (price[j] < 0 ? 1 - fine : 0)) / fine : 0;
        return price;
    }

    /// <summary>The largest difference between what two choices of one student cost.</summary>
    long Spread()
    {
        long widest = 0;
        for (var i = 0; i < face.Students; i++)
        {
            if (start[i] == start[i + 1])
                continue;
            var (low, high) = (cost[start[i]], cost[start[i + 1] - 1]);
            widest = Math.Max(widest, face.MayStayOut[i] ? Math.Max(high, 0) - Math.Min(low, 0) : high - low);
        }
        return widest;
    }

    /// <summary>Who is content within ε keeps the place, at the mentor's present price; the others wait to bid.</summary>
    void Settle()
    {
        Array.Clear(load);
        // Bids only raise prices, so this bound holds until mentors court.
        lowest = price.Length == 0 ? 0 : price.Min();
        for (var i = 0; i < at.Length; i++)
        {
            if (start[i] == start[i + 1])
                continue;
            var bearable = Pays(i) - eps;
            var content = !face.MayStayOut[i] || bearable <= 0;
            var e = start[i];
            for (var to = start[i + 1]; content && e < to && cost[e] * fine + lowest < bearable; e++)
                content = cost[e] * fine + price[mentorAt[e]] >= bearable;
            beat.Step(e - start[i] + 1);
            if (!content)
            {
                Hold(i, Face.Out);
                waiting.Add(i);
            }
            else if (at[i] >= 0)
            {
                // All bids of a mentor are the same now, so they are a heap in any order.
                var j = holds[i];
                var place = first[j] + load[j]++;
                (bid[place], bidder[place]) = (price[j], i);
            }
        }
    }

    void Bid()
    {
        while (waiting.Count > 0)
        {
            var i = waiting.Take();
            var (best, second, chosen) = (face.MayStayOut[i] ? 0 : None, None, Face.Out);
            var e = start[i];
            for (var to = start[i + 1]; e < to; e++)
            {
                var costs = cost[e] * fine;
                if (costs + lowest >= second)
                    break; // edges rise by cost, and no price is lower
                var asks = costs + price[mentorAt[e]];
                if (asks < best)
                    (second, best, chosen) = (best, asks, e);
                else if (asks < second)
                    second = asks;
            }
            beat.Step(e - start[i] + 1);
            if (chosen < 0)
                continue;
            Hold(i, chosen);
            var j = mentorAt[chosen];
            // Without an alternative any bid will do that nobody can outdo in one step.
            var offer = price[j] + Math.Min(second - best, 2 * spread * fine) + eps;
            var places = Places(j);
            // Below zero a mentor pays for the minimum, and for no more than that.
            if (load[j] < (price[j] < 0 ? face.Least[j] : face.Most[j]))
            {
                Heap.Push(places, bidder.AsSpan(first[j]), load[j]++, offer, i);
            }
            else
            {
                var put = Heap.Replace(places, bidder.AsSpan(first[j]), load[j], offer, i);
                Hold(put, Face.Out);
                waiting.Add(put);
            }
            if (load[j] == face.Most[j])
                price[j] = places[0];
            else if (price[j] < 0 && load[j] == face.Least[j])
                price[j] = Math.Min(0, places[0]);
        }
    }

    void Court()
    {
        // Courting only lowers what students pay, so this bound holds until they bid again.
        highest = -None;
        for (var i = 0; i < at.Length; i++)
            if (start[i] < start[i + 1])
                highest = Math.Max(highest, Pays(i));
        var vacant = new Stack<int>();
        for (var j = face.Mentors - 1; j >= 0; j--)
            if (Asks(j))
                vacant.Push(j);
        while (vacant.TryPop(out var j))
            if (Asks(j))
                Court(j, vacant);
    }

    bool Asks(int j) => load[j] < face.Least[j] || load[j] < face.Most[j] && price[j] > 0;

    /// <summary>
    /// The mentor takes the students who would pay most, as many as the minimum needs and, where they pay anything, as
    /// there are places, and asks ε less than the next one would have paid.
    /// </summary>
    void Court(int j, Stack<int> vacant)
    {
        // One more than there are places, the least of them on top.
        var wanted = face.Most[j] - load[j] + 1;
        if (suitorPays.Length < wanted)
            (suitorPays, suitors) = (new long[2 * wanted], new int[2 * wanted]);
        var (from, to) = columns.Of(j);
        var found = 0;
        var c = from;
        for (; c < to; c++)
        {
            var costs = columns.Cost[c] * fine;
            if (found == wanted && highest - costs <= suitorPays[0])
                break; // a column rises by cost, and nobody pays more
            var i = columns.Student[c];
            if (holds[i] == j)
                continue;
            var would = Pays(i) - costs;
            if (found < wanted)
                Heap.Push(suitorPays, suitors, found++, would, i);
            else if (would > suitorPays[0])
                Heap.Replace(suitorPays, suitors, found, would, i);
        }
        beat.Step(c - from + 1);
        Array.Sort(suitorPays, suitors, 0, found);
        var cheapest = None;
        for (; found > 0 && load[j] < face.Most[j] && (load[j] < face.Least[j] || suitorPays[found - 1] > 0); found--)
        {
            var i = suitors[found - 1];
            if (at[i] >= 0)
            {
                load[holds[i]]--;
                vacant.Push(holds[i]);
            }
            Hold(i, face.EdgeTo(i, j));
            load[j]++;
            cheapest = suitorPays[found - 1];
        }
        // Without another suitor any price will do that nobody can undercut in one step.
        var asks = found > 0 ? suitorPays[found - 1] - eps : Math.Min(cheapest, 0) - 2 * spread * fine;
        // Below zero only for the minimum's sake, above zero only when full. Whoever comes must gain by it, or two
        // mentors could take the same student from each other for ever.
        if (load[j] > face.Least[j] || load[j] < face.Most[j] && cheapest > 0)
            asks = Math.Max(asks, 0);
        if (load[j] < face.Most[j])
            asks = Math.Min(asks, 0);
        price[j] = Math.Min(price[j], asks);
    }

    long Pays(int student) =>
        holds[student] >= 0 ? holdsAt[student] + price[holds[student]] : face.MayStayOut[student] ? 0 : None;

    void Hold(int student, int e)
    {
        at[student] = e;
        (holds[student], holdsAt[student]) = e < 0 ? (Face.Out, 0) : (mentorAt[e], cost[e] * fine);
    }

    Span<long> Places(int j) => bid.AsSpan(first[j]..first[j + 1]);
}
