namespace Mentorship.Matching.Outcomes;

/// <summary>
/// How a draft or a publication comes out, without anybody's background: counts that whoever runs the cohort could make
/// by hand. The one place where they are counted, so that a draft and what is kept of its publication agree.
/// </summary>
sealed record Measures(int Students, int Matched, StageLine[] Stages, ChoiceLine Choices, WaitLine Waits, LoadLine Loads)
{
    public static Measures Of(Outcome outcome)
    {
        var (students, mentors) = (outcome.Students, outcome.Mentors);
        return new Measures(
            students.Count, students.Count(s => s.Matched),
            [.. students.GroupBy(s => s.Stage).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new StageLine(g.Key, g.Count(), g.Count(s => s.Matched)))],
            Chosen([.. students.Where(s => s.Matched && s.Named)]),
            Waited([.. students.Select(s => s.Days).Order()]),
            new LoadLine(mentors.Sum(m => m.Load), mentors.Sum(m => m.Capacity), [.. Enumerable.Range(0, 1 + mentors.Select(m => m.Load).DefaultIfEmpty().Max()).Select(n => mentors.Count(m => m.Load == n))]));
    }

    static ChoiceLine Chosen(StudentOutcome[] named) => new(
        named.Length, named.Count(s => s.Choice == 1), named.Count(s => s.Choice is 2 or 3), named.Count(s => s.Choice > 3), named.Count(s => s.Choice is null));

    static WaitLine Waited(int[] days) => new(
        days.Length == 0 ? 0 : days[days.Length / 2], days.Count(d => d < 14), days.Count(d => d is >= 14 and < 21), days.Count(d => d is >= 21 and < 28), days.Count(d => d >= 28));
}

/// <param name="Stage">A code; empty where somebody has left since.</param>
sealed record StageLine(string Stage, int Students, int Matched);

/// <summary>Of the students who have a mentor and had named some: which of their choices it is.</summary>
sealed record ChoiceLine(int Named, int First, int SecondOrThird, int Lower, int None);

/// <summary>For how long the students have been in the cohort, in days and weeks.</summary>
sealed record WaitLine(int Median, int UnderTwoWeeks, int UnderThreeWeeks, int UnderFourWeeks, int Longer);

/// <param name="Mentors">How many mentors have 0, 1, 2 … students.</param>
sealed record LoadLine(int Students, int Places, int[] Mentors);
