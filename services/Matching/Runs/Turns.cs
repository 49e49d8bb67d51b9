using Mentorship.Matching.Engine;

namespace Mentorship.Matching.Runs;

/// <summary>Whom a student has in a draft, as far as two drafts are compared by it.</summary>
sealed record Earlier(MentorId MentorId, int Score, int? Choice)
{
    public Band Band => Scoring.BandOf(Score);

    /// <summary>Better (1), worse (−1) or as good (0) as people see it: by band, then by the student's own choice.</summary>
    public int Against(Earlier other) =>
        Band != other.Band ? (Band < other.Band ? 1 : -1) : (other.Choice ?? int.MaxValue).CompareTo(Choice ?? int.MaxValue);
}

/// <summary>What becomes of a student from one draft to another.</summary>
enum Turn { Same, Gains, Loses, Moves }

/// <summary>How many students one draft serves better or worse than another. Gaining a mentor is a gain, losing one a loss; moving is neither.</summary>
sealed record Turns(int Same, int Gain, int Lose, int Move)
{
    public static Turn Of(Earlier? from, Earlier? to) => (from, to) switch
    {
        (null, null) => Turn.Same,
        (null, _) => Turn.Gains,
        (_, null) => Turn.Loses,
        _ when from.MentorId == to.MentorId => Turn.Same,
        _ => to.Against(from) switch { > 0 => Turn.Gains, < 0 => Turn.Loses, _ => Turn.Moves },
    };

    public static Turns Of(IReadOnlyDictionary<StudentId, Earlier> from, IReadOnlyDictionary<StudentId, Earlier> to, IEnumerable<StudentId> students)
    {
        var turns = students.CountBy(s => Of(from.GetValueOrDefault(s), to.GetValueOrDefault(s))).ToDictionary();
        return new(turns.GetValueOrDefault(Turn.Same), turns.GetValueOrDefault(Turn.Gains), turns.GetValueOrDefault(Turn.Loses), turns.GetValueOrDefault(Turn.Moves));
    }
}
