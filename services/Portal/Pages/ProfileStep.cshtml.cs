using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages;

/// <summary>One thing that somebody says about themselves. It is saved by itself; what was typed is never lost, whatever the answer is.</summary>
internal sealed class ProfileStepModel(ProfileClient profile, MatchingClient matching, Shell.People people, Reader reader, TimeProvider time) : ProfilePage(profile, reader, time)
{
    /// <summary>Instead of a step: the first that was not saved yet.</summary>
    const string Next = "next";

    static readonly (string Id, string Name)[] Zones =
    [
        ("America/New_York", "Eastern Time, New York"), ("America/Chicago", "Central Time, Chicago"), ("America/Denver", "Mountain Time, Denver"),
        ("America/Phoenix", "Arizona, Phoenix"), ("America/Los_Angeles", "Pacific Time, Los Angeles"), ("America/Anchorage", "Alaska, Anchorage"),
        ("Pacific/Honolulu", "Hawaii, Honolulu"), ("America/Puerto_Rico", "Atlantic Time, Puerto Rico"), ("Europe/London", "United Kingdom, London"), ("Europe/Berlin", "Central Europe, Berlin"),
    ];

    [BindProperty(SupportsGet = true, Name = "step")]
    public string Code { get; set; } = "";

    [BindProperty]
    public ProfileForm Form { get; set; } = new();

    [BindProperty]
    public NarrativeForm Told { get; set; } = new();

    public ProfileStep Step { get; private set; } = null!;

    public int Number { get; private set; }

    public ProfileStep? Before => Number > 1 ? Steps[Number - 2] : null;

    /// <summary>Whether it was not all looked at yet: then a saved step leads to the next.</summary>
    public bool GoesOn => Open() is not null;

    public Mistakes Mistakes { get; private set; } = Mistakes.None;

    public FreeWeek Week => new(Form.Hours);

    /// <summary>Places that are held, by cohort: capacity may go below, and those stay.</summary>
    public IReadOnlyDictionary<Guid, Places> Held { get; private set; } = new Dictionary<Guid, Places>();

    public MentorCohort[] Cohorts => Me.Mentor?.Cohorts ?? [];

    public PersonalTraining[] Trainings { get; private set; } = [];

    /// <summary>Questions about which a student may say that a mentor should share it.</summary>
    public Facet[] Wishes { get; private set; } = [];

    public IEnumerable<(string Id, string Name)> ZoneChoices => string.IsNullOrEmpty(Form.TimeZone) || Zones.Any(z => z.Id == Form.TimeZone) ? Zones : [.. Zones, (Form.TimeZone, Form.TimeZone.Replace('_', ' '))];

    public async Task<IActionResult> OnGet()
    {
        if (!await Load()) return NotFound();
        if (Code == Next) return Redirect(To(IsNeither ? null : Open()));
        if (!await Find()) return NotFound();
        Form = Whole();
        if (Code == "words") Told = NarrativeForm.Of(await Profile.MyNarrative(Gone));
        return Page();
    }

    public async Task<IActionResult> OnPost()
    {
        if (!await Load() || !await Find()) return NotFound();
        var whole = Whole();
        whole.Take(Code, Form);
        var refused = Code == "words" ? (await Profile.Tell(Told.Experiences, Told.Challenges, Told.Version, Gone)).Refused : null;
        // What was told is in, whatever becomes of the rest: saved again, it must not meet itself.
        if (Code == "words" && refused is null) Told.Version = (await Profile.MyNarrative(Gone)).Version;
        refused ??= IsMentor ? (await Profile.ChangeMentor(whole.AsMentor(Code), Gone)).Refused : (await Profile.ChangeStudent(whole.AsStudent(Code), Gone)).Refused;
        if (refused is null)
        {
            people.Forget(User.PersonId());
            var first = !Saved.Contains(Code);
            var next = Steps.Skip(Number).Concat(Steps.Take(Number - 1)).FirstOrDefault(s => !Saved.Contains(s.Code));
            return first && next is not null ? Redirect(To(next))
                : Then(To(), first ? Good("That is all, thank you.", "Look it over; each thing can be changed at any time.")
                    : Good("Saved.", IsMentor ? "New suggestions and offers go by this from now on. Nobody who is with you now is affected." : "New suggestions go by this from now on. What is already offered stays as it is."));
        }
        Mistakes = new(refused.Fields);
        if (refused.Code == "ChangedMeanwhile")
        {
            Form.Version = Me.Version;
            if (Code == "words") Told.Version = (await Profile.MyNarrative(Gone)).Version;
            Note = new("warn", "Your profile was changed meanwhile, perhaps in another window.", "What you typed still stands here and is not saved yet. Save again to keep it, or", To(Step), "load what is saved");
        }
        else if (!Mistakes.Any) Note = Note.Refused(refused);
        else if (!Mistakes.In(Step.Fields).Any()) Note = new("bad", "Something else on your profile needs a correction first.", string.Join(' ', Mistakes.All.Select(m => m.Mistake)), To(), "Look it over");
        return Page();
    }

    public Picks Picks(string kind, string name, string legend, string hint, string example, string[] chosen) => new(
        kind, name, legend, hint, example, Mistakes.At(name), [.. Taxonomy.Terms.Where(t => t.Kind == kind)], chosen);

    /// <summary>Languages at hand: those chosen and the ones most spoken here; any other can be written.</summary>
    public IEnumerable<CodeName> LanguagesAtHand =>
        Taxonomy.Languages.Where(l => Form.Languages.Contains(l.Code) || l.Code is "en" or "es" or "zh" or "fr" or "ar" or "vi").OrderBy(l => l.Code == "en" ? 0 : 1).ThenBy(l => l.Name, StringComparer.Ordinal);

    public string NowIn(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var its) ? Words.Clock(Now, its) : "";

    /// <summary>The step and what its page shows besides the form.</summary>
    async Task<bool> Find()
    {
        Number = Array.FindIndex(Steps, s => s.Code == Code) + 1;
        if (Number == 0) return false;
        Step = Steps[Number - 1];
        if (Code == "trainings") Trainings = [.. (await Profile.OwnTrainings(Gone)).Where(t => t.Audience == "mentors")];
        if (Code == "wishes") Wishes = [.. ((await Profile.Background(Gone))?.Facets ?? []).Where(f => f.MayMatch)];
        if (Code != "places") return true;
        try
        {
            Held = (await matching.MentorStatus(Gone)).ToDictionary(m => m.CohortId, m => m.Places);
        }
        catch (ServiceDown)
        {
            // How many places are held is a help beside the field; the page stands without it.
        }
        return true;
    }
}

internal sealed class NarrativeForm
{
    public string? Experiences { get; set; }
    public string? Challenges { get; set; }
    public int Version { get; set; }

    public static NarrativeForm Of(Narrative told) => new() { Experiences = told.Experiences, Challenges = told.Challenges, Version = told.Version };
}
