using Mentorship.Matching.Engine;

namespace Mentorship.Cli.Cohorts;

/// <summary>What came out for a cohort, and what it was made of. People are known by their position.</summary>
sealed record Draft(Cohort Cohort, StudentProfile[] Students, MentorProfile[] Mentors, Scoring Scoring, Instance Instance, Solution Solution)
{
    readonly Lazy<StandingSolution> standing = new(() => new StandingSolution(Instance, Solution));

    public IEnumerable<(Someone Student, Someone Mentor)> Pairs => Matched.Select(i => (Cohort.Students[i], Cohort.Mentors[Solution.MentorOf[i]]));

    public IEnumerable<int> Matched => Enumerable.Range(0, Students.Length).Where(i => Solution.MentorOf[i] >= 0);

    public IEnumerable<int> Unmatched => Enumerable.Range(0, Students.Length).Where(i => Solution.MentorOf[i] < 0);

    /// <summary>0..100000; −1 without a mentor.</summary>
    public int ScoreOf(int student) => Solution.MentorOf[student] is >= 0 and var mentor ? Instance.ScoreOf(student, mentor) : -1;

    public Fit FitOf(int student) => Scoring.Explain(Students[student], Mentors[Solution.MentorOf[student]], Viewer.Office, Cohort.Zone);

    public WhyUnmatched WhyUnmatched(int student) => Rules.WhyUnmatched(Scoring, Students[student], Mentors);

    /// <summary>The mentor who would fit best of those who would fit better than the present one, and what giving them would do. Null when nobody would.</summary>
    public Effect? Better(int student)
    {
        var (best, score) = (-1, ScoreOf(student));
        for (var e = Instance.Start[student]; e < Instance.Start[student + 1]; e++)
            if (Instance.Score[e] > score)
                (best, score) = (Instance.Mentor[e], Instance.Score[e]);
        return best < 0 ? null : standing.Value.Try(student, [new Edit.Pin(student, best, score)], MakeRoom.BestForAll);
    }

    /// <summary>Mentors with whom one more place would give an unmatched student a mentor, best fit first.</summary>
    public IReadOnlyList<int> PlacesThatHelp(int student) => standing.Value.PlacesThatHelp(student);

    /// <summary>The mentor who would fit best and better than the present one, but may not be given. Null when there is none.</summary>
    public (int Mentor, int Score, Rule? Rule)? RuledOut(int student)
    {
        var (best, score) = (-1, ScoreOf(student));
        for (var j = 0; j < Mentors.Length; j++)
            if (Instance.ScoreOf(student, j) < 0 && Students[student].Id != Mentors[j].Id && Scoring.Score(Students[student], Mentors[j]) is var would && would > score)
                (best, score) = (j, would);
        return best < 0 ? null : (best, score, Scoring.Broken(Students[student], Mentors[best]));
    }
}
