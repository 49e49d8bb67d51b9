using Mentorship.Portal.Clients;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>How this cohort is decided, in plain words. Saving makes a new version; drafts made before keep theirs.</summary>
internal sealed class PolicyModel(Desk desk) : OfficePage(desk)
{
    [BindProperty]
    public PolicyForm Form { get; set; } = new();

    public int Version { get; private set; }

    public async Task OnGetAsync()
    {
        var policy = Found(await Matching.Policy(CohortId, Gone));
        Version = policy.Version;
        Form = PolicyForm.From(policy);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var changed = await Matching.ChangePolicy(CohortId, Form.ToChange(), Gone);
        if (changed.Refused is null)
            return Then(To("policy"), Good($"Version {changed.Value!.Version} holds now.", "The next draft uses it; drafts made before keep theirs."));
        Version = Found(await Matching.Policy(CohortId, Gone)).Version;
        Refuse(changed.Refused);
        return Page();
    }
}

/// <summary>The form's own shape: every number as a person types it.</summary>
internal sealed class PolicyForm
{
    public string Objective { get; set; } = "fair";
    public int Floor { get; set; }
    public int PlacesPerStudent { get; set; }
    public int Choices { get; set; }
    public int AnswerDays { get; set; }
    public int TakeBackMinutes { get; set; }
    public bool RankedOnly { get; set; }
    public double MinSharedHours { get; set; }
    public bool SignUpIsYes { get; set; }
    public string Interests { get; set; } = "high";
    public string Goals { get; set; } = "medium";
    public string Stage { get; set; } = "medium";
    public string Languages { get; set; } = "medium";
    public string Time { get; set; } = "medium";
    public string Asked { get; set; } = "medium";
    public string Rankings { get; set; } = "medium";

    public static PolicyForm From(Policy p) => new()
    {
        Objective = p.Objective, Floor = p.Floor ?? 0, PlacesPerStudent = p.PlacesPerStudent, Choices = p.Choices, AnswerDays = p.AnswerDays,
        TakeBackMinutes = p.TakeBackMinutes, RankedOnly = p.RankedOnly, MinSharedHours = p.MinSharedHours, SignUpIsYes = p.SignUpIsYes,
        Interests = p.Weights.Interests, Goals = p.Weights.Goals, Stage = p.Weights.Stage, Languages = p.Weights.Languages, Time = p.Weights.Time, Asked = p.Weights.Asked, Rankings = p.Weights.Rankings,
    };

    public PolicyChange ToChange() => new(
        Objective, Floor, PlacesPerStudent, Choices, AnswerDays, TakeBackMinutes, RankedOnly, MinSharedHours,
        new(Interests, Goals, Stage, Languages, Time, Asked, Rankings), SignUpIsYes);
}
