using Mentorship.Profile.Vocabulary;

namespace Mentorship.Profile.People;

/// <summary>What a person says of themselves as a mentor. Every setter answers whether anything changed.</summary>
internal sealed class MentorProfile
{
    MentorProfile() { }

    internal MentorProfile(Guid person) => PersonId = person;

    public Guid PersonId { get; private set; }
    /// <summary>One line under the name: "Resident in pediatrics".</summary>
    public string Headline { get; private set; } = "";
    public string[] Interests { get; private set; } = [];
    public string[] Goals { get; private set; } = [];
    /// <summary>The stages of students this mentor takes.</summary>
    public string[] Stages { get; private set; } = [];
    public string[] Languages { get; private set; } = [];
    public string TimeZone { get; private set; } = "";
    public string[] Availability { get; private set; } = [];
    /// <summary>Finds time whenever the student has some; counts as all hours.</summary>
    public bool Flexible { get; private set; }
    public string About { get; private set; } = "";
    /// <summary>Which of <see cref="IntakeSteps"/> were saved.</summary>
    public string[] Steps { get; private set; } = [];
    /// <summary>When the mentor last saved their own page. From then on a file no longer overwrites it.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    public bool Write(Answers a, string headline, string[] stages, bool flexible)
    {
        if (a.SameAs(Read()) && Headline == headline && Stages.SequenceEqual(stages) && Flexible == flexible)
            return false;
        (Interests, Goals, Languages) = (a.Interests, a.Goals, a.Languages);
        (TimeZone, Availability, About) = (a.TimeZone, a.Availability, a.About);
        (Headline, Stages, Flexible) = (headline, stages, flexible);
        return true;
    }

    public Answers Read() => new(Interests, Goals, Languages, TimeZone, Availability, About);

    public void Answered(DateTimeOffset now) => AnsweredAt = now;

    public bool Went(string? step)
    {
        var steps = IntakeSteps.With(Steps, step, IntakeSteps.OfMentor);
        var went = steps.Length > Steps.Length;
        Steps = steps;
        return went;
    }

    /// <summary>Terms that were merged give way to what they became.</summary>
    public void Follow(Terms terms) => (Interests, Goals) = (terms.Now(Interests), terms.Now(Goals));
}
