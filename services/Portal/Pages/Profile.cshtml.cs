using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages;

/// <summary>What a person said about themselves, as a student or as a mentor, to look over; each part is changed on its own page.</summary>
internal sealed class ProfileModel(ProfileClient profile, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    const string Nothing = "Nothing yet.";

    [BindProperty(SupportsGet = true)]
    public string? As { get; set; }

    public Person Me { get; private set; } = null!;

    public Taxonomy Taxonomy { get; private set; } = null!;

    public bool IsMentor { get; private set; }

    public bool IsBoth => Me is { Student: not null, Mentor: not null };

    public bool IsNeither => Me is { Student: null, Mentor: null };

    public string? OfficeEmail => Reader.OfficeEmail;

    public IntakeStep[] Steps => IsMentor ? IntakeSteps.OfMentors : IntakeSteps.OfStudents;

    public string[] Saved => (IsMentor ? Me.Mentor?.Steps : Me.Student?.Steps) ?? [];

    public IntakeStep? Next => IntakeSteps.Next(Steps, Saved);

    public async Task<IActionResult> OnGet()
    {
        if (await profile.Me(Gone) is not { } me) return NotFound();
        Me = me;
        Taxonomy = await profile.Taxonomy(Gone);
        IsMentor = me.Mentor is not null && (me.Student is null || As == "mentor");
        return Page();
    }

    /// <summary>A step's answers, a line each.</summary>
    public IEnumerable<string> Said(string step)
    {
        string[] said = [.. (IsMentor ? Of(Me.Mentor!, step) : Of(Me.Student!, step)).Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => line!)];
        return said.Length > 0 ? said : [Nothing];
    }

    string?[] Of(StudentProfile s, string step) => step switch
    {
        "stage" => [Taxonomy.StageName(s.Stage)],
        "goals" => [Terms(s.Goals)],
        "interests" => [Terms(s.Interests)],
        "words" => [s.Experiences, s.Challenges, s.About],
        "languages" => [Languages(s.Languages)],
        "hours" => [Hours(s.Availability, s.TimeZone)],
        "meeting" => Meeting(s.Format, s.Place, s.Rhythm),
        "wishes" => ["What you ask for stands with your background."],
        _ => ["Only you see whom you named, on its own page."],
    };

    string?[] Of(MentorProfile m, string step) => step switch
    {
        "field" => [m.Headline, Terms(m.Interests)],
        "offer" => [Words.And([.. m.Stages.Select(Taxonomy.StageName)]), Terms(m.Goals), m.About],
        "places" => [.. m.Cohorts.Select(c => $"{c.ProgrammeName} {c.CohortName}: at most {Words.Count(c.Capacity, "student")}{(c.Minimum > 0 ? $", at least {c.Minimum}" : "")}{(c.Paused ? "; taking a break" : "")}")],
        "time" => [m.Flexible ? "Flexible: any hour can be arranged" : Hours(m.Availability, m.TimeZone), Languages(m.Languages), .. Meeting(m.Format, m.Place, m.Rhythm)],
        _ => ["Whom you named stands on its own page."],
    };

    string Terms(string[] codes) => Words.And([.. codes.Select(Taxonomy.TermName)]);

    string Languages(string[] codes) => Words.And([.. codes.Select(Taxonomy.LanguageName)]);

    static string Hours(string[] hours, string? zone) => hours.Length == 0 ? "" : $"{string.Join(", ", hours)} ({zone?.Replace('_', ' ')})";

    static string?[] Meeting(string format, string place, string rhythm) =>
        [MeetingWords.Of(MeetingWords.Formats, format), place, rhythm == "any" && format == "any" ? null : MeetingWords.Of(MeetingWords.Rhythms, rhythm)];
}
