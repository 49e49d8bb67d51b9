using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages;

/// <summary>One thing that somebody says about themselves, or answers for a mentor. It is saved by itself; what was typed is never lost, whatever the answer is.</summary>
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

    /// <summary>Whose name is looked for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Who { get; set; }

    public ProfileStep Step { get; private set; } = null!;

    public int Number { get; private set; }

    public ProfileStep? Before => Number > 1 ? Steps[Number - 2] : null;

    /// <summary>Whether it was not all looked at yet: then a saved step leads to the next.</summary>
    public bool GoesOn => Open() is not null;

    public Mistakes Mistakes { get; private set; } = Mistakes.None;

    public FreeWeek Week => new(Form.Hours);

    /// <summary>Places that are held, by cohort: capacity may go below, and those stay.</summary>
    public IReadOnlyDictionary<Guid, Places> Held { get; private set; } = new Dictionary<Guid, Places>();

    public MentorCohort[] Cohorts => Whose.Mentor?.Cohorts ?? [];

    public PersonalTraining[] Trainings { get; private set; } = [];

    public NamedMentor[] Avoided { get; private set; } = [];

    public NamedMentor[] Found { get; private set; } = [];

    public DeclaredConflict[] Conflicts { get; private set; } = [];

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
        // A name that is typed and not added yet is meant all the same.
        if (Code == "conflicts" && !string.IsNullOrWhiteSpace(Who + Kind) && (await Profile.DeclareConflict(Kind, Who, Gone)).Refused is { } unnamed) return await Refuse(unnamed);
        Form.Tidy();
        var refused = Code == "words" ? (await Profile.Tell(Told.Experiences, Told.Challenges, Told.Version, Gone)).Refused : null;
        // What was told is in, whatever becomes of the rest: saved again, it must not meet itself.
        if (Code == "words" && refused is null) Told.Version = (await Profile.MyNarrative(Gone)).Version;
        refused ??= (For is { } mentor ? await Profile.ChangePageFor(mentor, Form.AsMentor(Code), Gone)
            : IsMentor ? await Profile.ChangeMentor(Form.AsMentor(Code), Gone) : await Profile.ChangeStudent(Form.AsStudent(Code), Gone)).Refused;
        if (refused is null)
        {
            people.Forget(Whose.Id);
            var first = !Saved.Contains(Code);
            var next = Steps.Skip(Number).Concat(Steps.Take(Number - 1)).FirstOrDefault(s => !Saved.Contains(s.Code));
            return first && next is not null ? Redirect(To(next))
                : Then(To(), first ? Good("That is all, thank you.", "Look it over; each thing can be changed at any time.")
                    : Good("Saved.", IsMentor ? "New suggestions and offers go by this from now on. Nobody who is with you now is affected." : "New suggestions go by this from now on. What is already offered stays as it is."));
        }
        return await Refuse(refused);
    }

    async Task<IActionResult> Refuse(Refused refused)
    {
        Mistakes = new(refused.Fields);
        if (refused.Code == "ChangedMeanwhile")
        {
            Form.Version = Whose.Version;
            if (Code == "words") Told.Version = (await Profile.MyNarrative(Gone)).Version;
            Note = new("warn", For is null ? "Your profile was changed meanwhile, perhaps in another window." : "This page was changed meanwhile.", "What you typed still stands here and is not saved yet. Save again to keep it, or", To(Step), "load what is saved");
        }
        else if (!Mistakes.Any) Note = Note.Refused(refused);
        return Page();
    }

    public Task<IActionResult> OnPostAvoid(Guid mentor) => Act("avoid", () => Profile.Avoid(mentor, Gone), "Noted.", "You are not paired with them, and nobody is told.");

    public Task<IActionResult> OnPostUnavoid(Guid mentor) => Act("avoid", () => Profile.StopAvoiding(mentor, Gone), "Taken off your list.");

    public Task<IActionResult> OnPostDeclare() => Act("conflicts", () => Profile.DeclareConflict(Kind, Who, Gone), "Noted.", "If such a student is here, or comes, you are not paired with them.");

    public Task<IActionResult> OnPostWithdraw(Guid conflict) => Act("conflicts", () => Profile.WithdrawConflict(conflict, Gone), "Taken off your list.");

    /// <summary>What is done on a page at once, without going on.</summary>
    async Task<IActionResult> Act(string step, Func<Task<Answer<Nothing>>> act, string done, string then = "")
    {
        if (Code != step || !await Load() || !await Find()) return NotFound();
        return (await act()).Refused is { } refused ? await Refuse(refused) : Then(To(Step), Good(done, then));
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
        if (Code == "conflicts") (Conflicts, Trainings) = (await Profile.Conflicts(Gone), [.. (await Profile.OwnTrainings(Gone)).Where(t => t.Audience == "mentors")]);
        if (Code == "avoid") (Avoided, Found) = (await Profile.Avoided(Gone), string.IsNullOrWhiteSpace(Q) ? [] : await Profile.FindMentors(Q, Gone));
        if (Code == "wishes") Wishes = [.. ((await Profile.Background(Gone))?.Facets ?? []).Where(f => f.MayMatch)];
        if (Code != "places" || For is not null) return true;
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
