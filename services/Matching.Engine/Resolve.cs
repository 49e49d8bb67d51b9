using System.Runtime.InteropServices;

namespace Mentorship.Matching.Engine;

/// <summary>How to make room for an override.</summary>
public enum MakeRoom
{
    /// <summary>As few others as possible get another mentor.</summary>
    FewestMoves,
    /// <summary>Best for the whole cohort, whoever moves.</summary>
    BestForAll,
}

/// <summary>Someone whose mentor changes. Positions; −1 is "no mentor", then the score is 0.</summary>
/// <param name="Student">Who.</param>
/// <param name="From">Mentor before.</param>
/// <param name="To">Mentor after.</param>
/// <param name="FromScore">Score before, 0..100000.</param>
/// <param name="ToScore">Score after, 0..100000.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Move(int Student, int From, int To, int FromScore, int ToScore)
{
    /// <summary>Band before; null without a mentor.</summary>
    public Band? FromBand => From < 0 ? null : Scoring.BandOf(FromScore);

    /// <summary>Band after; null without a mentor.</summary>
    public Band? ToBand => To < 0 ? null : Scoring.BandOf(ToScore);
}

/// <summary>What an override does to a cohort: the new instance and solution, and the price.</summary>
public sealed class Effect
{
    internal Effect() { }

    /// <summary>The instance with the change in it.</summary>
    public required Instance Instance { get; init; }

    /// <summary>The solution with the change in it.</summary>
    public required Solution Solution { get; init; }

    /// <summary>The student the override is about; unchanged students have <c>From == To</c>.</summary>
    public required Move Subject { get; init; }

    /// <summary>The others who get another mentor, by position.</summary>
    public required IReadOnlyList<Move> Others { get; init; }

    /// <summary>Mean score of pairs before, 0..100000.</summary>
    public required double MeanBefore { get; init; }

    /// <summary>Mean score of pairs after, 0..100000.</summary>
    public required double MeanAfter { get; init; }

    /// <summary>Worst score before.</summary>
    public required int WorstBefore { get; init; }

    /// <summary>Worst score after.</summary>
    public required int WorstAfter { get; init; }

    /// <summary>Pairs before.</summary>
    public required int MatchedBefore { get; init; }

    /// <summary>Pairs after.</summary>
    public required int MatchedAfter { get; init; }
}

/// <summary>Solves again after a coordinator's change and prices it against the standing solution.</summary>
public static class Resolve
{
    /// <summary>Gives a student a certain mentor, pinned, whether or not the pair is an edge.</summary>
    /// <param name="instance">The standing instance.</param>
    /// <param name="standing">Its solution.</param>
    /// <param name="student">Whom to move.</param>
    /// <param name="mentor">To whom.</param>
    /// <param name="score">The pair's score, 0..100000.</param>
    /// <param name="room">How to make room.</param>
    /// <param name="cancel">Stops within 100 ms.</param>
    /// <exception cref="InvalidInstanceException">The mentor has only pinned students already (code CapacityFull, naming them), or a position or score is unknown.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Effect Move(Instance instance, Solution standing, int student, int mentor, int score, MakeRoom room, CancellationToken cancel = default) =>
        With(instance, standing, student, b => { b.Unpin(student); b.Pin(student, mentor, score); }, room, cancel);

    /// <summary>Leaves a student without a mentor in this solution; the place is free for others.</summary>
    /// <exception cref="InvalidInstanceException">Unknown student.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Effect Release(Instance instance, Solution standing, int student, MakeRoom room, CancellationToken cancel = default) =>
        With(instance, standing, student, b => b.Release(student), room, cancel);

    /// <summary>Forbids a pair; the student gets another mentor if one can be had.</summary>
    /// <exception cref="InvalidInstanceException">Unknown student or mentor.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Effect Forbid(Instance instance, Solution standing, int student, int mentor, MakeRoom room, CancellationToken cancel = default) =>
        With(instance, standing, student, b =>
        {
            if (standing.MentorOf[student] == mentor)
                b.Unpin(student);
            b.Forbid(student, mentor);
        }, room, cancel);

    /// <summary>Any change to the instance that keeps its people: capacities, scores, several pins at once.</summary>
    /// <param name="instance">The standing instance.</param>
    /// <param name="standing">Its solution.</param>
    /// <param name="subject">The student it is about, not counted among the others; −1 for nobody.</param>
    /// <param name="change">Makes the change.</param>
    /// <param name="room">How to make room.</param>
    /// <param name="cancel">Stops within 100 ms.</param>
    /// <exception cref="InvalidInstanceException">The changed instance is not well formed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Effect With(Instance instance, Solution standing, int subject, Action<InstanceBuilder> change, MakeRoom room, CancellationToken cancel = default)
    {
        var builder = new InstanceBuilder(instance);
        change(builder);
        var changed = builder.Build();

        Solution solution;
        if (room == MakeRoom.BestForAll)
        {
            solution = Solver.Solve(changed, standing.Objective, null, cancel);
        }
        else
        {
            int[] kept = [.. standing.MentorOf];
            if (subject >= 0)
                kept[subject] = -1;
            solution = Solver.SolveWithFewestMoves(changed, standing.Objective, kept, null, cancel);
        }

        var (scoresBefore, scoresAfter) = (Scores(instance, standing), Scores(changed, solution));
        Move Of(int i) => new(i, standing.MentorOf[i], solution.MentorOf[i], scoresBefore[i], scoresAfter[i]);
        return new Effect
        {
            Instance = changed,
            Solution = solution,
            Subject = subject < 0 ? new Move(-1, -1, -1, 0, 0) : Of(subject),
            Others = [.. Enumerable.Range(0, instance.Students).Where(i => i != subject && standing.MentorOf[i] != solution.MentorOf[i]).Select(Of)],
            MeanBefore = standing.MeanScore,
            MeanAfter = solution.MeanScore,
            WorstBefore = standing.WorstScore,
            WorstAfter = solution.WorstScore,
            MatchedBefore = standing.Matched,
            MatchedAfter = solution.Matched,
        };
    }

    static int[] Scores(Instance instance, Solution solution)
    {
        var scores = new int[instance.Students];
        for (var i = 0; i < scores.Length; i++)
            if (solution.MentorOf[i] >= 0)
                scores[i] = instance.ScoreOf(i, solution.MentorOf[i]);
        foreach (var pin in instance.Pins)
            scores[pin.Student] = pin.Score;
        return scores;
    }
}
