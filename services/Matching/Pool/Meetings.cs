using Mentorship.Matching.Engine;

namespace Mentorship.Matching.Pool;

/// <summary>
/// How, where and how often two would meet, as part of what a student asks for. Whoever says that it does not matter
/// asks for nothing, and suits everybody who does.
/// </summary>
static class Meetings
{
    const string NoMatter = "any", InPerson = "in-person";

    static readonly string[] Formats = [InPerson, "video", "phone"];
    static readonly string[] Rhythms = ["weekly", "two-weeks", "monthly"];

    public static IEnumerable<Engine.Wish> Wishes(StudentView s)
    {
        if (Formats.Contains(s.Format))
            yield return new("meeting.format", [s.Format], Weight.Medium);
        // Where does not count for whoever would rather call.
        if (s is { Place.Length: > 0, Format: InPerson or NoMatter or "" })
            yield return new("meeting.place", [s.Place], Weight.Low);
        if (Rhythms.Contains(s.Rhythm))
            yield return new("meeting.rhythm", [s.Rhythm], Weight.Low);
    }

    public static IEnumerable<(string About, string[] Said)> Told(MentorView m)
    {
        if (m.Format.Length > 0)
            yield return ("meeting.format", m.Format == NoMatter ? Formats : [m.Format]);
        if (m.Place.Length > 0)
            yield return ("meeting.place", [m.Place]);
        if (m.Rhythm.Length > 0)
            yield return ("meeting.rhythm", m.Rhythm == NoMatter ? Rhythms : [m.Rhythm]);
    }
}
