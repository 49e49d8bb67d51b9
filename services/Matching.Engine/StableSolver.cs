namespace Mentorship.Matching.Engine;

/// <summary>
/// Student-proposing deferred acceptance (Gale and Shapley, "College admissions and the stability of marriage",
/// American Mathematical Monthly 69, 1962). The answer is the one stable matching that no student would change for
/// another stable one; nothing is drawn, and the order in which students propose does not matter.
/// </summary>
public static class StableSolver
{
    /// <summary>
    /// Solves in time linear in the lists. Who is worst among those a full mentor holds only ever improves, so it is
    /// found by walking up the mentor's list once, over one mark for each entry, and no heap is kept.
    /// </summary>
    /// <param name="instance">What to solve.</param>
    /// <param name="progress">Called on this thread now and then.</param>
    /// <param name="cancel">Stops within 100 ms.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static StableSolution Solve(StableInstance instance, Action<Progress>? progress = null, CancellationToken cancel = default)
    {
        var (mentor, rank, start) = (instance.Mentor, instance.Rank, instance.Start);
        var (student, mentorStart) = (instance.Student, instance.MentorStart);
        var next = start[..instance.Students];
        var free = instance.Capacity[..];
        var mentorOf = new int[instance.Students];
        var held = new bool[instance.Pairs]; // beside the mentors' lists
        var worst = new int[instance.Mentors]; // rank of the worst one held
        Array.Fill(mentorOf, -1);
        Array.Fill(worst, -1);

        var proposals = 0;
        for (var first = 0; first < mentorOf.Length; first++)
        {
            for (var proposer = first; proposer >= 0;)
            {
                if (next[proposer] == start[proposer + 1])
                    break;
                if ((++proposals & 0x3fff) == 0)
                {
                    cancel.ThrowIfCancellationRequested();
                    progress?.Invoke(new("Proposing", first, mentorOf.Length));
                }
                var at = next[proposer]++;
                var (j, r) = (mentor[at], rank[at]);
                var list = mentorStart[j];
                if (free[j] > 0)
                {
                    free[j]--;
                    worst[j] = Math.Max(worst[j], r);
                    held[list + r] = true;
                    mentorOf[proposer] = j;
                    break;
                }
                if (r > worst[j])
                    continue; // also where the capacity is 0: nobody is held, and −1 is better than any rank
                var loser = student[list + worst[j]];
                held[list + r] = true;
                worst[j] = held.AsSpan(list, worst[j]).LastIndexOf(true); // the loser's mark stays, but is never looked at again
                (mentorOf[proposer], mentorOf[loser]) = (j, -1);
                proposer = loser;
            }
        }
        progress?.Invoke(new("Proposing", mentorOf.Length, mentorOf.Length));
        return new() { MentorOf = mentorOf };
    }
}
