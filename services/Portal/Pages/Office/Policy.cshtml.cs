using Mentorship.Portal.Clients;
using Mentorship.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Mentorship.Portal.Pages.Office;

/// <summary>How this cohort is decided, in plain words. Saving makes a new version; drafts made before keep theirs.</summary>
internal sealed class PolicyModel(Desk desk) : OfficePage(desk)
{
    [BindProperty]
    public PolicyForm Form { get; set; } = new();

    public int Version { get; private set; }

    /// <summary>What the form as it stands would do.</summary>
    public PolicyEstimate? Estimate { get; private set; }

    public PolicyVersion[] Versions { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await ShowAsync();
        Form = PolicyForm.From(Versions[0].Policy);
    }

    /// <summary>What it would do, beside the form as it was sent; nothing is saved.</summary>
    public async Task<IActionResult> OnPostEstimateAsync()
    {
        var estimated = await Matching.Estimate(CohortId, Form.ToChange(), Gone);
        Estimate = estimated.Value;
        await ShowAsync();
        if (estimated.Refused is { } no) Refuse(no);
        return Page();
    }

    async Task ShowAsync()
    {
        Versions = await Matching.Policies(CohortId, Gone);
        Version = Found(Versions.FirstOrDefault()).Policy.Version;
        await Names.LoadAsync(Versions.Select(v => v.By), Gone);
    }

    /// <summary>What a version changed against the one before it, in words.</summary>
    public static IEnumerable<string> Changes(Policy to, Policy from)
    {
        if (to.Objective != from.Objective) yield return $"aims for “{OfficeWords.Objective(to.Objective)}”";
        if (to.Floor != from.Floor) yield return to.Floor is 0 or null ? "no lower limit" : $"lower limit {OfficeWords.Points(to.Floor)}";
        if (to.RankedOnly != from.RankedOnly) yield return to.RankedOnly ? "only named mentors" : "also mentors nobody named";
        if (to.PlacesPerStudent != from.PlacesPerStudent) yield return $"{Words.Count(to.PlacesPerStudent, "mentor")} a student";
        if (to.Choices != from.Choices) yield return $"{Words.Count(to.Choices, "choice")} a student";
        if (to.MinSharedHours != from.MinSharedHours) yield return $"{to.MinSharedHours.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture)} shared hours";
        if (to.AnswerDays != from.AnswerDays) yield return $"{Words.Count(to.AnswerDays, "day")} to answer";
        if (to.TakeBackMinutes != from.TakeBackMinutes) yield return $"{Words.Count(to.TakeBackMinutes, "minute")} to take back";
        if (to.SignUpIsYes != from.SignUpIsYes) yield return to.SignUpIsYes ? "signing up is a yes" : "students answer";
        if (to.NamesHidden != from.NamesHidden) yield return to.NamesHidden ? "names hidden" : "names shown";
        if (to.SecondPerson != from.SecondPerson) yield return to.SecondPerson ? "two to publish" : "one to publish";
        if (to.PassesOn != from.PassesOn) yield return to.PassesOn ? "offers are passed on" : "offers come back to you";
        foreach (var (word, now, was) in new[]
        {
            ("interests", to.Weights.Interests, from.Weights.Interests), ("goals", to.Weights.Goals, from.Weights.Goals), ("stage", to.Weights.Stage, from.Weights.Stage), ("languages", to.Weights.Languages, from.Weights.Languages),
            ("shared time", to.Weights.Time, from.Weights.Time), ("what they asked for", to.Weights.Asked, from.Weights.Asked), ("rankings", to.Weights.Rankings, from.Weights.Rankings),
        })
            if (now != was) yield return $"{word} {now}";
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var changed = await Matching.ChangePolicy(CohortId, Form.ToChange(), Gone);
        if (changed.Refused is null)
            return Then(To("policy"), Good($"Version {changed.Value!.Version} holds now.", "The next draft uses it; drafts made before keep theirs."));
        await ShowAsync();
        Refuse(changed.Refused);
        return Page();
    }
}

/// <summary>The form's own shape: every number as a person types it.</summary>
internal sealed class PolicyForm
{
    /// <summary>The version that was read and changed.</summary>
    public int Version { get; set; }

    public string Objective { get; set; } = "fair";
    public int Floor { get; set; }
    public int PlacesPerStudent { get; set; }
    public int Choices { get; set; }
    public int AnswerDays { get; set; }
    public int TakeBackMinutes { get; set; }
    public bool RankedOnly { get; set; }
    public double MinSharedHours { get; set; }
    public bool SignUpIsYes { get; set; }
    public bool NamesHidden { get; set; }
    public bool SecondPerson { get; set; }
    public bool PassesOn { get; set; }
    public string Interests { get; set; } = "high";
    public string Goals { get; set; } = "medium";
    public string Stage { get; set; } = "medium";
    public string Languages { get; set; } = "medium";
    public string Time { get; set; } = "medium";
    public string Asked { get; set; } = "medium";
    public string Rankings { get; set; } = "medium";

    public static PolicyForm From(Policy p) => new()
    {
        Version = p.Version, Objective = p.Objective, Floor = p.Floor ?? 0, PlacesPerStudent = p.PlacesPerStudent, Choices = p.Choices, AnswerDays = p.AnswerDays,
        TakeBackMinutes = p.TakeBackMinutes, RankedOnly = p.RankedOnly, MinSharedHours = p.MinSharedHours, SignUpIsYes = p.SignUpIsYes, NamesHidden = p.NamesHidden, SecondPerson = p.SecondPerson, PassesOn = p.PassesOn,
        Interests = p.Weights.Interests, Goals = p.Weights.Goals, Stage = p.Weights.Stage, Languages = p.Weights.Languages, Time = p.Weights.Time, Asked = p.Weights.Asked, Rankings = p.Weights.Rankings,
    };

    public PolicyChange ToChange() => new(
        Version, Objective, Floor, PlacesPerStudent, Choices, AnswerDays, TakeBackMinutes, RankedOnly, MinSharedHours,
        new(Interests, Goals, Stage, Languages, Time, Asked, Rankings), SignUpIsYes, NamesHidden, SecondPerson, PassesOn);
}
