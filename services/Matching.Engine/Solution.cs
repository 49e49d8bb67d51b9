namespace Mentorship.Matching.Engine;

/// <summary>A matching with the prices that prove it best. <see cref="Verifier"/> checks both.</summary>
public sealed record Solution
{
    internal Solution() { }

    /// <summary>
    /// Works out the figures of a matching, for example one that was stored. Without prices it can stand for a cohort's
    /// present state, but <see cref="Verifier"/> will not pass it.
    /// </summary>
    /// <param name="instance">What the matching is for.</param>
    /// <param name="objective">What it strives for.</param>
    /// <param name="mentorOf">The mentor of each student, −1 for unmatched; one for each student.</param>
    /// <param name="studentPrice">Dual prices of students, or null.</param>
    /// <param name="mentorPrice">Dual prices of mentors, or null.</param>
    /// <param name="kept">The matching that was kept where possible, or null.</param>
    /// <exception cref="InvalidInstanceException">A pair is neither an edge nor a pin, or the number of students differs.</exception>
    public static Solution Of(Instance instance, Objective objective, int[] mentorOf, Levels[]? studentPrice = null, Levels[]? mentorPrice = null, int[]? kept = null)
    {
        if (mentorOf.Length != instance.Students)
            throw new InvalidInstanceException($"There are {instance.Students} students, but mentors for {mentorOf.Length}.");
        var pinOf = instance.PinOf();
        var load = new int[instance.Mentors];
        var (matched, waiting, moved, worst) = (0, 0, 0, int.MaxValue);
        long total = 0, cost = 0;
        Int128 draws = 0;
        for (var i = 0; i < mentorOf.Length; i++)
        {
            var mentor = mentorOf[i];
            if (kept is not null && kept[i] >= 0 && kept[i] != mentor)
                moved++;
            if (mentor < 0)
            {
                waiting += instance.Waiting[i] ? 1 : 0;
                continue;
            }
            var score = pinOf[i] is { } pin && pin.Mentor == mentor ? pin.Score : instance.ScoreOf(i, mentor);
            if (score < 0)
                throw new InvalidInstanceException($"Student {i} and mentor {mentor} are neither an edge nor a pin.");
            load[mentor]++;
            matched++;
            total += score;
            worst = Math.Min(worst, score);
            cost += Levels.Points(objective, score);
            draws += Lottery.Draw(instance.Seed, instance.StudentKeys[i], instance.MentorKeys[mentor]);
        }
        long shortfall = 0;
        for (var j = 0; j < load.Length; j++)
            shortfall += Math.Max(0, instance.Min[j] - load[j]);
        return new Solution
        {
            Objective = objective,
            MentorOf = mentorOf,
            StudentPrice = studentPrice ?? new Levels[instance.Students],
            MentorPrice = mentorPrice ?? new Levels[instance.Mentors],
            Kept = kept,
            Matched = matched,
            WaitingUnmatched = waiting,
            Shortfall = shortfall,
            Moved = moved,
            TotalScore = total,
            WorstScore = matched == 0 ? 0 : worst,
            Cost = cost,
            LotterySum = draws,
        };
    }

    /// <summary>A matching with the prices of its mentors, from which those of students follow.</summary>
    /// <param name="instance">What the matching is for.</param>
    /// <param name="objective">What it strives for.</param>
    /// <param name="mentorOf">The mentor of each student, −1 for unmatched; one for each student.</param>
    /// <param name="mentorPrice">Dual prices of mentors; one for each mentor.</param>
    /// <param name="kept">The matching that was kept where possible, or null.</param>
    /// <exception cref="InvalidInstanceException">A pair is neither an edge nor a pin, or a number of people differs.</exception>
    public static Solution Priced(Instance instance, Objective objective, int[] mentorOf, Levels[] mentorPrice, int[]? kept = null)
    {
        if (mentorOf.Length != instance.Students || mentorPrice.Length != instance.Mentors)
            throw new InvalidInstanceException($"There are {instance.Students} students and {instance.Mentors} mentors, but mentors for {mentorOf.Length} and prices of {mentorPrice.Length}.");
        var pays = new Levels[mentorOf.Length];
        for (var i = 0; i < pays.Length; i++)
            pays[i] = mentorOf[i] is >= 0 and var j
                ? Levels.Pair(instance, objective, kept, i, j, Math.Max(0, instance.ScoreOf(i, j))) + mentorPrice[j]
                : Levels.StayOut(instance, kept, i);
        foreach (var pin in instance.Pins)
            pays[pin.Student] = Levels.Zero;
        return Of(instance, objective, mentorOf, pays, mentorPrice, kept);
    }

