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
    public string? Format { get; set; }
    public string? Place { get; set; }
    public string? Rhythm { get; set; }
    public PlacesForm[] Places { get; set; } = [];
    public int Version { get; set; }

    public static ProfileForm Of(StudentProfile s, int version) => new()
    {
        Stage = s.Stage, Interests = s.Interests, Goals = s.Goals, Languages = s.Languages, TimeZone = s.TimeZone, Hours = s.Availability, About = s.About,
        Format = s.Format, Place = s.Place, Rhythm = s.Rhythm, Version = version,
    };

    public static ProfileForm Of(MentorProfile m, int version) => new()
    {
        Headline = m.Headline, Interests = m.Interests, Goals = m.Goals, Stages = m.Stages, Languages = m.Languages, TimeZone = m.TimeZone, Hours = m.Availability,
        Flexible = m.Flexible, About = m.About, Format = m.Format, Place = m.Place, Rhythm = m.Rhythm, Version = version,
        Places = [.. m.Cohorts.Select(c => new PlacesForm { CohortId = c.CohortId, Capacity = c.Capacity, Minimum = c.Minimum, Paused = c.Paused })],
    };

    /// <summary>Fields left empty come as empty words.</summary>
    public void Tidy()
    {
        Interests = Kept(Interests);
        Goals = Kept(Goals);
        Stages = Kept(Stages);
        Languages = Kept(Languages);
        Hours = Kept(Hours);
    }

    /// <summary>What a step asks for, and nothing else.</summary>
    public StudentChange AsStudent(string step)
    {
        var sent = new StudentChange(step, Version);
        return step switch
        {
            "stage" => sent with { Stage = Stage ?? "" },
            "goals" => sent with { Goals = Goals },
            "interests" => sent with { Interests = Interests },
            "words" => sent with { About = About ?? "" },
            "languages" => sent with { Languages = Languages },
            "hours" => sent with { TimeZone = TimeZone ?? "", Availability = Hours },
            "meeting" => sent with { Format = Format ?? "", Place = Place ?? "", Rhythm = Rhythm ?? "" },
            _ => sent,
        };
    }

    /// <summary>What a step asks for, and nothing else.</summary>
    public MentorChange AsMentor(string step)
    {
        var sent = new MentorChange(step, Version);
        return step switch
        {
            "field" => sent with { Headline = Headline ?? "", Interests = Interests, About = About ?? "" },
            "offer" => sent with { Goals = Goals, Stages = Stages, Languages = Languages },
            "hours" => sent with { TimeZone = TimeZone ?? "", Availability = Hours, Flexible = Flexible, Format = Format ?? "", Place = Place ?? "", Rhythm = Rhythm ?? "" },
            "places" => sent with { Places = [.. Places.Select(p => new PlacesChange(p.CohortId, p.Capacity, p.Minimum, p.Paused))] },
            _ => sent,
        };
    }

    static string[] Kept(string[] words) => [.. words.Where(w => !string.IsNullOrWhiteSpace(w)).Select(w => w.Trim()).Distinct()];
}

internal sealed class PlacesForm
{
    public Guid CohortId { get; set; }
    public int Capacity { get; set; }
    public int Minimum { get; set; }
    public bool Paused { get; set; }
}
