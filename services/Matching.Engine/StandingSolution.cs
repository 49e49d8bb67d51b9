namespace Mentorship.Matching.Engine;

/// <summary>
/// A solved cohort that can be changed: every <see cref="Edit"/> is solved again from the standing prices, along the
/// paths of moves that it calls for, to the very matching that solving from nothing would find. A change can be tried,
/// which leaves everything as it was, or made. Not safe to share between threads.
/// </summary>
public sealed class StandingSolution
{
    const int Nobody = Network.Nobody;

    readonly Objective objective;
    readonly CancellationToken cancel;
    readonly List<Edit> made = [];
    readonly HashSet<int> touchedMentors = [];
    Instance instance;
    Network network;
    Repair repair;
    Snapshot? before;

    /// <summary>Opens a solution to changes. Linear in edges but for sorting each person's.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="solution">Its solution, with the prices that prove it.</param>
    /// <param name="cancel">Stops within 100 ms, here and in every change.</param>
    /// <exception cref="ArgumentException">The prices do not prove the solution: changes would lead nowhere from there.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public StandingSolution(Instance instance, Solution solution, CancellationToken cancel = default)
    {
        // Where the worst score counts first, every change is solved from nothing and no price is used.
        if (solution.Objective != Objective.Maximin && Verifier.Check(instance, solution, limit: 1) is [var fault, ..])
            throw new ArgumentException(fault, nameof(solution));
        (this.instance, objective, this.cancel) = (instance, solution.Objective, cancel);
        network = new Network(instance, solution, new Beat(cancel));
        repair = new Repair(network);
        KeptMoves = solution.Kept is not null;
    }

    /// <summary>
    /// The matching came about with fewest moves, so it need not be the best for all, and its prices do not lead there:
    /// what is best for all is then solved from nothing. So is everything where the worst score counts first.
    /// </summary>
    public bool KeptMoves { get; private set; }

    /// <summary>The mentor of a student, or −1.</summary>
    /// <param name="student">Position.</param>
    public int MentorOf(int student) => network.MentorOf(student);

    /// <summary>What the edits would do, without doing them.</summary>
    /// <param name="subject">The student it is about, not counted among the others, and free to move; −1 for nobody.</param>
    /// <param name="edits">Made in this order.</param>
    /// <param name="room">How to make room.</param>
    /// <exception cref="InvalidInstanceException">
    /// More pins than places (code CapacityFull, naming the students), an unknown position, a score outside 0..100000, or a
    /// minimum above the capacity. Nothing has changed.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled. Nothing has changed.</exception>
    public Effect Try(int subject, IReadOnlyList<Edit> edits, MakeRoom room) => Change(subject, edits, room, stays: false);

    /// <summary>Makes the edits. As <see cref="Try"/>, but what changed stays.</summary>
    /// <inheritdoc cref="Try"/>
    public Effect Make(int subject, IReadOnlyList<Edit> edits, MakeRoom room) => Change(subject, edits, room, stays: true);

    /// <summary>
    /// How much worse the cohort gets at the least when these two are paired, told by the prices alone: what the pair costs
    /// and the mentor's place is worth, less what the student's present place is worth. <see cref="Try"/> tells it exactly.
    /// </summary>
    /// <param name="student">Position; not pinned.</param>
    /// <param name="mentor">Position.</param>
    /// <param name="score">The pair's score, 0..100000.</param>
    public Levels LeastLoss(int student, int mentor, int score)
    {
        Check(student, mentor, score);
        return network.EdgeCost(student, mentor, score) + network.Price(mentor) - network.Pays(student);
    }

    /// <summary>What would give an unmatched student a mentor: those with whom one more place would do it, best score first. Each is tried.</summary>
    /// <param name="student">Position.</param>
    /// <param name="most">How many are enough.</param>
    public IReadOnlyList<int> PlacesThatHelp(int student, int most = int.MaxValue)
    {
        CheckStudent(student);
        if (network.MentorOf(student) >= 0)
            return [];
        // The best for all can be told only from prices that prove it, and so does the fewest moves from the others.
        var room = KeptMoves ? MakeRoom.FewestMoves : MakeRoom.BestForAll;
        var found = new List<int>();
        foreach (var j in network.Rows.Other(student).ToArray())
        {
            if (found.Count == most)
                break;
            if (Try(student, [new Edit.Places(j, network.Least(j), network.Most(j) + 1)], room).Subject.To >= 0)
                found.Add(j);
        }
        return found;
    }

