namespace Mentorship.Matching.Engine;

/// <summary>
/// Solves from nothing, one level after the other in strict order of importance: the counts, the moves where a standing
/// matching is to be kept, the objective, the lottery. Each level leaves a <see cref="Face"/> of matchings that are
/// equally good so far, and the next one decides among them; so no level has to be weighed against another, and no sum
/// of levels can overflow. Every level leaves its exact dual prices, which together prove the whole.
/// </summary>
sealed class Levelwise
{
    readonly Instance instance;
    readonly Objective objective;
    readonly int[]? kept;
    readonly Beat beat;
    readonly Action<Progress>? progress;

    public Levelwise(Instance instance, Objective objective, int[]? kept, Action<Progress>? progress, CancellationToken cancel)
    {
        (this.instance, this.objective, this.kept, this.progress) = (instance, objective, kept, progress);
        beat = new Beat(cancel);
    }

    public Solution Run()
    {
        var counts = new Counts(instance, 0, beat).Solve();
        var proof = objective == Objective.Maximin ? Worst(ref counts) : null;
        Reach(0.1);
        var face = counts.ToFace();

        long[]? moves = null;
        if (kept is not null)
            face = Decide(face, Moves(face), 0.1, 0.3, out moves);
        face = Decide(face, Points(face), kept is null ? 0.1 : 0.3, 0.8, out var points);
        var draws = Draw(face);
        Reach(1);

        var price = new Levels[instance.Mentors];
        for (var j = 0; j < price.Length; j++)
            price[j] = new Levels(Levels.OfCount(counts.Price[j]) + (moves?[j] ?? 0) * Levels.Moved, points[j], draws[j]);
        return Answer(face, price) with { Worst = proof };
    }

    /// <summary>
    /// Finds the greatest score that all pairs can reach while as many are matched as without it, and what proves both:
    /// that the counts are the best of all, and that no score above would do.
    /// </summary>
    WorstProof? Worst(ref Counts counts)
    {
        if (counts.Matched == 0)
            return null;
        var all = counts;
        int[] scores = [.. instance.Score.Distinct().Order()];
        var (low, high) = (0, scores.Length); // scores[low] will do, scores[high] will not
        var above = new Counts(instance, 100_001, beat).Solve();
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            var tried = new Counts(instance, scores[middle], beat).Solve();
            if (tried.SameAs(all))
                (low, counts) = (middle, tried);
            else
                (high, above) = (middle, tried);
        }
        return new WorstProof(scores[low], all.Price, above.Price);
    }

    /// <summary>Makes the face's matching one of the cheapest, and narrows the face to those.</summary>
    Face Decide(Face face, long[] cost, double from, double to, out long[] price)
    {
        // Costs of few kinds, such as ranks, are counted in their own unit, so that prices need not be told finer.
        var unit = Unit(cost);
        for (var e = 0; unit > 1 && e < cost.Length; e++)
            cost[e] /= unit;
        face.Sort(cost, beat);
        var near = new Auction(face, cost, beat).Run((round, of) => Reach(from + (to - from) * round / (of + 1)));
        price = new Potentials(face, cost, near, beat).Solve();
        Reach(to);
        var narrowed = face.Narrowed(cost, price, beat);
        for (var j = 0; j < price.Length; j++)
            price[j] *= unit;
        return narrowed;
    }

    /// <summary>The greatest common divisor of all, at least 1.</summary>
    static long Unit(long[] cost)
    {
        var unit = 0L;
        for (var e = 0; e < cost.Length && unit != 1; e++)
            for (var rest = Math.Abs(cost[e]); rest != 0;)
                (unit, rest) = (rest, unit % rest);
        return Math.Max(1, unit);
    }

    /// <summary>The lottery, where there is anything to draw for.</summary>
    long[] Draw(Face face)
    {
        var draw = Draws(face);
        var components = new Components(face, beat);
        var near = new long[face.Mentors];
        if (components.AnyCircular)
        {
            var part = face.Circular(components.Of);
            var cost = Array.ConvertAll(part.Edge, e => draw[e]);
            part.Sort(cost, beat);
            near = new Auction(part, cost, beat).Run();
            for (var i = 0; i < part.Students; i++)
                face.At[i] = part.At[i] < 0 ? Face.Out : part.Edge[part.At[i]];
        }
        return new Potentials(face, draw, near, beat).Solve(components.Order);
    }

    /// <summary>Staying out costs nothing on any face, so whoever has a mentor to lose gains one by keeping them.</summary>
    long[] Moves(Face face)
    {
        var cost = new long[face.Edge.Length];
        for (var i = 0; i < face.Students; i++)
            for (var e = face.Start[i]; e < face.Start[i + 1]; e++)
                cost[e] = kept![i] >= 0 && kept[i] == face.Mentor[e] ? -1 : 0;
        return cost;
    }

    long[] Points(Face face)
    {
        var cost = new long[face.Edge.Length];
        for (var e = 0; e < cost.Length; e++)
            cost[e] = Levels.Points(objective, instance.Score[face.Edge[e]]);
        return cost;
    }

    long[] Draws(Face face)
    {
        var cost = new long[face.Edge.Length];
        for (var i = 0; i < face.Students; i++)
            for (var e = face.Start[i]; e < face.Start[i + 1]; e++)
                cost[e] = Lottery.Draw(instance.Seed, instance.StudentKeys[i], instance.MentorKeys[face.Mentor[e]]);
        return cost;
    }

    Solution Answer(Face face, Levels[] price)
    {
        var mentorOf = new int[instance.Students];
        for (var i = 0; i < mentorOf.Length; i++)
            mentorOf[i] = face.MentorOf(i);
        foreach (var pin in instance.Pins)
            mentorOf[pin.Student] = pin.Mentor;
        return Solution.Priced(instance, objective, mentorOf, price, kept);
    }

    /// <summary>Tells how far the whole is, counted in students.</summary>
    void Reach(double part) => progress?.Invoke(new Progress("Placing students", (long)(part * instance.Students), instance.Students));
}
