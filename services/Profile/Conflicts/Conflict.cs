namespace Mentorship.Profile.Conflicts;

/// <summary>
/// That two people are not to be paired. A student's own rows are theirs alone: nobody else is told that there are any,
/// and Matching hears of the pair without the kind.
/// </summary>
internal sealed class Conflict
{
    /// <summary>The mentor grades the student, decides on them or writes about them.</summary>
    public const string Evaluates = "evaluates";
    public const string Family = "family";
    public const string Household = "household";
    /// <summary>No reason is asked for.</summary>
    public const string Avoid = "avoid";

    public const string SaidByStudent = "student";
    public const string SaidByOffice = "office";

    /// <summary>How many a person may name.</summary>
    public const int Most = 20;

    public static readonly string[] Kinds = [Evaluates, Family, Household, Avoid];

    Conflict() { }

    public Guid Id { get; private set; }
    public Guid MentorId { get; private set; }
    public Guid StudentId { get; private set; }
    public string Kind { get; private set; } = Avoid;
    /// <summary>Which side said so: one row for each pair, kind and side.</summary>
    public string SaidBy { get; private set; } = SaidByStudent;
    public DateTimeOffset SaidAt { get; private set; }

    public static Conflict Of(Guid mentor, Guid student, string kind, string saidBy, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        MentorId = mentor,
        StudentId = student,
        Kind = kind,
        SaidBy = saidBy,
        SaidAt = now,
    };
}
