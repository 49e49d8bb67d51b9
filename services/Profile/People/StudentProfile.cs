using Mentorship.Profile.Vocabulary;

namespace Mentorship.Profile.People;

/// <summary>What a person says of themselves as a student. Every setter answers whether anything changed.</summary>
internal sealed class StudentProfile
{
    StudentProfile() { }

    internal StudentProfile(Guid person) => PersonId = person;

    public Guid PersonId { get; private set; }
    public string Stage { get; private set; } = "";
    public string[] Interests { get; private set; } = [];
    public string[] Goals { get; private set; } = [];
    public string[] Languages { get; private set; } = [];
    public string TimeZone { get; private set; } = "";
    public string[] Availability { get; private set; } = [];
    public string About { get; private set; } = "";
    /// <summary>Which of <see cref="IntakeSteps"/> were saved.</summary>
    public string[] Steps { get; private set; } = [];
    /// <summary>When the student last saved their own page. From then on a file no longer overwrites it.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    public bool MoveTo(string stage)
    {
        var moved = Stage != stage;
        Stage = stage;
        return moved;
    }

    public bool Write(Answers a)
    {
        if (a.SameAs(Read()))
            return false;
        (Interests, Goals, Languages) = (a.Interests, a.Goals, a.Languages);
        (TimeZone, Availability, About) = (a.TimeZone, a.Availability, a.About);
        return true;
    }

    public Answers Read() => new(Interests, Goals, Languages, TimeZone, Availability, About);

    public void Answered(DateTimeOffset now) => AnsweredAt = now;

    public bool Went(string? step)
    {
        var steps = IntakeSteps.With(Steps, step, IntakeSteps.OfStudent);
        var went = steps.Length > Steps.Length;
        Steps = steps;
        return went;
    }

    /// <summary>Terms that were merged give way to what they became.</summary>
    public void Follow(Terms terms) => (Interests, Goals) = (terms.Now(Interests), terms.Now(Goals));
}

/// <summary>What students and mentors are both asked; codes and normalised text only.</summary>
internal readonly record struct Answers(string[] Interests, string[] Goals, string[] Languages, string TimeZone, string[] Availability, string About)
{
    public bool SameAs(Answers other) =>
        Interests.SequenceEqual(other.Interests) && Goals.SequenceEqual(other.Goals) && Languages.SequenceEqual(other.Languages)
        && TimeZone == other.TimeZone && Availability.SequenceEqual(other.Availability) && About == other.About;
}
