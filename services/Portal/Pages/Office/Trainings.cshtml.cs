using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Mentorship.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>What a programme asks its mentors, readers and coordinators to have done. None ships; what is required is an administrator's to decide.</summary>
internal sealed class TrainingsModel(Desk desk) : OfficePage(desk)
{
    [BindProperty(SupportsGet = true)]
    public Guid ProgrammeId { get; set; }

    /// <summary>The training that is changed; empty for a new one.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Link { get; set; }

    [BindProperty]
    public string? Audience { get; set; }

    [BindProperty]
    public string? Need { get; set; }

    [BindProperty]
    public int? MonthsValid { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public ProgrammeTrainings Programme { get; private set; } = null!;

    string Here => $"/office/programmes/{ProgrammeId}/trainings";

    public async Task OnGetAsync() => Programme = Found(await Profile.Trainings(ProgrammeId, Gone));

    public async Task<IActionResult> OnPostAsync()
    {
        var change = new TrainingChange(Title, Link, Audience, Need, MonthsValid, Version);
        var done = Id == Guid.Empty ? await Profile.AddTraining(ProgrammeId, change, Gone) : await Profile.ChangeTraining(Id, change, Gone);
        if (done.Refused is not { } no)
            return Then(Here, Good(Id == Guid.Empty ? $"{Title} is on the list." : $"{Title} is changed.", Need == "required" && Audience == "mentors" ? "Mentors who have not done it get no new students until they have." : ""));
        Refuse(no);
        await OnGetAsync();
        return Page();
    }

    /// <summary>The form of a training, or of a new one, with what was typed where it came back with a mistake.</summary>
    public TrainingForm Form(Training? t)
    {
        var back = Mistakes.Any && Id == (t?.Id ?? Guid.Empty);
        return back
            ? new(t, Title, Link, Audience, Need, MonthsValid, Administrator, Mistakes)
            : new(t, t?.Title, t?.Link, t?.Audience ?? "mentors", t?.Need ?? "recommended", t?.MonthsValid, Administrator, Mistakes.None);
    }

    public static readonly (string Code, string Word)[] Audiences = [("mentors", "Mentors"), ("readers", "Readers of applications"), ("coordinators", "Coordinators")];

    public static string For(string audience) => Audiences.First(a => a.Code == audience).Word;
}

/// <summary>A training in a form.</summary>
internal sealed record TrainingForm(
    Training? Of, string? Title, string? Link, string? Audience, string? Need, int? MonthsValid, bool Administrator, Mistakes Mistakes)
{
    public string Key => Of?.Id.ToString("N") ?? "new";

    /// <summary>What is required can be seen by coordinators, and changed by administrators.</summary>
    public bool MayRequire => Administrator || Of?.Need == "required";
}
