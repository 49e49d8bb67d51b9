using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages;

/// <summary>All that somebody says about themselves, or answers for a mentor, each thing leading to the page where it is changed.</summary>
internal sealed class ProfileModel(ProfileClient profile, Reader reader, TimeProvider time) : ProfilePage(profile, reader, time)
{
    Narrative? _told;

    /// <summary>Who answers for a mentor now.</summary>
    public Assistant[] Assistants { get; private set; } = [];

    public string? OfficeEmail => Reader.OfficeEmail;

    public async Task<IActionResult> OnGet()
    {
        if (!await Load()) return NotFound();
        if (!IsMentor && Whose.Student is not null) _told = await Profile.MyNarrative(Gone);
        if (IsMentor && For is null) Assistants = [.. (await Profile.Assistants(Gone)).Where(a => a.EndedAt is null)];
        return Page();
    }

    /// <summary>What was said in a step, in a few words; null for nothing yet.</summary>
    public string? Said(ProfileStep step)
    {
        var form = Whole();
        return step.Code switch
        {
            "stage" => form.Stage is { Length: > 0 } stage ? Taxonomy.StageName(stage) : null,
            "goals" => Named(form.Goals),
            "interests" => Named(form.Interests),
            "words" => Joined(_told is { Experiences.Length: > 0 } ? "What you have done" : null, _told is { Challenges.Length: > 0 } ? "what stood in your way" : null, string.IsNullOrEmpty(form.About) ? null : "a few words to mentors"),
            "languages" => Spoken(form.Languages),
            "hours" => Joined(form.Flexible ? "Flexible" : form.Hours.Length == 0 ? null : $"{Words.Count(new FreeWeek(form.Hours).Count, "hour")} a week", IsMentor ? Meeting(form) : null),
            "meeting" => Meeting(form),
            "field" => Joined(form.Headline, Named(form.Interests)),
            "offer" => Joined(Named(form.Goals), form.Stages.Length == 0 ? null : $"for {string.Join(", ", form.Stages.Select(Taxonomy.StageName))}", Spoken(form.Languages)),
            "places" => Joined([.. (Whose.Mentor?.Cohorts ?? []).Select(c => $"{Words.Count(c.Capacity, "student")} in {c.ProgrammeName} {c.CohortName}{(c.Paused ? ", on a break" : "")}")]),
            _ => null,
        };
    }

    string? Named(string[] codes) => codes.Length == 0 ? null : string.Join(", ", codes.Select(c => Taxonomy.Terms.FirstOrDefault(t => t.Code == c)?.Name ?? c));

    string? Spoken(string[] codes) => codes.Length == 0 ? null : string.Join(", ", codes.Select(c => Taxonomy.Languages.FirstOrDefault(l => l.Code == c)?.Name ?? c));

    static string? Meeting(ProfileForm form) => Joined(
        form.Format is "any" ? "Any way to meet" : MeetingWords.Of(MeetingWords.Formats, form.Format), form.Place, form.Rhythm is "any" ? "as often as it suits" : MeetingWords.Of(MeetingWords.Rhythms, form.Rhythm));

    static string? Joined(params string?[] parts) => parts.Where(p => !string.IsNullOrEmpty(p)).ToArray() is { Length: > 0 } said ? string.Join("; ", said) : null;
}
