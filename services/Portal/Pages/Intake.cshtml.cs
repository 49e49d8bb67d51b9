using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages;

/// <summary>One thing a page, saved by itself. What was typed is never lost, whatever the answer is.</summary>
internal sealed class IntakeModel(ProfileClient profile, MatchingClient matching, Shell.People people, Reader reader, TimeProvider time) : PersonalPage(reader, time)
{
    static readonly (string Id, string Name)[] Zones =
    [
        ("America/New_York", "Eastern Time, New York"), ("America/Chicago", "Central Time, Chicago"), ("America/Denver", "Mountain Time, Denver"),
        ("America/Phoenix", "Arizona, Phoenix"), ("America/Los_Angeles", "Pacific Time, Los Angeles"), ("America/Anchorage", "Alaska, Anchorage"),
        ("Pacific/Honolulu", "Hawaii, Honolulu"), ("America/Puerto_Rico", "Atlantic Time, Puerto Rico"), ("Europe/London", "United Kingdom, London"), ("Europe/Berlin", "Central Europe, Berlin"),
    ];

    static readonly (string Id, string Field, string Label)[] Fields =
    [
        ("stage", "stage", "Stage"), ("headline", "headline", "Headline"), ("interests", "interests", "Interests"), ("goals", "goals", "Goals"), ("stages", "stages", "Whom you take"),
        ("languages", "languages", "Languages"), ("tz", "timeZone", "Time zone"), ("hours", "availability", "Your week"), ("about", "about", "A few words"), ("experiences", "experiences", "What you have done"),
        ("challenges", "challenges", "What makes it hard"), ("format", "format", "How"), ("place", "place", "Where"), ("rhythm", "rhythm", "How often"), ("places", "places", "Places"),
        ("kind", "kind", "What stands between you"), ("words", "words", "Who"),
    ];

