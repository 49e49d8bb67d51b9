using Mentorship.Profile.People;

namespace Mentorship.Profile.Outcomes;

/// <summary>Whether the way it went for somebody is one of these.</summary>
internal sealed record Measure(string Code, int[] Ways);

/// <summary>
/// What is measured of people in one role. Ways in which it can go are numbered, and everybody goes exactly one of them. The first measure is
/// shown or nothing is; each further one only where all before it are.
/// </summary>
internal sealed record Yardstick(int Ways, Measure[] Measures)
{
    const int FirstChoice = 0, SecondOrThird = 1, AnotherMentor = 2, NoMentor = 3;

    const int NoStudent = 0, OneStudent = 1, MoreStudents = 2;

    public static Yardstick Student { get; } = new(4,
    [
        new("matched", [FirstChoice, SecondOrThird, AnotherMentor]), new("first-choice", [FirstChoice]), new("top-three", [FirstChoice, SecondOrThird]),
    ]);

    public static Yardstick Mentor { get; } = new(3, [new("two-or-more", [MoreStudents]), new("any", [OneStudent, MoreStudents])]);

    public static Yardstick Of(string role) => role == Membership.Mentor ? Mentor : Student;

    /// <summary>The ways that the first measures leave together: what they tell apart, each for itself and one taken from another.</summary>
    public IEnumerable<int[]> Cells(int shown) =>
        Enumerable.Range(0, Ways).GroupBy(way => string.Concat(Measures.Take(shown).Select(m => m.Ways.Contains(way) ? '1' : '0'))).Select(g => g.ToArray());

    public static int WayOf(StudentOutcome student) => student switch
    {
        { Matched: false } => NoMentor,
        { Choice: 1 } => FirstChoice,
        { Choice: 2 or 3 } => SecondOrThird,
        _ => AnotherMentor,
    };

    public static int WayOf(MentorOutcome mentor) => Math.Min(mentor.Load, MoreStudents);
}