    Effect Change(int subject, IReadOnlyList<Edit> edits, MakeRoom room, bool stays)
    {
        var keep = room == MakeRoom.FewestMoves;
        if (subject >= 0)
            CheckStudent(subject);
        if (objective == Objective.Maximin || !keep && KeptMoves)
            return Afresh(subject, edits, keep, stays);
        var (matched, total, cost) = (network.Matched, network.TotalScore, network.Cost);
        before ??= Snapshot.Of(network);
        network.Begin(keep, subject);
        touchedMentors.Clear();
        var done = false;
        try
        {
            if (subject >= 0 && network.PinOf(subject) < 0)
                Placed(subject, () => { });
            foreach (var edit in edits)
                Apply(edit);
            CheckPins();
            if (LocalCheck.Fault(network, touchedMentors) is { } fault)
                throw new InvalidOperationException(fault);
            var effect = EffectOf(subject, [.. made, .. edits], keep, matched, total, cost);
            done = stays;
            return effect;
        }
        finally
        {
            if (!done)
            {
                network.TakeBack();
            }
            else
            {
                KeptMoves |= keep;
                made.AddRange(edits);
                before = null;
            }
        }
    }

    /// <summary>The same from nothing.</summary>
    Effect Afresh(int subject, IReadOnlyList<Edit> edits, bool keep, bool stays)
    {
        var changed = Edits.Made(instance, [.. made, .. edits]);
        var was = new int[changed.Students];
        Array.Fill(was, Nobody);
        network.MentorsOfAll.CopyTo(was);
        Solution solution;
        if (keep)
        {
            int[] kept = [.. was];
            if (subject >= 0)
                kept[subject] = Nobody;
            solution = Solver.SolveWithFewestMoves(changed, objective, kept, null, cancel);
        }
        else
        {
            solution = Solver.Solve(changed, objective, null, cancel);
        }
        var next = new Network(changed, solution, new Beat(cancel));
        var effect = new Effect(() => changed, _ => solution)
        {
            Subject = subject < 0 ? new Move(-1, -1, -1, 0, 0) : MoveOf(subject),
            Others = [.. Enumerable.Range(0, changed.Students).Where(i => i != subject && was[i] != next.MentorOf(i)).Select(MoveOf)],
            CostBefore = network.Cost,
            CostAfter = next.Cost,
            TotalBefore = network.TotalScore,
            TotalAfter = next.TotalScore,
            WorstBefore = Snapshot.Of(network).WorstScore,
            WorstAfter = solution.WorstScore,
            MatchedBefore = network.Matched,
            MatchedAfter = next.Matched,
        };
        if (stays)
        {
            (instance, network, repair, KeptMoves, before) = (changed, next, new Repair(next), keep, null);
            made.Clear();
        }
        return effect;

        Move MoveOf(int i) => new(i, was[i], next.MentorOf(i), was[i] < 0 ? 0 : network.ScoreOf(i), next.MentorOf(i) < 0 ? 0 : next.ScoreOf(i));
    }

    void Apply(Edit edit)
    {
        switch (edit)
        {
            case Edit.Pin(var i, var j, var score):
                Check(i, j, score);
                Vacate(i);
                network.Return(i);
                network.Pin(i, j, score);
                Settle(j);
                break;
            case Edit.Unpin(var i):
                CheckStudent(i);
                if (network.PinOf(i) >= 0)
                    Placed(i, () => { });
                break;
            case Edit.Forbid(var i, var j):
                Check(i, j, 0);
                if (network.MentorOf(i) == j)
                    Placed(i, () => Remove(i, j));
                else
                    Remove(i, j);
                break;
            case Edit.Allow(var i, var j, var score):
                Check(i, j, score);
                if (network.PinOf(i) >= 0)
                    Replace(i, j, score);
                else
                    Placed(i, () => Replace(i, j, score));
                break;
            case Edit.Choices(var i, var mentors):
                CheckStudent(i);
                foreach (var (j, score) in mentors)
                    Check(i, j, score);
                Placed(i, () =>
                {
                    foreach (var j in network.Rows.Other(i).ToArray())
                        network.RemoveEdge(i, j);
                    foreach (var (j, score) in mentors)
                        Add(i, j, score);
                });
                break;
            case Edit.Places(var j, var least, var most):
                CheckMentor(j);
                InstanceBuilder.CheckPlaces(j, least, most);
                network.SetPlaces(j, least, most);
                Settle(j);
                break;
            case Edit.Waits(var i, var yes):
                CheckStudent(i);
                if (network.PinOf(i) >= 0)
                    network.SetWaits(i, yes);
                else
                    Placed(i, () => network.SetWaits(i, yes));
                break;
            case Edit.AddStudent(var key, var waits, var mentors):
                var student = network.AddStudent(key, waits);
                foreach (var (j, score) in mentors)
                {
                    Check(student, j, score);
                    Add(student, j, score);
                }
                repair.Place(student);
                break;
            case Edit.AddMentor(var key, var least, var most, var students):
                InstanceBuilder.CheckPlaces(network.Mentors, least, most);
                Join(network.AddMentor(key, least, most), students);
                break;
        }
    }