    [BindProperty(SupportsGet = true)]
    public string? Step { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? As { get; set; }

    /// <summary>Opened to change one thing: saving leads back there.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>Whose name is looked for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty]
    public ProfileForm Form { get; set; } = new();

    [BindProperty]
    public string? After { get; set; }

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public Person Me { get; private set; } = null!;

    public Taxonomy Taxonomy { get; private set; } = null!;

    public bool IsMentor { get; private set; }

    public IntakeStep[] Steps => IsMentor ? IntakeSteps.OfMentors : IntakeSteps.OfStudents;

    public IntakeStep Here { get; private set; } = null!;

    public int Number => Array.IndexOf(Steps, Here) + 1;

    public string[] Saved => (IsMentor ? Me.Mentor?.Steps : Me.Student?.Steps) ?? [];

    public bool ToChange => From == "profile";

    public string Before => ToChange ? Overview : Number > 1 ? $"/intake/{Steps[Number - 2].Code}" : Overview;

    public string Overview => Me is { Student: not null, Mentor: not null } ? $"/profile?as={(IsMentor ? "mentor" : "student")}" : "/profile";

    public Mistakes Mistakes { get; private set; } = Mistakes.None;

    public Wrong Wrong => new(Mistakes.In(Fields), "Nothing was saved yet.");

    public FreeWeek Week => new(Form.Hours);

    /// <summary>Places that are held, by cohort: capacity may go below, and those stay.</summary>
    public IReadOnlyDictionary<Guid, Places> Held { get; private set; } = new Dictionary<Guid, Places>();

    public MentorCohort[] Cohorts => Me.Mentor?.Cohorts ?? [];

    public Facet[] Wishes { get; private set; } = [];

    public NamedMentor[] Avoided { get; private set; } = [];

    public NamedMentor[] Found { get; private set; } = [];

    public DeclaredConflict[] Conflicts { get; private set; } = [];

    public PersonalTraining[] Trainings { get; private set; } = [];

    public async Task<IActionResult> OnGet()
    {
        if (!await Load()) return NotFound();
        if (Step is null) return Redirect(IntakeSteps.Next(Steps, Saved) is { } next ? $"/intake/{next.Code}" : Overview);
        Form = IsMentor ? ProfileForm.Of(Me.Mentor!, Me.Version) : ProfileForm.Of(Me.Student!, Me.Version);
        await LoadLists();
        return Page();
    }

    public async Task<IActionResult> OnPost()
    {
        if (!await Load() || Step is null) return NotFound();
        Form.Tidy();
        var saved = IsMentor ? await profile.ChangeMentor(Form.AsMentor(Here.Code), Gone) : await profile.ChangeStudent(Form.AsStudent(Here.Code), Gone);
        if (saved.Refused is { } no) return await Refuse(no);
        people.Forget(User.PersonId());
        if (ToChange) return Then(Overview, Good("Saved.", "New suggestions go by this from now on. Nobody who is with you now is affected."));
        if (After == "later") return Then(Overview, Good("Saved.", "The rest waits for you here, on any device."));
        return Number < Steps.Length ? Redirect($"/intake/{Steps[Number].Code}") : Then(Overview, Good("That is all.", "Look it over; you can change each part at any time."));
    }

    public Task<IActionResult> OnPostAvoid(Guid mentor) => Act(() => profile.Avoid(mentor, Gone), "avoid", "Noted.", "You are not paired with them, and nobody is told.");

    public Task<IActionResult> OnPostUnavoid(Guid mentor) => Act(() => profile.StopAvoiding(mentor, Gone), "avoid", "Taken off your list.");

    public Task<IActionResult> OnPostDeclare() => Act(() => profile.DeclareConflict(Kind, Words, Gone), "conflicts", "Noted.", "If such a student is here, or comes, you are not paired with them.");

    public Task<IActionResult> OnPostWithdraw(Guid conflict) => Act(() => profile.WithdrawConflict(conflict, Gone), "conflicts", "Taken back.");

    async Task<IActionResult> Act(Func<Task<Answer<Nothing>>> act, string step, string done, string then = "")
    {
        if (!await Load() || Here.Code != step) return NotFound();
        var answer = await act();
        if (answer.Refused is { } no) return await Refuse(no);
        return Then($"/intake/{step}{(ToChange ? "?from=profile" : "")}", Good(done, then));
    }

    async Task<IActionResult> Refuse(Refused no)
    {
        Mistakes = new(no.Fields);
        if (no.Code == "ChangedMeanwhile")
        {
            Form.Version = Me.Version;
            Note = new("warn", "Your page was changed meanwhile, perhaps in another window.", "What you typed still stands here and is not saved yet. Save again to keep it, or", $"/intake/{Here.Code}", "load what is saved");
        }
        else if (!Mistakes.Any) Note = Note.Refused(no);
        await LoadLists();
        return Page();
    }

    async Task<bool> Load()
    {
        if (await profile.Me(Gone) is not { } me || me is { Student: null, Mentor: null }) return false;
        Me = me;
        IsMentor = Step is null ? me.Mentor is not null && (me.Student is null || As == "mentor") : IntakeSteps.OfMentors.Any(s => s.Code == Step);
        if (IsMentor ? me.Mentor is null : me.Student is null) return false;
        if (Step is null) return true;
        if (Array.Find(Steps, s => s.Code == Step) is not { } here) return false;
        (Here, Taxonomy) = (here, await profile.Taxonomy(Gone));
        return true;
    }

    /// <summary>What a step shows beside its form.</summary>
    async Task LoadLists()
    {
        switch (Here.Code)
        {
            case "wishes":
                Wishes = [.. ((await profile.Background(Gone))?.Facets ?? []).Where(f => f.MayMatch)];
                break;
            case "avoid":
                Avoided = await profile.Avoided(Gone);
                Found = string.IsNullOrWhiteSpace(Q) ? [] : await profile.FindMentors(Q, Gone);
                break;
            case "conflicts":
                Conflicts = await profile.Conflicts(Gone);
                Trainings = await profile.OwnTrainings(Gone);
                break;
            case "places":
                await LoadHeld();
                break;
        }
    }

    async Task LoadHeld()
    {
        try
        {
            Held = (await matching.MentorStatus(Gone)).ToDictionary(m => m.CohortId, m => m.Places);
        }
        catch (ServiceDown)
        {
            // How many places are held is a help beside the field; the page stands without it.
        }
    }

    public IEnumerable<(string Id, string Name)> ZoneChoices => string.IsNullOrEmpty(Form.TimeZone) || Zones.Any(z => z.Id == Form.TimeZone) ? Zones : [.. Zones, (Form.TimeZone, Form.TimeZone.Replace('_', ' '))];

    public Picks Picks(string kind, string name, string legend, string hint, string example, string[] chosen) => new(
        kind, name, legend, hint, example, Mistakes.At(name), [.. Taxonomy.Terms.Where(t => t.Kind == kind)], chosen);

    /// <summary>Languages at hand: those chosen and the ones most spoken here; any other can be written.</summary>
    public IEnumerable<CodeName> LanguagesAtHand =>
        Taxonomy.Languages.Where(l => Form.Languages.Contains(l.Code) || l.Code is "en" or "es" or "zh" or "fr" or "ar" or "vi").OrderBy(l => l.Code == "en" ? 0 : 1).ThenBy(l => l.Name, StringComparer.Ordinal);

    public string NowIn(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var its) ? Shell.Words.Clock(Now, its) : "";
}
