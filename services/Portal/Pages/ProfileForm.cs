using Mentorship.Portal.Clients;

namespace Mentorship.Portal.Pages;

/// <summary>What both are asked: what a student does not fill in stays empty, and so does what a step does not ask for.</summary>
internal sealed class ProfileForm
{
    public string? Stage { get; set; }
    public string? Headline { get; set; }
    public string[] Interests { get; set; } = [];
    public string[] Goals { get; set; } = [];
    public string[] Stages { get; set; } = [];
    public string[] Languages { get; set; } = [];
    public string? TimeZone { get; set; }
    public string[] Hours { get; set; } = [];
    public bool Flexible { get; set; }
    public string? About { get; set; }
    public PlacesForm[] Places { get; set; } = [];
    public int Version { get; set; }

    public static ProfileForm Of(StudentProfile s, int version) => new()
    {
        Stage = s.Stage, Interests = s.Interests, Goals = s.Goals, Languages = s.Languages, TimeZone = s.TimeZone, Hours = s.Availability, About = s.About, Version = version,
    };

    public static ProfileForm Of(MentorProfile m, int version) => new()
    {
        Headline = m.Headline, Interests = m.Interests, Goals = m.Goals, Stages = m.Stages, Languages = m.Languages, TimeZone = m.TimeZone, Hours = m.Availability,
        Flexible = m.Flexible, About = m.About, Version = version,
        Places = [.. m.Cohorts.Select(c => new PlacesForm { CohortId = c.CohortId, Capacity = c.Capacity, Minimum = c.Minimum, Paused = c.Paused })],
    };

    /// <summary>Fields left empty come as empty words.</summary>
    void Tidy()
    {
        Interests = Kept(Interests);
        Goals = Kept(Goals);
        Stages = Kept(Stages);
        Languages = Kept(Languages);
        Hours = Kept(Hours);
    }

    /// <summary>Takes from a form what its step asks for; the rest stays as it was.</summary>
    public void Take(string step, ProfileForm typed)
    {
        typed.Tidy();
        Version = typed.Version;
        switch (step)
        {
            case "stage": Stage = typed.Stage; break;
            case "goals": Goals = typed.Goals; break;
            case "interests": Interests = typed.Interests; break;
            case "words": About = typed.About; break;
            case "languages": Languages = typed.Languages; break;
            case "hours": (TimeZone, Hours, Flexible) = (typed.TimeZone, typed.Hours, typed.Flexible); break;
            case "field": (Headline, Interests, About) = (typed.Headline, typed.Interests, typed.About); break;
            case "offer": (Goals, Stages, Languages) = (typed.Goals, typed.Stages, typed.Languages); break;
            case "places": Places = typed.Places; break;
        }
    }

    public StudentChange AsStudent(string step) => new(Stage ?? "", Interests, Goals, Languages, TimeZone, Hours, About, Version, step);

    public MentorChange AsMentor(string step) => new(Headline, Interests, Goals, Stages, Languages, TimeZone, Hours, Flexible, About,
        [.. Places.Select(p => new PlacesChange(p.CohortId, p.Capacity, p.Minimum, p.Paused))], Version, step);

    static string[] Kept(string[] words) => [.. words.Where(w => !string.IsNullOrWhiteSpace(w)).Select(w => w.Trim()).Distinct()];
}

internal sealed class PlacesForm
{
    public Guid CohortId { get; set; }
    public int Capacity { get; set; }
    public int Minimum { get; set; }
    public bool Paused { get; set; }
}
