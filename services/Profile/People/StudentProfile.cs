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
    /// <summary>What they have done so far, and what makes it hard, in their own words. Matching is told of neither.</summary>
    public string Experiences { get; private set; } = "";
    public string Challenges { get; private set; } = "";
    public string Format { get; private set; } = "";
    public string Place { get; private set; } = "";
    public string Rhythm { get; private set; } = "";
    /// <summary>The steps of the intake that were saved, so that it goes on where it was left.</summary>
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
        (Format, Place, Rhythm) = a.Meeting;
        return true;
    }

    public Answers Read() => new(Interests, Goals, Languages, TimeZone, Availability, About, new(Format, Place, Rhythm));

    public bool Tell(string experiences, string challenges)
    {
        if ((Experiences, Challenges) == (experiences, challenges))
            return false;
        (Experiences, Challenges) = (experiences, challenges);
        return true;
    }

    public bool Pass(string? step)
    {
        if (step is null || Steps.Contains(step))
            return false;
        Steps = [.. Steps, step];
        return true;
    }

    public void Answered(DateTimeOffset now) => AnsweredAt = now;

    /// <summary>Terms that were merged give way to what they became.</summary>
    public void Follow(Terms terms) => (Interests, Goals) = (terms.Now(Interests), terms.Now(Goals));
}

/// <summary>What students and mentors are both asked; codes and normalised text only.</summary>
internal readonly record struct Answers(string[] Interests, string[] Goals, string[] Languages, string TimeZone, string[] Availability, string About, Meeting Meeting)
{
    public bool SameAs(Answers other) =>
        Interests.SequenceEqual(other.Interests) && Goals.SequenceEqual(other.Goals) && Languages.SequenceEqual(other.Languages)
        && TimeZone == other.TimeZone && Availability.SequenceEqual(other.Availability) && About == other.About && Meeting == other.Meeting;
}
