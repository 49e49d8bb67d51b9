namespace Mentorship.Matching.Requests;

enum RequestState { Listed, Asked }

/// <summary>
/// A student's ranked wishes in a cohort. In a batch cohort they feed the rankings; in a rolling one the student
/// asks one of them at a time. Never deleted, so the versions of a cohort's requests only grow.
/// </summary>
sealed class StudentRequest
{
    StudentRequest() { }

    public StudentRequest(Guid cohortId, StudentId studentId) => (CohortId, StudentId) = (cohortId, studentId);

    public Guid CohortId { get; private set; }
    public StudentId StudentId { get; private set; }
    public int Version { get; private set; }
    public RequestState State { get; private set; }
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>The version of the last import that wrote this list; an older import arriving late is ignored.</summary>
    public int ImportVersion { get; private set; }

    public List<Choice> Choices { get; private set; } = [];

    public void Save(IEnumerable<(MentorId Mentor, int Rank)> ranked, DateTimeOffset now)
    {
        var wanted = ranked.ToDictionary(r => r.Mentor, r => r.Rank);
        Choices.RemoveAll(c => !wanted.ContainsKey(c.MentorId));
        foreach (var choice in Choices)
            choice.MoveTo(wanted[choice.MentorId]);
        var known = Choices.Select(c => c.MentorId).ToHashSet();
        Choices.AddRange(wanted.Where(w => !known.Contains(w.Key)).Select(w => new Choice(CohortId, StudentId, w.Key, w.Value)));
        SavedAt = now;
        Version++;
    }

    /// <returns>False where a newer import already wrote the list.</returns>
    public bool Import(int version, IEnumerable<(MentorId Mentor, int Rank)> ranked, DateTimeOffset now)
    {
        if (version <= ImportVersion)
            return false;
        ImportVersion = version;
        Save(ranked, now);
        return true;
    }

    public void Ask()
    {
        State = RequestState.Asked;
        Version++;
    }

    public void Settle()
    {
        if (State == RequestState.Listed)
            return;
        State = RequestState.Listed;
        Version++;
    }
}

sealed class Choice
{
    Choice() { }

    public Choice(Guid cohortId, StudentId studentId, MentorId mentorId, int rank) =>
        (CohortId, StudentId, MentorId, Rank) = (cohortId, studentId, mentorId, rank);

    public Guid CohortId { get; private set; }
    public StudentId StudentId { get; private set; }
    public MentorId MentorId { get; private set; }

    /// <summary>1 is the best; an imported list may hold equal ranks.</summary>
    public int Rank { get; private set; }

    public void MoveTo(int rank) => Rank = rank;
}