    /// <summary>A mentor joins asking so much that nobody would come, and then like one who has all places free.</summary>
    void Join(int mentor, IReadOnlyList<Tie> students)
    {
        repair.Grow();
        var asks = network.NextPlace(mentor);
        foreach (var (i, score) in students)
        {
            Check(i, mentor, score);
            Add(i, mentor, score);
            if (network.PinOf(i) < 0 && network.Pays(i) - network.EdgeCost(i, mentor, score) is var would && would > asks)
                asks = would;
        }
        network.Ask(mentor, asks);
        Settle(mentor);
    }

    /// <summary>Takes a student out, with or without a pin, makes a change to what is known of them, and places them anew.</summary>
    void Placed(int i, Action change)
    {
        Vacate(i);
        change();
        repair.Place(i);
    }

    void Vacate(int i)
    {
        var from = network.MentorOf(i);
        if (network.PinOf(i) >= 0)
            network.LiftPin(i);
        network.TakeOut(i);
        if (from >= 0)
            Settle(from);
    }

    void Settle(int j)
    {
        touchedMentors.Add(j);
        repair.Settle(j);
    }

    void Remove(int i, int j)
    {
        if (network.Rows.ScoreOf(i, j) >= 0)
            network.RemoveEdge(i, j);
    }

    void Replace(int i, int j, int score)
    {
        Remove(i, j);
        network.AddEdge(i, j, score);
    }

    void Add(int i, int j, int score)
    {
        if (network.Rows.ScoreOf(i, j) >= 0)
            throw new InvalidInstanceException($"The edge of student {i} and mentor {j} is given twice.");
        network.AddEdge(i, j, score);
    }

    void CheckPins()
    {
        foreach (var j in touchedMentors.Where(j => network.Places(j) < 0).Order())
            throw InstanceBuilder.TooManyPins(j, network.Most(j), [.. Enumerable.Range(0, network.Students).Where(i => network.PinOf(i) == j)]);
    }

    Effect EffectOf(int subject, Edit[] edits, bool keep, int matched, long total, long cost)
    {
        var after = before!.With(network);
        var keeps = keep || KeptMoves;
        var (from, to) = (instance, objective);
        return new Effect(() => Edits.Made(from, edits), changed =>
        {
            int[]? kept = keeps ? after.KeptOf(subject) : null;
            return Solution.Priced(changed, to, after.MentorOf(), after.Price(), kept);
        })
        {
            Subject = subject < 0 ? new Move(-1, -1, -1, 0, 0) : MoveOf(subject),
            Others = [.. network.WasAt.Keys.Where(i => i != subject).Order().Select(MoveOf).Where(m => m.From != m.To)],
            CostBefore = cost,
            CostAfter = network.Cost,
            TotalBefore = total,
            TotalAfter = network.TotalScore,
            WorstBefore = before.WorstScore,
            WorstAfter = after.WorstScore,
            MatchedBefore = matched,
            MatchedAfter = network.Matched,
        };
    }

    Move MoveOf(int i)
    {
        var (to, toScore) = (network.MentorOf(i), network.ScoreOf(i));
        var (from, fromScore) = network.WasAt.TryGetValue(i, out var was) ? was : (to, toScore);
        return new Move(i, from, to, from < 0 ? 0 : fromScore, to < 0 ? 0 : toScore);
    }

    void Check(int student, int mentor, int score)
    {
        CheckStudent(student);
        CheckMentor(mentor);
        InstanceBuilder.CheckScore(student, mentor, score);
    }

    void CheckStudent(int student) => InstanceBuilder.CheckStudent(student, network.Students);

    void CheckMentor(int mentor) => InstanceBuilder.CheckMentor(mentor, network.Mentors);
}
