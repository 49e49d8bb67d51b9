namespace Mentorship.Matching.Engine;

/// <summary>
/// Exact solver, in strict order: pins kept, least Σ max(0, min − assigned), most students matched, of these most who
/// waited, the objective, the lottery. The answer does not depend on the order of students, mentors or edges.
/// </summary>
public static class Solver
{
    /// <summary>
    /// Solves from nothing by shortest augmenting paths, one student at a time, with capacities and prices on the mentor
    /// side (Jonker and Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment
    /// problems", Computing 38, 1987; capacities as in Ahuja, Magnanti and Orlin, "Network Flows", 1993, section 9.7).
    /// </summary>
    /// <param name="instance">What to solve.</param>
    /// <param name="objective">What to strive for.</param>
    /// <param name="progress">Called on this thread now and then.</param>
    /// <param name="cancel">Stops within 100 ms.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Solution Solve(Instance instance, Objective objective, Action<Progress>? progress = null, CancellationToken cancel = default) =>
        new Levelwise(instance, objective, null, progress, cancel).Run();

    /// <summary>
    /// The same, but after the number matched, and of these who waited, as few students of <paramref name="kept"/> as
    /// possible get another mentor or none; then the objective, then the lottery.
    /// </summary>
    /// <param name="instance">What to solve, changes included.</param>
    /// <param name="objective">What to strive for.</param>
    /// <param name="kept">The standing mentor of each student, −1 for none; one for each student.</param>
    /// <param name="progress">Called on this thread now and then.</param>
    /// <param name="cancel">Stops within 100 ms.</param>
    /// <exception cref="ArgumentException"><paramref name="kept"/> has another length than there are students.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Solution SolveWithFewestMoves(Instance instance, Objective objective, int[] kept, Action<Progress>? progress = null, CancellationToken cancel = default)
    {
        if (kept.Length != instance.Students)
            throw new ArgumentException($"There are {instance.Students} students, but {kept.Length} standing mentors.", nameof(kept));
        return new Levelwise(instance, objective, [.. kept], progress, cancel).Run();
    }
}