    /// <summary>What it strives for.</summary>
    public required Objective Objective { get; init; }

    /// <summary>The mentor of each student, −1 for unmatched.</summary>
    public required int[] MentorOf { get; init; }

    /// <summary>
    /// What placing each student costs the whole (dual price): the least cost + price over the student's edges, and no
    /// more than leaving the student unmatched. Without meaning for pinned students.
    /// </summary>
    public required Levels[] StudentPrice { get; init; }

    /// <summary>What one more place with each mentor would save the whole (dual price).</summary>
    public required Levels[] MentorPrice { get; init; }

    /// <summary>Where the worst score counts first, what proves it the greatest; null elsewhere and where there is no pair to choose.</summary>
    public WorstProof? Worst { get; init; }

    /// <summary>The matching that was kept where possible (see <see cref="Solver.SolveWithFewestMoves"/>), or null.</summary>
    public required int[]? Kept { get; init; }

    /// <summary>Students with a mentor, pins included.</summary>
    public required int Matched { get; init; }

    /// <summary>Students who waited and have no mentor again.</summary>
    public required int WaitingUnmatched { get; init; }

    /// <summary>Σ max(0, min − assigned).</summary>
    public required long Shortfall { get; init; }

    /// <summary>Students of <see cref="Kept"/> who have another mentor now or none; 0 without <see cref="Kept"/>.</summary>
    public required int Moved { get; init; }

    /// <summary>Σ w over pairs, pins included.</summary>
    public required long TotalScore { get; init; }

    /// <summary>Least w over pairs, pins included; 0 when there is no pair.</summary>
    public required int WorstScore { get; init; }

    /// <summary>The objective's sum over pairs, pins included.</summary>
    public required long Cost { get; init; }

    /// <summary>Σ h over pairs, pins included.</summary>
    public required Int128 LotterySum { get; init; }

    /// <summary>Mean of w over pairs; 0 when there is no pair.</summary>
    public double MeanScore => Matched == 0 ? 0 : (double)TotalScore / Matched;

    /// <summary>FNV-1a 64 over <see cref="MentorOf"/> as 32-bit little-endian words.</summary>
    public ulong Fingerprint
    {
        get
        {
            var hash = 0xcbf29ce484222325UL;
            foreach (var mentor in MentorOf)
                for (var shift = 0; shift < 32; shift += 8)
                    hash = (hash ^ ((uint)mentor >> shift & 0xff)) * 0x100000001b3UL;
            return hash;
        }
    }
}

/// <summary>
/// Proof that no matching with as good counts has a greater worst score among pairs that are not pinned: dual prices of
/// mentors on the level of counts alone, −1 a place below the minimum, 0 a free place, 1 an unmatched student, 2 one who
/// waited. The prices of the solution itself hold for edges of at least this score.
/// </summary>
/// <param name="Score">The worst score, 0..100000.</param>
/// <param name="PriceOfAll">With all edges: the counts cannot be better.</param>
/// <param name="PriceAbove">With edges of a greater score alone: the counts are worse.</param>
public sealed record WorstProof(int Score, sbyte[] PriceOfAll, sbyte[] PriceAbove);
